"""The screens of transfers."""
