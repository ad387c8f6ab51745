"""The zone server over HTTP: events accepted for five subscribers and delivered to them, against its two floors.

The floors are the same HTTP server that answers without looking, and the same rows written by bare SQL with the same
durability, each message in a transaction of its own; the slower one counts. Beside them stand both at once, the same server
that stores the rows of what it has not read (it shares the machine with the load, as the zone does and bare SQL does not), and
bare SQL that stores several messages in one transaction, as the zone does when several wait. All are taken in turns.
`BENCH_LONG=1` goes on to a million waiting messages.
"""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from statistics import median

from benchmarks.sif_event import _event
from benchmarks.site import DATABASES
from benchmarks.zone_load import PLACE, ask, message
from benchmarks.zone_store import AGENTS, AIM, DEEP_AIM, DEPTHS, Bare, Rows, database, rate
from handover.cli.server import free_port
from tests.zone.writing import ragged

SECONDS = 4.0
SUBSCRIBERS = 5
CONNECTIONS = (1, 4)
AIMS = {"send": 2_000, "fetch": 2_500}
"""What four connections are to reach in a second, on either database, with checking on."""
ENOUGH = 30_000
"""More messages than an agent is given within the time of the measurements."""
TAKEN, TAKEN_SECONDS = 2_000, 1.5
"""More messages than an agent is given within this time."""
WORDS = {"send": "events accepted for 5 agents", "fetch": "deliveries and acknowledgements"}


@contextmanager
def running(command: list[str], port: int, environment: dict[str, str]) -> Iterator[int]:
    """Run a server for as long as it is needed; yield its port once it answers."""
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", *command],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        until = time.monotonic() + 60
        while True:
            try:
                ask(port, message("nobody", "SIF_Unregister", ""))
                break
            except OSError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)
        yield port
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


@contextmanager
def zone(url: str) -> Iterator[int]:
    """Serve an open zone with five subscribers that fetch, and content checked; yield its port."""
    port = free_port()
    command = ["handover", "zone", "serve", "--port", str(port), "--database", url, "--open", "Bench"]
    with running(command, port, {"HANDOVER_MODE": "demo"}):
        about = "<SIF_Version>2.*</SIF_Version><SIF_MaxBufferSize>393216</SIF_MaxBufferSize><SIF_Mode>Pull</SIF_Mode>"
        for name in ("Ramsey", *(f"S{number}" for number in range(SUBSCRIBERS))):
            ask(port, message(name, "SIF_Register", f"<SIF_Name>{name}</SIF_Name>{about}"))
            if name != "Ramsey":
                ask(port, message(name, "SIF_Subscribe", '<SIF_Object ObjectName="LearnerPersonal"/>'))
        yield port


def event() -> bytes:
    """Return an event as an OpenADK agent would lay it out, that waits for its id."""
    return re.sub(rb"(?<=<SIF_MsgId>)\w+", PLACE, ragged(_event().decode()).encode(), count=1)


