"""Outgoing e-mail: an outbox written with the change it tells of, and delivered later."""
