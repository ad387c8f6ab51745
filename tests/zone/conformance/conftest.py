"""Holds every test of this folder to the rows of the table that it says it shows."""

from collections.abc import Iterator

import pytest

from handover.zone.conformance import ROWS
from tests.zone.cast import Stage


@pytest.fixture(autouse=True)
def answers_as_the_table_says(request: pytest.FixtureRequest, zone: Stage) -> Iterator[None]:
    yield
    for mark in request.node.iter_markers("row"):
        for key in mark.args:
            answer = ROWS[key].answer
            assert not answer or answer in zone.heard, f"{key}: {answer} was not answered, but {zone.heard}"
