"""A day on which children of a county move: half the schools have software in zones of the hub, half read files.

Everything real and over HTTP: the site with its zone server, a worker with the hub, the schools' software in a process of its
own, and at the schools without software a clerk who sends, collects and confirms (`tests/county`). The moves are drawn at
random from a seed and spread evenly over the run, whatever the sides. With `BENCH_KILLS=n` one of the three processes is
killed without warning so many times, evenly over the run, and started again. A move is timed from the moment at which a clerk
entered it.

The day of a whole county has 60 schools, 20,000 pupils and 5,000 moves: `BENCH_COUNTY=60,333,5000`; the usual run is smaller.
A real day is compressed: at `BENCH_MOVES_A_SECOND=2` the 5,000 moves of a day are entered in 42 minutes. A move costs about
half a second of processor time of the site, the worker and the schools' software together, and the database's beside it. So two
cores are busy at three moves a second, and from there on times say how long the queue is.

With kills the zones of a killed worker are free after `LEASE_SECONDS` and not after half a minute, for else a worker that is
killed every few seconds would never have them. `BENCH_COUNTY=12,60,400 BENCH_KILLS=200 BENCH_MOVES_A_SECOND=0.35` kills every
six seconds, for 20 minutes.
"""

import os
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import quantiles
from typing import Any

from benchmarks.site import settings
from tests.county.day import (
    EnteredMove,
    Leavers,
    RunningCounty,
    collect_waiting,
    count_on_rolls,
    count_waiting,
    find_ways,
    run_county,
)
from tests.county.town import CountySchool

SCHOOLS, LEARNERS, MOVES = (int(part) for part in os.environ.get("BENCH_COUNTY", "12,40,120").split(","))
KILLS = int(os.environ.get("BENCH_KILLS", "0"))
SEED = int(os.environ.get("BENCH_SEED", "20261130"))
A_SECOND = float(os.environ.get("BENCH_MOVES_A_SECOND", "2"))
DATABASE = os.environ.get("BENCH_DATABASE", "PostgreSQL")
LEASE_SECONDS = 6.0
PATIENCE = 300.0
"""Seconds without any news after which the rest is counted as it stands."""


def draw_moves(schools: list[CountySchool]) -> Iterator[EnteredMove]:
    """Yield moves; no child moves twice."""
    chance, leavers = Random(SEED), Leavers(schools)
    for _ in range(MOVES):
        source, destination = chance.sample(schools, 2)
        yield leavers.draw(source, destination, chance.random())


def run_day(county: RunningCounty) -> list[EnteredMove]:
    """Enter all moves, kill what is to be killed, and wait until every record has arrived or nothing happens any more."""
    moves: list[EnteredMove] = []
    kills = 0
    begun = time.monotonic()
    for number, move in enumerate(draw_moves(county.schools)):
        time.sleep(max(0.0, begun + number / A_SECOND - time.monotonic()))
        move.enter()
        moves.append(move)
        if number % 20 == 0:
            collect_waiting(county.schools)
        while kills < KILLS * (number + 1) // MOVES:
            county.processes[kills % len(county.processes)].crash()
            kills += 1
    news, last = time.monotonic(), -1
    while (waiting := count_waiting(moves)) and time.monotonic() - news < PATIENCE:
        if waiting != last:
            news, last = time.monotonic(), waiting
        collect_waiting(county.schools)
        time.sleep(1)
    return moves


def report(moves: list[EnteredMove]) -> list[tuple[str, str, str]]:
    """Return the table of outcomes by way, the times, and what stands in the receivers' software."""
    rows: list[tuple[str, str, str]] = []
    for way in sorted({move.way for move in moves}):
        chosen = [move for move in moves if move.way == way]
        outcomes: Counter[str] = Counter()
        seconds = []
        for move in chosen:
            ends = find_ways(move)
            outcomes[said_of(ends)] += 1
            if len(ends) == 1 and ends[0].ended_at is not None and ends[0].state == "arrived":
                seconds.append(ends[0].ended_at.timestamp() - move.begun)
        told = ", ".join(f"{key} {count}" for key, count in outcomes.most_common())
        rows.append((f"{way}: {len(chosen)} moves", told, told_times(seconds)))
    times = count_on_rolls(moves)
    twice = sum(count for many, count in times.items() if many > 1)
    rows.append(("in the receivers' software", f"once {times[1]}, lost {times[0]}, twice {twice}", "0 lost, 0 twice"))
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


def run() -> list[tuple[str, str, str]]:
    """Play the day and return its table."""
    with settings(DATABASE) as environment, tempfile.TemporaryDirectory() as home:
        os.environ.update(environment)
        software, lease = [place % 2 == 0 for place in range(SCHOOLS)], LEASE_SECONDS if KILLS else None
        with run_county(Path(home), software, LEARNERS, lease_seconds=lease) as county:
            began = time.monotonic()
            moves = run_day(county)
            took = time.monotonic() - began
            rows = report(moves)
        spent = ", ".join(f"{each.name} {each.seconds / MOVES:.3f}" for each in county.processes)
        rows.append(("processor seconds a move, with the start", spent, ""))
    what = f"{SCHOOLS} schools, {SCHOOLS * LEARNERS} pupils, {MOVES} moves, {KILLS} kills, seed {SEED}, {DATABASE}"
    return [(what, f"{took:.0f} s", f"{A_SECOND:g} moves a second"), *rows]
