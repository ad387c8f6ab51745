"""The store of the tests and those of zones, each empty for each test."""

from collections.abc import Callable

import pytest

from handover.zone.store.interface import Store
from tests.zone.store.memory import MemoryStore
from tests.zone.store.parcels import ZONE


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database of either kind."""
    found: str = request.getfixturevalue(f"{request.param}_url")
    return found


@pytest.fixture(params=["oracle", "sqlite", "postgres"])
def store(request: pytest.FixtureRequest, opened: Callable[[str], Store]) -> Store:
    """A store with one zone in it."""
    kind = request.param
    made = MemoryStore() if kind == "oracle" else opened(request.getfixturevalue(f"{kind}_url"))
    made.create(ZONE)
    return made
