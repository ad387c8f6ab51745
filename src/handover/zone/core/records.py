"""What a zone remembers of messages and of their way to the agents (section 7.1).

What is made with every message is a named tuple and not a frozen dataclass, which takes four times as long to make: each
field is set by a call of its own.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Literal, NamedTuple

from handover.sif.messages.errors import ErrorCode


class MessageKind(StrEnum):
    """The kinds of message that wait in queues."""

    EVENT = "event"
    REQUEST = "request"
    RESPONSE = "response"


class StoredMessage(NamedTuple):
    """A message as it is kept and passed on: `body` is the whole SIF_Message in UTF-8 without an XML declaration.

    `contexts` are those of its header; `action` is an event's, `packet` a response's (from 1), `about` the id of the request
    that a response answers.
    """

    source: str
    msg_id: str
    kind: MessageKind
    version: str
    body: bytes
    object: str
    action: str = ""
    contexts: tuple[str, ...] = ()
    destination: str = ""
    about: str = ""
    packet: int = 0


class QueueEntry(NamedTuple):
    """A message in an agent's queue. `number` is its place: it grows by acceptance, and never comes again.

    `blocked_once` says that the agent has answered it with code 2 before (section 9). `refusals` counts how often the agent
    was reached with it and did not take it; being out of reach does not count. `fetches` is how often an agent in pull mode
    has fetched it again without acknowledging it.
    """

    number: int
    agent: str
    parcel: StoredMessage
    accepted_at: datetime
    blocked_once: bool = False
    refusals: int = 0
    fetches: int = 0

    def without_content(self) -> "QueueEntry":
        """Return the same entry without its message's content."""
        return self._replace(parcel=self.parcel._replace(body=b""))


Sleep = Literal["", "asked", "inferred"]


class AgentStatus(NamedTuple):
    """How an agent is at the moment.

    `asleep` is how we know that it sleeps: it asked to, or it answered a delivery with status 8. `blocked` is the number of
    the event that its selective message blocking is about, since `blocked_at`. `last_removed` is the source and id of what
    it acknowledged last. `attempts` counts failed attempts since the last success; before `next_attempt` it is not tried
    again, and after `stopped` not until somebody says so. `refused` is the number of the message that the agent was reached
    with and did not take; None where the last attempt did not reach it.
    """

    agent: str
    asleep: Sleep = ""
    blocked: int | None = None
    last_removed: tuple[str, str] | None = None
    last_seen: datetime | None = None
    attempts: int = 0
    next_attempt: datetime | None = None
    stopped: bool = False
    last_fault: str = ""
    blocked_at: datetime | None = None
    refused: int | None = None


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """A request on its way: whom its answers come from and go to, and what they must be like. `max_buffer` in bytes."""

    msg_id: str
    requester: str
    responder: str
    versions: tuple[str, ...]
    max_buffer: int
    object: str
    context: str
    opened_at: datetime
    last_packet: int = 0
    version: str = ""


class SifError(NamedTuple):
    """An error as it is answered or written down: its code, and what is to be added to the code's own words."""

    code: ErrorCode
    more: str = ""


Reason = Literal["recipient", "own", "not subscribed", "not addressed", "too large", "version", "security", "gone"]
"""Why an agent does or does not get an event."""


class RoutingVerdict(NamedTuple):
    """Whether an agent gets an event, and why."""

    agent: str
    reason: Reason

    @property
    def gets(self) -> bool:
        """Say whether it gets it."""
        return self.reason == "recipient"


PASSES: Final[frozenset[Reason]] = frozenset({"too large", "version", "security", "gone"})
"""The reasons for which a message does not reach an agent that is meant to have it. They are counted, by agent."""


@dataclass(frozen=True, slots=True)
class PassedOverCount:
    """How many messages an agent did not get for a reason, from the first to the last, and what the last was about."""

    agent: str
    reason: Reason
    count: int
    first_at: datetime
    last_at: datetime
    object: str
