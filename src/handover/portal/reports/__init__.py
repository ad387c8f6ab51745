"""Reports: how the site is used, in numbers and lists (seed, section 7), and everything that is held on one child."""
