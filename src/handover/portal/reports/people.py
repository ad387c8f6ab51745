"""Reports about people and places: unread messages, who can sign in, the schools, and each school's account (seed, 7.7)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone

from handover.common.text import Text
from handover.portal.accounts.models import User
from handover.portal.accounts.reach import people_of
from handover.portal.accounts.roles import ROLES
from handover.portal.establishments.directory import RouteState, state_on
from handover.portal.establishments.models import Establishment, Kind
from handover.portal.messaging.boxes import SCHOOL
from handover.portal.messaging.models import UNREAD, Delivery
from handover.portal.reports.asking import Ask
from handover.portal.reports.report import Line

STATES: dict[RouteState, Text] = {
    RouteState.OPEN: Text("open", "ar agor"),
    RouteState.CLOSED: Text("closed", "ar gau"),
    RouteState.NOT_YET_OPEN: Text("not yet open", "heb agor eto"),
    RouteState.INACTIVE: Text("inactive", "anweithredol"),
}
OPEN, CLOSED = Text("open", "ar agor"), Text("closed", "ar gau")
INVITED = Text("invited, not yet signed in", "gwahoddwyd, heb fewngofnodi eto")
READ = Q(read_at__isnull=False)


def messages(ask: Ask) -> Iterator[Line]:
    """Yield a line for each box of the authority: how many messages came, and how many wait. Nothing of what they say."""
    where = {f"establishment__{column}": value for column, value in ask.of_authority.items()}
    boxes = Delivery.objects.filter(ask.period.within("sent_at"), **where).order_by("establishment__number", "role")
    rows = boxes.values_list("establishment", "role").annotate(
        came=Count("pk"),
        read=Count("pk", READ),
        waiting=Count("pk", UNREAD),
        missed=Count("pk", ~READ & ~UNREAD),
        oldest=Min("sent_at", filter=UNREAD),
    )
    places = Establishment.objects.in_bulk({row[0] for row in rows})
    for place, role, *counts in rows:
        number, name = places[place].number, ask.named(places[place])
        yield (number, name, ROLES[role].name if role in ROLES else role, *counts)


def users(ask: Ask) -> "QuerySet[User, Any]":
    """Return the people of the authority and its schools whose accounts were made in the period, by place."""
    where = {f"establishment__{column}": value for column, value in ask.of_authority.items()}
    people = people_of(ask.by.actor).filter(ask.period.within("created_at"), deleted_at=None, **where)
    if ask.schools:
        people = people.filter(establishment__number__in=ask.schools)
    return people.order_by("establishment__number", "username", "pk")


def tell_users(people: list[User], ask: Ask) -> list[Line]:
    """Return a line for each person."""
    return [
        (
            person.establishment.number if person.establishment else "",
            ask.named(person.establishment),
            person.username,
            person.full_name,
            person.duties.name,
            person.email,
            account(person),
            person.created_at,
            person.last_login,
        )
        for person in people
    ]


def account(person: User) -> Text:
    """Return how an account stands."""
    if not person.is_active:
        return CLOSED
    return INVITED if person.must_choose_password and person.last_login is None else OPEN


def schools(ask: Ask) -> "QuerySet[Establishment, Any]":
    """Return the schools that were open at some time in the period, by number."""
    there = Establishment.objects.filter(kind=Kind.SCHOOL, **ask.of_authority)
    if ask.period.until:
        there = there.filter(Q(opened_on=None) | Q(opened_on__lte=ask.period.until))
    if ask.period.since:
        there = there.filter(Q(closed_on=None) | Q(closed_on__gt=ask.period.since))
    return there.order_by("number", "pk")


def tell_schools(places: list[Establishment], ask: Ask) -> list[Line]:
    """Return a line for each school, as files and messages find it."""
    return [
        (
            place.number,
            place.name,
            place.name_cy,
            place.phase,
            place.town,
            place.telephone,
            place.email,
            place.opened_on,
            place.closed_on,
            STATES[state_on(place, timezone.localdate(ask.now))],
        )
        for place in places
    ]


def base(ask: Ask) -> "QuerySet[Establishment, Any]":
    """Return the schools with how many accounts each has, and when one of them was last used."""
    own = Q(users__role=SCHOOL, users__deleted_at=None)
    opened = own & Q(users__is_active=True)
    return schools(ask).annotate(
        accounts=Count("users", opened),
        used=Count("users", opened & Q(users__last_login__isnull=False)),
        last_used=Max("users__last_login", filter=own),
    )


def tell_base(places: list[Any], ask: Ask) -> list[Line]:
    """Return a line for each school; none but those who look after accounts need more."""
    return [(place.number, ask.named(place), place.accounts, place.used, place.last_used) for place in places]
