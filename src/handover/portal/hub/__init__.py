"""The hub: the site's agent in the zones of schools. A child moves, and the record follows by itself."""
