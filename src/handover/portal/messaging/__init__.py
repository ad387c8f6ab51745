"""Secure messages between schools and authorities: written, read, answered, and gone when their time is over."""
