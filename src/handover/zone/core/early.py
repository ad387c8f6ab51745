"""What can be decided before a message has its turn, and what must still be so when it is written.

A zone does one thing after the other, so a decision is usually made while its lock is held: a question to the store to take
the lock, others for the facts, another to write. Nearly all messages need none of that. An event is decided by itself and by
the zone's state alone; an acknowledgement by what its agent was given a moment ago. So these are decided first, and the
store writes them in one statement that takes the lock, looks whether the decision is still right, and writes. Where it is not,
nothing is written, and the message is decided anew in a transaction like any other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from handover.zone.core.context import ZoneDecision
from handover.zone.core.effects import Accept, Remove
from handover.zone.core.queries import NeedsTransaction
from handover.zone.core.records import PASSES, AgentStatus, QueueEntry, RoutingVerdict


class GuardedChange(NamedTuple):
    """A change that is right as long as the zone has this revision and, for a `Remove`, what the agent was given is undisputed:

    the entry is in the queue and was never answered with code 2, and the agent is calm (see `is_calm`).
    """

    revision: int
    effect: Accept | Remove


@dataclass(frozen=True, slots=True)
class GivenMessage:
    """What an agent in pull mode was given, without content, and how the agent was: the facts for its acknowledgement.

    It answers the two questions that `handle_ack` asks about this message, and raises NeedsTransaction for any other: see
    `handover.zone.core.queries.StateQueries`.
    """

    waiting: QueueEntry
    status: AgentStatus

    def presence(self, agent: str) -> AgentStatus:
        """Return how the agent was."""
        return self.status

    def entry(self, agent: str, source: str, msg_id: str) -> QueueEntry:
        """Return the entry, if it is this one that is asked for."""
        parcel = self.waiting.parcel
        if (parcel.source, parcel.msg_id) != (source, msg_id):
            raise NeedsTransaction("entry")
        return self.waiting

    def __getattr__(self, question: str) -> Any:
        raise NeedsTransaction(question)


def is_calm(status: AgentStatus) -> bool:
    """Say whether nothing needs to be ended when an agent takes a message: it neither sleeps, blocks, nor failed before."""
    return not status.asleep and status.blocked is None and not status.attempts and not status.stopped


def guard_event(revision: int, decision: ZoneDecision) -> GuardedChange | None:
    """Return the guarded change for an event that was decided early; None where a transaction has to make it."""
    if len(decision.effects) == 1 and isinstance(effect := decision.effects[0], Accept):
        return None if _is_counted(effect.passed_over) else GuardedChange(revision, effect)
    return None


def guard_acknowledgement(revision: int, decision: ZoneDecision, given: GivenMessage) -> GuardedChange | None:
    """Return the guarded change for an acknowledgement that was decided early; None where a transaction has to decide it."""
    if len(decision.effects) == 1 and isinstance(effect := decision.effects[0], Remove):
        undisputed = is_calm(given.status) and not given.waiting.blocked_once
        return GuardedChange(revision, effect) if undisputed else None
    return None


def _is_counted(passed_over: Iterable[RoutingVerdict]) -> bool:
    return any(verdict.reason in PASSES for verdict in passed_over)
