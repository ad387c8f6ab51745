"""A whole year moving on: an authority's list of offers, the pupils of its schools' files, one new file for each school."""
