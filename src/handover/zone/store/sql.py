"""The store of zones in SQL, whatever the database."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial

from handover.zone.core.early import GuardedChange
from handover.zone.core.records import AgentStatus, PassedOverCount
from handover.zone.state import ZoneState
from handover.zone.store import agent_status, claims, forgetting, passed_over_counts, queues, zones
from handover.zone.store.connection import DatabaseConnection, ZoneChange
from handover.zone.store.interface import DeadLetter, DueAgent, NoSuchZone, QueueHead
from handover.zone.store.pool import ConnectionPool
from handover.zone.store.sealing import Seal
from handover.zone.store.transaction import SqlTransaction


class SqlStore:
    """See `handover.zone.store.interface.Store`.

    Readers never wait for writers, so they have connections of their own. A zone's state is kept until its revision grows.
    """

    def __init__(self, readers: ConnectionPool, writers: ConnectionPool, seal: Seal) -> None:
        self._readers = readers
        self._writers = writers
        self._seal = seal
        self._states: dict[str, ZoneState] = {}

    def zones(self) -> tuple[str, ...]:
        return self._readers.read(zones.read_zone_ids)

    def create(self, zone: str) -> None:
        self._writers.read(lambda connection: zones.insert_zone(connection, zone))

    def state(self, zone: str) -> ZoneState:
        revision = self._readers.read(lambda connection: zones.read_revision(connection, zone))
        known = self._states.get(zone)
        if known is None or known.revision != revision:
            with (
                self._readers.lent(lambda connection: connection.begin_reading()) as (connection, _),
                connection.transaction(),
            ):
                known = self._states[zone] = zones.load_state(connection, zone)
        return known

    def remembered(self, zone: str) -> ZoneState:
        return self._states.get(zone) or self.state(zone)

    @contextmanager
    def transaction(self, zone: str, now: datetime) -> Iterator[SqlTransaction]:
        with self._change(zone, now) as (change, revision):
            # The revision came with the lock. As long as it is the one of the state in memory, nothing need be read.
            known = self._states.get(zone)
            if known is None or known.revision != revision:
                known = zones.load_state(change.connection, zone)
            transaction = SqlTransaction(change, known)
            yield transaction
        self._states[zone] = transaction.state

    def apply_guarded(self, zone: str, changes: Sequence[GuardedChange], now: datetime) -> tuple[bool, ...]:
        def write(connection: DatabaseConnection) -> tuple[bool, ...]:
            change = ZoneChange(connection, zone, now, self._seal)
            return connection.write_guarded(zone, [queues.guarded_row(change, each) for each in changes])

        return self._writers.read(write)

    def head(self, zone: str, agent: str) -> QueueHead:
        return self._readers.read(lambda connection: queues.read_queue_head(connection, self._seal, zone, agent))

    def presences(self, zone: str) -> Mapping[str, AgentStatus]:
        return self._readers.read(lambda connection: agent_status.read_statuses(connection, self._seal, zone))

    def content(self, zone: str, source: str, msg_id: str) -> bytes:
        def ask(connection: DatabaseConnection) -> bytes:
            zones.read_revision(connection, zone)
            return queues.read_content(connection, self._seal, zone, source, msg_id)

        return self._readers.read(ask)

    def letters(self, zone: str, agent: str = "") -> tuple[DeadLetter, ...]:
        def ask(connection: DatabaseConnection) -> tuple[DeadLetter, ...]:
            zones.read_revision(connection, zone)
            return queues.read_dead_letters(connection, self._seal, zone, agent)

        return self._readers.read(ask)

    def passed_over(self, zone: str) -> tuple[PassedOverCount, ...]:
        def ask(connection: DatabaseConnection) -> tuple[PassedOverCount, ...]:
            zones.read_revision(connection, zone)
            return passed_over_counts.read_passed_over(connection, zone)

        return self._readers.read(ask)

    def saw(self, zone: str, agents: Sequence[str], now: datetime) -> None:
        with self._change(zone, now, durable=False) as (change, _):
            agent_status.note_seen(change, agents)

    def claim(self, owner: str, now: datetime, until: datetime, most: int) -> tuple[DueAgent, ...]:
        return self._writers.read(lambda connection: claims.claim_agents(connection, owner, now, until, most))

    def keep(self, owner: str, until: datetime) -> None:
        self._writers.read(lambda connection: claims.prolong_claims(connection, owner, until))

    def release(self, owner: str, due: DueAgent) -> None:
        self._writers.read(lambda connection: claims.release_claim(connection, owner, due))

    def forget(self, zone: str, ids_before: datetime, content_before: datetime) -> int:
        self.state(zone)
        return sum(self._forget(zone, task) for task in forgetting.forgetting_tasks(ids_before, content_before))

    def close(self) -> None:
        self._readers.close()
        self._writers.close()

    def _forget(self, zone: str, task: forgetting.ForgettingTask) -> int:
        touched, place = 0, (task.since, 0)
        while place[0] < task.before:
            stretch = self._readers.read(partial(forgetting.find_stretch, zone=zone, task=task, after=place))
            if stretch.anything:
                with self._change(zone, task.before) as (change, _):
                    touched += forgetting.forget_stretch(change, task, stretch)
            place = stretch.end
        return touched

    @contextmanager
    def _change(self, zone: str, now: datetime, *, durable: bool = True) -> Iterator[tuple[ZoneChange, int]]:
        held = self._writers.lent(lambda connection: connection.lock(zone, durable=durable))
        with held as (connection, revision), connection.transaction():
            if revision is None:
                raise NoSuchZone(zone)
            yield ZoneChange(connection, zone, now, self._seal), revision
