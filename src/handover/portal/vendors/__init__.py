"""Vendors of software that serve many schools: registered nationally, approved by each school, in with tokens of minutes."""
