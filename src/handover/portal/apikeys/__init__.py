"""Keys with which an office's programs use the API: what they open, who holds them, making, withdrawing and changing them."""
