"""A county of invented children that is independent of the model: see `county`."""
