"""How long an event takes where many send: from 1,500 zones, from 32 publishers at one, and beside other work on the machine.

Each zone has a publisher and a subscriber. The load keeps to its times whether or not answers come (a turn counts from when it
was due), so what the zone cannot follow shows in the 99th of a hundred and is not hidden by a load that waits. The other work
is a process that reckons without pause and one that writes to the disk and waits for it. `BENCH_ZONES` says how many zones.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.site import DATABASES
from benchmarks.zone import event, load, zone
from benchmarks.zone_load import ask, message, path_of
from benchmarks.zone_store import Rows, database

ZONES = int(os.environ.get("BENCH_ZONES") or 1_500)
CONNECTIONS, PUBLISHERS = 64, 32
SECONDS = 20.0
RATES = (0.1, 0.25, 0.5, 1.0)
"""Events a second in each zone."""
SHARES = (0.25, 0.5, 0.75)
"""Of what one zone takes from all publishers when they do not wait."""
AIM_MS, BESIDE_MS = 100, 50
MAKE = """
from handover.cli.site import set_up
set_up()
from handover.portal.zones.broker import broker
from handover.zone.opening import create_open_zone
for number in range({zones}):
    create_open_zone(broker(), f"School{{number}}")
"""
RECKON = "import hashlib\nwhile True: hashlib.sha256(bytes(1 << 20)).digest()"
WRITE = """
import os, tempfile
with tempfile.TemporaryFile() as file:
    while True:
        file.seek(0)
        file.write(bytes(1 << 20))
        file.flush()
        os.fsync(file.fileno())
"""


@contextmanager
def many_zones(url: str) -> Iterator[int]:
    """Serve many open zones, each with a publisher and a subscriber; yield the server's port."""
    environment = {**os.environ, "HANDOVER_MODE": "demo", "DATABASE_URL": url}
    subprocess.run([sys.executable, "-W", "ignore", "-c", MAKE.format(zones=ZONES)], env=environment, check=True)
    about = "<SIF_Version>2.*</SIF_Version><SIF_MaxBufferSize>393216</SIF_MaxBufferSize><SIF_Mode>Pull</SIF_Mode>"
    with zone(url) as port:
        for number in range(ZONES):
            for name in ("Ramsey", "S0"):
                ask(port, message(name, "SIF_Register", f"<SIF_Name>{name}</SIF_Name>{about}"), path_of(number))
            ask(port, message("S0", "SIF_Subscribe", '<SIF_Object ObjectName="LearnerPersonal"/>'), path_of(number))
        yield port


def spread(port: int, per_second: float) -> dict[str, float]:
    """Send to all zones by turns, so many events a second in all; return what was measured."""
    command = [sys.executable, "-m", "benchmarks.zone_load", str(port), "spread", str(CONNECTIONS), str(SECONDS)]
    done = subprocess.run([*command, str(per_second), str(ZONES)], input=event(), stdout=subprocess.PIPE, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def many(kind: str) -> Rows:
    """Return how long an event takes in one of many zones, at each rate."""
    rows: Rows = []
    with database(kind) as url, many_zones(url) as port:
        for each in RATES:
            found = spread(port, each * ZONES)
            what = f"{kind}: {ZONES:,} zones, {each:g} events a second in each"
            rows.append((what, told(found), f"{found['rate']:,.0f} answered a second; aim: p99 under {AIM_MS} ms"))
    return rows


def publishers(kind: str) -> Rows:
    """Return how long an event takes where many publish into one zone, alone on the machine and beside other work."""
    rows: Rows = []
    with database(kind) as url, zone(url) as port:
        most = load(port, "send", PUBLISHERS)
        what = f"{kind}: {PUBLISHERS} publishers at one zone"
        rows.append((f"{what}, each at once", told(most), f"{most['rate']:,.0f} a second; aim: p99 under {AIM_MS} ms"))
        for share in SHARES:
            found = load(port, "send", PUBLISHERS, most["rate"] * share, SECONDS)
            rows.append((f"{what}, {share:.0%} of that", told(found), f"aim: p99 under {AIM_MS} ms"))
        with other_work():
            found = load(port, "send", PUBLISHERS, most["rate"] / 4, SECONDS)
        rows.append((f"{what}, 25% of that, beside other work", told(found), f"aim: p99 under {BESIDE_MS} ms"))
    return rows


@contextmanager
def other_work() -> Iterator[None]:
    """Keep the machine busy otherwise."""
    busy = [subprocess.Popen([sys.executable, "-c", what]) for what in (RECKON, WRITE)]
    try:
        yield
    finally:
        for each in busy:
            each.kill()
            each.wait()


def told(found: dict[str, float]) -> str:
    """Say how long it took."""
    return f"p50 {found['p50']:.1f} ms, p99 {found['p99']:.1f} ms, longest {found['longest']:.0f} ms"


def run() -> Rows:
    """Return the table."""
    return [row for kind in DATABASES for rows in (many(kind), publishers(kind)) for row in rows]