def load(port: int, mode: str, connections: int, per_second: float = 0, seconds: float = SECONDS) -> dict[str, float]:
    """Let the load generator work and return what it measured."""
    command = [sys.executable, "-m", "benchmarks.zone_load", str(port), mode, str(connections), str(seconds)]
    done = subprocess.run([*command, str(per_second)], input=event(), stdout=subprocess.PIPE, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def answered(port: int, connections: int, mode: str = "send") -> float:
    """Return how many turns of the load a second are answered."""
    return load(port, mode, connections)["rate"]


def fill(url: str, agents: list[str], count: int) -> None:
    """Let so many more events wait for each of these agents."""
    environment = {**os.environ, "HANDOVER_MODE": "demo", "DATABASE_URL": url}
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.zone_floor", "fill", ",".join(agents), str(count)]
    subprocess.run(command, input=event(), env=environment, check=True)


@contextmanager
def floor_server(*url: str) -> Iterator[int]:
    """Run the same HTTP server without a zone behind it, or storing unread into a database; yield its port."""
    port = free_port()
    with running(["benchmarks.zone_floor", "serve", str(port), *url], port, {}):
        yield port


def written(url: str, mode: str, writers: int) -> float:
    """Return how many a second so many processes store or take out at once by bare SQL, one to a transaction."""
    command = [sys.executable, "-m", "benchmarks.zone_floor", "write", url, mode]
    start = partial(subprocess.Popen, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    processes = [start([*command, *AGENTS[number::writers]]) for number in range(writers)]
    for each in processes:
        assert each.stdout is not None
        each.stdout.readline()
    for each in processes:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    return sum(float(each.communicate()[0]) for each in processes)


def together(url: str, count: int) -> float:
    """Return how many a second one writer of bare SQL stores, so many to a transaction."""
    return rate(Bare(url).accept(count))


def in_turns(measures: dict[str, Callable[[], float]], turns: int = 3) -> dict[str, float]:
    """Return the middle of each measurement, all taken in turns: the machine is not equally quick all the time."""
    found: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(turns):
        for name, measure in measures.items():
            found[name].append(measure())
    return {name: median(each) for name, each in found.items()}


def speed(kind: str, url: str, port: int) -> Rows:
    """Return rates against floors, and how long it takes at half of each rate."""
    rows: Rows = []
    fill(url, [f"S{number}" for number in range(max(CONNECTIONS))], ENOUGH)
    with database(kind) as bare, database(kind) as unread, floor_server() as nothing, floor_server(unread) as storing:
        for mode, words in WORDS.items():
            for count in CONNECTIONS:
                measures: dict[str, Callable[[], float]] = {
                    "zone": partial(answered, port, count, mode),
                    "empty": partial(answered, nothing, count),
                    # SQLite lets one write at a time, so there a single writer is the quickest.
                    "bare": partial(written, bare, mode, 1 if kind == "SQLite" else count),
                }
                if mode == "send":
                    measures["unread"] = partial(answered, storing, count)
                if mode == "send" and count > 1:
                    measures["together"] = partial(together, bare, count)
                found = in_turns(measures)
                rows += compared(f"{kind}: {words}, {count} connection{'s' if count > 1 else ''}", mode, count, found)
            half = load(port, mode, max(CONNECTIONS), found["zone"] / 2)
            rows.append((f"{kind}: {words}, at half load", f"{half['p50']:.1f} ms", f"p99 {half['p99']:.1f} ms"))
    return rows


def compared(what: str, mode: str, count: int, found: dict[str, float]) -> Rows:
    """Return the rows for one rate: its floors, the ratio to the slower one, and what else it can be measured by."""
    # A delivery is two exchanges.
    empty, bare, zone = found["empty"] / (1 if mode == "send" else 2), found["bare"], found["zone"]
    floor, name = min((empty, "empty posts"), (bare, "bare SQL"))
    aim = f", aim: over {AIM}x" + (f" and {AIMS[mode]:,}/s" if count == max(CONNECTIONS) else "")
    rows = [
        (f"{what}: floors", f"{empty:,.0f}/s and {bare:,.0f}/s", "empty posts and bare SQL"),
        (what, f"{zone:,.0f}/s", f"{zone / floor:.2f}x {name}{aim}"),
    ]
    others = {"unread": "stored unread by the same server", "together": f"bare SQL, {count} to a transaction"}
    rows += [
        (f"{what}: {words}", f"{found[key]:,.0f}/s", f"of which the zone reaches {zone / found[key]:.2f}x")
        for key, words in others.items()
        if key in found
    ]
    return rows


def growth(kind: str) -> Rows:
    """Return the rates of delivering to one agent out of a long queue, against a short queue of another server's in turns."""
    rows: Rows = []
    with database(kind) as short, zone(short) as port, database(kind) as long, zone(long) as deep:

        def delivered(url: str, port: int) -> float:
            # More are added than will be taken, so that the queue is never shorter than it is said to be.
            fill(url, ["S0"], TAKEN)
            return load(port, "fetch", 1, seconds=TAKEN_SECONDS)["rate"]

        fill(short, ["S0"], DEPTHS[0])
        waiting = 0
        for depth in DEPTHS[1:]:
            fill(long, ["S0"], depth - waiting)
            waiting = depth
            measures = {"short": partial(delivered, short, port), "long": partial(delivered, long, deep)}
            found = in_turns(measures, turns=7)
            what = f"{kind}: deliveries with {depth:,} waiting"
            rows.append((f"{what}: with {DEPTHS[0]:,}", f"{found['short']:,.0f}/s", "the floor"))
            ratio = found["long"] / found["short"]
            rows.append((what, f"{found['long']:,.0f}/s", f"{ratio:.2f}x (aim: over {DEEP_AIM}x)"))
    return rows


def run() -> Rows:
    """Return the table."""
    rows: Rows = [("an event as it is sent", f"{len(event()):,} bytes", "")]
    for kind in DATABASES:
        with database(kind) as url, zone(url) as port:
            rows += speed(kind, url, port)
        rows += growth(kind)
    return rows
