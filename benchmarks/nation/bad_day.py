"""A bad day: programs work while machines are killed and cut off, the database falls over, and nothing can be cleared away.

All the while a transaction is open that holds back vacuum, the mail server takes connections and never speaks, and one
subscriber of every zone takes nothing.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from os import kill
from pathlib import Path
from signal import SIGCONT, SIGSTOP

import psycopg

from benchmarks.nation.disk import filled_up
from benchmarks.nation.filling import Nation
from benchmarks.nation.machines import Ground, Machine, started
from benchmarks.nation.sizes import SIZES
from tests.county.processes import CountyProcess
from tests.postgres import LOG

CUT_SECONDS = 5.0
FULL_SECONDS = 8.0
DRAIN_SECONDS = 600.0
ORDER = (
    "a machine killed",
    "a machine cut off from the database",
    "a machine cut off from all",
    "a machine without power",
    "a line to the database broken",
    "a line that loses packets",
    "a machine killed",
    "the database killed",
    "the disk full",
    "a machine cut off from all",
    "a machine without power",
    "a machine killed",
    "a line to the database broken",
    "a machine without power",
    "a machine cut off from the database",
    "a machine killed",
)
"""What goes wrong, spread evenly over the day."""


@dataclass(frozen=True, slots=True)
class Noted:
    """What programs were answered, a line each, and the seconds until everything was taken."""

    lines: list[str]
    seconds: float


def play_bad_day(ground: Ground, nation: Nation, rows: list[tuple[str, str, str]]) -> Noted:
    """Play the day and return what programs noted."""
    wire, far = ground.wire()
    places = [ground.network.place() if ground.network else None for _ in range(6)]
    webs = [ground.web("web0", places[0], DATABASE_URL=far), ground.web("web1", places[1])]
    zones = [ground.zone(f"zone{number}", places[2 + number]) for number in range(2)]
    workers = [ground.worker(f"worker{number}", places[4 + number]) for number in range(2)]
    machines = [*webs, *zones, *workers]
    plan = {
        "web": [each.address for each in webs],
        "zone": [each.address for each in zones],
        "keys": nation.keys,
        "zones": nation.zones,
        "senders": SIZES.senders,
        "publishers": SIZES.publishers,
        "stop": str(ground.home / "stop"),
    }
    told, notes = ground.home / "plan.json", ground.home / "notes"
    told.write_text(json.dumps(plan), encoding="utf-8")
    command = [sys.executable, "-m", "benchmarks.nation.programs", str(told), str(notes)]
    with started(wire, *machines), held_back(ground.database.url) as dead_rows:
        began = time.monotonic()
        programs = subprocess.Popen(command)
        try:
            kinds = go_wrong(ground, wire, machines, began)
            Path(plan["stop"]).touch()
            programs.wait(DRAIN_SECONDS)
            rows.append(("memory at its peak", tell_peaks(machines), "of one process, since it was last started"))
        finally:
            programs.kill()
        seconds = time.monotonic() - began
        full = (ground.database.home / LOG).read_text(errors="replace").count("No space left on device")
        rows.append(("times that PostgreSQL found no room on its disk", f"{full:,}", ""))
        rows.append(("went wrong", ", ".join(f"{kind} {count}" for kind, count in kinds.items()), ""))
        rows.append(
            ("rows that vacuum could not clear away", f"{dead_rows():,}", "a transaction was open all the time")
        )
    return Noted(notes.read_text(encoding="utf-8").splitlines(), seconds)


def go_wrong(ground: Ground, wire: CountyProcess, machines: list[Machine], began: float) -> dict[str, int]:
    """Let one thing after the other go wrong until the day is over; return how often each did."""
    victims = cycle(machines)
    places = cycle([each.place for each in machines if each.place])

    def cut_off() -> None:
        assert wire.process is not None
        kill(wire.process.pid, SIGSTOP)
        time.sleep(CUT_SECONDS)
        kill(wire.process.pid, SIGCONT)

    def fall_over() -> None:
        ground.database.crash()
        ground.database.start()

    def fill() -> None:
        assert ground.disk is not None
        with filled_up(ground.disk):
            time.sleep(FULL_SECONDS)
        ground.database.start_if_down()

    kinds: dict[str, Callable[[], None]] = {
        "a machine killed": lambda: next(victims).crash(),
        "a machine cut off from the database": cut_off,
        "a line to the database broken": wire.crash,
        "the database killed": fall_over,
    }
    if ground.network:
        kinds |= {
            "a machine cut off from all": lambda: next(places).cut(CUT_SECONDS),
            "a machine without power": lambda: next(victims).lose_power(),
            "a line that loses packets": lambda: next(places).lose_packets(),
        }
    if ground.disk:
        kinds["the disk full"] = fill
    order = [kind for kind in ORDER if kind in kinds]
    done = dict.fromkeys(kinds, 0)
    for number, kind in enumerate(order):
        time.sleep(max(0.0, began + SIZES.seconds * (number + 0.5) / len(order) - time.monotonic()))
        print(f"{time.monotonic() - began:5.0f} s: {kind}", file=sys.stderr, flush=True)
        kinds[kind]()
        done[kind] += 1
    time.sleep(max(0.0, began + SIZES.seconds - time.monotonic()))
    return done


def tell_peaks(machines: list[Machine]) -> str:
    """Return the most memory that each machine's largest process had."""
    return ", ".join(f"{each.process.name} {each.peak_kilobytes() / 1024:.0f} MiB" for each in machines)


@contextmanager
def held_back(url: str) -> Iterator[Callable[[], int]]:
    """Hold a transaction open, which is begun anew where the database fell; yield what counts the dead rows of the site."""
    state = {"line": begin(url)}

    def count() -> int:
        with psycopg.connect(url) as line:
            found = line.execute("SELECT coalesce(sum(n_dead_tup), 0) FROM pg_stat_user_tables").fetchone()
        return int(found[0]) if found else 0

    try:
        yield count
    finally:
        state["line"].close()


def begin(url: str) -> "psycopg.Connection[tuple[object, ...]]":
    """Begin a transaction that sees the database as it is now, and leave it open."""
    line = psycopg.connect(url)
    line.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    line.execute("SELECT count(*) FROM pg_class")
    return line
