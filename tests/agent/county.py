"""A real zone on a real port for the tests of agents: the zone server's own parts, in this process, in memory."""

import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from handover.zone.broker import Broker
from handover.zone.core.effects import SetZone
from handover.zone.http.binding import Binding
from handover.zone.http.reach import OpenTo
from handover.zone.http.server import Server
from handover.zone.opening import create_open_zone
from handover.zone.push.connection import PushTransport
from handover.zone.push.pusher import Pusher, PushSettings
from tests.zone.push.listening import HERE
from tests.zone.store.memory import MemoryStore

ZONE = "county"
DEADLINE = 20.0


class County:
    """An open zone. It can be stopped and started again, as a server is, on the same port and with what it knows."""

    def __init__(self, tls: ssl.SSLContext | None = None, ways: PushTransport | None = None) -> None:
        self.store = MemoryStore()
        self.broker = Broker(self.store)
        create_open_zone(self.broker, ZONE)
        self.rules(retry_seconds=1)
        self._tls, self._pushing = tls, PushSettings(ways=ways or PushTransport(HERE))
        # Bound for as long as the zone lives, so that while it is stopped nobody else on the machine gets its port.
        self._reserved = socket.socket()
        self._reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._reserved.bind(("127.0.0.1", 0))
        self._port = self._reserved.getsockname()[1]
        self.running = False
        self.start()

    @property
    def url(self) -> str:
        scheme = "http" if self._tls is None else "https"
        return f"{scheme}://127.0.0.1:{self._port}/zone/{ZONE}"

    def rules(self, **changes: Any) -> None:
        """Change the zone's rules."""
        self.broker.administer(ZONE, SetZone(ZONE, replace(self.store.state(ZONE).rules, **changes)))

    def start(self) -> None:
        listener = socket.create_server(("127.0.0.1", self._port), backlog=64)
        self._pusher = Pusher(self.broker, self._pushing)
        self._server = Server([listener], Binding(self.broker, OpenTo.THIS_MACHINE), tls=self._tls)
        self._thread = threading.Thread(target=self._server.run, args=(lambda: 2.0,))
        self._thread.start()
        self._pusher.start()
        self.running = True

    def stop(self) -> None:
        if self.running:
            server, thread, pusher = self._server, self._thread, self._pusher
            server.stop()
            thread.join()
            # Its port is free: from here on another thread may start it again.
            self.running = False
            pusher.stop(2.0)

    def close(self) -> None:
        self.stop()
        self._reserved.close()

    def waiting(self, agent: str) -> bool:
        """Whether a message waits for an agent."""
        return self.store.head(ZONE, agent).waiting is not None

    def blocked(self, agent: str) -> bool:
        """Whether the zone holds back events for an agent."""
        return self.store.head(ZONE, agent).presence.blocked is not None

    def subscribers(self, name: str) -> set[str]:
        return {each.agent for each in self.store.state(ZONE).doing("subscribe", name, "SIF_Default")}


def until(condition: Callable[[], object]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < end, "it did not come to be so in time"
        time.sleep(0.01)
