"""How many passwords and codes may be tried: brakes, not walls, so that a stranger can lock nobody out.

Each brake is a leaky bucket. A try that is about to be made goes in *before* it is checked, in one transaction that locks
the rows, so that forty at the same time are forty tries; a right one is taken out again. A full bucket lets nothing in
until some has leaked away. A try at signing in goes into three: that of the name at this address, which is small; that of
the name at all addresses, which leaks faster than any one address can fill it, so that a single stranger never holds up
its owner; and that of the address over all names, which is as large as a school's office behind one address needs. Of
IPv6, a network of 64 bits counts as one address.

A browser in which somebody has signed in before is known (`devices`): for that person it has a bucket of its own and goes
into no other. And the link of an e-mail empties all buckets of a name at once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, Q
from django.db.models.functions import Greatest

from handover.portal import transaction
from handover.portal.accounts.client_address import network_of
from handover.portal.accounts.keys import keyed_hash
from handover.portal.accounts.sign_in_models import WrongTries
from handover.portal.locking import lock_rows

PURPOSE = "wrong tries"


@dataclass(frozen=True, slots=True)
class Rate:
    """A bucket's size in tries, and how long one try takes to leak away."""

    most: int
    leak: timedelta

    def level(self, before: float, since: timedelta) -> float:
        """Return what is in the bucket after some time."""
        return max(0.0, before - since / self.leak)

    def wait(self, level: float) -> timedelta:
        """Return how long until one more try fits in; nothing if it does now."""
        return max(timedelta(), (level + 1 - self.most) * self.leak)


def tries_a_person() -> Rate:
    """Return the bucket of a name at one address or known browser: HANDOVER_LOCKOUT_TRIES in HANDOVER_LOCKOUT_MINUTES."""
    most = settings.CONFIG.lockout_tries
    return Rate(most, timedelta(minutes=settings.CONFIG.lockout_minutes) / most)


def tries_a_name() -> Rate:
    """Return the bucket of a name over all addresses: it takes more than one address to keep it full."""
    one = tries_a_person()
    return Rate(6 * one.most, one.leak * 2 / 3)


def tries_an_address() -> Rate:
    """Return the bucket of an address over all names: HANDOVER_ADDRESS_TRIES, and thirty more each hour."""
    return Rate(settings.CONFIG.address_tries, timedelta(minutes=2))


RATES: dict[str, Callable[[], Rate]] = {
    "person": tries_a_person,
    "name": tries_a_name,
    "address": tries_an_address,
    # What only somebody can try who has given the right password, or is signed in: no stranger fills these.
    "code": tries_a_person,
    "confirm": tries_a_person,
    # Asking for a new password.
    "asking": tries_an_address,
    # Wrong keys of programs (`apikeys`): apart from people, who sign in from the same address.
    "key": tries_an_address,
}


@dataclass(frozen=True, slots=True)
class Bucket:
    """One bucket: its kind, and whose it is."""

    kind: str
    name_hash: str = ""
    place_hash: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a try: how long to `wait` if it was not let in; if it was, how long until the next one `after` it, and
    whether it was the `last` that this name had.
    """

    wait: timedelta = timedelta()
    after: timedelta = timedelta()
    last: bool = False


def name_hash(name: str) -> str:
    """Return under which hash a name's tries are counted: people type passwords into the box for the name."""
    return keyed_hash(PURPOSE, f"name {name}")


def place_hash(address: str) -> str:
    """Return under which hash the tries from an address are counted: that of its place."""
    return keyed_hash(PURPOSE, f"place {network_of(address)}")


def device_hash(mark: str) -> str:
    """Return under which hash the tries in a known browser are counted."""
    return keyed_hash(PURPOSE, f"place {mark}")


def sign_in_buckets(name: str, address: str, device: str | None) -> tuple[Bucket, ...]:
    """Return the buckets of a try at signing in; `device` is the mark of a browser that this person has used before."""
    whose = name_hash(name)
    if device is not None:
        return (Bucket("person", whose, device_hash(device)),)
    place = place_hash(address)
    return Bucket("person", whose, place), Bucket("name", whose), Bucket("address", "", place)


def take_try(buckets: Sequence[Bucket], now: datetime) -> Taken:
    """Count a try that is about to be made, in all of its buckets or, where one is full, in none."""
    with transaction.atomic():
        rows = [(row, RATES[row.kind]()) for row in lock_buckets(buckets, now)]
        levels = [rate.level(row.level, max(timedelta(), now - row.level_at)) for row, rate in rows]
        wait = max(rate.wait(level) for (_, rate), level in zip(rows, levels, strict=True))
        if wait:
            # No row stays that was made for this try: who goes on with invented names would fill the table.
            transaction.set_rollback(True)
            return Taken(wait)
        for (row, _), level in zip(rows, levels, strict=True):
            row.level, row.level_at = level + 1, now
            row.save(update_fields=["level", "level_at"])
    waits = {row.kind: rate.wait(row.level) for row, rate in rows}
    return Taken(after=max(waits.values()), last=any(wait for kind, wait in waits.items() if kind != "address"))


def lock_buckets(buckets: Sequence[Bucket], now: datetime) -> list[WrongTries]:
    """Return the rows of some buckets, made where there are none, and nobody else's until the transaction ends.

    They are inserted and locked in one order everywhere, so that no two transactions wait for each other.
    """
    ordered = sorted(buckets, key=lambda bucket: (bucket.kind, bucket.name_hash, bucket.place_hash))
    fresh = [WrongTries(kind=b.kind, name_hash=b.name_hash, place_hash=b.place_hash, level_at=now) for b in ordered]
    WrongTries.objects.bulk_create(fresh, ignore_conflicts=True)
    rows = lock_rows(WrongTries.objects.filter(any_of(buckets)))
    return sorted(rows, key=lambda row: (row.kind, row.name_hash, row.place_hash))


def any_of(buckets: Sequence[Bucket]) -> Q:
    """Return the condition that finds the rows of some buckets."""
    found = Q()
    for bucket in buckets:
        found |= Q(kind=bucket.kind, name_hash=bucket.name_hash, place_hash=bucket.place_hash)
    return found


def give_back(buckets: Sequence[Bucket]) -> None:
    """Take a try out again that was right, or was not made."""
    WrongTries.objects.filter(any_of(buckets)).update(level=Greatest(F("level") - 1, 0.0))


def forgive(buckets: Sequence[Bucket]) -> None:
    """Forget the wrong tries of the person who has shown who they are, here; elsewhere, only this one is taken out."""
    own = [bucket for bucket in buckets if bucket.kind not in {"name", "address"}]
    give_back([bucket for bucket in buckets if bucket not in own] or own)
    WrongTries.objects.filter(any_of(own)).delete()


def unlock(name: str) -> None:
    """Forget all wrong tries at one name."""
    WrongTries.objects.filter(name_hash=name_hash(name)).delete()
