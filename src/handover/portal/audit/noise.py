"""Failures that anybody can bring about, without an account, as often as they like: written down without growing for ever.

The first failure of a kind about a name is an entry at once. What follows within a quarter of an hour is counted, and
written as one entry when that time is over: "37 more". Of names that nobody has, and from many sides, there are more than can
have an entry each: above so many in a quarter of an hour all others share one. Every failure is in some entry's count.

Whoever tries names must not learn by time which of them there are. So a failure asks the database for the same whether it is
about somebody or not, and whether it gets an entry of its own or shares one.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db.models import F, QuerySet
from django.utils.crypto import salted_hmac

from handover.portal import transaction
from handover.portal.audit.log import (
    NOBODY,
    NOTHING,
    SUBJECT_LENGTH,
    Actor,
    append_entries,
    entry_row,
    locked_head,
    storable_text,
)
from handover.portal.audit.models import Noise

WINDOW: Final = timedelta(minutes=15)
MOST_NAMED: Final = 150
"""So many people's names may have an entry of their own in one window."""
SHARED: Final = {"shared": "yes"}
MOST_UNNAMED: Final = 15
"""So many failures about nobody, of different origins, may have an entry of their own in one window."""


def record_noise(
    action: str,
    *,
    actor: Actor,
    subject: str = "",
    origin: str = "",
    details: Mapping[str, str] = NOTHING,
    now: datetime,
) -> None:
    """Write down a failure, or count it to those of its kind, in the caller's transaction.

    `subject` is the name of a person whom it concerns, empty where nobody has that name; then those of one `origin` (such as
    what was typed) are counted together. Neither is kept but in the entry itself: the counts stand under keyed hashes.
    Takes the head of the log like `record`, so that this too comes last in a transaction.
    """
    key = masked([action, actor.username, subject, "" if subject else origin, dict(details)])
    begun = Noise(pk=key, action=action, subject=storable_text(subject, SUBJECT_LENGTH), named=bool(subject))
    begun.username, begun.role, begun.establishment = storable_text(actor.username, 60), actor.role, actor.establishment
    begun.details = dict(details)
    with transaction.atomic():
        transaction.before_commit(lambda: take_failure(begun, now))


def take_failure(noise: Noise, now: datetime) -> None:
    """Count a failure to those of its kind, or begin the kind with an entry; at the end of a transaction, like any entry."""
    if count_noise(noise.pk, now):
        return
    locked_head()  # who is first to see a kind is decided here
    if count_noise(noise.pk, now):
        return
    write_ended(Noise.objects.filter(pk=noise.pk), now)
    full = crowded(noise.named, now)
    with transaction.atomic():
        start_window(noise, now)
        write_entry(noise, noise.details, now)
        transaction.set_rollback(full)  # the same work for those that share an entry
    if full:
        share(noise.action, noise.named, now)
    else:
        count_noise(masked([]), now)  # of nothing: the same work for those that have their own


def write_entry(noise: Noise, details: Mapping[str, str], now: datetime) -> None:
    """Write an entry at once: the caller holds the head, and the end of the transaction is near."""
    actor = Actor(noise.username, noise.role, noise.establishment)
    append_entries([entry_row(noise.action, actor, noise.subject, details, now)])


def masked(kind: Sequence[object]) -> str:
    """Return the key of a kind of failures."""
    words = json.dumps(kind, sort_keys=True, default=str)
    return salted_hmac("handover.noise", words, algorithm="sha256").hexdigest()


def count_noise(key: str, now: datetime) -> bool:
    """Count one more of a kind that has an entry in this window; say whether there was one."""
    running = Noise.objects.filter(pk=key, since__gt=now - WINDOW)
    return bool(running.update(more=F("more") + 1, last_at=now))


def crowded(named: bool, now: datetime) -> bool:
    """Say whether as many kinds have entries of their own in this window as may."""
    running = Noise.objects.filter(since__gt=now - WINDOW, shared=False, named=named)
    return running.count() >= (MOST_NAMED if named else MOST_UNNAMED)


def share(action: str, named: bool, now: datetime) -> None:
    """Count one to those that have no entry of their own."""
    key = masked([action, named])
    if not count_noise(key, now):
        write_ended(Noise.objects.filter(pk=key), now)
        start_window(
            Noise(pk=key, action=action, role=NOBODY.role, details=SHARED, more=1, shared=True, named=named), now
        )


def start_window(noise: Noise, now: datetime) -> None:
    """Begin the window of a kind."""
    noise.since = noise.last_at = now
    noise.save(force_insert=True)


def write_due(now: datetime) -> int:
    """Write what was counted in windows that are over; return how many entries that made (the worker's job)."""
    with transaction.atomic():
        locked_head()
        return write_ended(Noise.objects.filter(since__lte=now - WINDOW), now)


def write_ended(rows: QuerySet[Noise], now: datetime) -> int:
    """Write one entry for each of these kinds of which there were more, and forget them. The caller holds the head."""
    written = 0
    for noise in rows.order_by("since", "pk"):
        if noise.more:
            period = {"more": str(noise.more), "since": iso(noise.since), "until": iso(noise.last_at)}
            write_entry(noise, {**noise.details, **period}, now)
            written += 1
        noise.delete()
    return written


def iso(moment: datetime) -> str:
    """Return a moment as details hold it."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
