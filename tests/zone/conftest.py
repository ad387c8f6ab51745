"""A zone for each test, reached in each of the ways there are."""

from collections.abc import Iterator

import pytest

from handover.zone.store.memory import MemoryStore
from tests.zone.cast import Clock, Stage, staged

STORES = {"memory": MemoryStore}


@pytest.fixture(params=STORES)
def zone(request: pytest.FixtureRequest) -> Iterator[Stage]:
    store = STORES[request.param]()
    stage = staged(store, Clock())
    yield stage
    store.close()
