"""The two stores of a site, its database and its folder of files: whether they belong together, and what is in both."""
