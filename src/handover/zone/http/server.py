"""The zone's own web server: one thread for each connection, a bound on their number, and a watch over their time.

A general web server costs about half of what the zone itself does for a message, and the site's does not speak TLS. So this one
does what agents need and no more (ADR 29, with figures).
"""

import logging
import os
import selectors
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from typing import Final

from handover.zone.http.connection import AgentConnection
from handover.zone.http.exchange import Application
from handover.zone.http.limits import ConnectionLimits
from handover.zone.http.memory import BodyMemory

log = logging.getLogger("handover.zone.http")

PARTING_SECONDS: Final = 0.5
"""How long idle connections stay when the server stops: their agents may be sending at this very moment."""
_WATCH_SECONDS: Final = 0.5
_TICK_SECONDS: Final = 0.05
_SLOW_SECONDS: Final = 1.0
"""From when on a sender counts as slow where places are short."""


class Server:
    """Serves an application on listening sockets until it is told to stop.

    When as many connections as allowed are open, one makes room for a new one: the slowest sender, or who is idle longest.
    """

    def __init__(
        self,
        listeners: Sequence[socket.socket],
        application: Application,
        limits: ConnectionLimits | None = None,
        *,
        tls: ssl.SSLContext | None = None,
        beat: Callable[[], bool] = lambda: True,
    ) -> None:
        """`beat` is called about twice a second; False stops the server."""
        self.listeners = listeners
        self.limits = limits or ConnectionLimits()
        self._application = application
        self._tls = tls
        self._beat = beat
        self._memory = BodyMemory(self.limits.memory)
        self._open: set[AgentConnection] = set()
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._ending, self._ended = threading.Lock(), False
        self._waking, self._wake = os.pipe()

    def run(self, grace: Callable[[], float] = lambda: 20.0) -> None:
        """Serve until told to stop; then let requests under way finish, for up to so many seconds."""
        selector = selectors.DefaultSelector()
        selector.register(self._waking, selectors.EVENT_READ)
        for listener in self.listeners:
            listener.setblocking(False)
            selector.register(listener, selectors.EVENT_READ)
        watched = 0.0
        try:
            while not self._stopping.is_set():
                for key, _ in selector.select(_WATCH_SECONDS):
                    if isinstance(key.fileobj, socket.socket):
                        self._accept(key.fileobj)
                if time.monotonic() - watched >= _WATCH_SECONDS:
                    watched = time.monotonic()
                    self._watch()
                    if not self._beat():
                        break
        finally:
            selector.close()
            self._finish(grace())

    def stop(self) -> None:
        """Tell the server to stop. From any thread or signal handler."""
        if not self._stopping.is_set():
            # The server closes what it is woken by when it has ended, which may be between the two lines below.
            with self._ending:
                if not self._ended:
                    self._stopping.set()
                    os.write(self._wake, b"x")

    def _accept(self, listener: socket.socket) -> bool:
        """Begin to serve a connection that waits; say whether there was one, and room for it."""
        if len(self._open) >= self.limits.connections:
            self._make_room()
            time.sleep(_TICK_SECONDS)
            return False
        try:
            line, _ = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return False
        except OSError as fault:
            log.error("no connection can be accepted: %s", fault)
            time.sleep(_TICK_SECONDS)
            return False
        line.setblocking(True)
        connection = AgentConnection(
            line, self._application, self.limits, self._memory, tls=self._tls, stopping=self._stopping.is_set
        )
        with self._lock:
            self._open.add(connection)
        threading.Thread(target=self._serve, args=(connection,), daemon=True, name="zone-agent").start()
        return True

    def _serve(self, connection: AgentConnection) -> None:
        connection.serve()
        # Under the lock, so that the watch never cuts off a socket that has been closed and whose number lives on.
        with self._lock:
            self._open.discard(connection)
            connection.line.close()

    def _watch(self) -> None:
        now = time.monotonic()
        with self._lock:
            for connection in self._open:
                if connection.late_at < now:
                    connection.cut()

    def _make_room(self) -> None:
        """Hang up on the slowest sender, or who has been idle longest, unless one that was hung up on is just going.

        An honest agent sends a whole message in a moment; whoever has been at it for longer is the cheapest to lose, because
        it sends again. Without this, as many slow senders as there are places keep everybody else out.
        """
        now = time.monotonic()
        with self._lock:
            if any(each.hung_up for each in self._open):
                return
            slow = [each for each in self._open if each.sending and now - each.since > _SLOW_SECONDS]
            idle = [each for each in self._open if each.doing == "idle"]
            if slow:
                min(slow, key=lambda each: each.pace(now)).hang_up()
            elif idle:
                min(idle, key=lambda each: each.late_at).hang_up()

    def _finish(self, grace: float) -> None:
        self._stopping.set()
        for listener in self.listeners:
            # Who has connected already is answered; closing would cut them off.
            while self._accept(listener):
                continue
            listener.close()
        began = time.monotonic()
        while self._open and time.monotonic() < began + grace:
            with self._lock:
                for connection in self._open:
                    if connection.doing == "idle":
                        connection.late_at = min(connection.late_at, began + PARTING_SECONDS)
            self._watch()
            self._beat()
            time.sleep(_TICK_SECONDS)
        with self._ending:
            self._ended = True
            os.close(self._waking)
            os.close(self._wake)
