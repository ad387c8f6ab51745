"""Everything that a decision can change, as values. A store applies them in order, in one transaction (section 7.1)."""

from dataclasses import dataclass
from datetime import datetime

from handover.sif.messages.errors import ErrorCode
from handover.zone.core.records import OpenRequest, Reason, RoutingVerdict, Sleep, StoredMessage
from handover.zone.rules import Rules
from handover.zone.state import Grant, Provision, Registration, ZoneAgent


@dataclass(frozen=True, slots=True)
class Accept:
    """Keep a message and put it at the end of each recipient's queue.

    The one effect that can fail: a message with this source and id may be there already; then nothing of the whole decision
    is done. `passed_over` are the subscribers that do not get it, with the reasons; those among `PASSES` are counted.
    """

    parcel: StoredMessage
    recipients: tuple[str, ...]
    passed_over: tuple[RoutingVerdict, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """Note an agent's registration, in place of any earlier one. It wakes up and is no longer blocked or put off."""

    agent: str
    registration: Registration


@dataclass(frozen=True, slots=True)
class Unregister:
    """Forget an agent's registration, what it does, its queue and its blocking. What it may do stays."""

    agent: str


@dataclass(frozen=True, slots=True)
class Provide:
    """Change what an agent does: take away `removed`, then add `added` (same agent, right, object, context: replaced)."""

    agent: str
    added: frozenset[Provision] = frozenset()
    removed: frozenset[Provision] = frozenset()


@dataclass(frozen=True, slots=True)
class SetSleep:
    """Note that an agent sleeps or (`""`) is awake. Waking up also ends waiting after failed attempts."""

    agent: str
    asleep: Sleep


@dataclass(frozen=True, slots=True)
class Block:
    """Begin selective message blocking: events wait until this entry of the queue is done with."""

    agent: str
    number: int


@dataclass(frozen=True, slots=True)
class Unblock:
    """End an agent's blocking though it has not: the event is offered again, and status 7 to it is the agent's last word.

    `overdue`: because it took too long, which counts as a refusal of the event.
    """

    agent: str
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Remove:
    """Take an entry out of an agent's queue: it was delivered. Ends a blocking that is about it."""

    agent: str
    number: int


@dataclass(frozen=True, slots=True)
class MoveToDeadLetters:
    """Take an entry out of an agent's queue as a dead letter: the agent refused it, or it waited too long."""

    agent: str
    number: int
    code: ErrorCode
    words: str


@dataclass(frozen=True, slots=True)
class ScheduleRetry:
    """Note that an attempt failed: which in a row, why, and when to try again (None: stop until told).

    `refused` is the entry that the agent was reached with and did not take, which counts as a refusal of it; None where the
    agent was not reached.
    """

    agent: str
    attempts: int
    fault: str
    next_attempt: datetime | None
    refused: int | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """Note that an agent has fetched the same entry again, so many times; `refused`: which counts as a refusal of it."""

    agent: str
    number: int
    times: int
    refused: bool = False


@dataclass(frozen=True, slots=True)
class PassOver:
    """Count a message that an agent does not get, for a reason of `PASSES`."""

    agent: str
    reason: Reason
    object: str


@dataclass(frozen=True, slots=True)
class Reached:
    """Note that an agent was reached after failures."""

    agent: str


@dataclass(frozen=True, slots=True)
class Open:
    """Note a request that waits for its answers."""

    request: OpenRequest


@dataclass(frozen=True, slots=True)
class Advance:
    """Note that a packet of an answer was taken."""

    requester: str
    msg_id: str
    packet: int


@dataclass(frozen=True, slots=True)
class Close:
    """Close a request: no more answers are taken."""

    requester: str
    msg_id: str


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take a message out of an agent's queue because its sender no longer wants it delivered."""

    agent: str
    source: str
    msg_id: str


@dataclass(frozen=True, slots=True)
class SendControl:
    """After all else is done, send an agent a control message, if it can be reached now (section 5)."""

    agent: str
    body: bytes


# What administrators do.


@dataclass(frozen=True, slots=True)
class SetZone:
    """Make a zone, or change its name and rules."""

    name: str
    rules: Rules


@dataclass(frozen=True, slots=True)
class SetAgent:
    """Make an agent known, or change whether it is allowed and which certificate it must show. A certificate ends its key."""

    agent: ZoneAgent


@dataclass(frozen=True, slots=True)
class SetKey:
    """Give an agent that is known another key, of which only the digest is kept; '' withdraws the one it has.

    Nothing is done unless the digest there is `instead_of`: of two who make a key at once, one learns that it was not theirs.
    """

    agent: str
    key_digest: str
    instead_of: str


@dataclass(frozen=True, slots=True)
class SetGrants:
    """Set what an agent may do, in place of what it might before."""

    agent: str
    grants: frozenset[Grant]


@dataclass(frozen=True, slots=True)
class ForgetAgent:
    """Forget an agent and all that belongs to it."""

    agent: str


@dataclass(frozen=True, slots=True)
class Requeue:
    """Put a dead letter at the end of its agent's queue again."""

    letter: int


@dataclass(frozen=True, slots=True)
class Discard:
    """Throw a dead letter away."""

    letter: int


Effect = (
    Accept
    | Register
    | Unregister
    | Provide
    | SetSleep
    | Block
    | Unblock
    | Remove
    | MoveToDeadLetters
    | ScheduleRetry
    | Fetched
    | PassOver
    | Reached
    | Open
    | Advance
    | Close
    | Withdraw
    | SendControl
    | SetZone
    | SetAgent
    | SetKey
    | SetGrants
    | ForgetAgent
    | Requeue
    | Discard
)

CHANGES_STATE = (Register, Unregister, Provide, SetZone, SetAgent, SetKey, SetGrants, ForgetAgent)
"""The effects after which a zone's revision grows."""
