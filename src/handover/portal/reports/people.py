"""Reports about people and places: unread messages, who can sign in, the schools, and each school's account (seed, 7.7)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone

from handover.common.text import Text
from handover.portal.accounts.models import Office, User
from handover.portal.accounts.reach import offices_of
from handover.portal.accounts.roles import ROLES
from handover.portal.establishments.directory import RouteState, state_on
from handover.portal.establishments.models import Establishment, EstablishmentKind
from handover.portal.messaging.boxes import SCHOOL
from handover.portal.messaging.models import UNREAD, Delivery
from handover.portal.reports.asking import ReportQuery
from handover.portal.reports.columns import ReportColumn, school_columns, summed_column, text_column

STATES: dict[RouteState, Text] = {
    RouteState.OPEN: Text("open", "ar agor"),
    RouteState.CLOSED: Text("closed", "ar gau"),
    RouteState.NOT_YET_OPEN: Text("not yet open", "heb agor eto"),
    RouteState.INACTIVE: Text("inactive", "anweithredol"),
}
OPEN, CLOSED = Text("open", "ar agor"), Text("closed", "ar gau")
INVITED = Text("invited, not yet signed in", "gwahoddwyd, heb fewngofnodi eto")
READ = Q(read_at__isnull=False)


@dataclass(frozen=True, slots=True)
class BoxCount:
    """The messages that came to one box: who reads it, how many there were, and how long the oldest has waited."""

    place: Establishment
    role: str
    came: int
    read: int
    waiting: int
    missed: int
    oldest: datetime | None


MESSAGES: Final[tuple[ReportColumn[BoxCount], ...]] = (
    *school_columns(lambda box: box.place),
    text_column(
        "Read by", "Darllenir gan", lambda box, context: ROLES[box.role].name if box.role in ROLES else box.role
    ),
    summed_column("Messages", "Negeseuon", lambda box, context: box.came),
    summed_column("Read", "Darllenwyd", lambda box, context: box.read),
    summed_column("Not read", "Heb eu darllen", lambda box, context: box.waiting),
    summed_column("Gone unread", "Aeth heb eu darllen", lambda box, context: box.missed),
    text_column("Oldest not read", "Yr hynaf heb ei darllen", lambda box, context: box.oldest),
)


def count_messages(ask: ReportQuery) -> Iterator[BoxCount]:
    """Yield each box of the authority: how many messages came, and how many wait. Nothing of what they say."""
    where = {f"establishment__{column}": value for column, value in ask.of_authority.items()}
    boxes = Delivery.objects.filter(ask.period.within("sent_at"), **where).order_by("establishment__number", "role")
    rows = boxes.values("establishment", "role").annotate(
        came=Count("pk"),
        read=Count("pk", READ),
        waiting=Count("pk", UNREAD),
        missed=Count("pk", ~READ & ~UNREAD),
        oldest=Min("sent_at", filter=UNREAD),
    )
    places = Establishment.objects.in_bulk({row["establishment"] for row in rows})
    for row in rows:
        yield BoxCount(
            place=places[row["establishment"]],
            role=row["role"],
            came=row["came"],
            read=row["read"],
            waiting=row["waiting"],
            missed=row["missed"],
            oldest=row["oldest"],
        )


def users(ask: ReportQuery) -> "QuerySet[Office, Any]":
    """Return the offices at the authority and its schools that were given in the period, by place."""
    where = {f"establishment__{column}": value for column, value in ask.of_authority.items()}
    offices = offices_of(ask.by.actor).filter(ask.period.within("given_at"), user__deleted_at=None, **where)
    if ask.schools:
        offices = offices.filter(establishment__number__in=ask.schools)
    return offices.order_by("establishment__number", "user__username", "pk")


def describe_account(person: User) -> Text:
    """Return how a person's account stands."""
    if not person.is_active:
        return CLOSED
    return INVITED if person.must_choose_password and person.last_login is None else OPEN


USERS: Final[tuple[ReportColumn[Office], ...]] = (
    text_column("Number", "Rhif", lambda office, context: office.number),
    text_column(
        "School or authority", "Ysgol neu awdurdod", lambda office, context: context.named(office.establishment)
    ),
    text_column("Username", "Enw defnyddiwr", lambda office, context: office.user.username),
    text_column("Name", "Enw", lambda office, context: office.user.full_name),
    text_column("Role", "Rôl", lambda office, context: office.duties.name),
    text_column("E-mail", "E-bost", lambda office, context: office.user.email),
    text_column("Account", "Cyfrif", lambda office, context: describe_account(office.user)),
    text_column("Made on", "Gwnaed", lambda office, context: office.given_at),
    text_column("Last signed in", "Mewngofnododd ddiwethaf", lambda office, context: office.used_at),
)


def schools(ask: ReportQuery) -> "QuerySet[Establishment, Any]":
    """Return the schools that were open at some time in the period, by number."""
    there = Establishment.objects.filter(kind=EstablishmentKind.SCHOOL, **ask.of_authority)
    if ask.period.until:
        there = there.filter(Q(opened_on=None) | Q(opened_on__lte=ask.period.until))
    if ask.period.since:
        there = there.filter(Q(closed_on=None) | Q(closed_on__gt=ask.period.since))
    return there.order_by("number", "pk")


SCHOOLS: Final[tuple[ReportColumn[Establishment], ...]] = (
    text_column("Number", "Rhif", lambda place, context: place.number),
    text_column("Name", "Enw", lambda place, context: place.name),
    text_column("Welsh name", "Enw Cymraeg", lambda place, context: place.name_cy),
    text_column("Phase", "Cyfnod", lambda place, context: place.phase),
    text_column("Town", "Tref", lambda place, context: place.town),
    text_column("Telephone", "Ffôn", lambda place, context: place.telephone),
    text_column("E-mail", "E-bost", lambda place, context: place.email),
    text_column("Opened", "Agorwyd", lambda place, context: place.opened_on),
    text_column("Closed", "Caewyd", lambda place, context: place.closed_on),
    text_column("Now", "Nawr", lambda place, context: STATES[state_on(place, timezone.localdate(context.now))]),
)


def base(ask: ReportQuery) -> "QuerySet[Establishment, Any]":
    """Return the schools with how many accounts each has, and when one of them was last used."""
    own = Q(offices__role=SCHOOL, offices__user__deleted_at=None)
    opened = own & Q(offices__is_open=True, offices__user__is_active=True)
    return schools(ask).annotate(
        accounts=Count("offices", opened),
        used=Count("offices", opened & Q(offices__used_at__isnull=False)),
        last_used=Max("offices__used_at", filter=own),
    )


# A school of this report has three numbers more, from the query.
BASE: Final[tuple[ReportColumn[Any], ...]] = (
    *school_columns(lambda place: place),
    summed_column("Open accounts", "Cyfrifon agored", lambda place, context: place.accounts),
    summed_column("Have signed in", "Wedi mewngofnodi", lambda place, context: place.used),
    text_column("Last signed in", "Mewngofnododd ddiwethaf", lambda place, context: place.last_used),
)
