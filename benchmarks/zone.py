"""The zone server over HTTP: events accepted for five subscribers and delivered to them, against its two floors.

The floors are the same HTTP server that answers without looking, and the same rows written by bare SQL with the same
durability; the slower one counts. Beside them stands both at once, the same server that stores the rows of what it has not
read: it shares the machine with the load, as the zone does and bare SQL does not. `BENCH_LONG=1` goes on to a million waiting
messages.
"""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.sif_event import _event
from benchmarks.site import DATABASES
from benchmarks.zone_load import PLACE, ask, message
from benchmarks.zone_store import AIM, DEEP_AIM, DEPTHS, Bare, Rows, database, rate
from handover.cli.server import free_port
from tests.zone.writing import ragged

SECONDS = 4.0
SUBSCRIBERS = 5
CONNECTIONS = (1, 4)
AIMS = {"send": 2_000, "fetch": 2_500}
"""What four connections are to reach in a second, on either database, with checking on."""
ENOUGH = 10_000
"""More messages than an agent is given within the time of the measurement."""
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


def fill(url: str, agents: list[str], count: int) -> None:
    """Let so many more events wait for each of these agents."""
    environment = {**os.environ, "HANDOVER_MODE": "demo", "DATABASE_URL": url}
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.zone_floor", "fill", ",".join(agents), str(count)]
    subprocess.run(command, input=event(), env=environment, check=True)


def empty_posts() -> dict[int, float]:
    """Return how many messages a second the HTTP server answers that does nothing, by connections."""
    port = free_port()
    with running(["benchmarks.zone_floor", "serve", str(port)], port, {}):
        return {count: load(port, "send", count)["rate"] for count in CONNECTIONS}


def stored_posts(kind: str) -> dict[int, float]:
    """Return how many messages a second the same HTTP server answers that stores their rows unread, by connections."""
    port = free_port()
    with database(kind) as url, running(["benchmarks.zone_floor", "serve", str(port), url], port, {}):
        return {count: load(port, "send", count)["rate"] for count in CONNECTIONS}


def bare_rows(kind: str) -> dict[tuple[str, int], float]:
    """Return how many a second bare SQL stores and takes out, so many at a time as there are connections."""
    with database(kind) as url:
        bare = Bare(url)
        stored = {("send", count): rate(bare.accept(count)) for count in CONNECTIONS}
        return stored | {("fetch", count): rate(bare.deliver()) for count in CONNECTIONS}


def speed(kind: str, url: str, port: int, posts: dict[int, float]) -> Rows:
    """Return rates against floors, and how long it takes at half of each rate."""
    rows: Rows = []
    bare, stored = bare_rows(kind), stored_posts(kind)
    for mode, words in WORDS.items():
        if mode == "fetch":
            fill(url, [f"S{number}" for number in range(max(CONNECTIONS))], ENOUGH)
        for count in CONNECTIONS:
            found = load(port, mode, count)["rate"]
            # A delivery is two exchanges.
            empty = posts[count] / (1 if mode == "send" else 2)
            floor = min(empty, bare[mode, count])
            name = "empty posts" if floor == empty else "bare SQL"
            aim = f", aim: over {AIM}x" + (f" and {AIMS[mode]:,}/s" if count == max(CONNECTIONS) else "")
            what = f"{kind}: {words}, {count} connection{'s' if count > 1 else ''}"
            rows.append(
                (f"{what}: floors", f"{empty:,.0f}/s and {bare[mode, count]:,.0f}/s", "empty posts and bare SQL")
            )
            rows.append((what, f"{found:,.0f}/s", f"{found / floor:.2f}x {name}{aim}"))
            if mode == "send":
                ratio = f"of which the zone reaches {found / stored[count]:.2f}x"
                rows.append((f"{what}: stored unread by the same server", f"{stored[count]:,.0f}/s", ratio))
        half = load(port, mode, max(CONNECTIONS), found / 2)
        rows.append((f"{kind}: {words}, at half load", f"{half['p50']:.1f} ms", f"p99 {half['p99']:.1f} ms"))
    return rows


def growth(kind: str, url: str, port: int) -> Rows:
    """Return the rates of delivering to one agent out of a queue of growing length."""
    rows: Rows = []
    depth, few = 0, 0.0
    for deeper in DEPTHS:
        fill(url, ["S0"], deeper - depth)
        depth = deeper
        found = load(port, "fetch", 1, seconds=min(SECONDS, depth / 2_000))["rate"]
        few = few or found
        ratio = "the floor" if found == few else f"{found / few:.2f}x (aim: over {DEEP_AIM}x)"
        rows.append((f"{kind}: deliveries with {depth:,} waiting", f"{found:,.0f}/s", ratio))
    return rows


def run() -> Rows:
    """Return the table."""
    posts = empty_posts()
    rows: Rows = [("an event as it is sent", f"{len(event()):,} bytes", "")]
    for kind in DATABASES:
        with database(kind) as url, zone(url) as port:
            rows += speed(kind, url, port, posts)
        with database(kind) as url, zone(url) as port:
            rows += growth(kind, url, port)
    return rows
