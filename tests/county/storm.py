"""A county in a storm: its processes, and its database, are killed while records are on their way. Prints what became of all.

`python -m tests.county.storm MOVES FOLDER` works on the site of the environment; with the word `postgresql` after it, on a
PostgreSQL server that it starts, and crashes too. Each blow falls when one record has come to a step of its way, the next
record to the next step, so that in a run of some size everything is killed at everything. It decides nothing: the
test that reads what it prints does.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

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
from tests.postgres import Server, fragile_server

SOFTWARE = (True, True, True, False)
"""Of four schools three have software."""
WAYS = ((0, 1), (1, 2), (3, 0), (2, 1), (0, 2), (1, 3), (2, 0), (3, 1), (1, 0))
"""From which school to which, over and over."""
STEPS = {
    "SIF -> SIF": ("notice", "send", "hand_over", "take_in"),
    "file -> SIF": ("receive", "hand_over", "take_in"),
    "SIF -> file": ("notice", "send"),
}
"""The steps before the last, which each record surely takes."""
CALM = 2
"""So many are on their way before the first blow falls."""
PATIENCE = 600.0
"""Seconds without any news after which what there is is told; no run that is well comes near."""

Blow = Callable[[], None]


@dataclass(frozen=True)
class FoundRecord:
    """What was found of one child's record at the end."""

    way: str
    outcomes: list[str]
    steps: list[str]
    files: list[str]
    on_roll: int
    custody: list[str]


def deal_blows(county: RunningCounty, database: Server | None) -> Iterator[tuple[str, Blow]]:
    """Yield the blows that fall in turn, for ever."""

    def without_database() -> None:
        assert database is not None
        database.crash()
        database.start()
        forget_connections()

    def without_anything() -> None:
        for each in county.processes:
            each.kill()
        if database is not None:
            without_database()
        for each in reversed(county.processes):  # the site last: the others wait for it
            each.start()
        end_leases()

    def without_worker() -> None:
        county.worker.crash()
        end_leases()

    blows: list[tuple[str, Blow]] = [
        ("worker", without_worker),
        ("software", county.software.crash),
        ("site", county.site.crash),
        ("all", without_anything),
    ]
    if database is not None:
        blows.insert(2, ("database", without_database))
    return cycle(blows)


def end_leases() -> None:
    """Let the time pass for which zones stay with a process that is not heard of any more."""
    from django.utils import timezone

    from handover.portal.hub.models import HubZone

    HubZone.objects.update(until=timezone.now() - timedelta(seconds=1))


def forget_connections() -> None:
    """Let go of connections to a database that went."""
    from django.db import connections

    connections.close_all()


def storm(county: RunningCounty, database: Server | None, count: int) -> tuple[list[EnteredMove], list[str]]:
    """Have children move, and strike whenever a record has come to its step; return the moves and the blows."""
    leavers, blows = Leavers(county.schools), deal_blows(county, database)
    moves: list[EnteredMove] = []
    struck: list[str] = []
    for number in range(count):
        source, destination = WAYS[number % len(WAYS)]
        move = leavers.draw(county.schools[source], county.schools[destination])
        move.enter()
        moves.append(move)
        if number < CALM:
            continue
        step = STEPS[move.way][number % len(STEPS[move.way])]
        wait_until(lambda move=move, step=step: has_taken(move, step), county)  # type: ignore[misc]  # bound now
        name, blow = next(blows)
        blow()
        struck.append(f"{name} after {step}")
    wait_until(lambda: not count_waiting(moves), county)
    return moves, struck


def wait_until(so: Callable[[], bool], county: RunningCounty) -> None:
    """Wait until something is so, while the clerks go on with their work; give up when there is no news for long."""
    from handover.portal.hub.models import MoveStep

    news, last = time.monotonic(), -1
    while not so() and time.monotonic() - news < PATIENCE:
        steps = MoveStep.objects.count()
        if steps != last:
            news, last = time.monotonic(), steps
        collect_waiting(county.schools)
        time.sleep(0.1)


def has_taken(move: EnteredMove, step: str) -> bool:
    """Say whether a record has come to a step; a leaving is known by its child only when its file is made."""
    from handover.portal.hub.models import Move

    if step == "notice":
        return Move.objects.filter(source=move.source.number, destination=move.destination.number).exists()
    return any(way.steps.filter(event=step).exists() for way in find_ways(move))


def look_at(move: EnteredMove) -> FoundRecord:
    """Return what became of a record."""
    from handover.portal.transfers.models import Transfer
    from handover.portal.transfers.pupils import carrying_upn

    ways = find_ways(move)
    files = list(Transfer.objects.filter(carrying_upn(move.upn)))
    return FoundRecord(
        move.way,
        [way.outcome.key for way in ways],
        [step.event for way in ways for step in way.steps.all()],
        [file.state for file in files],
        sum(many * count for many, count in count_on_rolls([move]).items()),
        [finding for each in (*ways, *files) for finding in check_custody(each.reference)],
    )


def check_custody(reference: Any) -> list[str]:
    """Return what is wrong with a record's chain of custody."""
    from django.utils import timezone

    from handover.common.custody.checking import check_export
    from handover.common.custody.exports import read_export
    from handover.portal.custody.exporting import export_custody

    exported = export_custody(reference, timezone.now())
    if exported is None:
        return ["no chain"]
    export = read_export(exported)
    return [finding.code for finding in check_export(export, export.keys)]


def tell_whole(moves: Sequence[EnteredMove], struck: list[str], folder: Path) -> dict[str, Any]:
    """Return all that a test wants to know."""
    from handover.portal.audit.verify import verify
    from handover.portal.hub.models import Move
    from handover.portal.hub.newcomers.arrival_models import ArrivalCase
    from handover.portal.zones.models import DeadLetterRow

    said = "".join(log.read_text(errors="replace") for log in folder.glob("*.log"))
    return {
        "records": [asdict(look_at(move)) for move in moves],
        "blows": struck,
        "ways": Move.objects.count(),
        "audit": [str(finding) for finding in verify().findings],
        "refused": [f"{letter.agent}: {letter.words}" for letter in DeadLetterRow.objects.all()],
        "asked": ArrivalCase.objects.exclude(asked_at=None).count(),
        "named": [move.upn for move in moves if move.upn in said],
    }


@contextmanager
def site_of(kind: str) -> Iterator[Server | None]:
    """Yield the database server that can be crashed, with the site's tables; none for the database of the environment."""
    if kind != "postgresql":
        yield None
        return
    with fragile_server() as server:
        os.environ["DATABASE_URL"] = server.url
        from handover.cli.site import set_up

        set_up()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        yield server


def main(count: int, folder: Path, kind: str = "") -> None:
    """Run the storm and print what became of everything."""
    with site_of(kind) as database, run_county(folder, SOFTWARE, learners=count) as county:
        moves, struck = storm(county, database, count)
        print(json.dumps(tell_whole(moves, struck, folder)))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
