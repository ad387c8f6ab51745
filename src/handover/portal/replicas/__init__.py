"""A read-only replica of the database: a table says which pages are read from it, everything else stays fresh."""
