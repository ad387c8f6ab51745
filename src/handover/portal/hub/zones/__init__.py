"""The hub as an agent in zones: setting it up, its rights, its membership in each zone, who speaks there, and what is due."""
