"""The screens of the hub."""
