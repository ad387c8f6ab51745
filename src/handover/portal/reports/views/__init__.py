"""The pages of reports, and of everything that is held on one child."""
