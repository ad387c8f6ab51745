"""The first page: what waits for the person who signed in, and the one thing to do next."""
