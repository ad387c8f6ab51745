"""Agents that listen: real sockets on loopback that behave well or badly, as a test says."""

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from ipaddress import ip_network

NAMESPACE = "http://www.sifinfo.org/uk/infrastructure/2.x"
Manner = Callable[["Call"], None]
"""How an agent deals with a call: it reads, and answers or not."""
HERE = (ip_network("127.0.0.0/8"), ip_network("::1/128"))
"""The networks that tests listen in, as an operator names them."""


def acknowledged(message: bytes, status: str = "<SIF_Status><SIF_Code>1</SIF_Code></SIF_Status>") -> bytes:
    """Return an agent's SIF_Ack for a message."""
    msg_id = re.search(rb"<SIF_MsgId>(\w+)<", message)[1].decode()
    source = re.search(rb"<SIF_SourceId>([^<]+)<", message)[1].decode()
    return (
        f'<SIF_Message xmlns="{NAMESPACE}" Version="2.3"><SIF_Ack><SIF_Header><SIF_MsgId>{"F" * 32}</SIF_MsgId>'
        f"<SIF_Timestamp>2026-01-05T09:00:00Z</SIF_Timestamp><SIF_SourceId>Agent</SIF_SourceId></SIF_Header>"
        f"<SIF_OriginalSourceId>{source}</SIF_OriginalSourceId><SIF_OriginalMsgId>{msg_id}</SIF_OriginalMsgId>"
        f"{status}</SIF_Ack></SIF_Message>"
    ).encode()


def answer(body: bytes, first: str = "HTTP/1.1 200 OK", *more: str) -> bytes:
    """Return an HTTP answer."""
    return "\r\n".join([first, f"Content-Length: {len(body)}", *more, "", ""]).encode() + body


@dataclass
class Call:
    """One message that came over a connection, and the connection."""

    line: socket.socket
    head: str
    body: bytes

    def say(self, data: bytes) -> None:
        self.line.sendall(data)


def accept(call: Call) -> None:
    """Take the message."""
    call.say(answer(acknowledged(call.body)))


@dataclass
class Listener:
    """An agent's listener. `manner` may be changed at any time; `calls` are the messages that came."""

    port: int
    manner: Manner = accept
    calls: list[Call] = field(default_factory=list)
    connections: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/zone/TestZone/"

    def serve(self, line: socket.socket) -> None:
        self.connections += 1
        rest = b""
        with line:
            while True:
                while b"\r\n\r\n" not in rest:
                    data = line.recv(65536)
                    if not data:
                        return
                    rest += data
                head, _, rest = rest.partition(b"\r\n\r\n")
                length = int(re.search(rb"Content-Length: (\d+)", head)[1])
                while len(rest) < length:
                    rest += line.recv(65536)
                call = Call(line, head.decode(), rest[:length])
                rest = rest[length:]
                self.calls.append(call)
                self.manner(call)


@contextmanager
def listening(manner: Manner = accept) -> Iterator[Listener]:
    """An agent that listens until the test is over."""
    server = socket.create_server(("127.0.0.1", 0), backlog=64)
    agent = Listener(server.getsockname()[1], manner)

    def run() -> None:
        while True:
            try:
                line, _ = server.accept()
            except OSError:
                return
            threading.Thread(target=quietly, args=(line,), daemon=True).start()

    def quietly(line: socket.socket) -> None:
        try:
            agent.serve(line)
        except OSError:
            return

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield agent
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join(60)
