"""Backups of a site: made while it runs, encrypted and read back; put back whole; and its move to another database."""
