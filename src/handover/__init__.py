"""Handover moves a child's school record safely from the school they leave to the school they join."""

__version__ = "0.1.0"
