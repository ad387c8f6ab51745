"""The zones of the zone server, as the site keeps and shows them."""
