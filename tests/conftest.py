"""What every test of the site may ask for: the cast, and a database that can be emptied after a test."""

from tests.cast import cast, signed_in
from tests.flushing import allow_flushing

__all__ = ["cast", "signed_in"]

allow_flushing()
