"""A line to a site that breaks at a byte. It needs nothing of a site, so benchmarks cut by it too."""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass


@dataclass(frozen=True)
class Break:
    """When a line breaks: after so many bytes to the site (`up`) or from it; `kill` ends a process at that byte."""

    after: int
    up: bool = True
    kill: Callable[[], None] | None = None


class BreakingLine:
    """A port through which a site is reached, and whose connections break as was planned: the first as the first says."""

    def __init__(self, url: str) -> None:
        self._site = ("127.0.0.1", int(url.rpartition(":")[2]))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.breaks: list[Break] = []
        self.broken = 0
        self._ends: list[socket.socket] = [self._listener]
        self._threads: list[threading.Thread] = []
        self._start(self._accept)

    def close(self) -> None:
        """End all connections; nothing of them is left."""
        shut_down(*self._ends)
        for thread in self._threads:
            thread.join()
        for end in self._ends:
            end.close()

    def _start(self, work: Callable[..., None], *args: object) -> None:
        self._threads.append(threading.Thread(target=work, args=args, daemon=True))
        self._threads[-1].start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(self._site)
                self._ends += [near, far]
                planned = self.breaks.pop(0) if self.breaks else None
                for source, sink, up in ((near, far, True), (far, near, False)):
                    self._start(self._carry, source, sink, planned if planned and planned.up is up else None)

    def _carry(self, source: socket.socket, sink: socket.socket, planned: Break | None) -> None:
        """Carry bytes one way until the end of the connection, or until it breaks."""
        left = planned.after if planned else None
        with suppress(OSError):
            while left != 0 and (data := source.recv(65_536 if left is None else left)):
                sink.sendall(data)
                left = None if left is None else left - len(data)
        if left == 0:
            self.broken += 1
            if planned is not None and planned.kill is not None:
                planned.kill()
        shut_down(source, sink)


def shut_down(*ends: socket.socket) -> None:
    """End connections, so that whoever waits for bytes of them no longer does."""
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
