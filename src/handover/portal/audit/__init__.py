"""An append-only, hash-chained record of who did what, when. Nothing but `record()` writes it."""
