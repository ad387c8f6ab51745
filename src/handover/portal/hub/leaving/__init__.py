"""From a leaving that is heard to a file that is sent, and what is said of it later."""
