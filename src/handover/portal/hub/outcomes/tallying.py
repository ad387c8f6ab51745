"""Keeping the figures of outcomes: a job counts the months in which something changed, and every month once a day.

A month is counted as a whole and written over what was kept of it, so a run that is repeated, or cut off, changes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from handover.portal import transaction
from handover.portal.days import start_of_day
from handover.portal.hub.models import MoveStep
from handover.portal.hub.outcomes.counted_models import CountedMonth
from handover.portal.hub.outcomes.counting import (
    BOTH_SIDES,
    MOST_MONTHS,
    NATION,
    PUBLISHED,
    MonthFigures,
    OutcomeQuery,
    Place,
    count_month,
    find_next_month,
    write_month,
)
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import Transfer
from handover.portal.work.running import STOPPING

UNFINISHED: Final = timedelta(minutes=10)
"""How long before a month was counted a step can have been taken that was not stored yet then."""
RECORDS_A_SECOND: Final = 100
"""A month is counted again only after a second for each so many of its records, so that counting takes little of the day."""
MOST_AT_ONCE: Final = 50_000
"""So many records are counted in a run, and the month that is begun to its end: a few seconds."""
WRITTEN: Final = ["figures", "records", "counted_at", "checked_at"]


@dataclass(frozen=True, slots=True)
class MonthMark:
    """When a month was counted, since when nothing changed in it that is not counted, and how many records it has."""

    counted_at: datetime
    checked_at: datetime
    records: int

    def rests(self, now: datetime) -> bool:
        """Say whether the month was counted so short a time ago that what changed since is left for later."""
        return now < self.counted_at + timedelta(seconds=self.records / RECORDS_A_SECOND)


def list_marks(firsts: tuple[date, ...]) -> dict[date, MonthMark]:
    """Return the marks of months that have been counted."""
    rows = CountedMonth.objects.filter(la_number=NATION, side=BOTH_SIDES, month__in=firsts).defer("figures")
    return {row.month: MonthMark(row.counted_at, row.checked_at, row.records) for row in rows}


def count_changed_months(now: datetime) -> int:
    """Count each month that was never counted, has changed, or was not counted today; return how many were counted.

    After `MOST_AT_ONCE` records the rest is left to the next run, so that no other job waits long.
    """
    today = timezone.localdate(now)
    firsts = OutcomeQuery(MOST_MONTHS, today).firsts
    marks = list_marks(firsts)
    changed = find_changed_months(marks)
    due = {month for month in firsts if month not in marks or (month in changed and not marks[month].rests(now))}
    # What changes without a step, such as why a record waits, is found by counting once a day.
    due |= {month for month, mark in marks.items() if timezone.localdate(mark.counted_at) < today}
    count = records = 0
    for month in sorted(due, reverse=True):
        if STOPPING.is_set() or records >= MOST_AT_ONCE:
            break
        found = count_month(month)
        keep_month(month, found, now)
        count += 1
        records += found[NATION, BOTH_SIDES].records
    same = CountedMonth.objects.filter(la_number=NATION, side=BOTH_SIDES, month__in=set(marks) - changed - due)
    same.filter(checked_at__lt=now).update(checked_at=now)
    return count


def find_changed_months(marks: dict[date, MonthMark]) -> set[date]:
    """Return the months of the records and files that took a step since the months were last looked at."""
    if not marks:
        return set()
    since = min(mark.checked_at for mark in marks.values()) - UNFINISHED
    # A step counts twice: in the month in which its record's way began, and by its time in its own.
    steps = MoveStep.objects.filter(at__gte=since)
    # Asked by every state, because the index of moments begins with it.
    files = Transfer.objects.filter(state__in=[state.value for state in State], moved_at__gte=since)
    asked = (
        _list_months(marks, steps, "move__noticed_at"),
        _list_months(marks, steps, "at"),
        _list_months(marks, files, "sent_at"),
    )
    return {month for months in asked for month in months}


def _list_months(
    marks: dict[date, MonthMark], rows: "QuerySet[MoveStep] | QuerySet[Transfer]", moment: str
) -> Iterator[date]:
    """Yield the months in which the moments of rows lie, of those that are marked."""
    months = sorted(marks)
    cases = [
        When(
            Q(**{f"{moment}__gte": start_of_day(month), f"{moment}__lt": start_of_day(find_next_month(month))}), then=at
        )
        for at, month in enumerate(months)
    ]
    number = Case(*cases, default=Value(-1), output_field=IntegerField())
    found = rows.order_by().annotate(month_number=number).values_list("month_number", flat=True).distinct()
    return (months[at] for at in found if at >= 0)


def keep_month(month: date, found: dict[Place, MonthFigures], now: datetime) -> None:
    """Write what was counted of a month over what was kept of it, in one transaction."""
    rows = [_row(month, place, figures, now) for place, figures in sorted(found.items())]
    with transaction.atomic():
        CountedMonth.objects.bulk_create(
            rows,
            batch_size=100,
            update_conflicts=True,
            unique_fields=["la_number", "side", "month"],
            update_fields=WRITTEN,
        )
        CountedMonth.objects.filter(month=month, counted_at__lt=now).exclude(side=PUBLISHED).delete()
        nation = rows[0]
        published, fresh = CountedMonth.objects.get_or_create(
            month=month,
            la_number=NATION,
            side=PUBLISHED,
            defaults={"figures": nation.figures, "records": nation.records, "counted_at": now, "checked_at": now},
        )
        if not fresh and timezone.localdate(published.counted_at) < timezone.localdate(now):
            same = CountedMonth.objects.filter(pk=published.pk, counted_at=published.counted_at)
            same.update(figures=nation.figures, records=nation.records, counted_at=now, checked_at=now)


def _row(month: date, place: Place, figures: MonthFigures, now: datetime) -> CountedMonth:
    la_number, side = place
    kept = write_month(figures)
    return CountedMonth(
        month=month,
        la_number=la_number,
        side=side,
        figures=kept,
        records=figures.records,
        counted_at=now,
        checked_at=now,
    )
