"""One connection of an agent, from the first byte to the last, in a thread of its own.

Reads block without a time-out of their own, which saves a system call for each. The server's watch looks at `late_at`
and cuts off who is late.
"""

import logging
import socket
import ssl
import time
from collections.abc import Callable
from functools import lru_cache
from http import HTTPStatus
from math import inf
from typing import Final, Literal

from handover.zone.core.parsing import Channel
from handover.zone.http.exchange import Application, HttpReply
from handover.zone.http.limits import LINGER_SECONDS, ConnectionLimits
from handover.zone.http.memory import BodyMemory
from handover.zone.http.reading import RequestReader
from handover.zone.http.tls import common_name

log = logging.getLogger("handover.zone.http")

Doing = Literal["greeting", "idle", "head", "body", "working", "answering", "parting"]
_CONTINUE: Final = b"HTTP/1.1 100 Continue\r\n\r\n"
_PIECE: Final = 65_536


class AgentConnection:
    """A connection. `doing` is what it is at and `since` when, `late_at` the monotonic time after which it is cut off.

    `cut_off` says that it was, `hung_up` that it was without a word, to make room.
    """

    def __init__(
        self,
        line: socket.socket,
        application: Application,
        limits: ConnectionLimits,
        memory: BodyMemory,
        *,
        tls: ssl.SSLContext | None,
        stopping: Callable[[], bool],
    ) -> None:
        self.line = line
        self.doing: Doing = "idle"
        self.late_at = inf
        self.since = time.monotonic()
        self.cut_off = self.hung_up = False
        self._received = 0
        self._application = application
        self._limits = limits
        self._reading = RequestReader(application, memory)
        self._tls = tls
        self._stopping = stopping

    def serve(self) -> None:
        """Answer requests until either side ends it. Never raises: a lost connection is the sender's to mend."""
        try:
            self._reading.channel = self._greet()
            self._converse()
        except OSError as fault:
            log.debug("a connection was lost: %s", fault)
        except Exception:
            log.exception("a connection failed")
        finally:
            self._reading.free()

    def cut(self) -> None:
        """Cut the connection off, from another thread. Who was sending us a request in the clear can still be told why."""
        mid_request = self.doing in ("head", "body") and self._tls is None
        self.cut_off = True
        self.late_at = time.monotonic() + LINGER_SECONDS
        try:
            # Not the method of an SSLSocket: it would take the TLS layer away under the thread that uses it.
            socket.socket.shutdown(self.line, socket.SHUT_RD if mid_request else socket.SHUT_RDWR)
        except OSError as fault:
            log.debug("a connection was gone before it could be cut off: %s", fault)

    def hang_up(self) -> None:
        """End the connection at once, from another thread: its place is needed."""
        self.cut_off = self.hung_up = True
        try:
            socket.socket.shutdown(self.line, socket.SHUT_RDWR)
        except OSError as fault:
            log.debug("a connection was gone before it could be hung up on: %s", fault)

    @property
    def sending(self) -> bool:
        """Whether a request, or the greeting of TLS, is on its way in."""
        return self.doing in ("greeting", "head", "body")

    def pace(self, now: float) -> float:
        """Return how many bytes a second it has sent of what it is sending."""
        return self._received / max(now - self.since, 0.1)

    def _at(self, doing: Doing, seconds: float) -> None:
        if doing not in ("head", "body") or not self.sending:
            self.since, self._received = time.monotonic(), 0
        self.doing = doing
        self.late_at = time.monotonic() + seconds

    def _greet(self) -> Channel:
        self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self._tls is None:
            return Channel()
        self._at("greeting", self._limits.head)
        self.line = line = self._tls.wrap_socket(self.line, server_side=True, do_handshake_on_connect=False)
        line.do_handshake()
        return Channel(secure=True, certificate=common_name(line))

    def _converse(self) -> None:
        reading, buffer = self._reading, memoryview(bytearray(_PIECE))
        self._at("idle", self._limits.idle)
        while True:
            count = self.line.recv_into(buffer)
            self._received += count
            if self.cut_off:
                if self.doing == "idle":
                    return
                reading.late()
            elif count:
                reading.feed(buffer[:count])
            else:
                reading.end()
            answered = bool(reading.ready)
            if not self._answer_ready(more=bool(count)):
                return
            if reading.refusal is not None:
                self._refuse(reading.refusal)
                return
            if not count:
                return
            if reading.expects:
                reading.expects = False
                self.line.sendall(_CONTINUE)
            self._await_more(answered)

    def _answer_ready(self, *, more: bool) -> bool:
        """Answer what is complete, in order; say whether the connection goes on."""
        reading = self._reading
        while reading.ready:
            request = reading.ready.popleft()
            self.doing, self.late_at = "working", inf
            answer = self._application.answer(request.admitted, request.body)
            if not (reading.ready or reading.in_body):
                reading.free()
            keep = request.keep and more and not self._stopping()
            self._at("answering", self._limits.answer)
            self.line.sendall(as_bytes(answer, keep=keep))
            if not keep:
                return False
        return True

    def _await_more(self, answered: bool) -> None:
        """Set the time for what comes next. A head or body under way keeps the time that it was given at its start."""
        if self._reading.in_body:
            if answered or self.doing != "body":
                self._at("body", self._limits.body)
        elif not answered or self._reading.in_head:
            if answered or self.doing != "head":
                self._at("head", self._limits.head)
        else:
            self._at("idle", self._limits.idle)

    def _refuse(self, refusal: HttpReply) -> None:
        """Send a last answer, and let the sender finish for a moment so that it gets to read it."""
        self._at("parting", LINGER_SECONDS)
        self.line.sendall(as_bytes(refusal, keep=False))
        socket.socket.shutdown(self.line, socket.SHUT_WR)
        rest = bytearray(_PIECE)
        while not self.cut_off and self.line.recv_into(rest):
            continue


def as_bytes(answer: HttpReply, *, keep: bool) -> bytes:
    """Return an answer as it goes over the line: head and body together, for one segment (section 16.5)."""
    status, body, content_type, headers = answer
    more = "".join(f"{name}: {value}\r\n" for name, value in headers) if headers else ""
    end = "\r\n" if keep else "Connection: close\r\n\r\n"
    head = (
        f"{_start(status)}Date: {_date(int(time.time()))}\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(body)}\r\n{more}{end}"
    )
    return head.encode("latin-1") + body


@lru_cache(maxsize=32)
def _start(status: int) -> str:
    return f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n"


@lru_cache(maxsize=2)
def _date(second: int) -> str:
    return time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(second))
