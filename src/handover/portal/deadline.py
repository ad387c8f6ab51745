"""A request's bytes: whole, and in time.

gunicorn's own time limit watches workers, not the threads in them, and a body that ends early looks to Django like a
body that is complete. So each request with a body gets an alarm: when its time is up the connection's reading side is
shut, also where the body comes in chunks and its length is not announced. And a body that is shorter than its sender
announced raises instead of passing for a whole one.
"""

import itertools
import socket
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO

WSGI = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
CUT_SHORT = "handover.cut_short"
LOOK_SECONDS = 0.5


class WholeInTime:
    """Wraps a WSGI application; the time limit works under gunicorn, which hands over the connection's socket."""

    def __init__(self, application: WSGI, seconds: int) -> None:
        self.application = application
        self.alarms = Alarms(seconds)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request."""
        announced = environ.get("CONTENT_LENGTH") or "0"
        whole = announced.isdigit() and announced != "0"
        if not whole and "HTTP_TRANSFER_ENCODING" not in environ:
            return self.application(environ, start_response)
        if whole:
            environ["wsgi.input"] = WholeBody(environ, int(announced))
        alarm = self.alarms.set(environ.get("gunicorn.socket"))
        try:
            return self.application(environ, start_response)
        finally:
            self.alarms.cancel(alarm)


class Alarms:
    """The alarms of all requests under way, in one thread: one thread for each would cost more than a zone's message does."""

    def __init__(self, seconds: int) -> None:
        self._seconds = seconds
        self._numbers = itertools.count()
        # In the order in which they are due, since all are given the same time.
        self._due: dict[int, tuple[float, socket.socket | None]] = {}
        self._changing = threading.Lock()
        self._thread: threading.Thread | None = None

    def set(self, connection: socket.socket | None) -> int:
        """Have a connection's reading side shut when the time is up, unless the alarm of the returned number is cancelled."""
        with self._changing:
            number = next(self._numbers)
            self._due[number] = (time.monotonic() + self._seconds, connection)
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, daemon=True, name="deadline")
                self._thread.start()
            return number

    def cancel(self, number: int) -> None:
        """Take an alarm back; one that has rung already is gone."""
        with self._changing:
            self._due.pop(number, None)

    def _watch(self) -> None:
        while True:
            time.sleep(LOOK_SECONDS)
            # Under the lock, so that a connection is never shut for a request that has been answered.
            with self._changing:
                self._ring(time.monotonic())

    def _ring(self, now: float) -> None:
        for number, (_, connection) in list(itertools.takewhile(lambda item: item[1][0] <= now, self._due.items())):
            del self._due[number]
            stop_reading(connection)


class WholeBody:
    """A request's body that raises ConnectionError if it ends before the announced number of bytes."""

    def __init__(self, environ: dict[str, Any], announced: int) -> None:
        self.environ = environ
        self.source: BinaryIO = environ["wsgi.input"]
        self.missing = announced

    def read(self, size: int = -1) -> bytes:
        """Read up to that many bytes."""
        return self.counted(self.source.read(size), size)

    def readline(self, size: int = -1) -> bytes:
        """Read one line."""
        return self.counted(self.source.readline(size), size)

    def counted(self, data: bytes, size: int) -> bytes:
        """Count what came; nothing where something was wanted and announced means that the connection broke."""
        self.missing -= len(data)
        if not data and size != 0 and self.missing > 0:
            self.environ[CUT_SHORT] = True
            raise ConnectionError("the request's body ended early")
        return data


def stop_reading(connection: socket.socket | None) -> None:
    """End the reading side of a connection; one that is gone already needs nothing."""
    if connection is None:
        return
    try:
        connection.shutdown(socket.SHUT_RD)
    except OSError:
        return
