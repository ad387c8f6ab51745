"""What a zone needs of a store. SQLite and PostgreSQL keep this promise, and one set of tests holds them to it.

A zone's changes happen one after the other: a transaction of one process waits for that of another. This makes every
rule that compares what is with what comes (one provider for an object, packets in order, first in first out) true without
further locks. A zone server makes up for it by doing what came in at the same time in one transaction.
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from handover.sif.messages.errors import ErrorCode
from handover.zone.core.early import GuardedChange
from handover.zone.core.effects import Effect
from handover.zone.core.queries import StateQueries
from handover.zone.core.records import AgentStatus, PassedOverCount, QueueEntry
from handover.zone.state import ZoneState


class NoSuchZone(LookupError):
    """There is no zone with this id."""


class StoreFault(Exception):
    """The store could not be reached, or was too busy. A change that was under way is undone, unless it was just being kept.

    In that case nobody knows; whoever asked for it asks again, and is told of a duplicate if it was kept.
    """


class ZoneMoving(StoreFault):
    """The zone is being moved to another database; it can be used again when that is done."""


class QueueHead(NamedTuple):
    """How an agent is, the first message that it can be given now (None: nothing can), and the zone's revision."""

    presence: AgentStatus
    waiting: QueueEntry | None
    revision: int


class DueAgent(NamedTuple):
    """An agent that messages are to be pushed to."""

    zone: str
    agent: str


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A dead letter: a message that an agent refused or did not take in time."""

    number: int
    waiting: QueueEntry
    put_aside_at: datetime
    code: ErrorCode
    words: str


class Transaction(StateQueries, Protocol):
    """A change of one zone under way. Leaving the context keeps it; an exception undoes all of it."""

    @property
    def state(self) -> ZoneState:
        """The zone as it is now, changes of this transaction included."""

    def apply(self, effects: Sequence[Effect]) -> bool:
        """Make these changes, all of them; or, where an `Accept` meets a message that is there already, none: False."""


class Store(Protocol):
    """The memory of any number of zones. Every method may be called from several threads and processes at once.

    Every method raises StoreFault where the database cannot be reached.
    """

    def zones(self) -> tuple[str, ...]:
        """Return the ids of all zones."""

    def create(self, zone: str) -> None:
        """Make an empty zone with the usual rules; nothing happens if it is there."""

    def state(self, zone: str) -> ZoneState:
        """Return a zone as it is now. Raises NoSuchZone."""

    def remembered(self, zone: str) -> ZoneState:
        """Return a zone as this process saw it last, which costs nothing. Raises NoSuchZone.

        Never older than the last change or question of this process; others may have changed it since.
        """

    def transaction(self, zone: str, now: datetime) -> AbstractContextManager[Transaction]:
        """Begin a change. Durable when the context is left without an exception. Raises NoSuchZone."""

    def apply_guarded(self, zone: str, changes: Sequence[GuardedChange], now: datetime) -> tuple[bool, ...]:
        """Make those of these changes that are still right, in one durable transaction; say of each whether it was made.

        One that was not has changed nothing: its guard does not hold, its message is there already, or there is no such zone.
        """

    def head(self, zone: str, agent: str) -> QueueHead:
        """Return what an agent can be given: the first of its queue or, while it blocks, the first that is no event.

        Changes nothing: until it is removed, the same entry comes again (section 8.2).
        """

    def presences(self, zone: str) -> Mapping[str, AgentStatus]:
        """Return how the agents of a zone are, by their ids; without those of which nothing was noted yet."""

    def content(self, zone: str, source: str, msg_id: str) -> bytes:
        """Return the content of a message that is remembered; nothing if it or its content is not. Raises NoSuchZone."""

    def letters(self, zone: str, agent: str = "") -> tuple[DeadLetter, ...]:
        """Return the dead letters of a zone, or of one agent in it, oldest first."""

    def passed_over(self, zone: str) -> tuple[PassedOverCount, ...]:
        """Return what was counted of messages that did not reach an agent, by agent and reason. Raises NoSuchZone."""

    def saw(self, zone: str, agents: Sequence[str], now: datetime) -> None:
        """Note when agents were last heard of. May be lost when the machine dies."""

    def claim(self, owner: str, now: datetime, until: datetime, most: int) -> tuple[DueAgent, ...]:
        """Give the caller up to `most` agents to push to that are due and that nobody else has, until a time.

        Due is an agent in push mode with something in its queue that it can be given, neither asleep at its own wish nor
        stopped nor put off to a later time, in a zone that is not paused. An owner that dies loses its agents when the
        time is over.
        """

    def keep(self, owner: str, until: datetime) -> None:
        """Prolong all claims of an owner."""

    def release(self, owner: str, due: DueAgent) -> None:
        """Give an agent back."""

    def forget(self, zone: str, ids_before: datetime, content_before: datetime) -> int:
        """Forget messages that wait in no queue: their content first, their ids later. Return how many were touched."""

    def close(self) -> None:
        """Let go of connections."""
