"""The pages on which an authority shares out a year's records."""
