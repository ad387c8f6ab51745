"""The phase transfer board: a whole year of an authority moves on, and each record goes where its child has a place."""
