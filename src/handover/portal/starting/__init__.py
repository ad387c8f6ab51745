"""What is looked at before the site starts, beyond whether each setting can be read: slips and their remedies."""
