"""The screens of the office's keys."""
