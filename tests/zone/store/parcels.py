"""Messages, agents and moments of an invented zone."""

from datetime import UTC, datetime, timedelta

from handover.zone.core import effects as fx
from handover.zone.core.records import MessageKind, OpenRequest, QueueEntry, StoredMessage
from handover.zone.state import Registration
from handover.zone.store.interface import Store

ZONE = "Gwynfor"
NOW = datetime(2026, 9, 1, 9, 30, tzinfo=UTC)
AGENTS = ("Canteen", "Library", "Registers")


def later(seconds: float = 1) -> datetime:
    """Return a moment after NOW."""
    return NOW + timedelta(seconds=seconds)


def event(number: int, source: str = "SchoolOffice") -> StoredMessage:
    """Return an event."""
    return StoredMessage(
        source=source,
        msg_id=f"{number:032X}",
        kind=MessageKind.EVENT,
        version="2.3",
        body=f"<SIF_Message>event {number} · Nant y Wennol</SIF_Message>".encode(),
        object="LearnerPersonal",
        action="Change",
        contexts=("SIF_Default",),
    )


def asked(number: int, source: str = "Canteen") -> StoredMessage:
    """Return a request."""
    return event(number, source)._replace(kind=MessageKind.REQUEST, action="", destination="SchoolOffice")


def answer(number: int, about: str, packet: int = 1) -> StoredMessage:
    """Return a response."""
    return event(number)._replace(
        kind=MessageKind.RESPONSE, action="", about=about, packet=packet, destination="Canteen"
    )


def registration(mode: str = "Pull") -> Registration:
    """Return a registration."""
    return Registration(
        name="The canteen's till",
        versions=("2.3", "2.*"),
        max_buffer=1_000_000,
        mode="Push" if mode == "Push" else "Pull",
        registered_at=NOW,
        url="http://127.0.0.1:7080/" if mode == "Push" else "",
        accept_encoding="gzip",
    )


def open_request(
    msg_id: str, requester: str = "Canteen", responder: str = "SchoolOffice", seconds: int = 0
) -> OpenRequest:
    """Return a request on its way."""
    return OpenRequest(
        msg_id,
        requester,
        responder,
        ("2.3", "2.0r1"),
        1_000_000,
        "LearnerPersonal",
        "SIF_Default",
        later(seconds),
        0,
        "2.3",
    )


def do(store: Store, *effects: fx.Effect, at: datetime = NOW, zone: str = ZONE) -> bool:
    """Apply effects in a transaction of their own."""
    with store.transaction(zone, at) as transaction:
        return transaction.apply(effects)


def send(store: Store, *numbers: int, to: tuple[str, ...] = ("Canteen",), at: datetime = NOW, zone: str = ZONE) -> None:
    """Have events accepted, each in a transaction of its own."""
    for number in numbers:
        assert do(store, fx.Accept(event(number), to), at=at, zone=zone)


def first(store: Store, agent: str = "Canteen", zone: str = ZONE) -> QueueEntry:
    """Return what an agent is given, which must be something."""
    waiting = store.head(zone, agent).waiting
    assert waiting is not None
    return waiting


def drain(store: Store, agent: str = "Canteen", zone: str = ZONE) -> list[str]:
    """Take all messages that an agent is given, one after the other; return their ids."""
    found = []
    while (waiting := store.head(zone, agent).waiting) is not None:
        found.append(waiting.parcel.msg_id)
        assert do(store, fx.Remove(agent, waiting.number), zone=zone)
    return found


def ids(*numbers: int) -> list[str]:
    """Return the message ids of events."""
    return [event(number).msg_id for number in numbers]
