"""The pages for those who run the site: background work, and what machines ask."""
