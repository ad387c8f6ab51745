"""The `handover` command: a thin shell over the libraries and the site."""
