"""The load for the zone's benchmark: a lean process of its own, with bare sockets and prepared messages.

`python -m benchmarks.zone_load PORT MODE CONNECTIONS SECONDS RATE [ZONES] < message`: MODE is `send` (the message, with a new
id each time), `fetch` (GetMessage and acknowledgement, each connection as the agent of its number) or `spread` (as `send`, to
so many zones by turns, no fewer than connections). RATE is how many a second are begun in all; 0: as many as are answered.
Prints one JSON object.
"""

import json
import os
import selectors
import socket
import sys
import time
from collections.abc import Callable
from typing import Any

PATH = "/zone/Bench"
PLACE = b"@" * 32
"""Where a message's id goes."""
NAMESPACE = "http://www.sifinfo.org/uk/infrastructure/2.x"
_STATUS_0 = b"<SIF_Code>0</SIF_Code>"


def message(agent: str, kind: str, inside: str) -> bytes:
    """Return a message that waits for its id."""
    return (
        f'<SIF_Message  xmlns="{NAMESPACE}" Version="2.3"><{kind}><SIF_Header><SIF_MsgId>{PLACE.decode()}</SIF_MsgId>'
        f"<SIF_Timestamp>2026-09-03T09:30:00Z</SIF_Timestamp><SIF_SourceId>{agent}</SIF_SourceId></SIF_Header>{inside}"
        f"</{kind}></SIF_Message>"
    ).encode()


