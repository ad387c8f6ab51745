"""Invitations in waves: to everybody who has not come, so many an hour, with links that last as long as they must."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from handover.common.text import Text
from handover.portal import transaction
from handover.portal.accounts.faults import FAULTS
from handover.portal.accounts.links import send_link
from handover.portal.accounts.models import Link, LinkPurpose, Office, User
from handover.portal.accounts.people import PersonRefused, describe_person
from handover.portal.accounts.people_models import InvitationRecord, InvitationWave
from handover.portal.accounts.reach import offices_of, people_of, reaches, roles_to_give
from handover.portal.audit.log import Actor, record
from handover.portal.days import end_of_day

COMING: Final[dict[str, Text]] = {
    "uninvited": Text("Not invited yet", "Heb wahoddiad eto"),
    "waiting": Text("Waits to be sent", "Yn aros i'w anfon"),
    "not-taken": Text("E-mail not taken", "E-bost heb ei dderbyn"),
    "invited": Text("Invited", "Wedi cael gwahoddiad"),
    "ended": Text("Link has ended", "Dolen ar ben"),
    "opened": Text("Link opened", "Dolen wedi'i hagor"),
    "come": Text("Has signed in", "Wedi mewngofnodi"),
}
"""How far a person has come, by the word in an address."""
LA_DIGITS: Final = 3
MOST_AN_HOUR: Final = 20_000
USUAL_DAYS: Final = 21
"""Days that are proposed for the links of a wave."""


def coming_state(now: datetime, person: str = "") -> Case:
    """Return what tells how far a person has come: a key of `COMING`. `person` leads to the account, such as `user__`."""
    invited = Exists(Link.objects.filter(user=OuterRef(f"{person}pk"), purpose=LinkPurpose.INVITATION))
    invitation = f"{person}invitation__"
    not_taken = Q(**{f"{invitation}notice__sent_at": None, f"{invitation}notice__last_fault__gt": ""})
    has_password = ~Q(**{f"{person}password__startswith": UNUSABLE_PASSWORD_PREFIX})
    return Case(
        When(**{f"{person}last_login__isnull": False}, then=Value("come")),
        When(**{f"{invitation}due_at__isnull": False}, then=Value("waiting")),
        When(not_taken, then=Value("not-taken")),
        When(Q(**{f"{invitation}opened_at__isnull": False}) | has_password, then=Value("opened")),
        When(**{f"{invitation}links_until__lt": now}, then=Value("ended")),
        When(Q(**{f"{invitation}sent_at__isnull": False}) | invited, then=Value("invited")),
        default=Value("uninvited"),
        output_field=CharField(),
    )


def in_state(people: QuerySet[User], state: str, now: datetime) -> QuerySet[User]:
    """Return those of these people who have come just so far."""
    return people.annotate(coming=coming_state(now)).filter(coming=state)


def states_of(people: Iterable[User], now: datetime) -> dict[int, str]:
    """Return how far each has come, by the key of the account."""
    found = User.objects.filter(pk__in=[person.pk for person in people])
    return dict(found.annotate(coming=coming_state(now)).values_list("pk", "coming"))


def offices_at(by: Actor, at: str = "") -> QuerySet[Office]:
    """Return the open offices within reach, at a place (number of an authority or a school) if one is given."""
    offices = offices_of(by).filter(is_open=True, user__is_active=True)
    if not at:
        return offices
    return offices.filter(**{"establishment__la_number" if len(at) == LA_DIGITS else "establishment__number": at})


def people_at(by: Actor, at: str = "") -> QuerySet[User]:
    """Return who can sign in to an office within reach, at a place if one is given, each once."""
    return User.objects.filter(pk__in=offices_at(by, at).order_by().values("user"))


def show_in_offices(people: QuerySet[User], by: Actor, at: str = "") -> list[User]:
    """Return people, each in their first office that is within reach and at a place: what they are elsewhere is not told."""
    found = list(people)
    offices = {office.user_id: office for office in offices_at(by, at).order_by("-pk")}
    return [person.take_office(offices[person.pk]) for person in found if person.pk in offices]


def count_coming(by: Actor, now: datetime, *, la_number: str = "") -> dict[str, dict[str, int]]:
    """Count the people within reach by how far each has come, for each establishment's number; of one authority if its
    number is given, else for each authority's. Who works at several places is counted at each.
    """
    key = "establishment__number" if la_number else "establishment__la_number"
    offices = offices_at(by, la_number).annotate(coming=coming_state(now, "user__")).order_by()
    rows = offices.values_list(key, "coming").annotate(people=Count("user", distinct=True))
    found: dict[str, dict[str, int]] = {}
    for place, state, number in rows:
        found.setdefault(place or "", {})[state] = number
    return found


def count_states(by: Actor, now: datetime, *, la_number: str = "") -> dict[str, int]:
    """Count the people within reach, each once, by how far they have come; of one authority if its number is given."""
    people = people_at(by, la_number).annotate(coming=coming_state(now)).order_by()
    return dict(people.values_list("coming").annotate(number=Count("pk")))


def invitable(by: Actor, at: str = "") -> QuerySet[User]:
    """Return whom somebody may invite, again or for the first time: within reach, at a place if one is given, with an open
    account, of roles that are theirs to give, and not come yet.
    """
    reserved = offices_of(by).exclude(role__in=roles_to_give(by))
    people = people_at(by, at).filter(last_login=None).exclude(pk__in=reserved.order_by().values("user"))
    return people.exclude(username=by.username)


def start_wave(
    people: QuerySet[User], until: date, an_hour: int, by: Actor, now: datetime, starts_at: datetime | None = None
) -> InvitationWave:
    """Have invitations sent to people, `an_hour` at a time; their links work to the end of a day.

    `people` come from `invitable`. Whoever waits in another wave goes with this one. Raises PersonRefused.
    """
    check_wave(until, an_hour, now)
    begins, links_until = max(starts_at or now, now), end_of_day(until) - timedelta(minutes=1)
    with transaction.atomic():
        found = list(people.order_by("establishment__number", "username").values_list("pk", flat=True))
        if not found:
            raise PersonRefused({"": FAULTS["wave.nobody"].at()})
        wave = InvitationWave.objects.create(
            started_at=now,
            started_by=by.username,
            role=by.role,
            place=by.establishment,
            links_until=links_until,
            an_hour=an_hour,
            people=len(found),
        )
        apart = timedelta(hours=1) / an_hour
        InvitationRecord.objects.bulk_create(
            (
                InvitationRecord(user_id=pk, wave=wave, due_at=begins + place * apart, links_until=links_until)
                for place, pk in enumerate(found)
            ),
            update_conflicts=True,
            unique_fields=["user"],
            update_fields=["wave", "due_at", "links_until"],
        )
        details = {"people": str(len(found)), "until": until.isoformat(), "an_hour": str(an_hour)}
        record("invitations.started", actor=by, subject=str(wave.reference), details=details, now=now)
    return wave


def check_wave(until: date, an_hour: int, now: datetime) -> None:
    """Refuse a last day that is past or too far away, and a number that is none."""
    today, most = timezone.localdate(now), settings.CONFIG.invitation_most_days
    problems = {}
    if not today <= until <= today + timedelta(days=most):
        last = today + timedelta(days=most)
        problems["until"] = FAULTS["wave.until"].at(last=last)
    if not 0 < an_hour <= MOST_AN_HOUR:
        problems["an_hour"] = FAULTS["wave.an_hour"].at(most=MOST_AN_HOUR)
    if problems:
        raise PersonRefused(problems)


def stop_wave(wave: InvitationWave, by: Actor, now: datetime) -> int:
    """Send no more of a wave; return how many had not gone out."""
    with transaction.atomic():
        waiting = InvitationRecord.objects.filter(wave=wave).exclude(due_at=None).update(due_at=None)
        if InvitationWave.objects.filter(pk=wave.pk, stopped_at=None).update(stopped_at=now):
            details = {"waiting": str(waiting)}
            record("invitations.stopped", actor=by, subject=str(wave.reference), details=details, now=now)
    return waiting


def send_due(now: datetime, most: int = 500) -> int:
    """Put the invitations that are due into the outbox, each in a transaction of its own; return how many."""
    due = InvitationRecord.objects.filter(due_at__lte=now).order_by("due_at", "pk")
    return sum(send_invitation(pk, now) for pk in list(due.values_list("pk", flat=True)[:most]))


def send_invitation(pk: int, now: datetime) -> bool:
    """Send one invitation of a wave, unless another worker has, or the person has come or is not within reach any more."""
    with transaction.atomic():
        mine = InvitationRecord.objects.filter(pk=pk, due_at__lte=now)
        row = mine.select_related("wave", "user").first()
        if row is None or not mine.update(due_at=None):
            return False
        user, wave = row.user, row.wave
        if wave is None or user.last_login or not user.is_active or (row.links_until or now) <= now:
            return False
        by = Actor(wave.started_by, wave.role, wave.place)
        office = offices_at(by).filter(user=user.pk).order_by("pk").first()
        if office is None:
            return False
        user.take_office(office)
        action = "person.invited_again" if row.times else "person.invited"
        send_link(user, LinkPurpose.INVITATION, now, until=row.links_until, by=by)
        record(action, actor=by, subject=user.username, details=describe_person(user), now=now)
    return True


def running_waves(by: Actor) -> list[tuple[InvitationWave, int]]:
    """Return the waves of which something is still to be sent to people within reach, with how many."""
    waiting = InvitationRecord.objects.filter(user__in=people_of(by).filter(is_active=True)).exclude(due_at=None)
    rows = dict(waiting.order_by().values_list("wave").annotate(number=Count("pk")))
    return [(wave, rows[wave.pk]) for wave in InvitationWave.objects.filter(pk__in=rows)]


def may_stop(wave: InvitationWave, by: Actor) -> bool:
    """Say whether a wave is somebody's to stop: one of their own authority."""
    return reaches(by, wave.place)


def usual_until(now: datetime) -> date:
    """Return the last day that is proposed for the links of a wave: three weeks from now, or as long as may be."""
    return timezone.localdate(now) + timedelta(days=min(USUAL_DAYS, settings.CONFIG.invitation_most_days))


def chosen_of(by: Actor, keys: Iterable[str]) -> QuerySet[User]:
    """Return those of the chosen people, by the keys of their accounts, whom somebody may invite."""
    numbers = [int(key) for key in keys if key.isascii() and key.isdigit() and len(key) <= 18]
    return invitable(by).filter(pk__in=numbers)
