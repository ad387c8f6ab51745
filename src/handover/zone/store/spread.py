"""Zones spread over several databases: a store for each, and each zone's acts led to its own.

A process remembers where zones lie. A zone that was moved is no longer in the database that it left, so what is asked there
finds no such zone; then, and only then, the leading table is read again.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import Final, TypeVar

from handover.zone.core.early import GuardedChange
from handover.zone.core.records import AgentStatus, PassedOverCount
from handover.zone.state import ZoneState
from handover.zone.store.interface import (
    DeadLetter,
    DueAgent,
    NoSuchZone,
    QueueHead,
    Store,
    StoreFault,
    Transaction,
    ZoneMoving,
)
from handover.zone.store.places import OWN, ZonePlace, read_places, write_place
from handover.zone.store.pool import ConnectionPool

log = logging.getLogger("handover.zone")
T = TypeVar("T")
REST_SECONDS: Final = 15.0
"""So long a database that did not answer is not asked for the zones of all databases: the others' need not wait for it."""


class SpreadStore:
    """See `handover.zone.store.interface.Store`. `stores` are those of all databases by their names, the site's own too.

    What is about one zone fails with its database. What is about all zones leaves out those whose database does not answer.
    """

    def __init__(
        self, stores: Mapping[str, Store], leading: ConnectionPool, *, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self._stores = dict(stores)
        self._leading = leading
        self._seconds = seconds
        self._places: Mapping[str, ZonePlace] | None = None
        self._seen: dict[str, tuple[str, ...]] = {}
        self._resting: dict[str, float] = {}
        self._gate = threading.Lock()
        self._turn = 0

    def database_of(self, zone: str) -> str:
        """Return the name of the database in which a zone lies."""
        return self._place(zone).database

    def places(self) -> Mapping[str, ZonePlace]:
        """Return where zones lie, read anew; those of the site's own database are left out."""
        found = self._leading.read(read_places)
        self._places = found
        return found

    def find_doubles(self) -> Iterator[tuple[str, str]]:
        """Yield each zone that a database holds although it lies in another one, and the name of that database."""
        for name in self._stores:
            ids = self._tried(name, lambda store: store.zones()) or ()
            yield from ((zone, name) for zone in ids if self.database_of(zone) != name)

    def zones(self) -> tuple[str, ...]:
        found: set[str] = set()
        for name in self._stores:
            ids = self._tried(name, lambda store: store.zones())
            if ids is not None:
                self._seen[name] = ids
            found.update(zone for zone in self._seen.get(name, ()) if self.database_of(zone) == name)
        return tuple(sorted(found))

    def create(self, zone: str) -> None:
        self.places()
        self._led(zone, lambda store: store.create(zone))

    def create_in(self, zone: str, database: str) -> None:
        """Make an empty zone in a database; nothing happens if it is there. Raises ValueError if it is in another one.

        Where it lies is written first: cut off in between it leaves a place without a zone, which the next try fills.
        """
        if database not in self._stores:
            raise ValueError(f"HANDOVER_ZONE_DATABASES names no database {database}")
        store = self._stores[database]
        self.places()
        for name in self._stores:
            if name != database and self.database_of(zone) == name and zone in self._stores[name].zones():
                raise ValueError(f"zone {zone} is there already, in {say_database(name)}")
        self._leading.read(lambda connection: write_place(connection, zone, ZonePlace(database)))
        self._places = None
        store.create(zone)

    def state(self, zone: str) -> ZoneState:
        return self._led(zone, lambda store: store.state(zone))

    def remembered(self, zone: str) -> ZoneState:
        return self._led(zone, lambda store: store.remembered(zone))

    @contextmanager
    def transaction(self, zone: str, now: datetime) -> Iterator[Transaction]:
        with ExitStack() as held:
            yield self._led(zone, lambda store: held.enter_context(store.transaction(zone, now)))

    def apply_guarded(self, zone: str, changes: Sequence[GuardedChange], now: datetime) -> tuple[bool, ...]:
        return self._led(zone, lambda store: store.apply_guarded(zone, changes, now))

    def head(self, zone: str, agent: str) -> QueueHead:
        return self._led(zone, lambda store: store.head(zone, agent))

    def presences(self, zone: str) -> Mapping[str, AgentStatus]:
        self.state(zone)  # a store that the zone has left knows of none, and does not say why
        return self._led(zone, lambda store: store.presences(zone))

    def content(self, zone: str, source: str, msg_id: str) -> bytes:
        return self._led(zone, lambda store: store.content(zone, source, msg_id))

    def letters(self, zone: str, agent: str = "") -> tuple[DeadLetter, ...]:
        return self._led(zone, lambda store: store.letters(zone, agent))

    def passed_over(self, zone: str) -> tuple[PassedOverCount, ...]:
        return self._led(zone, lambda store: store.passed_over(zone))

    def saw(self, zone: str, agents: Sequence[str], now: datetime) -> None:
        self._led(zone, lambda store: store.saw(zone, agents, now))

    def claim(self, owner: str, now: datetime, until: datetime, most: int) -> tuple[DueAgent, ...]:
        names = list(self._stores)
        # Whoever is asked first may take all that is wanted: each has its turn to be the first.
        self._turn = (self._turn + 1) % len(names)
        found: list[DueAgent] = []
        for name in names[self._turn :] + names[: self._turn]:
            left = most - len(found)
            if left > 0:
                found += self._tried(name, lambda store, left=left: store.claim(owner, now, until, left)) or ()  # type: ignore[misc]
        return tuple(found)

    def keep(self, owner: str, until: datetime) -> None:
        for name in self._stores:
            self._tried(name, lambda store: store.keep(owner, until))

    def release(self, owner: str, due: DueAgent) -> None:
        self._store(self.database_of(due.zone)).release(owner, due)

    def forget(self, zone: str, ids_before: datetime, content_before: datetime) -> int:
        return self._led(zone, lambda store: store.forget(zone, ids_before, content_before))

    def close(self) -> None:
        for store in self._stores.values():
            store.close()
        self._leading.close()

    def _led(self, zone: str, act: Callable[[Store], T]) -> T:
        """Return what came of an act in the zone's database. Raises ZoneMoving and NoSuchZone."""
        try:
            return act(self._store(self._place(zone).database))
        except NoSuchZone:
            place = self.places().get(zone, ZonePlace())
        try:
            return act(self._store(place.database))
        except NoSuchZone:
            if place.moving is not None:
                raise ZoneMoving(f"zone {zone} is being moved") from None
            raise

    def _place(self, zone: str) -> ZonePlace:
        known = self._places
        if known is None:
            known = self.places()
        return known.get(zone, ZonePlace())

    def _store(self, database: str) -> Store:
        try:
            return self._stores[database]
        except KeyError:
            raise StoreFault(f"HANDOVER_ZONE_DATABASES names no database {database}, in which zones lie") from None

    def _tried(self, name: str, ask: Callable[[Store], T]) -> T | None:
        """Return what one of several databases says; None where it does not answer, which is not asked again for a while."""
        if self._resting.get(name, 0.0) > self._seconds():
            return None
        try:
            found = ask(self._stores[name])
        except StoreFault as fault:
            if len(self._stores) == 1:
                raise
            log.warning("%s does not answer, and its zones are left out: %s", say_database(name), type(fault).__name__)
            self._resting[name] = self._seconds() + REST_SECONDS
            return None
        self._resting.pop(name, None)
        return found


def say_database(name: str) -> str:
    """Return what a database is called in a sentence."""
    return f"the database {name}" if name != OWN else "the site's own database"
