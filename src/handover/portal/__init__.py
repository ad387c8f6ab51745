"""The transfer site: a Django project of small apps over the pure libraries."""
