"""Changing keys that are in use: another one in a key's place, fewer rights. Rights are never added: that is another key."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.apikeys.faults import FAULTS
from handover.portal.apikeys.making import (
    KeyNotMade,
    MadeKey,
    WantedKey,
    check_wanted,
    count_told_days,
    describe_key,
    hold_office,
    require_office,
    store_key,
)
from handover.portal.apikeys.models import ApiKey
from handover.portal.apikeys.rights import rights_of_role
from handover.portal.apikeys.telling import tell_of_key
from handover.portal.audit.log import record
from handover.portal.locking import lock_rows


def replace_api_key(by: User, key: ApiKey, ends_on_days: int, overlap_days: int, now: datetime) -> MadeKey:
    """Make a key like another, to take its place: both work for some days, then the old one ends. Raises KeyNotMade.

    It may do what the old one may in this moment, as far as the table of roles still allows it, and has its ranges.
    """
    place, today = require_office(by), timezone.localdate(now)
    with transaction.atomic():
        hold_office(place, today)
        old = lock_live_key(key, now)
        if old.approves_vendor:
            raise KeyNotMade({"": FAULTS["key.no_secret"].at()})
        wanted = want_key_like(old, today + timedelta(days=ends_on_days))
        if problems := check_wanted(by, wanted, today):
            raise KeyNotMade(problems)
        made = store_key(by, place, wanted, now, follows=old)
        old.ends_on = min(old.ends_on, today + timedelta(days=overlap_days))
        old.told_days = count_told_days(old.ends_on, today)
        old.save(update_fields=["ends_on", "told_days"])
        details = {**describe_key(made.key), "replaces": old.prefix, "replaced_ends": old.ends_on.isoformat()}
        record("key.replaced", actor=by.actor, subject=str(made.key.reference), details=details, now=now)
        tell_of_key("key_made", made.key, by, now)
    return made


def want_key_like(old: ApiKey, ends_on: date) -> WantedKey:
    """Return what a key is to be that takes another's place."""
    allowed = {right.key for right in rights_of_role(old.role)}
    rights = tuple(right for right in old.rights if right in allowed)
    holder = old.certificate_issuer, old.certificate_subject
    return WantedKey(old.name, rights, ends_on, old.role, tuple(old.networks), old.certificate, *holder)


def lower_key_rights(by: User, key: ApiKey, kept: tuple[str, ...], now: datetime) -> bool:
    """Take away all rights of a key but some, from the next request on; say whether that took any away.

    Raises KeyNotMade where none is left: such a key is withdrawn instead.
    """
    with transaction.atomic():
        held = lock_live_key(key, now)
        left = [right for right in held.rights if right in kept]
        if not left:
            raise KeyNotMade({"rights": FAULTS["key.no_rights"].at()})
        if left == held.rights:
            return False
        taken = [right for right in held.rights if right not in left]
        ApiKey.objects.filter(pk=held.pk).update(rights=left)
        details = {"name": held.name, "prefix": held.prefix, "rights": " ".join(left), "taken": " ".join(taken)}
        record("key.rights_lowered", actor=by.actor, subject=str(held.reference), details=details, now=now)
    key.rights = left
    return True


def lock_live_key(key: ApiKey, now: datetime) -> ApiKey:
    """Return a key that works, which nobody else can change until this transaction ends. Raises KeyNotMade."""
    held = lock_rows(ApiKey.objects.filter(pk=key.pk)).get()
    if not held.works_on(timezone.localdate(now)):
        raise KeyNotMade({"": FAULTS["key.no_longer"].at()})
    return held
