"""Files of 30 kB that programs send, fetch and acknowledge, against a sandbox of another national mailbox for files.

Ours asks for a key, checks each file, seals it, keeps it in a database and in the audit log. The rival, NHS England's
`mesh-sandbox`, keeps what it is sent in memory, and checks neither who sends nor what. It is measured where
`BENCH_MESH_SANDBOX` names a Python that has it. A core-second is a second of a processor that the server spent, and its
database; what the programs that ask spend is not counted.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlsplit

from benchmarks.api_kills import make_keys
from benchmarks.site import DATABASES, settings
from handover.cli.selftest import RECEIVER, SENDER, good_file
from handover.cli.server import free_port, server

SIZE = 30_000
CLIENTS = (1, 8, 32)
FILES = int(os.environ.get("BENCH_API_FILES", "256"))
"""Files for each number of clients; a mailbox names 999 of a kind to another."""
AIM = 2.0
RIVAL = "mesh-sandbox, in memory"
RIVAL_BOXES = ("X26ABC1", "X26ABC2")


@dataclass(frozen=True, slots=True)
class Load:
    """What a load came to: how many a second and a core-second, and the milliseconds that 19 of 20 stayed below."""

    a_second: float
    a_core_second: float
    p95: float


Act = Callable[[HTTPConnection, int], None]


def processes_below(first: int) -> list[int]:
    """Return a process and all that came from it."""
    parents = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(place.parent.name)] = int(place.read_text().rpartition(")")[2].split()[1])
        except OSError:  # it has ended meanwhile
            continue
    found = [first]
    for parent in found:
        found += [process for process, its in parents.items() if its == parent]
    return found


def spent_seconds(roots: list[int]) -> float:
    """Return the seconds of a processor that processes and all below them have spent, ended ones included."""
    ticks = 0
    for process in (each for root in roots for each in processes_below(root)):
        try:
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def measure_load(site: str, roots: list[int], clients: int, count: int, act: Act) -> Load:
    """Do something so many times, shared out among clients with a connection each."""
    turn, numbers, times = threading.Lock(), iter(range(count)), list[float]()
    faults: list[BaseException] = []

    def work() -> None:
        connection = HTTPConnection(urlsplit(site).netloc, timeout=120)
        try:
            while True:
                with turn:
                    number = next(numbers, None)
                if number is None:
                    return
                start = time.perf_counter()
                act(connection, number)
                times.append(time.perf_counter() - start)
        except BaseException as fault:  # said by whoever waits for the threads
            faults.append(fault)

    threads = [threading.Thread(target=work) for _ in range(clients)]
    spent, start = spent_seconds(roots), time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lasted, cost = time.perf_counter() - start, spent_seconds(roots) - spent
    if faults:
        raise faults[0]
    return Load(count / lasted, count / cost, 1000 * quantiles(times, n=20)[-1])


def ask(connection: HTTPConnection, method: str, path: str, body: bytes, headers: dict[str, str]) -> bytes:
    """Send a request; return the body of its answer, which has to be a success."""
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    data = answer.read()
    if answer.status >= 300:
        raise RuntimeError(f"{method} {path} was answered {answer.status}: {data[:300]!r}")
    return data


def padded(data: bytes, number: int) -> bytes:
    """Return a file of 30 kB that differs from all others."""
    mark = f"<!-- {number} ".encode()
    return data + mark + b"." * (SIZE - len(data) - len(mark) - 4) + b"-->\n"


def measure_ours(database: str) -> dict[tuple[str, int], Load]:
    """Measure both acts at each number of clients on a site of its own."""
    with settings(database) as environment:
        environment["HANDOVER_API_REQUESTS_A_MINUTE"] = "1000000"
        keys = make_keys_of(environment)
        with server(environment, workers=1) as site:
            return measure_mailbox(site, [server_of(site), *database_processes(environment)], *keys)


def make_keys_of(environment: dict[str, str]) -> tuple[str, str]:
    """Make the keys of both schools in a process that has the site's settings."""
    make = (
        "from handover.cli.site import set_up; set_up(); from benchmarks import api_mailbox; api_mailbox.print_keys()"
    )
    done = subprocess.run(
        [sys.executable, "-c", make], env={**os.environ, **environment}, check=True, stdout=subprocess.PIPE, text=True
    )
    sender, receiver = json.loads(done.stdout)
    return sender, receiver


def print_keys() -> None:
    """Print a key of each of the two schools."""
    sys.stdout.write(json.dumps(make_keys()))


def server_of(site: str) -> int:
    """Return the first process of the server that this process started at an address."""
    port = str(urlsplit(site).port)
    for process in processes_below(os.getpid()):
        words = Path(f"/proc/{process}/cmdline").read_text().split("\0")
        if "serve" in words and port in words:
            return process
    raise RuntimeError(f"Nothing that this process started serves {site}.")


