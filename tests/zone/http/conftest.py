"""What the tests of the HTTP binding may ask for."""

from collections.abc import Iterator

import pytest

from tests.zone.http.serving import Served, served


@pytest.fixture(scope="module")
def zone() -> Iterator[Served]:
    """A zone that is served for the tests of one module."""
    with served() as zone:
        yield zone
