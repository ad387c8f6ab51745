"""What an event and a delivery cost, counted: whatever makes the zone slower fails here, on a slow day as on a quick one."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from handover.zone.broker import Broker
from handover.zone.store.interface import Store
from tests.zone.cast import ZONE, Software, Stage
from tests.zone.trips import counted_trips
from tests.zone.ways import Clock, Direct

READERS = ("attendance", "canteen", "library", "timetable", "visitors")
EVENT_CALLS, DELIVERY_CALLS = 292, 286
"""How many Python functions the zone may call for an event that five agents subscribe to, and for a delivery: some 5 per cent
more than it does. Who makes it call fewer lowers them."""


def school(store: Store) -> tuple[Stage, Software, list[Software]]:
    """Return a zone in a store, its office and five readers, in which each thing has happened once."""
    store.create(ZONE)
    clock = Clock()
    broker = Broker(store, clock=clock)
    zone = Stage(store, clock, broker, Direct(broker, ZONE))
    office = zone.joined("mis")
    readers = [zone.joined(name, subscribes=["LearnerPersonal"]) for name in READERS]
    for _ in range(2):
        assert office.publishes().status == 0
        for reader in readers:
            reader.takes()
    return zone, office, readers


@contextmanager
def counted_calls() -> Iterator[Callable[[], int]]:
    """Count how many Python functions of the zone's server are called."""
    calls = 0

    def note(frame: object, kind: str, about: object) -> None:
        nonlocal calls
        calls += kind == "call"

    def count() -> int:
        return calls

    sys.setprofile(note)
    try:
        yield count
    finally:
        sys.setprofile(None)


class Counted(Direct):
    """A way to the zone that counts the Python functions which an answer takes."""

    calls = 0

    def post(self, body, channel, key):
        with counted_calls() as count:
            answer = super().post(body, channel, key)
        self.calls += count()
        return answer


def test_an_event_is_one_round_trip_to_postgresql_and_a_delivery_two(
    postgres_url: str, opened: Callable[[str], Store]
) -> None:
    with counted_trips(postgres_url) as (url, trips):
        _, office, readers = school(opened(url))
        trips()
        assert office.publishes().status == 0
        assert trips() == 1
        for reader in readers:
            received = reader.fetches().message
            assert received is not None
            assert trips() == 1
            assert reader.acknowledges(received).status == 0
            assert trips() == 1


def test_events_that_come_at_once_share_a_round_trip(postgres_url: str, opened: Callable[[str], Store]) -> None:
    from handover.zone.core import effects as fx
    from handover.zone.core.early import GuardedChange
    from tests.zone.store.parcels import NOW, event

    with counted_trips(postgres_url) as (url, trips):
        store = opened(url)
        store.create(ZONE)
        batch = [GuardedChange(0, fx.Accept(event(number), READERS)) for number in range(8)]
        assert store.apply_guarded(ZONE, batch[:1], NOW) == (True,)
        trips()
        assert store.apply_guarded(ZONE, batch[1:], NOW) == (True,) * 7
        assert trips() == 1


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_an_event_and_a_delivery_call_no_more_of_python_than_they_did(
    kind: str, request: pytest.FixtureRequest, opened: Callable[[str], Store]
) -> None:
    zone, office, readers = school(opened(request.getfixturevalue(f"{kind}_url")))
    way = zone.way = Counted(zone.broker, ZONE)
    assert office.publishes().status == 0
    events, way.calls = way.calls, 0
    readers[0].takes()
    assert 0.85 * EVENT_CALLS < events <= EVENT_CALLS
    assert 0.85 * DELIVERY_CALLS < way.calls <= DELIVERY_CALLS
