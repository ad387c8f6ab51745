"""Looking establishments up: by number, by authority, and where a file for a number may go on a day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import QuerySet

from handover.common.authorities import WELSH_LAS
from handover.common.identifiers import LA_SUFFIX
from handover.common.lists.known_schools import KnownSchools
from handover.portal.establishments.models import Establishment, EstablishmentKind

MOST_SUCCESSORS = 20
"""A chain of successors longer than this is a fault of the data, not a history."""


class RouteState(StrEnum):
    """What is known about a destination on a day."""

    OPEN = "open"
    CLOSED = "closed"
    CLOSED_WITH_SUCCESSOR = "closed, with a successor"
    NOT_YET_OPEN = "not yet open"
    INACTIVE = "inactive"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Route:
    """Where a file for a number may go. `successor` is the open school that has taken a closed one's place."""

    establishment: Establishment | None
    state: RouteState
    successor: Establishment | None = None


def find_establishment(number: str) -> Establishment | None:
    """Return the establishment of that number (`6814990`, `681LLLL`), if it is known."""
    return Establishment.objects.filter(number=number).first()


def find_behind_mailbox(mailbox: str) -> Establishment | None:
    """Return the establishment behind a mailbox: an LA's boxes (`681LLLL`, `681PLAS`, `681ADMS`) are all the LA's."""
    return find_establishment(mailbox if mailbox[3:].isdigit() else mailbox[:3] + LA_SUFFIX)


def las() -> QuerySet[Establishment]:
    """Return the local authorities, by number."""
    return Establishment.objects.filter(kind=EstablishmentKind.LA)


def schools_of_authority(la_number: str) -> QuerySet[Establishment]:
    """Return the schools of a local authority, closed ones too, by number."""
    return Establishment.objects.filter(kind=EstablishmentKind.SCHOOL, la_number=la_number)


def schools_for_lists(la_number: str) -> KnownSchools:
    """Return all schools, closed ones too, as an office's list may name them; `la_number` is the office's authority."""
    schools = Establishment.objects.filter(kind=EstablishmentKind.SCHOOL).values_list("number", "name", "name_cy")
    return KnownSchools.of(((number, names) for number, *names in schools.iterator()), la_number)


def register_la(la_number: str, name: str = "") -> Establishment:
    """Return the LA of that number; make it first if it is not there. A Welsh LA has its names from the table."""
    welsh = WELSH_LAS.get(la_number)
    return Establishment.objects.get_or_create(
        number=la_number + LA_SUFFIX,
        defaults={
            "kind": EstablishmentKind.LA,
            "la_number": la_number,
            "name": welsh.en if welsh else name or f"Local authority {la_number}",
            "name_cy": welsh.cy if welsh else "",
        },
    )[0]


def register_welsh_las() -> list[Establishment]:
    """Return the 22 local authorities of Wales; make those that are not there."""
    return [register_la(la_number) for la_number in WELSH_LAS]


def route(number: str, day: date) -> Route:
    """Say whether a file may go to that number on that day, and where else if not."""
    there = find_behind_mailbox(number)
    if there is None:
        return Route(None, RouteState.UNKNOWN)
    if there.closed_at(day):
        successor = open_successor(there, day)
        state = RouteState.CLOSED_WITH_SUCCESSOR if successor else RouteState.CLOSED
        return Route(there, state, successor)
    return Route(there, state_on(there, day))


def state_on(there: Establishment, day: date) -> RouteState:
    """Return the state of one establishment by itself."""
    if there.closed_at(day):
        return RouteState.CLOSED
    if not there.active:
        return RouteState.INACTIVE
    if there.opened_on is not None and there.opened_on > day:
        return RouteState.NOT_YET_OPEN
    return RouteState.OPEN


def open_successor(closed: Establishment, day: date) -> Establishment | None:
    """Follow the successors of a closed school to the first that is open; None where there is none, or a circle."""
    seen = {closed.pk}
    following = closed.successor
    while following is not None and following.pk not in seen and len(seen) <= MOST_SUCCESSORS:
        if state_on(following, day) is RouteState.OPEN:
            return following
        if not following.closed_at(day):
            return None
        seen.add(following.pk)
        following = following.successor
    return None
