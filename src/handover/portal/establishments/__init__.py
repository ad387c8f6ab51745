"""Local authorities and schools: numbers, names, opening, closing, successors."""
