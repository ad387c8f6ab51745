"""A day on which children of a county move: half the schools have software in zones of the hub, half read files.

Everything real and over HTTP: the site with its zone server, a worker with the hub, the schools' software in a process of its
own, and at the schools without software a clerk who sends, collects and confirms. The moves are drawn at random from a seed
and spread evenly over the run, whatever the sides. With `BENCH_KILLS=n` one of the three processes is killed without warning
so many times, evenly over the run, and started again. A move is timed from the moment at which a clerk entered it.

The issue's day has 60 schools, 20,000 pupils and 5,000 moves: `BENCH_COUNTY=60,333,5000`; the usual run is smaller.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from statistics import quantiles
from typing import Any

from benchmarks.county_town import BenchSchool, list_learners, make_county, write_file
from benchmarks.site import settings
from handover.cli.server import free_port, wait_until_up

SCHOOLS, LEARNERS, MOVES = (int(part) for part in os.environ.get("BENCH_COUNTY", "12,40,120").split(","))
KILLS = int(os.environ.get("BENCH_KILLS", "0"))
SEED = int(os.environ.get("BENCH_SEED", "20261130"))
A_SECOND = float(os.environ.get("BENCH_MOVES_A_SECOND", "2"))
DATABASE = os.environ.get("BENCH_DATABASE", "PostgreSQL")
PATIENCE = 300.0
"""Seconds without any news after which the rest is counted as it stands."""


@dataclass
class BenchMove:
    """One child who moves; `begun` is when the clerk of the old school entered it."""

    upn: str
    source: BenchSchool
    destination: BenchSchool
    begun: float = 0.0

    @property
    def way(self) -> str:
        """Which sides have software."""
        return f"{'SIF' if self.source.roll else 'file'} -> {'SIF' if self.destination.roll else 'file'}"


@dataclass
class CountyProcess:
    """A process of the county, to be killed and started again."""

    name: str
    command: list[str]
    environment: dict[str, str]
    log: Path
    up: Callable[[subprocess.Popen[bytes]], None] = lambda process: None
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Start it and wait until it is up."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *self.command],
                env={**os.environ, **self.environment},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.up(self.process)

    def end(self, number: signal.Signals) -> None:
        """End it and all that it started."""
        if self.process is not None:
            os.killpg(self.process.pid, number)
            self.process.wait(60)

    def crash(self) -> None:
        """Kill it without a warning, and start it again."""
        self.end(signal.SIGKILL)
        self.start()


@contextmanager
def county(folder: Path) -> Iterator[tuple[list[BenchSchool], list[CountyProcess]]]:
    """Yield the schools and the processes of a county that is up, of which this process works on the site."""
    from django.utils import timezone

    port = free_port()
    site = f"http://127.0.0.1:{port}"
    environment = {"HANDOVER_URL": site, "HANDOVER_ZONE_URL": site}
    os.environ.update(environment)
    from handover.cli.site import set_up

    set_up()
    schools = make_county(folder, SCHOOLS, LEARNERS, site, timezone.now())
    software = ["benchmarks.county_software", str(folder / "county.json")]
    serve = ["handover", "serve", "--port", str(port), "--workers", "1"]
    processes = [
        CountyProcess("site", serve, environment, folder / "site.log", lambda process: wait_until_up(site, process)),
        CountyProcess("worker", ["handover", "worker"], environment, folder / "worker.log"),
        CountyProcess("software", software, environment, folder / "software.log"),
    ]
    try:
        for each in processes:
            each.start()
        wait_until_joined()
        yield schools, processes
    finally:
        for each in reversed(processes):
            each.end(signal.SIGTERM)


def wait_until_joined() -> None:
    """Return once the hub and every school's software are in their zones: what is said before, nobody hears."""
    from handover.portal.hub.models import HubZone
    from handover.portal.zones.models import AgentRow

    until = time.monotonic() + PATIENCE
    while HubZone.objects.filter(heard_at=None).exists() or AgentRow.objects.filter(mode="").exists():
        if time.monotonic() > until:
            raise SystemExit("the agents of the county did not join their zones")
        time.sleep(0.2)


def draw_moves(schools: list[BenchSchool]) -> Iterator[tuple[BenchMove, Callable[[], None]]]:
    """Yield moves and what enters each; no child moves twice."""
    chance = Random(SEED)
    left = {school.number: list(list_learners(school)) for school in schools if school.roll}
    serial = 0
    for _ in range(MOVES):
        source, destination = chance.sample(schools, 2)
        if source.roll:
            learner, upn = left[source.number].pop(chance.randrange(len(left[source.number])))
            yield BenchMove(upn, source, destination), enter_leaving(source.roll, learner, destination.number)
        else:
            serial += 1
            yield send_file(source, destination, serial)


def enter_leaving(roll: Path, learner: str, destination: str) -> Callable[[], None]:
    """Return what a clerk does in the old school's software."""

    def enter() -> None:
        from handover.demo import SchoolRoll

        opened = SchoolRoll(roll)
        opened.leave(learner, date.today(), destination, "ST")  # noqa: DTZ011 - the clerk's day
        opened.close()

    return enter


def send_file(source: BenchSchool, destination: BenchSchool, serial: int) -> tuple[BenchMove, Callable[[], None]]:
    """Return a move from a school without software, and what its clerk does on the site."""
    from django.utils import timezone

    name, data, upn = write_file(source.number, destination.number, serial, timezone.localtime())

    def enter() -> None:
        from handover.portal.transfers.intake import Incoming, receive

        outcome = receive(Incoming(name, len(data), False, lambda: data), clerk_of(source), timezone.now())
        if outcome.transfer is None:
            raise SystemExit(f"the benchmark's own file was refused: {[each.code for each in outcome.problems]}")

    return BenchMove(upn, source, destination), enter


