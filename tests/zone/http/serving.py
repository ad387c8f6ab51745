"""A zone served on loopback in this process, and agents' ends of the line: bytes out, answers in."""

import gzip
import re
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import NamedTuple

from handover.zone.broker import Broker
from handover.zone.core.effects import SetZone
from handover.zone.http.binding import Binding
from handover.zone.http.limits import ConnectionLimits
from handover.zone.http.reach import OpenTo
from handover.zone.http.server import Server
from handover.zone.http.tls import ZoneTls, server_context
from handover.zone.opening import create_open_zone
from tests.zone.store.memory import MemoryStore

WAIT = 10.0
"""How long a test waits for bytes before it fails."""
LIMIT = 100_000
"""The longest message of the test zone, in bytes."""
NAMESPACE = "http://www.sifinfo.org/uk/infrastructure/2.x"
ZONE = "TestZone"
XML = 'application/xml;charset="utf-8"'


def ping(msg_id: str = "A" * 32, padding: int = 0) -> bytes:
    """Return a SIF_Ping, with so many blanks in it."""
    return (
        f'<SIF_Message  xmlns="{NAMESPACE}" Version="2.3"><SIF_SystemControl><SIF_Header><SIF_MsgId>{msg_id}</SIF_MsgId>'
        f"<SIF_Timestamp>2026-01-05T09:00:00Z</SIF_Timestamp><SIF_SourceId>Mis</SIF_SourceId></SIF_Header>"
        f"{' ' * padding}<SIF_SystemControlData><SIF_Ping/></SIF_SystemControlData></SIF_SystemControl></SIF_Message>"
    ).encode()


def register(agent: str = "Mis", protocol: str = "", mode: str = "Pull") -> bytes:
    """Return a SIF_Register."""
    return (
        f'<SIF_Message xmlns="{NAMESPACE}" Version="2.3"><SIF_Register><SIF_Header><SIF_MsgId>{"B" * 32}</SIF_MsgId>'
        f"<SIF_Timestamp>2026-01-05T09:00:00Z</SIF_Timestamp><SIF_SourceId>{agent}</SIF_SourceId></SIF_Header>"
        f"<SIF_Name>{agent}</SIF_Name><SIF_Version>2.*</SIF_Version><SIF_MaxBufferSize>393216</SIF_MaxBufferSize>"
        f"<SIF_Mode>{mode}</SIF_Mode>{protocol}</SIF_Register></SIF_Message>"
    ).encode()


def request(body: bytes = b"", *more: str, method: str = "POST", path: str = f"/zone/{ZONE}", kind: str = XML) -> bytes:
    """Return a whole HTTP request."""
    head = [f"{method} {path} HTTP/1.1", "Host: zone:-1", f"Content-Length: {len(body)}", *more]
    return "\r\n".join([*head, f"Content-Type: {kind}", "", ""]).encode() + body


class Answered(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        body = gzip.decompress(self.body) if self.headers.get("content-encoding") == "gzip" else self.body
        return body.decode()

    @property
    def code(self) -> str:
        """The status of a SIF_Ack, or its error as 4/9."""
        error = re.search("<SIF_Category>([0-9]+)</SIF_Category><SIF_Code>([0-9]+)</SIF_Code>", self.text)
        if error:
            return f"{error[1]}/{error[2]}"
        status = re.search("<SIF_Code>([0-9]+)</SIF_Code>", self.text)
        assert status, self.text
        return status[1]


class Caller:
    """One end of a connection."""

    def __init__(self, port: int, tls: ssl.SSLContext | None = None) -> None:
        self.line = socket.create_connection(("127.0.0.1", port), timeout=WAIT)
        if tls:
            self.line = tls.wrap_socket(self.line, server_hostname="localhost")
        self.rest = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.line.close()

    def send(self, data: bytes) -> None:
        self.line.sendall(data)

    def answer(self) -> Answered:
        """Return the next answer."""
        while b"\r\n\r\n" not in self.rest:
            self.more()
        head, _, self.rest = self.rest.partition(b"\r\n\r\n")
        first, *fields = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (field.partition(": ") for field in fields)}
        status = int(first.split()[1])
        length = int(headers["content-length"]) if status >= 200 else 0
        while len(self.rest) < length:
            self.more()
        body, self.rest = self.rest[:length], self.rest[length:]
        return Answered(status, headers, body)

    def more(self) -> None:
        data = self.line.recv(65536)
        assert data, f"the server closed the connection after {self.rest!r}"
        self.rest += data

    def ask(self, data: bytes) -> Answered:
        self.send(data)
        return self.answer()

    def closed(self) -> bool:
        """Say whether the server closes the connection without another word."""
        try:
            return self.line.recv(1) == b""
        except (ConnectionResetError, ssl.SSLError):
            return True


class Served(NamedTuple):
    port: int
    broker: Broker
    server: Server

    def call(self, tls: ssl.SSLContext | None = None) -> Caller:
        return Caller(self.port, tls)

    def ask(self, data: bytes) -> Answered:
        """Ask on a connection of its own."""
        with self.call() as caller:
            return caller.ask(data)


def small_zone() -> Broker:
    """Return a broker with one open zone that takes short messages only."""
    broker = Broker(MemoryStore())
    create_open_zone(broker, ZONE)
    rules = broker.store.state(ZONE).rules
    broker.administer(ZONE, SetZone(ZONE, replace(rules, message_limit=LIMIT)))
    return broker


@contextmanager
def served(
    limits: ConnectionLimits | None = None,
    tls: ZoneTls | None = None,
    broker: Broker | None = None,
    opened: OpenTo = OpenTo.THIS_MACHINE,
) -> Iterator[Served]:
    """Serve a zone until the test is over, on loopback and for loopback unless told otherwise."""
    broker = broker or small_zone()
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    server = Server([listener], Binding(broker, opened), limits, tls=server_context(tls) if tls else None)
    thread = threading.Thread(target=server.run, args=(lambda: 2.0,))
    thread.start()
    try:
        yield Served(listener.getsockname()[1], broker, server)
    finally:
        server.stop()
        thread.join(WAIT)
        assert not thread.is_alive()
