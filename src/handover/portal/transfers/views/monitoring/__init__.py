"""The pages on which an authority watches over the files of its schools."""
