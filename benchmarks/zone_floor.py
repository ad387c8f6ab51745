"""Processes that the zone's benchmark starts: the same HTTP server that does nothing, and one that fills a queue."""

import socket
import sys
from datetime import UTC, datetime

from handover.zone.core.arrival import Channel
from handover.zone.http.exchange import Admitted, Answer, Head
from handover.zone.http.server import Server

_ACK = b"<SIF_Code>0</SIF_Code>".ljust(600)
_AT_ONCE = 500


class Nothing:
    """An application that answers everything alike; see `handover.zone.http.exchange.Application`."""

    def admit(self, head: Head) -> Admitted | Answer:
        """Want every body."""
        return Admitted("Bench", 1_000_000, False, False)

    def answer(self, admitted: Admitted, body: bytes, channel: Channel) -> Answer:
        """Answer without a look."""
        return Answer(200, _ACK)


def serve(port: int) -> None:
    """Answer every message without looking at it."""
    Server([socket.create_server(("127.0.0.1", port), backlog=64)], Nothing()).run()


def fill(agents: tuple[str, ...], count: int, template: bytes) -> None:
    """Let so many more events wait for each of these agents, in the database of the environment."""
    from handover.cli.site import set_up

    set_up()
    from benchmarks.zone_load import PLACE, new_id
    from handover.portal.zones.broker import broker
    from handover.zone.core.effects import Accept
    from handover.zone.core.records import Kind, Parcel

    store = broker().store
    for done in range(0, count, _AT_ONCE):
        with store.transaction("Bench", datetime.now(UTC)) as transaction:
            for _ in range(min(_AT_ONCE, count - done)):
                msg_id = new_id()
                body = template.replace(PLACE, msg_id)
                parcel = Parcel(
                    "Ramsey", msg_id.decode(), Kind.EVENT, "2.3", body, "LearnerPersonal", "Add", ("SIF_Default",)
                )
                transaction.apply([Accept(parcel, agents)])
    store.close()


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(int(sys.argv[2]))
    else:
        fill(tuple(sys.argv[2].split(",")), int(sys.argv[3]), sys.stdin.buffer.read())
