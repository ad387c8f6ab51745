"""The zone server without its network: bytes of a message in, bytes of the answer out, with the change made durable between."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from handover.zone.core.records import Waiting
from handover.zone.state import Registration
from handover.zone.store.interface import Due, Store


@dataclass(frozen=True, slots=True)
class Channel:
    """The connection a message came over: whether it is secure, and the common name of the client's certificate ('': none)."""

    secure: bool = False
    certificate: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One thing to send to an agent that messages are pushed to: the bytes, where to, and what is waiting for the answer.

    `waiting` is None for a control message (a ping that asks whether the agent still sleeps).
    """

    due: Due
    registration: Registration
    body: bytes
    waiting: Waiting | None
    connect_seconds: int
    answer_seconds: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a delivery: the answer's body, or (None) words for why there was none."""

    body: bytes | None
    fault: str = ""


def utc_now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


class Broker:
    """All zones of a store, for one process.

    `on_waiting` is called after a message for agents in push mode has become durable, `on_tell` with an agent's registration
    and a control message that should reach it now if it can.
    """

    def __init__(self, store: Store, *, clock: Callable[[], datetime] = utc_now) -> None:
        self.store = store
        self.clock = clock
        self.on_waiting: Callable[[], None] = lambda: None
        self.on_tell: Callable[[Registration, bytes], None] = lambda registration, body: None

    def receive(self, zone: str, body: bytes, channel: Channel) -> bytes:
        """Take a message and return the SIF_Ack that answers it. Raises NoSuchZone."""
        raise NotImplementedError

    def delivery(self, due: Due) -> Delivery | None:
        """Return what is to be pushed to an agent now; None if there is nothing."""
        raise NotImplementedError

    def delivered(self, delivery: Delivery, outcome: Outcome) -> None:
        """Take in what came of a delivery: the entry is removed, kept for later, blocked, or put aside (section 8.3)."""
        raise NotImplementedError

    def keep_house(self) -> None:
        """Close requests and put aside messages whose time is over, and forget what need not be remembered (a job)."""
        raise NotImplementedError
