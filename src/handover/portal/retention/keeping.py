"""Keeping to the table: who must be told first is told, and what is over ends, row by row.

Each row ends in a transaction of its own. A worker that is killed half way has done whole rows; the next one goes on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from handover.portal import transaction
from handover.portal.audit.log import SITE, record
from handover.portal.days import start_of_day_before
from handover.portal.retention.counting import DayCount, was_told
from handover.portal.retention.models import Told
from handover.portal.retention.rule import RetentionRule
from handover.portal.retention.table import RULES
from handover.portal.stores.stops import Stopped

AT_ONCE: Final = 500
LATE_DAYS: Final = 14
MANY_LATE: Final = 50
"""More rows of one rule than this, each late by more than LATE_DAYS, do not end before a person has looked."""
TOLD_AT_ONCE: Final = 5000


@dataclass(frozen=True, slots=True)
class Forecast:
    """What one rule would do now: how many rows would end, how many would be told of, and the first of them."""

    rule: RetentionRule
    ending: int
    telling: int
    first: tuple[str, ...]


def keep_retention(now: datetime, allowed: int = 0) -> int:
    """Do what the table says is due; return how many rows ended or were told of. Safe to run twice, and to kill.

    A rule by which much would end long after its time stands still, and Stopped is raised once the others are done; unless
    an operator has `allowed` as many late rows as there are.
    """
    late = {rule.key: count_late(rule, now) for rule in RULES if rule.rows}
    still = {key for key, count in late.items() if count > MANY_LATE}
    if sum(late[key] for key in still) <= allowed:
        still = set()
    done = sum(
        tell_of_ending(rule, now) + end_due_rows(rule, now) for rule in RULES if rule.rows and rule.key not in still
    )
    empty_log_of_sqlite()
    if still:
        raise Stopped("many_late", sum(late[key] for key in still))
    return done


def empty_log_of_sqlite() -> None:
    """Write SQLite's log back into the file and empty it: what was removed can be read there until others write over it.

    Where somebody reads at that moment it stays until the next time.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def count_late(rule: RetentionRule, now: datetime) -> int:
    """Count the rows that end now and should have ended more than `LATE_DAYS` ago.

    The worker ends things within hours, so such rows mean that a setting was shortened, that the clock has jumped, or that no
    worker ran. Only rules that ask are counted; where people are told before the end, that time runs first.
    """
    if not rule.asks:
        return 0
    return rule.over_rows(now, LATE_DAYS).count()


def forecast(now: datetime, show: int = 5) -> list[Forecast]:
    """Return what `keep` would do now, without doing it."""
    found = []
    for rule in RULES:
        if rule.rows:
            over = ending(rule, now)
            first = tuple(str(row) for row in over.order_by("pk")[:show])
            found.append(Forecast(rule, over.count(), to_tell(rule, now).count(), first))
    return found


def notes_told(rule: RetentionRule) -> QuerySet[Told]:
    """Return the notes that a row's people were told, for use within a question about rows."""
    notes = Told.objects.filter(rule=rule.key, row=OuterRef("pk"))
    return notes.filter(clock=OuterRef(rule.clock)) if rule.days else notes


def ending(rule: RetentionRule, now: datetime) -> QuerySet[Any]:
    """Return the rows whose time is over, and whose people were told long enough ago if they must be."""
    rows = rule.over_rows(now)
    if rule.warning is None:
        return rows

    def told_before(moment: datetime) -> Q:
        return Q(Exists(notes_told(rule).filter(told_at__lt=moment)))

    if rule.counted is DayCount.CALENDAR:
        return rows.filter(told_before(start_of_day_before(now, rule.lead)))
    return rows.filter(was_told(rule.lead, rule.place, now, told_before))


def to_tell(rule: RetentionRule, now: datetime) -> QuerySet[Any]:
    """Return the rows whose people must be told now."""
    assert rule.rows
    if rule.warning is None:
        return rule.rows().none()
    return rule.near_rows(now).exclude(Exists(notes_told(rule)))


def tell_of_ending(rule: RetentionRule, now: datetime) -> int:
    """Tell those concerned what will soon be gone, one e-mail for all of theirs; return how many rows they were told of."""
    if rule.warning is None:
        return 0
    together = rule.warning.together
    rows = list(to_tell(rule, now).order_by(*together, "pk")[:TOLD_AT_ONCE])
    for _, group in groupby(rows, key=lambda row: tuple(getattr(row, field) for field in together)):
        concerned = list(group)
        with transaction.atomic():
            for row in concerned:
                note = {"told_at": now, "clock": began(rule, row, now)}
                Told.objects.update_or_create(rule=rule.key, row=row.pk, defaults=note)
            rule.warning.tell(concerned, now)
    return len(rows)


def began(rule: RetentionRule, row: Any, now: datetime) -> datetime:
    """Return when a row's time began; where its clock is a day, that does not change and any moment serves."""
    clock = getattr(row, rule.clock)
    return clock if isinstance(clock, datetime) else now


def end_due_rows(rule: RetentionRule, now: datetime) -> int:
    """End every row whose time is over; return how many."""
    assert rule.end
    done = sum(rule.end(row, now) for row in batches(ending(rule, now)))
    if done and not rule.audited:
        record("retention.ended", actor=SITE, subject=rule.key, details={"count": str(done)}, now=now)
    return done


def batches(rows: QuerySet[Any]) -> Iterator[Any]:
    """Yield every row once, a few hundred at a time, so that ending one does not disturb the others."""
    last: Any = None
    while True:
        following = rows.order_by("pk") if last is None else rows.order_by("pk").filter(pk__gt=last)
        batch = list(following[:AT_ONCE])
        yield from batch
        if len(batch) < AT_ONCE:
            return
        last = batch[-1].pk
