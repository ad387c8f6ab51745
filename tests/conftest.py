"""What every test of the site may ask for: the cast, and a database that can be emptied after a test."""

from hypothesis import settings

from tests.cast import cast, signed_in
from tests.flushing import allow_flushing

__all__ = ["cast", "signed_in"]

allow_flushing()

# A slow machine is no fault: no property test fails by the clock.
settings.register_profile("handover", deadline=None)
settings.load_profile("handover")
