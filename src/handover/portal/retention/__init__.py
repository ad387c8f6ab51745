"""How long everything is kept: one table, and the work that follows from it."""
