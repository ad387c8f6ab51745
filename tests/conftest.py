"""What every test of the site may ask for: the cast, and a database that can be emptied after a test."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from handover.portal.zones.broker import let_go
from tests.cast import cast, signed_in
from tests.flushing import allow_flushing

__all__ = ["cast", "signed_in"]

allow_flushing()

# A slow machine is no fault: no property test fails by the clock.
settings.register_profile("handover", deadline=None)
settings.load_profile("handover")


@pytest.fixture(autouse=True)
def _no_zone_server_left() -> Iterator[None]:
    """Close the zone server's own connections after each test, so that the database of the tests can be removed."""
    yield
    let_go()
