"""Handover moves a child's school record safely from the school they leave to the school they join."""
