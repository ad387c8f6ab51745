"""The screens of establishments."""
