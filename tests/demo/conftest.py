from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any

import pytest

from handover.demo import SchoolRoll, SchoolSoftware, SoftwareSettings
from tests.agent.county import County
from tests.hub_software import make_roll

TODAY = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)

Begin = Callable[..., SchoolSoftware]


@pytest.fixture
def county() -> Iterator[County]:
    zone = County()
    yield zone
    zone.close()


@pytest.fixture
def nant() -> Iterator[SchoolRoll]:
    """The roll of Nant y Wennol Primary School."""
    roll = make_roll("6812990", "Nant y Wennol Primary School", clock=lambda: TODAY)
    yield roll
    roll.close()


@pytest.fixture
def begin(county: County) -> Iterator[Begin]:
    """Start a school's software in the county's zone, in a hurry; it is stopped at the end."""
    with ExitStack() as started:

        def begun(roll: SchoolRoll, agent: str = "NantMIS", **settings: Any) -> SchoolSoftware:
            quick = {"poll_seconds": 0.05, "patience_seconds": 5.0}
            software = SchoolSoftware(roll, agent, county.url, SoftwareSettings(**{**quick, **settings}))
            return started.enter_context(software)

        yield begun
