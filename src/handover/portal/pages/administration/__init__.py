"""Pages of those who look after an authority: its people, its schools, its own details, the yearly check."""
