"""Expected pupils: who is coming to a school or an authority, whose record is there, and whom to ask for the others."""
