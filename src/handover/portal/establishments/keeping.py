"""Keeping the register by hand: a school is added, changed, closed, merged with others, or rests (seed, sections 3.8, 3.9).

The public register is imported as well (`importing.py`); what it knows it writes again at the next import.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError

from handover.common.identifiers import LA_SUFFIX
from handover.common.problems import Problem
from handover.portal import transaction
from handover.portal.audit.log import Actor, record
from handover.portal.establishments import changes
from handover.portal.establishments.directory import find_establishment
from handover.portal.establishments.faults import FAULTS
from handover.portal.establishments.models import Establishment, EstablishmentKind

NUMBER_LENGTH = 7
LONGEST = {
    "name": 200,
    "name_cy": 200,
    "phase": 60,
    "contact": 120,
    "email": 254,
    "telephone": 40,
    "address": 400,
    "town": 80,
    "postcode": 10,
}
"""The most letters of each detail."""


class SchoolRefused(Exception):
    """The change cannot be made; `problems` says why, by the field that each concerns."""

    def __init__(self, problems: Mapping[str, Problem]) -> None:
        super().__init__("; ".join(problem.message() for problem in problems.values()))
        self.problems = dict(problems)


@dataclass(frozen=True, slots=True)
class Details:
    """What is kept of a school or an authority beside its number: names, and how to reach it."""

    name: str
    name_cy: str = ""
    phase: str = ""
    contact: str = ""
    email: str = ""
    telephone: str = ""
    address: str = ""
    town: str = ""
    postcode: str = ""


def check_details(details: Details) -> dict[str, Problem]:
    """Return what is wrong with details, by field."""
    found: dict[str, Problem] = {}
    for field, most in LONGEST.items():
        if len(getattr(details, field)) > most:
            found[field] = FAULTS["establishment.too_long"].at(most=most)
    if not details.name:
        found["name"] = FAULTS["establishment.name_missing"].at()
    try:
        if details.email:
            validate_email(details.email)
    except ValidationError:
        found["email"] = FAULTS["establishment.email"].at(email=details.email[: LONGEST["email"]])
    return found


def add_school(number: str, details: Details, opened_on: date | None, by: Actor, now: datetime) -> Establishment:
    """Add a school; raise SchoolRefused for a number that is none, or is taken."""
    problems = check_details(details)
    if not (len(number) == NUMBER_LENGTH and number.isascii() and number.isdigit()):
        problems["number"] = FAULTS["establishment.school_number"].at(number=number[: NUMBER_LENGTH * 2])
    elif find_establishment(number[:3] + LA_SUFFIX) is None:
        problems["number"] = FAULTS["establishment.la_unknown"].at(la=number[:3])
    elif taken := find_establishment(number):
        problems["number"] = FAULTS["establishment.number_taken"].at(number=number, name=taken.name)
    if problems:
        raise SchoolRefused(problems)
    school = Establishment(
        number=number, kind=EstablishmentKind.SCHOOL, la_number=number[:3], opened_on=opened_on, **asdict(details)
    )
    try:
        with transaction.atomic():
            school.save(force_insert=True)
            record("establishment.added", actor=by, subject=number, now=now)
    except IntegrityError as fault:
        taken_now = FAULTS["establishment.number_taken"].at(number=number, name=details.name)
        raise SchoolRefused({"number": taken_now}) from fault
    return school


def change_details(place: Establishment, details: Details, by: Actor, now: datetime) -> None:
    """Write what differs; the audit log says which details were changed, not to what."""
    if problems := check_details(details):
        raise SchoolRefused(problems)
    changed = [field for field, value in asdict(details).items() if getattr(place, field) != value]
    for field in changed:
        setattr(place, field, getattr(details, field))
    if changed:
        with transaction.atomic():
            place.save(update_fields=changed)
            record(
                "establishment.changed",
                actor=by,
                subject=place.number,
                details={"changed": ", ".join(changed)},
                now=now,
            )


def close_school_record(school: Establishment, closed_on: date, successor: str, by: Actor, now: datetime) -> None:
    """Close a school on a day, and name the school that follows it (empty for none).

    Files that come for it from that day are held for the successor. What waits for it already is the caller's to
    look after: `handover.portal.transfers.closing_schools`.
    """
    school.refresh_from_db()
    if school.closed_on is not None:
        raise SchoolRefused({"": FAULTS["establishment.closed_already"].at(number=school.number, day=school.closed_on)})
    if school.opened_on is not None and closed_on < school.opened_on:
        raise SchoolRefused({"closed_on": FAULTS["establishment.closes_first"].at(opened=school.opened_on)})
    with transaction.atomic():
        if successor:
            name_successor(school, successor, closed_on, by, now)
        school.closed_on = closed_on
        school.save(update_fields=["closed_on"])
        record("establishment.closed", actor=by, subject=school.number, details={"day": closed_on.isoformat()}, now=now)


def name_successor(school: Establishment, successor: str, day: date, by: Actor, now: datetime) -> None:
    """Name the successor of a school that closes: a school, open on that day."""
    there = find_establishment(successor)
    if there is not None and (there.kind != EstablishmentKind.SCHOOL or there.closed_at(day)):
        raise SchoolRefused({"successor": FAULTS["establishment.successor_closed"].at(number=successor)})
    try:
        changed = changes.set_successor(school.number, successor, by, now)
    except changes.ChangeRefused as fault:
        raise SchoolRefused({"successor": fault.problem}) from fault
    school.successor = changed.successor


def merge_records(schools: Sequence[Establishment], into: str, day: date, by: Actor, now: datetime) -> None:
    """Close several schools on one day with one successor: all of them or none."""
    if not schools:
        raise SchoolRefused({"schools": FAULTS["establishment.merge_none"].at()})
    with transaction.atomic():
        for school in schools:
            try:
                close_school_record(school, day, into, by, now)
            except SchoolRefused as fault:
                field = {"": "schools", "closed_on": "day", "successor": "into"}
                raise SchoolRefused({field[name]: problem for name, problem in fault.problems.items()}) from fault


def reopen(school: Establishment, by: Actor, now: datetime) -> None:
    """Take a closing back: the school is open, and has no successor any more."""
    with transaction.atomic():
        if Establishment.objects.filter(pk=school.pk).exclude(closed_on=None).update(closed_on=None, successor=None):
            record("establishment.reopened", actor=by, subject=school.number, now=now)
    school.closed_on = school.successor = None


def set_active(school: Establishment, active: bool, by: Actor, now: datetime) -> None:
    """Let files go to a school, or let none go for the time being."""
    with transaction.atomic():
        if Establishment.objects.filter(pk=school.pk, active=not active).update(active=active):
            action = "establishment.resumed" if active else "establishment.paused"
            record(action, actor=by, subject=school.number, now=now)
    school.active = active
