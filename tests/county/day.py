"""What happens in a county on a day: children move, clerks enter it, and at the schools without software they collect.

The process that plays the clerks works on the site's database, as a web server of the site does. Imports of Django's models
stand within the functions: the site is set up by `run_county`.
"""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from signal import SIGTERM
from typing import Any

from handover.cli.server import free_port, wait_until_up
from tests.county.processes import CountyProcess
from tests.county.town import CountySchool, list_learners, make_county, write_file

JOIN_SECONDS = 300.0


@dataclass
class EnteredMove:
    """One child who moves, and what enters it; `begun` is when the clerk of the old school did."""

    upn: str
    source: CountySchool
    destination: CountySchool
    act: Callable[[], None]
    begun: float = 0.0

    @property
    def way(self) -> str:
        """Which sides have software."""
        return f"{'SIF' if self.source.roll else 'file'} -> {'SIF' if self.destination.roll else 'file'}"

    def enter(self) -> None:
        """Do what the clerk does."""
        self.begun = time.time()
        self.act()


@dataclass(frozen=True)
class RunningCounty:
    """A county that is up: its schools and its three processes."""

    schools: list[CountySchool]
    site: CountyProcess
    worker: CountyProcess
    software: CountyProcess

    @property
    def processes(self) -> list[CountyProcess]:
        """Those that may be killed, in the order in which they start."""
        return [self.site, self.worker, self.software]


@contextmanager
def run_county(
    folder: Path, software: Sequence[bool], learners: int, *, lease_seconds: float | None = None
) -> Iterator[RunningCounty]:
    """Run a county on the site of the environment: a school for each of `software`, which says whether it has any.

    With `lease_seconds` zones are free so soon after their worker was killed, and not after the usual half a minute.
    """
    port = free_port()
    site = f"http://127.0.0.1:{port}"
    environment = {"HANDOVER_URL": site, "HANDOVER_ZONE_URL": site}
    os.environ.update(environment)
    from handover.cli.site import set_up

    set_up()
    from django.utils import timezone

    schools = make_county(folder, software, learners, site, timezone.now())
    serve = ["handover", "serve", "--port", str(port), "--workers", "1"]
    work = ["handover", "worker"] if lease_seconds is None else ["tests.county.worker", str(lease_seconds)]
    speak = ["tests.county.software", str(folder / "county.json")]
    county = RunningCounty(
        schools,
        CountyProcess("site", serve, environment, folder / "site.log", lambda process: wait_until_up(site, process)),
        CountyProcess("worker", work, environment, folder / "worker.log"),
        CountyProcess("software", speak, environment, folder / "software.log"),
    )
    try:
        for each in county.processes:
            each.start()
        wait_until_joined()
        yield county
    finally:
        for each in reversed(county.processes):
            each.end(SIGTERM)


def wait_until_joined() -> None:
    """Return once the hub and every school's software are in their zones: what is said before, nobody hears."""
    from handover.portal.hub.models import HubSchool, HubZone
    from handover.portal.zones.models import AgentRow

    until = time.monotonic() + JOIN_SECONDS
    while (
        HubZone.objects.filter(heard_at=None).exists()
        or HubSchool.objects.filter(introduced_at=None).exists()
        or AgentRow.objects.filter(mode="").exists()
    ):
        if time.monotonic() > until:
            raise SystemExit("the agents of the county did not join their zones")
        time.sleep(0.2)


class Leavers:
    """The children of a county's schools, each of whom moves once: those on the rolls, and at other schools invented ones."""

    def __init__(self, schools: Sequence[CountySchool]) -> None:
        self._left = {school.number: list(list_learners(school)) for school in schools if school.roll}
        self._serial = 0

    def draw(self, source: CountySchool, destination: CountySchool, place: float = 0.0) -> EnteredMove:
        """Return the move of a child of one school to another; `place`, from 0 to below 1, chooses who."""
        if source.roll is None:
            self._serial += 1
            return send_file(source, destination, self._serial)
        left = self._left[source.number]
        learner, upn = left.pop(int(place * len(left)))
        return EnteredMove(upn, source, destination, enter_leaving(source.roll, learner, destination.number))


def enter_leaving(roll: Path, learner: str, destination: str) -> Callable[[], None]:
    """Return what a clerk does in the old school's software."""

    def enter() -> None:
        from handover.demo import SchoolRoll

        opened = SchoolRoll(roll)
        opened.leave(learner, date.today(), destination, "ST")  # noqa: DTZ011 - the clerk's day
        opened.close()

    return enter


def send_file(source: CountySchool, destination: CountySchool, serial: int) -> EnteredMove:
    """Return a move from a school without software, whose clerk sends a file on the site."""
    from django.utils import timezone

    name, data, upn = write_file(source.number, destination.number, serial, timezone.localtime())

    def enter() -> None:
        from handover.portal.transfers.intake import Incoming, receive

        outcome = receive(Incoming(name, len(data), False, lambda: data), clerk_of(source), timezone.now())
        if outcome.transfer is None:
            raise SystemExit(f"the county's own file was refused: {[each.code for each in outcome.problems]}")

    return EnteredMove(upn, source, destination, enter)


def clerk_of(school: CountySchool) -> Any:
    """Return the clerk of a school."""
    from handover.portal.accounts.models import User

    return User.objects.get(username=f"clerk{school.number}")


def collect_waiting(schools: Sequence[CountySchool]) -> None:
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


def count_waiting(moves: Sequence[EnteredMove]) -> int:
    """Return how many records of the day have not come to an end."""
    from handover.portal.hub.life import ENDED
    from handover.portal.hub.models import Move
    from handover.portal.transfers.models import Transfer

    by_software = sum(move.way != "file -> file" for move in moves)
    ended = Move.objects.filter(state__in=[state.value for state in ENDED]).count()
    return by_software - ended + Transfer.objects.filter(state="sent").count()


def find_ways(move: EnteredMove) -> list[Any]:
    """Return the ways that one child's record went to the next school, or goes; none for a file between two people."""
    from handover.portal.hub.models import Move
    from handover.portal.hub.moving import make_child_key

    return list(Move.objects.filter(child_key=make_child_key(move.upn), destination=move.destination.number))


def count_on_rolls(moves: Sequence[EnteredMove]) -> Counter[int]:
    """Count how often the children who should be there stand in the receivers' own software: once, not at all, more often."""
    from handover.demo import RollStanding, SchoolRoll

    times: Counter[int] = Counter()
    for school in {move.destination.number: move.destination for move in moves if move.destination.roll}.values():
        assert school.roll is not None
        roll = SchoolRoll(school.roll)
        held = Counter(entry.learner.upn for entry in roll.entries(RollStanding.ON_ROLL, RollStanding.EXPECTED))
        times.update(held[move.upn] for move in moves if move.destination == school)
        roll.close()
    return times
