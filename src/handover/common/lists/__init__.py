"""Lists that offices write with a spreadsheet: the one reader of all of them, from bytes to rows and problems."""