def posted(body: bytes, path: str = PATH) -> bytes:
    """Return the request that posts a message."""
    head = (
        f'POST {path} HTTP/1.1\r\nHost: zone\r\nContent-Type: application/xml;charset="utf-8"\r\n'
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def ask(port: int, body: bytes, path: str = PATH) -> bytes:
    """Send one message and return the answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall(posted(body.replace(PLACE, new_id()), path))
        data = b""
        while (whole := answered(data)) is None:
            more = line.recv(65536)
            if not more:
                raise ConnectionError("the zone closed the connection")
            data += more
        return whole


def new_id() -> bytes:
    """Return an id that no other message has."""
    return os.urandom(16).hex().upper().encode()


def answered(data: bytes) -> bytes | None:
    """Return the body of an answer that is complete."""
    end = data.find(b"\r\n\r\n")
    if end < 0:
        return None
    start = data.lower().index(b"content-length:") + 15
    length = int(data[start : data.index(b"\r", start)])
    return data[end + 4 :] if len(data) >= end + 4 + length else None


class Sender:
    """Sends the same message again and again, each time with another id."""

    def __init__(self, template: bytes, _: int) -> None:
        self._before, self._after = posted(template).split(PLACE)

    def first(self) -> bytes:
        """Return the request that begins a turn."""
        return self._before + new_id() + self._after

    def next(self, answer: bytes) -> bytes | None:
        """Return what follows within the same turn; None where the turn is over."""
        if _STATUS_0 not in answer:
            raise SystemExit(f"not accepted: {answer.decode()}")
        return None


class SpreadSender(Sender):
    """Sends to many zones: each connection to its share of them, one after the other."""

    def __init__(self, template: bytes, number: int, connections: int, zones: int) -> None:
        paths = [path_of(zone) for zone in range(number, zones, connections)]
        self._requests = [posted(template, path).split(PLACE) for path in paths]
        self._turn = 0

    def first(self) -> bytes:
        """Return the request that begins a turn."""
        before, after = self._requests[self._turn % len(self._requests)]
        self._turn += 1
        return before + new_id() + after


def path_of(zone: int) -> str:
    """Return the path of one of many zones."""
    return f"/zone/School{zone}"


class Fetcher:
    """Fetches a message and acknowledges it."""

    def __init__(self, template: bytes, number: int) -> None:
        agent = f"S{number}"
        control = "<SIF_SystemControlData><SIF_GetMessage/></SIF_SystemControlData>"
        self._get = posted(message(agent, "SIF_SystemControl", control)).split(PLACE)
        named = "<SIF_OriginalSourceId>Ramsey</SIF_OriginalSourceId><SIF_OriginalMsgId>{}</SIF_OriginalMsgId>"
        said = "<SIF_Status><SIF_Code>1</SIF_Code></SIF_Status>"
        self._ack = posted(message(agent, "SIF_Ack", named.format(PLACE.decode()) + said)).split(PLACE)

    def first(self) -> bytes:
        """Return the request that begins a turn."""
        return new_id().join(self._get)

    def next(self, answer: bytes) -> bytes | None:
        """Return the acknowledgement of what came; None after that."""
        start = answer.find(b"<SIF_Data>")
        if start < 0:
            if _STATUS_0 not in answer:
                raise SystemExit(f"nothing was given: {answer.decode()}")
            return None
        start = answer.index(b"<SIF_MsgId>", start) + 11
        one, two, three = self._ack
        return one + new_id() + two + answer[start : start + 32] + three


class Connection:
    """One connection: one turn at a time, of one request or more."""

    def __init__(self, port: int, work: Any) -> None:
        self.line = socket.create_connection(("127.0.0.1", port))
        self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._work, self._data = work, b""
        self.begun: float | None = None

    def begin(self, when: float) -> None:
        """Begin a turn that was due at a moment."""
        self.begun = when
        self.line.sendall(self._work.first())

    def read(self) -> bool:
        """Take what came; say whether the turn is over."""
        data = self.line.recv(262_144)
        if not data:
            raise SystemExit("the zone closed a connection")
        self._data += data
        answer = answered(self._data)
        if answer is None:
            return False
        self._data = b""
        more = self._work.next(answer)
        if more is not None:
            self.line.sendall(more)
        return more is None


def measured(connections: list[Connection], seconds: float, rate: float) -> list[float]:
    """Work for so many seconds; return how long each turn took, from when it was due."""
    selector = selectors.EpollSelector()
    for each in connections:
        selector.register(each.line, selectors.EVENT_READ, each)
    start = time.perf_counter()
    end, times = start + seconds, []
    gap = len(connections) / rate if rate else 0.0
    due = {each: start + gap * n / len(connections) for n, each in enumerate(connections)}
    while (now := time.perf_counter()) < end:
        soonest = end
        for each in connections:
            if each.begun is None and due[each] <= now:
                each.begin(due[each] if rate else now)
                due[each] += gap
            elif each.begun is None:
                soonest = min(soonest, due[each])
        for key, _ in selector.select(max(0.0, soonest - time.perf_counter())):
            if key.data.read():
                times.append(time.perf_counter() - key.data.begun)
                key.data.begun = None
    return times


def main(
    port: int, mode: str, count: int, seconds: float, rate: float, template: bytes, zones: int = 0
) -> dict[str, float]:
    """Return the rate in turns a second, and the middle, the 99th of a hundred and the longest in milliseconds."""
    kinds: dict[str, Callable[[bytes, int], Any]] = {
        "send": Sender,
        "fetch": Fetcher,
        "spread": lambda template, number: SpreadSender(template, number, count, zones),
    }
    connections = [Connection(port, kinds[mode](template, number)) for number in range(count)]
    measured(connections, min(0.5, seconds / 4), rate)
    for each in connections:
        while each.begun is not None:
            each.begun = None if each.read() else each.begun
    start = time.perf_counter()
    times = sorted(measured(connections, seconds, rate))
    took = time.perf_counter() - start
    at = lambda part: times[min(len(times) - 1, int(len(times) * part))] * 1000  # noqa: E731
    return {"rate": len(times) / took, "p50": at(0.5), "p99": at(0.99), "longest": at(1)}


if __name__ == "__main__":
    _port, _mode, _count, _seconds, _rate, *_zones = sys.argv[1:]
    _message = sys.stdin.buffer.read()
    print(json.dumps(main(int(_port), _mode, int(_count), float(_seconds), float(_rate), _message, *map(int, _zones))))
