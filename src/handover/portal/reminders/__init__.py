"""The weekly reminder: what was not collected, not answered, and will soon be gone, in one e-mail."""
