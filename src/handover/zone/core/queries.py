"""What the core asks about things that change with every message. A store's transaction answers; so does a test's memory."""

from datetime import datetime
from typing import Any, Final, Protocol, cast

from handover.zone.core.records import AgentStatus, OpenRequest, QueueEntry


class StateQueries(Protocol):
    """Questions about one zone, answered as of the transaction in which they are asked."""

    def seen(self, source: str, msg_id: str) -> bool:
        """Say whether a message with this source and id was accepted and is remembered (section 7.3)."""

    def presence(self, agent: str) -> AgentStatus:
        """Return how an agent is; a fresh Presence for one of which nothing is noted."""

    def entry(self, agent: str, source: str, msg_id: str) -> QueueEntry | None:
        """Return the entry of an agent's queue for a message, without its content; None if it is not there."""

    def numbered(self, agent: str, number: int) -> QueueEntry | None:
        """Return the entry of an agent's queue with this number, without its content; None if it is not there."""

    def queued(self, agent: str, msg_id: str = "") -> QueueEntry | None:
        """Return an agent's first entry for a message with this id, whoever sent it, or (without an id) its very first.

        Without its content; None if there is none.
        """

    def blocked_before(self, moment: datetime) -> tuple[AgentStatus, ...]:
        """Return how the agents are that began to block before a moment."""

    def request(self, msg_id: str, responder: str, requester: str = "") -> OpenRequest | None:
        """Return the open request with this id that a responder was asked; any responder's if it is another's.

        Of several requesters' that have the same id, the one of `requester` comes first.
        """

    def requests_of(self, requester: str) -> tuple[OpenRequest, ...]:
        """Return the open requests of a requester."""

    def requests_to(self, responder: str) -> tuple[OpenRequest, ...]:
        """Return the open requests that wait for a responder."""

    def requests_before(self, moment: datetime) -> tuple[OpenRequest, ...]:
        """Return the open requests that were opened before a moment."""

    def waiting_before(self, moment: datetime, longest: int, most: int) -> tuple[QueueEntry, ...]:
        """Return up to `most` entries that were accepted before a moment, or that exceed a queue's greatest length."""


class NeedsTransaction(Exception):
    """A fact was asked for where none can be had; the text is the question's name."""


class _Nobody:
    """Answers no question."""

    def __getattr__(self, question: str) -> Any:
        raise NeedsTransaction(question)


NO_TRANSACTION: Final = cast(StateQueries, _Nobody())
"""Stands for the facts before there is a transaction: every question raises `NeedsTransaction`."""
