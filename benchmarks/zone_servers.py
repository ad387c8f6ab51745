"""The zone's own web server against gunicorn with the site's worker, both in front of the same zone (ADR 29).

All are measured in turns on one database, in one process each: events accepted and deliveries a second, how long a ping takes
while strangers send slowly, and how much memory a process and a silent connection take.
"""

import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.site import DATABASES
from benchmarks.zone import ENOUGH, SECONDS, fill, in_turns, load, running, zone
from benchmarks.zone_load import ask, message
from benchmarks.zone_store import Rows, database
from handover.cli.server import free_port

CONNECTIONS = (1, 4, 16)
FETCHING = 4
THREADS = (16, 64)
SLOW = 300
SILENT = 200
LOOKS = 15
GIVEN_UP = 5.0
SLOW_HEAD = (
    b"POST /zone/Bench HTTP/1.1\r\nHost: zone\r\nContent-Type: application/xml\r\nContent-Length: 100000\r\n\r\n"
    b"<SIF_Message"
)
_PING = "<SIF_SystemControlData><SIF_Ping/></SIF_SystemControlData>"


def serve_by_gunicorn(port: int, threads: int, url: str) -> None:
    """Serve the zones of a database through WSGI with the site's worker, until told to stop."""
    os.environ["DATABASE_URL"] = url
    from handover.cli.site import set_up

    set_up()
    import gc

    from handover.cli.processes import run_processes
    from handover.portal.serving.sender import BufferLimits
    from handover.portal.serving.worker import worker_class
    from handover.portal.zones.broker import broker
    from handover.zone.http.reach import OpenTo
    from handover.zone.http.worker import GARBAGE_AFTER
    from handover.zone.http.wsgi import Environ, StartResponse, Zones

    def nothing(environ: Environ, start_response: StartResponse) -> list[bytes]:
        start_response("404 Not Found", [("Content-Length", "0")])
        return []

    def as_the_own_server_does(worker: object) -> None:
        gc.freeze()
        gc.set_threshold(GARBAGE_AFTER)

    options = {
        "bind": f"127.0.0.1:{port}",
        "worker_class": worker_class(BufferLimits()),
        "worker_connections": 1024,
        "threads": threads,
        "keepalive": 75,
        "post_worker_init": as_the_own_server_does,
    }
    run_processes(lambda: Zones(nothing, broker, opened=OpenTo.THIS_MACHINE), options, quiet=True)


@contextmanager
def gunicorn(threads: int, url: str) -> Iterator[int]:
    """Serve the zones of a database by gunicorn; yield the port."""
    port = free_port()
    with running(["benchmarks.zone_servers", str(port), str(threads), url], port, {"HANDOVER_MODE": "demo"}):
        yield port


def answered(port: int, mode: str, connections: int, spent: list[float]) -> float:
    """Return how many turns a second are answered; add how many microseconds of the processor each of them took."""
    before = sum(map(processor_seconds, serving(port)))
    rate = load(port, mode, connections)["rate"]
    # The load begins with a little that is not counted.
    turns = rate * (SECONDS + 0.5)
    spent.append(1_000_000 * (sum(map(processor_seconds, serving(port))) - before) / turns)
    return rate


def processor_seconds(process: int) -> float:
    """Return how long a process has kept a processor busy."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def slowest_ping(port: int, slow: int) -> float:
    """Return the milliseconds of the slowest of some pings while so many strangers have sent half a message."""
    with ExitStack() as crowd:
        for _ in range(slow):
            crowd.enter_context(socket.create_connection(("127.0.0.1", port), timeout=10)).sendall(SLOW_HEAD)
        return max(ping(port) for _ in range(LOOKS))


def ping(port: int) -> float:
    """Return how many milliseconds a ping takes over a connection of its own, the time that is given it if it fails."""
    began = time.perf_counter()
    try:
        ask(port, message("Ramsey", "SIF_SystemControl", _PING))
    except OSError:
        return 1000 * GIVEN_UP
    return 1000 * (time.perf_counter() - began)


def mebibytes(port: int, silent: int) -> float:
    """Return the memory that the processes behind a port do not share with others, with so many silent connections."""
    with ExitStack() as crowd:
        for _ in range(silent):
            crowd.enter_context(socket.create_connection(("127.0.0.1", port), timeout=10))
        ping(port)
        return sum(map(private_memory, serving(port)))


def serving(port: int) -> list[int]:
    """Return the processes that were started with a port among their words, and their children."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if str(port).encode() in words:
            found.append(int(folder.name))
    return found


def private_memory(process: int) -> float:
    """Return the mebibytes that a process holds in proportion (PSS)."""
    said = Path(f"/proc/{process}/smaps_rollup").read_text()
    return int(said.partition("\nPss:")[2].split()[0]) / 1024


def compare(kind: str) -> Rows:
    """Return the rows of one database: each figure of gunicorn's with its ratio to that of the own server."""
    rows: Rows = []
    with ExitStack() as stack:
        url = stack.enter_context(database(kind))
        ports = {"own server": stack.enter_context(zone(url))}
        for threads in THREADS:
            ports[f"gunicorn, {threads} threads"] = stack.enter_context(gunicorn(threads, url))
        fill(url, [f"S{number}" for number in range(FETCHING)], ENOUGH)
        for mode, counts in (("send", CONNECTIONS), ("fetch", (FETCHING,))):
            for count in counts:
                spent: dict[str, list[float]] = {name: [] for name in ports}
                found = in_turns(
                    {name: partial(answered, port, mode, count, spent[name]) for name, port in ports.items()}
                )
                rows += told(f"{kind}: {mode}, {count} connections", found, "/s")
                middle = {name: median(each) for name, each in spent.items()}
                rows += told(f"{kind}: {mode}, {count} connections, processor time", middle, " µs each")
        for slow in (0, SLOW):
            found = in_turns({name: partial(slowest_ping, port, slow) for name, port in ports.items()}, turns=1)
            rows += told(f"{kind}: slowest of {LOOKS} pings, {slow} slow senders", found, " ms")
        for silent in (0, SILENT):
            found = in_turns({name: partial(mebibytes, port, silent) for name, port in ports.items()}, turns=1)
            rows += told(f"{kind}: memory, {silent} silent connections", found, " MiB")
    return rows


def told(what: str, found: dict[str, float], unit: str) -> Rows:
    """Return a row for each server."""
    own = found["own server"]
    return [
        (f"{what}: {name}", f"{figure:,.0f}{unit}", "" if name == "own server" else f"{figure / own:.2f}x of the own")
        for name, figure in found.items()
    ]


def run() -> Rows:
    """Return the table."""
    return [row for kind in DATABASES for row in compare(kind)]


if __name__ == "__main__":
    _port, _threads, _url = sys.argv[1:]
    serve_by_gunicorn(int(_port), int(_threads), _url)
