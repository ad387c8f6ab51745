"""Telling an office by e-mail that it has a new key, that one was withdrawn, or that one ends soon."""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from handover.portal import transaction
from handover.portal.accounts.acting import name_actor
from handover.portal.accounts.models import User
from handover.portal.accounts.offices import list_addresses
from handover.portal.accounts.roles import ROLES
from handover.portal.apikeys.limits import NOTICE_DAYS
from handover.portal.apikeys.models import ApiKey
from handover.portal.apikeys.permissions import MANAGE_KEYS
from handover.portal.establishments.models import Establishment
from handover.portal.notices.outbox import send_email

KEEPERS_OF_KEYS: Final = [role.key for role in ROLES.values() if MANAGE_KEYS in role.permissions]


def list_key_readers(key: ApiKey) -> list[str]:
    """Return where the office of a key reads about it."""
    return list_keepers_mail(key.establishment)


def list_keepers_mail(place: Establishment) -> list[str]:
    """Return where an office reads about its software: its own address, else those of the people who look after its keys."""
    return [place.email] if place.email else list_addresses(establishment=place, role__in=KEEPERS_OF_KEYS)


def tell_of_key(kind: str, key: ApiKey, by: User, now: datetime) -> None:
    """Write to the office of a key, and to whoever did something with it, within the caller's transaction."""
    who = name_actor(by.actor)
    words = {**name_key(key), "actor": who.en, "actor_cy": who.cy}
    send_email(
        kind, to=[*list_key_readers(key), by.email], values=words, now=now, welsh_first=key.establishment.in_wales
    )


def name_key(key: ApiKey) -> dict[str, object]:
    """Return what the e-mails say of a key: never the key."""
    place = key.establishment
    return {
        "program": key.name,
        "office": place.named("en"),
        "office_cy": place.named("cy"),
        "end": key.ends_on,
        "url": f"{settings.CONFIG.url}/keys/{key.reference}/",
    }


def tell_of_ends(now: datetime) -> int:
    """Write to the office of every key that ends soon, once 14 days before and once the day before; return how many.

    An office that has closed is not told to give a program another key. Safe to run twice.
    """
    today = timezone.localdate(now)
    live = ApiKey.objects.filter(withdrawn_at=None, ends_on__gte=today).select_related("establishment")
    told = 0
    for days in NOTICE_DAYS:
        untold = Q(told_days=None) | Q(told_days__gt=days)
        for key in live.filter(untold, ends_on__lte=today + timedelta(days=days)):
            if not key.office_shut_on(today):
                told += tell_of_end(key, days, now)
    return told


def tell_of_end(key: ApiKey, days: int, now: datetime) -> bool:
    """Write to the office of one key, unless another process has just done so, or somebody has changed the key."""
    with transaction.atomic():
        mine = ApiKey.objects.filter(pk=key.pk, told_days=key.told_days, ends_on=key.ends_on, withdrawn_at=None)
        if not mine.update(told_days=days):
            return False
        welsh = key.establishment.in_wales
        kind = "approval_ending" if key.approves_vendor else "key_ending"
        send_email(kind, to=list_key_readers(key), values=name_key(key), now=now, welsh_first=welsh)
    return True
