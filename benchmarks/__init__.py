"""What `make bench` measures: ratios within one run, against a floor that does the same without us."""
