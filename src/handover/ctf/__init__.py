"""The Common Transfer File: its name, its content, the checks on both, and writing one. Pure."""
