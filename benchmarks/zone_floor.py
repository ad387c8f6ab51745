"""Processes that the zone's benchmark starts: the same HTTP server that does nothing, that only stores, one that fills, and
writers of bare SQL."""

import socket
import sys
import threading
from contextlib import nullcontext
from datetime import UTC, datetime

from handover.zone.core.parsing import Channel
from handover.zone.http.exchange import Admitted, HttpReply, RequestHead
from handover.zone.http.server import Server

_ACK = b"<SIF_Code>0</SIF_Code>".ljust(600)
_AT_ONCE = 500
_STORED_BEFORE = 10_000
"""More events than a writer takes out within the time of the measurement."""


class Nothing:
    """An application that answers everything alike; see `handover.zone.http.exchange.Application`."""

    def admit(self, head: RequestHead, channel: Channel) -> Admitted | HttpReply:
        """Want every body."""
        return Admitted("Bench", 1_000_000, compressed=False, compress=False, channel=channel, stranger=False)

    def answer(self, admitted: Admitted, body: bytes) -> HttpReply:
        """Answer without a look."""
        return HttpReply(200, _ACK)


class Storing(Nothing):
    """One that stores the rows of an event by bare SQL for whatever comes, each post in a transaction of its own."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._own = threading.local()
        # SQLite has one writer at a time; those who wait for it in the file would only try again and again.
        self._turn = threading.Lock() if url.startswith("sqlite") else nullcontext()

    def answer(self, admitted: Admitted, body: bytes) -> HttpReply:
        """Store, without a look."""
        if not hasattr(self._own, "store"):
            from benchmarks.zone_store import Bare

            self._own.store = Bare(self._url).accept(1)
        with self._turn:
            self._own.store()
        return super().answer(admitted, body)


def serve(port: int, application: Nothing) -> None:
    """Answer every message without looking at it."""
    Server([socket.create_server(("127.0.0.1", port), backlog=64)], application).run()


def fill(agents: tuple[str, ...], count: int, template: bytes) -> None:
    """Let so many more events wait for each of these agents, in the database of the environment."""
    from handover.cli.site import set_up

    set_up()
    from benchmarks.zone_load import PLACE, new_id
    from handover.portal.zones.broker import broker
    from handover.zone.core.effects import Accept
    from handover.zone.core.records import MessageKind, StoredMessage

    store = broker().store
    for done in range(0, count, _AT_ONCE):
        with store.transaction("Bench", datetime.now(UTC)) as transaction:
            for _ in range(min(_AT_ONCE, count - done)):
                msg_id = new_id()
                body = template.replace(PLACE, msg_id)
                parcel = StoredMessage(
                    "Ramsey",
                    msg_id.decode(),
                    MessageKind.EVENT,
                    "2.3",
                    body,
                    "LearnerPersonal",
                    "Add",
                    ("SIF_Default",),
                )
                transaction.apply([Accept(parcel, agents)])
    store.close()


def write(url: str, mode: str, agents: tuple[str, ...]) -> None:
    """Store events, or take out those of these agents, each in a transaction of its own; print how many a second.

    Says when it is ready and begins when it is told to.
    """
    from benchmarks.zone_store import Bare, rate

    bare = Bare(url)
    if mode == "fetch":
        store = bare.accept(_AT_ONCE)
        for _ in range(0, _STORED_BEFORE, _AT_ONCE):
            store()
    step = bare.accept(1) if mode == "send" else bare.deliver(agents)
    step()
    print("ready", flush=True)
    sys.stdin.readline()
    print(rate(step))


def main(what: str, *about: str) -> None:
    """Do what the benchmark asks for."""
    if what == "serve":
        port, *url = about
        serve(int(port), Storing(*url) if url else Nothing())
    elif what == "write":
        url, mode, *agents = about
        write(url, mode, tuple(agents))
    else:
        names, count = about
        fill(tuple(names.split(",")), int(count), sys.stdin.buffer.read())


if __name__ == "__main__":
    main(*sys.argv[1:])
