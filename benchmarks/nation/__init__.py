"""A nation on one machine: five years of transfers on file, every mailbox and every zone open, a bad day, a year's turn.

What one machine cannot show is left to arithmetic (`docs/reference/scale.md`); this run measures what the arithmetic stands
on, and counts losses. In turn: it fills the site (`filling`), measures what an act costs (`costs`), lets everything go wrong at
once while programs work (`bad_day`), counts what was acknowledged against what is there (`counting`), lets a day pass without a
mail server and a month with a blocked subscriber (`waiting`), and turns the year (`year`).

`BENCH_NATION` is the share of a whole nation's numbers, 0.01 unless it is set; `BENCH_NATION_SECONDS` the length of the bad
day; `BENCH_NATION_ACTS` how often each act is measured; `BENCH_NATION_SENDERS`, `BENCH_NATION_PUBLISHERS` how many programs
are at it at once.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TypeVar

from benchmarks.nation.sizes import SIZES

Done = TypeVar("Done")
Rows = list[tuple[str, str, str]]


def run() -> Rows:
    """Play it through in namespaces of its own, or in this process where the system does not allow them; return the table."""
    from benchmarks.nation.machines import INSIDE
    from benchmarks.nation.networks import refusal, run_apart

    if refusal():
        return play()
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "table"
        with patched(INSIDE, str(table)):
            if run_apart("benchmarks.nation.inside"):
                raise RuntimeError("The run ended before its last table.")
        return [(what, figure, more) for what, figure, more in json.loads(table.read_text(encoding="utf-8"))]


@contextmanager
def patched(name: str, value: str) -> Iterator[None]:
    """Set a name of the environment for what is started meanwhile."""
    os.environ[name] = value
    try:
        yield
    finally:
        del os.environ[name]


def play() -> Rows:
    """Play it through and return the table."""
    from benchmarks.nation.bad_day import play_bad_day
    from benchmarks.nation.costs import measure_costs
    from benchmarks.nation.counting import count_losses
    from benchmarks.nation.filling import fill_nation
    from benchmarks.nation.machines import Ground
    from benchmarks.nation.waiting import wait_for_mail, wait_for_subscriber
    from benchmarks.nation.year import turn_year

    with tempfile.TemporaryDirectory() as home, ExitStack() as stack:
        ground = Ground.open(Path(home), stack)
        os.environ.update(ground.environment)
        from handover.cli.selftest import make_site
        from handover.cli.site import set_up

        set_up()
        make_site()
        rows: Rows = [(SIZES.told(), "", ""), *((why, "", "") for why in ground.lacks)]
        nation = watched(rows, "filled", lambda: fill_nation(rows))
        watched(rows, "costs measured", lambda: measure_costs(ground, nation, rows))
        noted = watched(rows, "bad day over", lambda: play_bad_day(ground, nation, rows))
        watched(rows, "losses counted", lambda: count_losses(nation, noted, rows))
        watched(rows, "mail back", lambda: wait_for_mail(rows))
        watched(rows, "a month blocked", lambda: wait_for_subscriber(nation, rows))
        watched(rows, "year turned", lambda: turn_year(rows))
    return rows


def watched(rows: Rows, what: str, act: Callable[[], Done]) -> Done:
    """Do a part of the run, and print what it added to the table: a run that is broken off has told what it knows."""
    known, began = len(rows), time.monotonic()
    try:
        return act()
    finally:
        for row in rows[known:]:
            print(*row, sep=" | ", file=sys.stderr)
        print(f"{what} after {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
