"""The table of settings, by subject."""
