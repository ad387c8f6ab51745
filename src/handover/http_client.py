"""The one HTTP client: messages posted over a connection that is kept open, from agents to zones and from zones to agents,
and webhooks.

httptools, which also reads requests for us, reads the answers. Around it stands what no kept client offers together:

- The whole exchange has a deadline. urllib3 and http.client bound each read, so an answer of a byte a minute holds a
  thread for days.
- The head and the body of an answer have one limit, counted as bytes come, before anything is parsed.
- The caller says which numbers are connected to. What looks a name up again could be told another number than the one that
  was judged.
- Head and body of a request are sent in one piece; in two, the thread at the other end would wake twice.
- No redirect is followed, no proxy of the environment used, and nothing logged: an agent's key stands in the path, which
  urllib3 writes to its log of details.

httpcore can be taught all this by a network backend of one's own, as long as this module, and then takes 150 µs of processor
time for an exchange where this takes 30. A push, stored and acknowledged, takes 1,200.
"""

import selectors
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

import httptools

_PIECE: Final = 65_536
_Selector: Final = getattr(selectors, "PollSelector", selectors.SelectSelector)

Connect = Callable[[], socket.socket]
"""Makes a connection; OSError or ValueError when none can be made."""


class UnusableAnswer(ValueError):
    """The answer is none that can be used. The text says why and goes on from "the agent" or "the zone"."""


class NoAnswer(ConnectionError):
    """The other side closed the connection before anything of an answer came."""


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """A whole answer: status, content coding in lower case (empty when none is named), and body as it came.

    `retry_after` is the header field of that name, empty when there is none.
    """

    status: int
    coding: str
    body: bytes
    retry_after: str = ""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds: for the next bytes of an answer (`silent`), and for all of it (`whole`)."""

    silent: float
    whole: float


class KeptConnection:
    """A connection to one place, used by one thread at a time, and opened when a message is to be posted.

    `most_bytes` is the longest answer, head and body. `clock` counts seconds, for patience.
    """

    def __init__(self, connect: Connect, most_bytes: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._connect = connect
        self._clock = clock
        self._most_bytes = most_bytes
        self._socket: socket.socket | None = None

    def post(self, request: bytes, patience: Patience) -> HttpAnswer:
        """Send a request and return the answer.

        Raises UnusableAnswer, NoAnswer or another OSError (TimeoutError when patience ends), and what `connect` raises;
        the connection is then closed.
        """
        try:
            reused = self._is_open()
            if not reused:
                self._open()
            try:
                return self._exchange(request, patience)
            except ConnectionError:
                # The other side may close an idle connection just as we use it: then, and only then, at once once more.
                if not reused:
                    raise
            self.close()
            self._open()
            return self._exchange(request, patience)
        except (OSError, ValueError):
            self.close()
            raise

    def close(self) -> None:
        """Close the connection; the next message opens another."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _open(self) -> None:
        self._socket = self._connect()

    def _is_open(self) -> bool:
        """Say whether the connection can be used again. What came unasked, or the end, makes it unusable."""
        if self._socket is None:
            return False
        with _Selector() as waiting:
            waiting.register(self._socket, selectors.EVENT_READ)
            if not waiting.select(0):
                return True
        self.close()
        return False

    def _exchange(self, request: bytes, patience: Patience) -> HttpAnswer:
        connection = self._socket
        assert connection is not None
        until = self._clock() + patience.whole
        connection.settimeout(patience.silent)
        connection.sendall(request)
        reading = _AnswerReader(self._most_bytes)
        while not reading.complete:
            left = until - self._clock()
            if left <= 0:
                raise TimeoutError
            connection.settimeout(min(left, patience.silent))
            data = connection.recv(_PIECE)
            if data:
                reading.feed(data)
            else:
                reading.end()
        if not reading.keep:
            self.close()
        return HttpAnswer(reading.status, reading.coding, b"".join(reading.body), reading.retry_after)


class _AnswerReader:
    """Reads an answer on its way. `complete` says that all has come, `keep` whether the connection stays open."""

    def __init__(self, most_bytes: int) -> None:
        self.complete = self.keep = False
        self.status = 0
        self.coding = self.retry_after = ""
        self.body: list[bytes] = []
        self._most_bytes = most_bytes
        self._received = 0
        self._until_end = True
        self._in_head = True
        self._parser = httptools.HttpResponseParser(self)

    def feed(self, data: bytes) -> None:
        """Take in what came."""
        self._received += len(data)
        if self._received > self._most_bytes:
            raise UnusableAnswer(f"answered with more than {self._most_bytes:,} bytes")
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            if not self.complete:
                raise UnusableAnswer("answered with something that is not HTTP") from None

    def end(self) -> None:
        """Take in that the other side closed the connection, which may be how it says that all has come."""
        if not self._received:
            raise NoAnswer("closed the connection without an answer")
        if self._in_head or not self._until_end:
            raise UnusableAnswer("closed the connection before its answer was complete")
        self.complete = True

    # What httptools calls.

    def on_header(self, name: bytes, value: bytes | None) -> None:
        match name.lower():
            case b"content-length" | b"transfer-encoding":
                self._until_end = False
            case b"content-encoding":
                self.coding = (value or b"").decode("latin-1").strip().lower()
            case b"retry-after":
                self.retry_after = (value or b"").decode("latin-1").strip()

    def on_headers_complete(self) -> None:
        self.status = self._parser.get_status_code()
        self._in_head = False

    def on_body(self, data: bytes) -> None:
        if not self.complete:
            self.body.append(data)

    def on_message_complete(self) -> None:
        """Take in the end: of the answer, or of a word on the way to it (100 Continue)."""
        if self.complete:
            return
        if self.status < HTTPStatus.OK:
            self._in_head = self._until_end = True
            return
        self.complete = True
        self.keep = self._parser.should_keep_alive()


def post_request(target: str, host_field: str, headers: Mapping[str, str], body: bytes) -> bytes:
    """Return a POST request, head and body. Raises ValueError for what would write header fields of its own."""
    fields = {"Host": host_field, **headers, "Content-Length": str(len(body)), "Connection": "keep-alive"}
    lines = [f"POST {target} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items())]
    if not all(line.isascii() and line.isprintable() for line in lines) or " " in target:
        raise ValueError("a request holds characters that no request may hold")
    return "\r\n".join([*lines, "", ""]).encode() + body


def open_socket(
    number: str, family: socket.AddressFamily, port: int, seconds: float, tls: ssl.SSLContext | None, host: str
) -> socket.socket:
    """Connect to a number within so many seconds; over TLS, `host` is the name that the certificate must be for."""
    connection = socket.socket(family, socket.SOCK_STREAM)
    try:
        connection.settimeout(seconds)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.connect((number, port))
        return connection if tls is None else tls.wrap_socket(connection, server_hostname=host)
    except OSError:
        connection.close()
        raise
