"""Training: a county of invented schools for each vendor, in which the API is practised without a person in between."""
