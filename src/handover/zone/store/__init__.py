"""Where zones are remembered: the interface, and its implementations in memory, on SQLite and on PostgreSQL."""