def clerk_of(school: BenchSchool) -> Any:
    """Return the clerk of a school."""
    from handover.portal.accounts.models import User

    return User.objects.get(username=f"clerk{school.number}")


def collect_waiting(schools: list[BenchSchool]) -> None:
    """Have the clerks of the schools without software collect and confirm what waits for them."""
    from django.utils import timezone

    from handover.portal.transfers import collecting
    from handover.portal.transfers.models import Transfer
    from handover.portal.transfers.moving import take_step

    readers = {school.number: school for school in schools if school.roll is None}
    for transfer in Transfer.objects.filter(destination__in=readers, state="sent"):
        clerk = clerk_of(readers[transfer.destination])
        collection = collecting.start_collection([transfer.reference], clerk, timezone.now())
        if collection is not None:
            for ready in collecting.take_out_collection(collection, clerk, timezone.now()):
                take_step("confirm", ready, by=clerk, now=timezone.now())


def run_day(schools: list[BenchSchool], processes: list[CountyProcess]) -> list[BenchMove]:
    """Enter all moves, kill what is to be killed, and wait until every record has arrived or nothing happens any more."""
    moves, kills = [], 0
    begun = time.monotonic()
    for number, (move, enter) in enumerate(draw_moves(schools)):
        time.sleep(max(0.0, begun + number / A_SECOND - time.monotonic()))
        move.begun = time.time()
        enter()
        moves.append(move)
        if number % 20 == 0:
            collect_waiting(schools)
        while kills < KILLS * (number + 1) // MOVES:
            processes[kills % len(processes)].crash()
            kills += 1
    news, last = time.monotonic(), -1
    while (waiting := count_waiting(moves)) and time.monotonic() - news < PATIENCE:
        if waiting != last:
            news, last = time.monotonic(), waiting
        collect_waiting(schools)
        time.sleep(1)
    return moves


def count_waiting(moves: list[BenchMove]) -> int:
    """Return how many records of the day have not come to an end."""
    from handover.portal.hub.life import ENDED
    from handover.portal.hub.models import Move
    from handover.portal.transfers.models import Transfer

    by_software = sum(move.way != "file -> file" for move in moves)
    ended = Move.objects.filter(state__in=[state.value for state in ENDED]).count()
    return by_software - ended + Transfer.objects.filter(state="sent").count()


def report(moves: list[BenchMove], schools: list[BenchSchool]) -> list[tuple[str, str, str]]:
    """Return the table of outcomes by way, the times, and what stands in the receivers' software."""
    from handover.portal.hub.models import Move
    from handover.portal.hub.moving import make_move_key

    rows: list[tuple[str, str, str]] = []
    found: dict[str, list[Move]] = {}
    for row in Move.objects.all():
        found.setdefault(row.child_key, []).append(row)
    for way in sorted({move.way for move in moves}):
        chosen = [move for move in moves if move.way == way]
        outcomes: Counter[str] = Counter()
        seconds = []
        for move in chosen:
            ends = [row for row in found.get(make_move_key(move.upn), ()) if row.destination == move.destination.number]
            outcomes[said_of(ends)] += 1
            if len(ends) == 1 and ends[0].ended_at is not None and ends[0].state == "arrived":
                seconds.append(ends[0].ended_at.timestamp() - move.begun)
        told = ", ".join(f"{key} {count}" for key, count in outcomes.most_common())
        rows.append((f"{way}: {len(chosen)} moves", told, told_times(seconds)))
    rows.append(("in the receivers' software", *count_on_rolls(moves)))
    return rows


def said_of(ends: list[Any]) -> str:
    """Return what became of one record; a record without a row went as a file, by hand on both sides."""
    if not ends:
        return "by hand"
    if len(ends) > 1:
        return "TWICE"
    reason = f" ({ends[0].reason})" if ends[0].reason and ends[0].state != "arrived" else ""
    return f"{ends[0].outcome.key}{reason}"


def told_times(seconds: list[float]) -> str:
    """Return median, 95 % and 99 % of the seconds from the clerk's entry to the receiver's roll."""
    if len(seconds) < 2:
        return ""
    cuts = quantiles(seconds, n=100)
    return f"p50 {cuts[49]:.1f} s, p95 {cuts[94]:.1f} s, p99 {cuts[98]:.1f} s"


def count_on_rolls(moves: list[BenchMove]) -> tuple[str, str]:
    """Count, in the receivers' own software, the children who should be there: once, not at all, or more than once."""
    from handover.demo import RollStanding, SchoolRoll

    times: Counter[int] = Counter()
    for school in {move.destination.number: move.destination for move in moves if move.destination.roll}.values():
        assert school.roll is not None
        roll = SchoolRoll(school.roll)
        held = Counter(entry.learner.upn for entry in roll.entries(RollStanding.ON_ROLL))
        times.update(held[move.upn] for move in moves if move.destination == school)
        roll.close()
    twice = sum(count for many, count in times.items() if many > 1)
    return f"once {times[1]}, lost {times[0]}, twice {twice}", "0 lost, 0 twice"


def run() -> list[tuple[str, str, str]]:
    """Play the day and return its table."""
    with settings(DATABASE) as environment, tempfile.TemporaryDirectory() as home:
        os.environ.update(environment)
        with county(Path(home)) as (schools, processes):
            began = time.monotonic()
            moves = run_day(schools, processes)
            took = time.monotonic() - began
            rows = report(moves, schools)
    what = f"{SCHOOLS} schools, {SCHOOLS * LEARNERS} pupils, {MOVES} moves, {KILLS} kills, seed {SEED}, {DATABASE}"
    return [(what, f"{took:.0f} s", f"{A_SECOND:g} moves a second"), *rows]
