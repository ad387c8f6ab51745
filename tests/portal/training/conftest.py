"""Every test of training has the template at its place, and leaves no county behind."""

from collections.abc import Iterator

import pytest

from tests.counties import Vendor, make_county_vendor, training_site


@pytest.fixture(autouse=True)
def _training() -> Iterator[None]:
    with training_site():
        yield


@pytest.fixture
def vendor(db: None) -> Vendor:
    """A vendor of school software who was given a county."""
    return make_county_vendor()
