"""A county whose children move: schools with software in a zone of their own, schools that read files, a clerk at each."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

LA = "660"
"""Whose schools they are."""
FIRST_SCHOOL = 2100


@dataclass(frozen=True)
class CountySchool:
    """A school: its number, and the file of its software's roll; none for a school that reads files."""

    number: str
    roll: Path | None


def make_county(folder: Path, software: Sequence[bool], learners: int, site: str, now: datetime) -> list[CountySchool]:
    """Make the schools in the site that this process works on, the zones, and the rolls of so many learners each.

    `software` says of each school whether it has any. The addresses by which the schools' software joins stand in
    `folder / "county.json"`.
    """
    made, rows = [], []
    for place, speaks in enumerate(software):
        number = f"{LA}{FIRST_SCHOOL + place}"
        establishment = make_school(number)
        if not speaks:
            made.append(CountySchool(number, None))
            continue
        path = folder / f"{number}.sqlite3"
        rows.append({**join_hub(establishment, site, now), "roll": str(path), "inbox": str(folder / f"{number}.inbox")})
        fill_roll(path, number, learners)
        made.append(CountySchool(number, path))
    (folder / "county.json").write_text(json.dumps(rows), encoding="utf-8")
    return made


def make_school(number: str) -> Any:
    """Make a school and its clerk."""
    from handover.portal.accounts.models import User
    from handover.portal.establishments.models import Establishment, EstablishmentKind

    school = Establishment.objects.create(
        number=number,
        kind=EstablishmentKind.SCHOOL,
        la_number=LA,
        name=f"School {number}",
        email=f"{number}@example.org",
    )
    clerk = User(
        username=f"clerk{number}",
        full_name=f"The clerk of {number}",
        email=f"clerk{number}@example.org",
        role="school",
        establishment=school,
        must_choose_password=False,
    )
    clerk.set_unusable_password()
    clerk.save()
    return school


def join_hub(school: Any, site: str, now: datetime) -> dict[str, str]:
    """Make a school's zone with the hub in it, and return the id and the address of the school's software there."""
    from handover.portal.audit.log import SITE
    from handover.portal.hub.models import Readiness
    from handover.portal.hub.zones.rights import RECORD_OBJECTS
    from handover.portal.hub.zones.setting_up import bind_school, set_up_hub
    from handover.portal.zones import administering
    from handover.portal.zones.broker import broker
    from handover.zone.keys import address_of
    from handover.zone.rights import Right

    zone, agent = f"zone{school.number}", f"Software{school.number}"
    administering.make_zone(SITE, zone, school.name, "closed", now)
    hub = set_up_hub(SITE, zone, now, one_school=True)
    held = frozenset((right, name) for right in Right for name in RECORD_OBJECTS)
    key = administering.add_agent(SITE, broker().store.state(zone), agent, "", held, now)
    bind_school(SITE, hub, school, agent, now, leaving=Readiness.BY_ITSELF, arriving=Readiness.BY_ITSELF)
    return {"agent": agent, "url": address_of(site, zone, key)}


def fill_roll(path: Path, number: str, learners: int) -> None:
    """Write the roll of a school's software."""
    from handover.demo import SchoolRoll
    from handover.invented.sif import invent_roll

    roll = SchoolRoll(path)
    roll.fill(invent_roll(int(number), number, f"School {number}", learners=learners))
    roll.close()


def list_learners(school: CountySchool) -> Iterator[tuple[str, str]]:
    """Yield the RefId and the UPN of each learner on a roll."""
    from handover.demo import RollStanding, SchoolRoll

    assert school.roll is not None
    roll = SchoolRoll(school.roll)
    for entry in roll.entries(RollStanding.ON_ROLL):
        yield entry.ref_id, entry.learner.upn or ""
    roll.close()


def write_file(number: str, destination: str, serial: int, now: datetime) -> tuple[str, bytes, str]:
    """Return name, bytes and UPN of a Common Transfer File of one pupil who leaves a school that has no software here."""
    from handover.ctf.filename import build_name
    from handover.ctf.writer import write_ctf
    from handover.invented import invent_file, invent_pupils

    day: date = now.date()
    pupils = invent_pupils(
        int(number), 1, number[:3], number[3:], "6", day, first_serial=1 + serial % 999, school_name=f"School {number}"
    )
    data = write_ctf(invent_file(number, destination, pupils, now.replace(tzinfo=None, microsecond=0)))
    return build_name(number, destination, 1 + serial % 999), data, pupils[0].upn or ""
