"""What became of records, in numbers."""
