"""The screens of chains of custody."""
