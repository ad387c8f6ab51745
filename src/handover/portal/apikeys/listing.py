"""Finding keys: those of one's own office, those within one's reach, and what there is to look at about them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Least, TruncDate
from django.utils import timezone

from handover.common.text import Text
from handover.portal.accounts.models import Office, User
from handover.portal.accounts.reach import places_of
from handover.portal.apikeys.holders import name_key_actor
from handover.portal.apikeys.models import ApiKey
from handover.portal.apikeys.permissions import MANAGE_KEYS, OVERSEE_KEYS
from handover.portal.apikeys.telling import KEEPERS_OF_KEYS
from handover.portal.audit.models import Entry
from handover.portal.transfers.senders import KEY_ROLE

SOON_DAYS: Final = 14
UNUSED_DAYS: Final = 60
"""A key that nothing has used for so long is one that nobody needs."""


@dataclass(frozen=True, slots=True)
class KeyState:
    """How a key is, in a word, and the colour of its tag."""

    words: Text
    colour: str


WORKS = KeyState(Text("Works", "Yn gweithio"), "green")
ENDS_SOON = KeyState(Text("Ends soon", "Dod i ben cyn hir"), "orange")
ENDED = KeyState(Text("Ended", "Wedi dod i ben"), "grey")
WITHDRAWN = KeyState(Text("Withdrawn", "Wedi'i thynnu'n ôl"), "grey")
OFFICE_CLOSED = KeyState(Text("School has closed", "Ysgol wedi cau"), "red")
OFFICE_INACTIVE = KeyState(Text("School is inactive", "Ysgol yn anweithredol"), "red")

SCHOOL_CLOSED = Text("The school has closed.", "Mae'r ysgol wedi cau.")
SCHOOL_INACTIVE = Text("The school is inactive.", "Mae'r ysgol yn anweithredol.")


def state_of_key(key: ApiKey, today: date) -> KeyState:
    """Return how a key is on a day."""
    if key.withdrawn_at is not None:
        return WITHDRAWN
    if key.ended_by(today):
        return ENDED
    if key.office_shut_on(today):
        return OFFICE_CLOSED if key.establishment.closed_at(today) else OFFICE_INACTIVE
    return ENDS_SOON if key.ended_by(today + timedelta(days=SOON_DAYS)) else WORKS


def with_people(keys: QuerySet[ApiKey]) -> QuerySet[ApiKey]:
    """Return keys with their office, whether whoever made them still looks after its keys (`maker_there`), and the last day
    on which they work or worked (`last_day`): the one on which they were withdrawn, if that came first.
    """
    there = Office.objects.filter(
        user=OuterRef("made_by"),
        establishment=OuterRef("establishment"),
        role__in=KEEPERS_OF_KEYS,
        is_open=True,
        user__is_active=True,
    )
    last_day = Least("ends_on", Coalesce(TruncDate("withdrawn_at"), "ends_on"))
    with_office = keys.select_related("establishment", "made_by", "withdrawn_by")
    return with_office.annotate(maker_there=Exists(there), last_day=last_day)


def keys_of_office(by: User) -> QuerySet[ApiKey]:
    """Return the keys of a person's own office; none where they do not look after them."""
    if by.establishment is None or not by.may(MANAGE_KEYS):
        return with_people(ApiKey.objects.none())
    return with_people(ApiKey.objects.filter(establishment=by.establishment))


def keys_within_reach(by: User) -> QuerySet[ApiKey]:
    """Return the keys that a person watches over: of the schools of their authority, or of everybody."""
    if not by.may(OVERSEE_KEYS):
        return with_people(ApiKey.objects.none())
    return with_people(ApiKey.objects.filter(establishment__in=places_of(by.actor)))


def find_own_key(reference: UUID, by: User) -> ApiKey | None:
    """Return a key of a person's own office; None tells nothing about those of others."""
    return keys_of_office(by).filter(reference=reference).first()


def find_key_within_reach(reference: UUID, by: User) -> ApiKey | None:
    """Return a key that a person may look at and withdraw: of their own office, or one that they watch over."""
    return find_own_key(reference, by) or keys_within_reach(by).filter(reference=reference).first()


def acts_of_key(key: ApiKey) -> QuerySet[Entry]:
    """Return what the audit log has of a key's doing: of an approval, all that the vendor did for that office."""
    return Entry.objects.filter(username=name_key_actor(key), role=KEY_ROLE, establishment=key.establishment.number)


def live_keys(keys: QuerySet[ApiKey], today: date) -> QuerySet[ApiKey]:
    """Return those of some keys that were not withdrawn and have not ended."""
    return keys.filter(withdrawn_at=None, ends_on__gte=today)


def past_keys(keys: QuerySet[ApiKey], today: date) -> QuerySet[ApiKey]:
    """Return those of some keys that were withdrawn or have ended."""
    return keys.filter(Q(withdrawn_at__isnull=False) | Q(ends_on__lt=today))


def keys_to_look_at(keys: QuerySet[ApiKey], now: datetime, today: date) -> QuerySet[ApiKey]:
    """Return those of some live keys that somebody should ask about: whoever made them has left or looks after keys no
    longer, the school has closed or is inactive, or nothing has used them for a long time.
    """
    long_ago = now - timedelta(days=UNUSED_DAYS)
    unused = Q(last_used_at__lt=long_ago) | Q(last_used_at=None, made_at__lt=long_ago)
    shut = Q(establishment__closed_on__lte=today) | Q(establishment__active=False)
    return live_keys(keys, today).filter(Q(maker_there=False) | shut | unused)


def count_keys_to_ask(by: User, now: datetime) -> int:
    """Return how many of the keys that a person watches over somebody should ask about."""
    return keys_to_look_at(keys_within_reach(by), now, timezone.localdate(now)).count()


def explain_look(key: ApiKey, now: datetime, today: date) -> Iterable[Text]:
    """Say why somebody should ask about a key of `keys_to_look_at`."""
    if not key.maker_there:  # type: ignore[attr-defined]  # the annotation of `with_people`
        yield Text(
            "Whoever made it has left, or looks after keys no longer.",
            "Mae'r sawl a'i creodd wedi gadael, neu nid yw'n gofalu am allweddi mwyach.",
        )
    if key.office_shut_on(today):
        yield SCHOOL_CLOSED if key.establishment.closed_at(today) else SCHOOL_INACTIVE
    if (key.last_used_at or key.made_at) < now - timedelta(days=UNUSED_DAYS):
        yield Text("Nothing has used it for {days:day}.", "Nid oes dim wedi'i defnyddio ers {days:day}.").filled(
            days=UNUSED_DAYS
        )
