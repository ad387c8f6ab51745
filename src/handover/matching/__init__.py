"""Is this the same child? Names that sound alike, evidence in words, and the yearly matching with a census."""
