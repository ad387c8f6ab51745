"""Lists of expected pupils, as a receiving school or authority has them: read, checked, pure."""
