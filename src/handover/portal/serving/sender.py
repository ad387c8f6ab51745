"""Who is at the other end of a connection: what has come of the next request, and whether the last answer was read."""

import fcntl
import socket
import struct
import termios
from dataclasses import dataclass

from handover.portal.serving.request_buffer import RequestBuffer


@dataclass(frozen=True, slots=True)
class BufferLimits:
    """What senders may take of a worker: seconds for a head and a body; the longest body and the memory of all (bytes)."""

    head_seconds: float = 10.0
    body_seconds: float = 300.0
    longest: int = 250 * 1024 * 1024
    memory: int = 64 * 1024 * 1024


class BufferedSocket:
    """What gunicorn's parser reads from in place of the socket: the bytes that have come, then the socket if it may."""

    def __init__(self, line: socket.socket) -> None:
        self.line = line
        self.kept = bytearray()
        self.live = False
        """Whether what is still to come may be waited for."""

    def recv(self, size: int) -> bytes:
        """Return some bytes; none where there are no more, or none that may be waited for."""
        if self.kept:
            data = bytes(self.kept[:size])
            del self.kept[:size]
            return data
        return self.line.recv(size) if self.live else b""

    def gettimeout(self) -> float | None:
        """Return the time-out of the socket."""
        return self.line.gettimeout()

    def settimeout(self, seconds: float | None) -> None:
        """Set the time-out of the socket."""
        self.line.settimeout(seconds)


class Sender:
    """Who is at the other end of a connection: what has come of its next request, since when, and until when it may go on.

    `counted` are the bytes that it holds of the memory of all. `last` says that no other request is taken from it, because
    this one was not taken in whole and nobody knows where the next would begin.
    """

    def __init__(self, line: socket.socket) -> None:
        self.source = BufferedSocket(line)
        self.buffer = RequestBuffer(0)
        self.since = self.late_at = 0.0
        self.counted = 0
        self.watched = self.last = self.answered = False

    def pace(self, now: float) -> float:
        """Return how many bytes a second it sends."""
        return len(self.buffer.data) / max(now - self.since, 0.1)


def is_unread(line: socket.socket) -> bool:
    """Say whether something that was sent over a connection has not arrived at the other end yet."""
    waiting = fcntl.ioctl(line.fileno(), termios.TIOCOUTQ, struct.pack("i", 0))
    return bool(struct.unpack("i", waiting)[0])