def database_processes(environment: dict[str, str]) -> list[int]:
    """Return the first process of the site's PostgreSQL server; none for SQLite, which has no process."""
    if not environment["DATABASE_URL"].startswith("postgres"):
        return []
    import psycopg

    with psycopg.connect(environment["DATABASE_URL"]) as connection:
        backend = connection.info.backend_pid
        return [int(Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()[1])]


def measure_mailbox(site: str, roots: list[int], sender: str, receiver: str) -> dict[tuple[str, int], Load]:
    """Send files, then fetch and acknowledge them, at each number of clients."""
    data, found, sent = good_file(datetime.now(UTC).date()), {}, 0
    for clients in CLIENTS:
        waiting: list[str] = []

        def send(connection: HTTPConnection, number: int, before: int = sent, into: list[str] = waiting) -> None:
            serial = before + number + 1
            path = f"/api/v1/transfers?name={SENDER}_CTF_{RECEIVER}_{serial:03}.xml"
            headers = {"Authorization": f"Bearer {sender}", "Idempotency-Key": f"send-{serial}"}
            answer = json.loads(ask(connection, "POST", path, padded(data, serial), headers))
            into.append(answer["transfer"]["reference"])

        def collect(connection: HTTPConnection, number: int, from_: list[str] = waiting) -> None:
            headers = {"Authorization": f"Bearer {receiver}"}
            place = f"/api/v1/transfers/{from_[number]}"
            if len(ask(connection, "GET", f"{place}/content", b"", headers)) != SIZE:
                raise RuntimeError(f"{place} has another size.")
            ask(
                connection, "POST", f"{place}/acknowledge", b"", {**headers, "Idempotency-Key": f"take-{from_[number]}"}
            )

        found["send", clients] = measure_load(site, roots, clients, FILES, send)
        found["fetch and acknowledge", clients] = measure_load(site, roots, clients, FILES, collect)
        sent += FILES
    return found


@contextmanager
def rival(python: str) -> Iterator[tuple[str, int]]:
    """Serve the rival by a Python that has it; yield its address and process."""
    port = free_port()
    command = [python, "-m", "uvicorn", "mesh_sandbox.api:app", "--port", str(port), "--log-level", "critical"]
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "AUTH_MODE": "none", "STORE_MODE": "memory", "MAILBOXES_DATA_DIR": folder}
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield f"http://127.0.0.1:{port}", process.pid
        finally:
            process.terminate()
            process.wait(30)


def measure_rival(python: str) -> dict[tuple[str, int], Load]:
    """Measure the same two acts at each number of clients at the rival."""
    found = {}
    sender, receiver = RIVAL_BOXES
    with rival(python) as (site, process):
        wait_for(site)
        for clients in CLIENTS:
            waiting: list[str] = []

            def send(connection: HTTPConnection, number: int, into: list[str] = waiting) -> None:
                headers = {"Mex-To": receiver, "Mex-WorkflowID": "HANDOVER", "Content-Type": "application/xml"}
                place = f"/messageexchange/{sender}/outbox"
                data = ask(connection, "POST", place, padded(b"<a/>", number), headers)
                into.append(
                    next(value for name, value in json.loads(data).items() if name.lower().startswith("message"))
                )

            def collect(connection: HTTPConnection, number: int, from_: list[str] = waiting) -> None:
                place = f"/messageexchange/{receiver}/inbox/{from_[number]}"
                if len(ask(connection, "GET", place, b"", {})) != SIZE:
                    raise RuntimeError(f"{place} has another size.")
                ask(connection, "PUT", f"{place}/status/acknowledged", b"", {})

            found["send", clients] = measure_load(site, [process], clients, FILES, send)
            found["fetch and acknowledge", clients] = measure_load(site, [process], clients, FILES, collect)
    return found


def wait_for(site: str) -> None:
    """Return once a server answers; raise OSError when it does not within a minute."""
    until = time.monotonic() + 60
    while True:
        try:
            ask(HTTPConnection(urlsplit(site).netloc, timeout=5), "GET", "/health", b"", {})
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def describe(load: Load, against: Load | None) -> tuple[str, str]:
    """Say what a load came to, and how it compares with the rival's."""
    figures = f"{load.a_core_second:7.1f} a core-second {load.a_second:7.1f} a second, p95 {load.p95:7.1f} ms"
    if against is None:
        return figures, ""
    return figures, f"{load.a_core_second / against.a_core_second:.3f} times the rival's core-second; aim {AIM:g}"


def run() -> list[tuple[str, str, str]]:
    """Return the table."""
    python = os.environ.get("BENCH_MESH_SANDBOX")
    theirs = measure_rival(python) if python else {}
    rows = [
        (f"{what}, {clients} clients: {RIVAL}", *describe(load, None)) for (what, clients), load in theirs.items()
    ] or [(RIVAL, "not measured: BENCH_MESH_SANDBOX names no Python that has it", "")]
    for database in DATABASES:
        for (what, clients), load in measure_ours(database).items():
            rows.append(
                (
                    f"{what}, {clients} clients: checked, sealed, {database}",
                    *describe(load, theirs.get((what, clients))),
                )
            )
    return rows
