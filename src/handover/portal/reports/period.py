"""The dates of a report: from blank is everything, to blank is today (seed, section 7)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from handover.portal.days import FIRST, LAST, end_of_day, start_of_day
from handover.portal.reports.models import DAY, MONTH

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included; None for no bound on that side."""

    since: date | None = None
    until: date | None = None

    def within(self, moment: str) -> Q:
        """Return the condition that a moment lies in the period, by the name of its column."""
        bounds = Q()
        if self.since:
            bounds &= Q(**{f"{moment}__gte": start_of_day(self.since)})
        if self.until:
            bounds &= Q(**{f"{moment}__lt": end_of_day(self.until)})
        return bounds

    def holds(self, moment: datetime) -> bool:
        """Say whether a moment lies in the period."""
        day = timezone.localdate(moment)
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def spans(self) -> Iterator[Q]:
        """Yield conditions on the tally that together hold the period once: whole months, and the days at its ends."""
        since, until = (day and min(max(day, FIRST), LAST) for day in (self.since, self.until))
        first = since and month_after(since - ONE_DAY)
        last = until and first_day_of_month(until + ONE_DAY)
        if first and last and first >= last:
            yield Q(span=DAY, begins__gte=since, begins__lte=until)
            return
        yield Q(span=MONTH) & (Q(begins__gte=first) if first else Q()) & (Q(begins__lt=last) if last else Q())
        if since and first and since < first:
            yield Q(span=DAY, begins__gte=since, begins__lt=first)
        if until and last and last <= until:
            yield Q(span=DAY, begins__gte=last, begins__lte=until)


def first_day_of_month(day: date) -> date:
    """Return the first day of a day's month."""
    return day.replace(day=1)


def month_after(day: date) -> date:
    """Return the first day of the month after a day."""
    return first_day_of_month(day.replace(day=28) + timedelta(days=4))
