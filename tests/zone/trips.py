"""A wire to a PostgreSQL server that counts how often a program waits for it."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace

from handover.common.databases import read_database_address, write_address


class TripCounter:
    """Passes on what goes over connections to a server, and counts the turns: the program speaks after the server has."""

    def __init__(self, host: str, port: int) -> None:
        self.trips = 0
        self._server = (host, port)
        self._lock = threading.Lock()
        self._ears = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = [self._ears]
        self.port: int = self._ears.getsockname()[1]
        threading.Thread(target=self._welcome, daemon=True).start()

    def close(self) -> None:
        for line in self._open:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()

    def _welcome(self) -> None:
        with suppress(OSError):
            while True:
                inner, _ = self._ears.accept()
                outer = socket.create_connection(self._server)
                self._open += [inner, outer]
                spoke = {"last": "server"}
                for ends in ((inner, outer, "program"), (outer, inner, "server")):
                    threading.Thread(target=self._pass_on, args=(*ends, spoke), daemon=True).start()

    def _pass_on(self, here: socket.socket, there: socket.socket, who: str, spoke: dict[str, str]) -> None:
        with suppress(OSError):
            while data := here.recv(65536):
                with self._lock:
                    self.trips += (who, spoke["last"]) == ("program", "server")
                    spoke["last"] = who
                there.sendall(data)
        for line in (here, there):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)


@contextmanager
def counted_trips(url: str) -> Iterator[tuple[str, Callable[[], int]]]:
    """Yield another address of the database, and a function that says how many round trips were made since it was asked."""
    address = read_database_address(url)
    with closing(TripCounter(address.host, int(address.port))) as counter:

        def count() -> int:
            found, counter.trips = counter.trips, 0
            return found

        yield write_address(replace(address, host="127.0.0.1", port=str(counter.port))), count
