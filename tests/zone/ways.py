"""The ways to a zone: straight to its broker, or over HTTP; and a clock that stands still."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from typing import Protocol

from handover.zone.broker import Broker
from handover.zone.core.parsing import Channel
from handover.zone.deliveries import PushDelivery, PushOutcome
from handover.zone.keys import address_of, digest_of
from handover.zone.push.connection import PushConnection, PushTransport
from handover.zone.state import Registration
from handover.zone.store.interface import DueAgent
from tests.moments import NOW
from tests.zone.http.serving import Caller, request, served
from tests.zone.push.listening import HERE, Call, answer, listening

Ears = Callable[[bytes], bytes | None]
"""What an agent does with a message that is pushed to it: it returns its answer, or None where it is not reached."""

_TURNS = 200


class Clock:
    """A clock that stands still until somebody says that time passes."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **duration: float) -> None:
        self.now += timedelta(**duration)


class Way(Protocol):
    """How messages get to the zone, and how it reaches agents."""

    def post(self, body: bytes, channel: Channel, key: str) -> bytes:
        """Send a message to the zone's address, or to that of the agent with a key, and return the answer."""

    def listen(self, name: str, ears: Ears) -> str:
        """Open an agent's ears; return the address for its registration."""

    def send(self, registration: Registration, body: bytes) -> PushOutcome:
        """Take what the zone pushes to its agent."""


def deliver(broker: Broker, way: Way) -> None:
    """Let the zone push all that it can push now, one agent after the other."""
    for _ in range(_TURNS):
        due = broker.store.claim("the test", broker.clock(), broker.clock() + timedelta(seconds=1), 100)
        if not due:
            return
        for each in due:
            _turn(broker, way, each)
            broker.store.release("the test", each)
    raise AssertionError("agents are due again and again")


def _turn(broker: Broker, way: Way, due: DueAgent) -> None:
    while (delivery := broker.delivery(due)) is not None:
        broker.delivered(delivery, _sent(way, delivery))


def _sent(way: Way, delivery: PushDelivery) -> PushOutcome:
    return way.send(delivery.registration, delivery.body)


class Direct:
    """Without a network: the broker is called as its server calls it."""

    def __init__(self, broker: Broker, zone: str) -> None:
        self._broker, self._zone = broker, zone
        self._ears: dict[str, Ears] = {}

    def post(self, body: bytes, channel: Channel, key: str) -> bytes:
        return self._broker.receive(self._zone, body, on_this_machine(channel, key))

    def listen(self, name: str, ears: Ears) -> str:
        url = f"http://127.0.0.1:9000/{name}/zone/{self._zone}/"
        self._ears[url] = ears
        return url

    def send(self, registration: Registration, body: bytes) -> PushOutcome:
        said = self._ears[registration.url](body)
        return PushOutcome(said) if said is not None else PushOutcome(None, "nobody answers")


class OverHttp:
    """Over real connections on loopback, both ways. What a channel would show by TLS is told to the broker directly."""

    def __init__(self, broker: Broker, zone: str, running: ExitStack) -> None:
        self._broker, self._zone, self._running = broker, zone, running
        self._port = running.enter_context(served(broker=broker)).port
        self._lines = threading.local()

    def post(self, body: bytes, channel: Channel, key: str) -> bytes:
        if channel != Channel() or not body:
            return self._broker.receive(self._zone, body, on_this_machine(channel, key))
        said = self._line().ask(request(body, path=address_of("", self._zone, key)))
        assert said.status == 200
        assert said.headers["content-type"] == 'application/xml;charset="utf-8"'
        return said.body

    def listen(self, name: str, ears: Ears) -> str:
        def manner(call: Call) -> None:
            said = ears(call.body)
            if said is None:
                raise ConnectionAbortedError
            call.say(answer(said))

        agent = self._running.enter_context(listening(manner))
        return f"{agent.url}{name}/"

    def send(self, registration: Registration, body: bytes) -> PushOutcome:
        wire = PushConnection(PushTransport(HERE))
        try:
            return wire.post(registration, body, 5.0, 20.0)
        finally:
            wire.close()

    def _line(self) -> Caller:
        """One connection for each thread: an agent that is pushed to speaks from another one."""
        if not hasattr(self._lines, "caller"):
            self._lines.caller = self._running.enter_context(Caller(self._port))
        found: Caller = self._lines.caller
        return found


def on_this_machine(channel: Channel, key: str) -> Channel:
    """Return a channel as the server makes it that listens on loopback."""
    return channel._replace(key_digest=digest_of(key) if key else "", open_zones=True)


@contextmanager
def way_to(broker: Broker, zone: str, *, http: bool) -> Iterator[Way]:
    """Open a way to a zone for as long as a test goes on."""
    with ExitStack() as running:
        way: Way = OverHttp(broker, zone, running) if http else Direct(broker, zone)
        broker.on_tell = lambda registration, body: _told(way, registration, body)
        yield way


def _told(way: Way, registration: Registration, body: bytes) -> None:
    way.send(registration, body)
