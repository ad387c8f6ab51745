"""From a file that has come to the roll of the next school's software."""
