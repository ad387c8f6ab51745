"""The chain of custody: for each record who held it, when, and with which digest, signed by the site's key."""
