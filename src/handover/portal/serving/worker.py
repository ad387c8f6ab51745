"""gunicorn's worker of threads, with one change: a thread is given to a request when the request is there.

gunicorn gives each connection a thread and lets it wait for the sender, so that as many slow senders as there are threads
stop a site. Here the thread that accepts connections also takes in what they send: a slow sender costs the site one entry in
a list. Bodies beyond `request_buffer.KEPT_BYTES` are the exception, since memory is not for them: the thread that answers
reads the rest, but never more than half of all threads do that at once, and the others wait in line. Whoever is too slow, or
holds a place that others need, is hung up on. And whoever does not read is given no further answer: an answer of the usual
length fits into what the system keeps for a connection, and the next request is looked at when it has been taken.
Figures and what else was tried: docs/decisions/0026.
"""

import logging
import selectors
import socket
import struct
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from typing import Any, Final

from gunicorn.http import get_parser
from gunicorn.workers.gthread import TConn, ThreadWorker

from handover.portal.serving.leaving import is_leaving
from handover.portal.serving.request_buffer import Progress, RequestBuffer
from handover.portal.serving.sender import BufferLimits, Sender, is_unread

log = logging.getLogger("handover.serving")

_PIECE: Final = 65_536
_SMALL: Final = 65_536
"""Bodies up to this size, as those of all forms without a file, do not count towards the memory that bodies share."""
_PARTING_SECONDS: Final = 2.0
"""How long a connection that ends is read from, so that its sender gets to see the answer; and, while the worker stops, how
long a request that has hardly begun may go on coming."""
_CONTINUE: Final = b"HTTP/1.1 100 Continue\r\n\r\n"
_ANSWER_BYTES: Final = 262_144
"""What the system keeps of an answer that is not read yet: more than any page or style sheet, so that no thread waits."""
_ANSWER_SECONDS: Final = 60
"""How long somebody who reads nothing of a longer answer is waited for, and of the one before the next request."""
_LOOK_SECONDS: Final = 0.5
_SLOW_SECONDS: Final = 1.0
"""From when on a sender counts as slow where places are short."""


class BufferingWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """Serves the site. `limits` is set by `worker_class`."""

    limits = BufferLimits()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.senders: dict[TConn, Sender] = {}
        self.arriving: dict[TConn, Sender] = {}
        self.parting: dict[TConn, float] = {}
        self.in_line: deque[TConn] = deque()
        self.large: set[TConn] = set()
        self.unread: set[TConn] = set()
        self.memory = self.answering = 0
        self.looked = 0.0

    def accept(self, listener: Any) -> None:
        """Accept a connection; where that was the last place, or there are no more of the system's, make room."""
        try:
            super().accept(listener)
        except OSError as fault:
            log.error("no connection can be accepted: %s", fault)
            self._make_room()
            return
        if self.nr_conns >= self.worker_connections:
            self._make_room()

    def _make_room(self) -> None:
        """Hang up on the slowest sender, on who has been idle longest, or on who came first."""
        now = time.monotonic()
        slow = [conn for conn, sender in self.arriving.items() if now - sender.since > _SLOW_SECONDS]
        if slow:
            self._hang_up(min(slow, key=self._pace))
        elif self.keepalived_conns:
            self.keepalived_conns[0].timeout = 0.0
            super().murder_keepalived()
        elif self.arriving:  # all have only just come: the first of them, and not the one that came last
            self._hang_up(min(self.arriving, key=lambda conn: self.arriving[conn].since))

    def _safely(self, act: Callable[[TConn], None], conn: TConn, _: object = None) -> None:
        """Do something for one connection; a fault ends that connection, and never the process with all others."""
        try:
            act(conn)
        except Exception:
            log.exception("a connection was given up")
            self._give_up(conn)

    def _give_up(self, conn: TConn) -> None:
        sender = self.senders.get(conn)
        self.memory -= sender.counted if sender else 0
        for held in (self.arriving, self.parting):
            held.pop(conn, None)
        self.unread.discard(conn)
        self.large.discard(conn)
        with suppress(ValueError):
            self.in_line.remove(conn)
        with suppress(KeyError, ValueError):
            self.poller.unregister(conn.sock)
        self._close(conn)

    def enqueue_req(self, conn: TConn) -> None:
        """Take in a request before a thread is given to it (called by gunicorn for each request of a connection)."""
        self._safely(self._begin, conn)

    def _begin(self, conn: TConn) -> None:
        sender = self.senders.get(conn)
        if sender is None:
            sender = self.senders[conn] = Sender(conn.sock)
            with suppress(OSError):
                conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _ANSWER_BYTES)
                conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", _ANSWER_SECONDS, 0))
            conn.parser = get_parser(self.cfg, sender.source, conn.client)
        conn.sock.setblocking(False)
        # What the parser read beyond the last request is the beginning of this one.
        begun = conn.parser.unreader.take_buffered() + bytes(sender.source.kept)
        sender.source.kept.clear()
        sender.buffer = RequestBuffer(self.limits.longest)
        sender.since = time.monotonic()
        sender.late_at = sender.since + self.limits.head_seconds
        self.arriving[conn] = sender
        if begun:
            self._take(conn, begun)
        else:
            self._take_in(conn)

    def _take_in(self, conn: TConn) -> None:
        if conn not in self.arriving:
            return  # hung up on since its turn came up
        try:
            data = conn.sock.recv(_PIECE)
        except BlockingIOError:
            self._watch(conn)
            return
        except OSError:
            data = b""
        if data:
            self._take(conn, data)
        elif self.arriving[conn].buffer.data and self.answering < self.cfg.threads:
            self._hand_over(conn, last=True)  # who only ended its sending is told what is missing
        else:  # gone, most likely; and nobody waits for a thread because of it
            self._hang_up(conn)

    def _take(self, conn: TConn, data: bytes) -> None:
        sender = self.arriving[conn]
        buffer, before = sender.buffer, sender.buffer.progress
        buffer.feed(data)
        if before is Progress.HEAD and buffer.progress is Progress.BODY:
            sender.late_at = sender.since + self.limits.body_seconds
            if buffer.expects:
                with suppress(OSError):  # gone, as the next look at the socket shows
                    conn.sock.send(_CONTINUE)
        if buffer.progress is Progress.LARGE:
            self._unwatch(conn)  # nothing more of it is read until a thread may
            self.in_line.append(conn)
            self._admit_large()
        elif buffer.progress in (Progress.WHOLE, Progress.REFUSED):
            self._hand_over(conn, last=buffer.progress is Progress.REFUSED)
        else:
            self._watch(conn)
            self._count(sender)

    def _count(self, sender: Sender) -> None:
        """Count a body towards the memory of all; where that is used up, hang up on the slowest who holds some of it."""
        if sender.buffer.held <= _SMALL:
            return
        self.memory += sender.buffer.held - sender.counted
        sender.counted = sender.buffer.held
        if self.memory > self.limits.memory:
            self._hang_up(min((each for each, one in self.arriving.items() if one.counted), key=self._pace))

    def _admit_large(self) -> None:
        while self.in_line and len(self.large) < max(1, self.cfg.threads // 2):
            conn = self.in_line.popleft()
            self.large.add(conn)
            self.senders[conn].source.live = True
            self._hand_over(conn, last=False)

    def _hand_over(self, conn: TConn, *, last: bool) -> None:
        """Give a request to a thread."""
        sender = self._leave(conn)
        sender.last = last
        sender.source.kept += sender.buffer.data
        sender.buffer.data.clear()
        conn.data_ready = True
        if sender.answered and is_unread(conn.sock):
            sender.late_at = time.monotonic() + _ANSWER_SECONDS
            self.unread.add(conn)
        else:
            self._give_thread(conn)

    def _give_thread(self, conn: TConn) -> None:
        self.answering += 1
        super().enqueue_req(conn)

    def _look_at_unread(self) -> None:
        """Go on with those who have read their last answer."""
        for conn in list(self.unread):
            self._safely(self._go_on_if_read, conn)

    def _go_on_if_read(self, conn: TConn) -> None:
        if not is_unread(conn.sock):
            self.unread.discard(conn)
            self._give_thread(conn)
        elif not self.alive or self.senders[conn].late_at < time.monotonic():
            self._give_up(conn)

    def finish_request(self, conn: TConn, future: "Future[Any]") -> None:
        """Take back the thread (called by gunicorn when a request was answered)."""
        sender = self.senders[conn]
        self.memory -= sender.counted
        sender.counted, sender.source.live, sender.answered = 0, False, True
        self.large.discard(conn)
        self.answering -= 1
        if future.exception() is None and future.result() and not sender.last:
            super().finish_request(conn, future)
            if conn in self.keepalived_conns and sender.source.kept:
                self.on_client_socket_readable(conn, conn.sock)
        else:
            self._part(conn)
        self._admit_large()

    def _part(self, conn: TConn) -> None:
        """End a connection as RFC 9112 section 9.6 says; gunicorn does so too, but has everybody wait for it."""
        conn.sock.setblocking(False)
        try:
            conn.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self._close(conn)
            return
        self.parting[conn] = time.monotonic() + _PARTING_SECONDS
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._safely, self._drain, conn))

    def _drain(self, conn: TConn) -> None:
        if conn not in self.parting:
            return
        data = b""
        with suppress(OSError):
            data = conn.sock.recv(_PIECE)
        if not data:
            self._unregister(conn)
            del self.parting[conn]
            self._close(conn)

    def murder_keepalived(self, force: bool = False) -> None:
        """Forget the connections that gunicorn closes because they have been idle."""
        super().murder_keepalived(force)
        if time.monotonic() - self.looked < _LOOK_SECONDS:
            return
        for conn in [each for each in self.senders if each.sock.fileno() < 0]:
            del self.senders[conn]

    def murder_pending(self) -> None:
        """Hang up on those whose time is over (called by gunicorn in each turn of its loop)."""
        super().murder_pending()
        if is_leaving() and self.cfg.keepalive:
            self.cfg.set("keepalive", 0)  # each connection ends with the answer to its next request
        now = time.monotonic()
        self._look_at_unread()
        if now - self.looked < _LOOK_SECONDS:
            return
        self.looked = now
        for conn in [each for each, until in self.parting.items() if until < now]:
            self._unregister(conn)
            del self.parting[conn]
            self._close(conn)
        for conn in list(self.arriving):
            self._safely(self._end_if_late, conn)

    def _end_if_late(self, conn: TConn) -> None:
        now, sender = time.monotonic(), self.arriving[conn]
        if not self.alive and sender.buffer.progress is Progress.HEAD:
            sender.late_at = min(sender.late_at, now + _PARTING_SECONDS)
        if sender.late_at > now:
            return
        if sender.buffer.progress is Progress.BODY:
            self._hand_over(conn, last=True)  # the page says that it took too long
        else:
            self._hang_up(conn)

    def _hang_up(self, conn: TConn) -> None:
        self.memory -= self._leave(conn).counted
        self._close(conn)

    def _close(self, conn: TConn) -> None:
        self.senders.pop(conn, None)
        self.nr_conns -= 1
        conn.close()

    def _leave(self, conn: TConn) -> Sender:
        """Take a connection out of those whose request is arriving."""
        self._unwatch(conn)
        with suppress(ValueError):
            self.in_line.remove(conn)
        return self.arriving.pop(conn)

    def _watch(self, conn: TConn) -> None:
        if not self.arriving[conn].watched:
            self.arriving[conn].watched = True
            self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._safely, self._take_in, conn))

    def _unwatch(self, conn: TConn) -> None:
        if self.arriving[conn].watched:
            self.arriving[conn].watched = False
            self._unregister(conn)

    def _unregister(self, conn: TConn) -> None:
        self.poller.unregister(conn.sock)

    def _pace(self, conn: TConn) -> float:
        return self.arriving[conn].pace(time.monotonic())


def worker_class(limits: BufferLimits) -> type[BufferingWorker]:
    """Return the worker with these limits, as gunicorn wants it: a class."""
    return type("BufferingWorker", (BufferingWorker,), {"limits": limits})
