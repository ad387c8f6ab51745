"""A zone with a publisher, and agents that messages are pushed to."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from handover.zone.broker import Broker
from handover.zone.core.effects import SetZone
from handover.zone.core.parsing import Channel
from handover.zone.opening import create_open_zone
from handover.zone.push.connection import PushTransport
from handover.zone.push.pusher import Pusher, PushSettings
from handover.zone.store.interface import Store
from tests.zone.push.listening import HERE, NAMESPACE, Listener
from tests.zone.store.memory import MemoryStore

ZONE = "TestZone"
WAIT = 20.0


def zone(store: Store | None = None, **rules: object) -> Broker:
    """Return the broker of an open zone that tries again soon and checks no content."""
    broker = Broker(store or MemoryStore())
    create_open_zone(broker, ZONE)
    known = broker.store.state(ZONE).rules
    usual = {"checking": "off", "retry_seconds": 1, "connect_seconds": 1, "answer_seconds": 1} | rules
    broker.administer(ZONE, SetZone(ZONE, replace(known, **usual)))
    return broker


def say(broker: Broker, agent: str, name: str, inside: str, number: int = 1, more: str = "") -> None:
    """Send the zone a message that it must accept."""
    message = (
        f'<SIF_Message xmlns="{NAMESPACE}" Version="2.3"><{name}><SIF_Header><SIF_MsgId>{abs(hash((agent, name))) % 16**8:08X}'
        f"{number:024X}</SIF_MsgId><SIF_Timestamp>2026-01-05T09:00:00Z</SIF_Timestamp><SIF_SourceId>{agent}</SIF_SourceId>"
        f"{more}</SIF_Header>{inside}</{name}></SIF_Message>"
    )
    ack = broker.receive(ZONE, message.encode(), Channel(open_zones=True))
    assert b"<SIF_Code>0</SIF_Code>" in ack, ack


def join(broker: Broker, agent: str, listener: Listener | None = None, *, url: str = "", encoding: str = "") -> None:
    """Register an agent, to be pushed to if it listens, and subscribe it to learners."""
    url = listener.url if listener else url
    encoded = (
        f"<SIF_Property><SIF_Name>Accept-Encoding</SIF_Name><SIF_Value>{encoding}</SIF_Value></SIF_Property>"
        if encoding
        else ""
    )
    protocol = f'<SIF_Protocol Type="HTTP" Secure="No"><SIF_URL>{url}</SIF_URL>{encoded}</SIF_Protocol>' if url else ""
    say(
        broker,
        agent,
        "SIF_Register",
        f"<SIF_Name>{agent}</SIF_Name><SIF_Version>2.*</SIF_Version><SIF_MaxBufferSize>393216</SIF_MaxBufferSize>"
        f"<SIF_Mode>{'Push' if url else 'Pull'}</SIF_Mode>{protocol}",
    )
    if url:
        say(broker, agent, "SIF_Subscribe", '<SIF_Object ObjectName="LearnerPersonal"/>', number=2)


def publish(broker: Broker, number: int, padding: int = 0) -> None:
    """Publish an event that says its number."""
    words = f'<AlertMsg Type="Other">number {number}.{" " * padding}</AlertMsg>'
    learner = f'<LearnerPersonal RefId="{number:032X}"><AlertMsgList>{words}</AlertMsgList></LearnerPersonal>'
    event = f'<SIF_EventObject ObjectName="LearnerPersonal" Action="Change">{learner}</SIF_EventObject>'
    say(broker, "Office", "SIF_Event", f"<SIF_ObjectData>{event}</SIF_ObjectData>", number=number)


def numbers(listener: Listener) -> list[int]:
    """Return the numbers of the events that came, in the order they came."""
    return [int(call.body.split(b"number ")[1].split(b".")[0]) for call in listener.calls if b"number " in call.body]


@contextmanager
def pushing(*brokers: Broker, places: int = 8) -> Iterator[list[Pusher]]:
    """Push for as long as a test goes on."""
    pushers = [Pusher(broker, PushSettings(places, PushTransport(HERE))) for broker in brokers]
    for pusher in pushers:
        pusher.start()
    try:
        yield pushers
    finally:
        for pusher in pushers:
            pusher.stop(5.0)


def eventually(true: Callable[[], object]) -> None:
    """Wait until something is so, within a bound."""
    until = time.monotonic() + WAIT
    while not true():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.01)


def waiting(broker: Broker, agent: str) -> bool:
    """Say whether anything waits for an agent."""
    return broker.store.head(ZONE, agent).waiting is not None
