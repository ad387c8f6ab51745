"""The pages about zones: how they are, who may do what in them, and what became of every message."""
