"""What tests of every operation of the API need beside the cast."""

from collections.abc import Iterator

import pytest

from tests.counties import training_site


@pytest.fixture
def training() -> Iterator[None]:
    """The template of training counties is at its place."""
    with training_site():
        yield
