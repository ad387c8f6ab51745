"""How the days of a rule are counted, and the rows whose days are over: for each nation by the dates of its schools."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import partial

from django.db.models import Q
from django.utils import timezone

from handover.common.calendar import Nation, is_school_day
from handover.common.keeping_days import (
    find_last_day_outside_holidays,
    find_last_school_day,
    find_latest,
    find_warning_day,
)
from handover.portal.days import start_of_day

FIRST_WELSH, AFTER_WELSH = "660", "682"
"""The authorities of Wales are those from the first to before the second, as texts too."""


class DayCount(StrEnum):
    """How days are counted: those of the calendar; the same, but no end in or soon after a holiday; school days alone."""

    CALENDAR = "days"
    OUTSIDE_HOLIDAYS = "days, longer where they end in a holiday or within ten school days after one"
    SCHOOL = "school days"


def find_last_day(counted: DayCount, began: date, count: int, nation: Nation) -> date:
    """Return the last day on which something is there that began on a day."""
    if counted is DayCount.SCHOOL:
        return find_last_school_day(began, count, nation)
    if counted is DayCount.OUTSIDE_HOLIDAYS:
        return find_last_day_outside_holidays(began, count, nation)
    return began + timedelta(days=count)


def is_in_nation(place: str, nation: Nation) -> Q:
    """Return the condition that a column, which begins with the number of an authority, is of a nation's; one that says
    nothing counts as England's.
    """
    welsh = Q(**{f"{place}__gte": FIRST_WELSH, f"{place}__lt": AFTER_WELSH})
    return welsh if nation is Nation.WALES else ~welsh


def began_by(clock: str, fits: Callable[[Nation, date], bool], place: str, today: date) -> Q:
    """Return the condition that the day in `clock` fits, for rows of which every earlier day fits too."""
    found = Q(pk__in=[])
    for nation in Nation:
        latest = find_latest(partial(fits, nation), today)
        found |= is_in_nation(place, nation) & Q(**{f"{clock}__lt": start_of_day(latest + timedelta(days=1))})
    return found


def days_are_over(counted: DayCount, count: int, clock: str, place: str, now: datetime, late: int = 0) -> Q:
    """Return the condition that the last day has gone by, `late` days ago or more."""
    today = timezone.localdate(now) - timedelta(days=late)
    return began_by(clock, lambda nation, day: find_last_day(counted, day, count, nation) < today, place, today)


def end_is_near(counted: DayCount, count: int, lead: int, clock: str, place: str, now: datetime) -> Q:
    """Return the condition that people must be told now: so many school days are left, or fewer, and schools are open."""
    today = timezone.localdate(now)

    def fits(nation: Nation, day: date) -> bool:
        return find_warning_day(find_last_day(counted, day, count, nation), nation, lead) <= today

    closed = [is_in_nation(place, nation) for nation in Nation if not is_school_day(today, nation)]
    condition = began_by(clock, fits, place, today + timedelta(days=1))
    for each in closed:
        condition &= ~each
    return condition


def was_told(lead: int, place: str, now: datetime, notes: Callable[[datetime], Q]) -> Q:
    """Return the condition that people were told long enough ago; `notes` says that they were before a moment."""
    today, found = timezone.localdate(now), Q(pk__in=[])

    def long_ago(nation: Nation, day: date) -> bool:
        return find_last_school_day(day, lead, nation) < today

    for nation in Nation:
        latest = find_latest(partial(long_ago, nation), today)
        found |= is_in_nation(place, nation) & notes(start_of_day(latest + timedelta(days=1)))
    return found
