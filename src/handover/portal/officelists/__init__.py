"""Lists that offices bring: one whose columns are in doubt waits sealed while its office is asked what they mean."""
