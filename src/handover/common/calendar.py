"""School years, school days and the ages that school law counts by, for England and Wales.

Term dates are a default: each authority, and many a school, sets its own. The rules below give the dates that most
authorities agree on, for any year, and are good enough to remind somebody of a date, not to prove that it was missed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Final

from handover.common.authorities import is_welsh
from handover.common.text import Text

DAY: Final = timedelta(days=1)
MONDAY, FRIDAY, SATURDAY = 0, 4, 5

SEND_WITHIN_SCHOOL_DAYS: Final = 15
"""School days after a pupil has left within which the record must be sent (England: SI 2005/1437, regulation 9)."""


class Nation(StrEnum):
    """Whose school law and term dates apply."""

    ENGLAND = "ENG"
    WALES = "WLS"


def nation_of(la_number: str) -> Nation:
    """Return the nation of a local authority."""
    return Nation.WALES if is_welsh(la_number) else Nation.ENGLAND


def academic_year(day: date) -> int:
    """Return the calendar year in which the school year of this day began: 2025 for all of 2025/26."""
    return day.year if day.month >= 9 else day.year - 1


def academic_year_dates(year: int) -> tuple[date, date]:
    """Return the first and last day of the school year that begins in this calendar year."""
    return date(year, 9, 1), date(year + 1, 8, 31)


def easter(year: int) -> date:
    """Return Easter Sunday (the anonymous Gregorian rule)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def on_or_after(weekday: int, day: date) -> date:
    """Return the first such weekday (Monday is 0) from this day on."""
    return day + DAY * ((weekday - day.weekday()) % 7)


def on_or_before(weekday: int, day: date) -> date:
    """Return the last such weekday (Monday is 0) up to this day."""
    return day - DAY * ((day.weekday() - weekday) % 7)


# Days that proclamations moved or added, kept because old registers count by them.
MOVED_BANK_HOLIDAYS: Final[Mapping[date, date]] = MappingProxyType(
    {
        date(2002, 5, 27): date(2002, 6, 4),
        date(2012, 5, 28): date(2012, 6, 4),
        date(2020, 5, 4): date(2020, 5, 8),
        date(2022, 5, 30): date(2022, 6, 2),
    }
)
ADDED_BANK_HOLIDAYS: Final = (
    date(2002, 6, 3),
    date(2011, 4, 29),
    date(2012, 6, 5),
    date(2022, 6, 3),
    date(2022, 9, 19),
    date(2023, 5, 8),
)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of England and Wales (they are the same) in a calendar year."""
    regular = {
        easter(year) - 2 * DAY,
        easter(year) + DAY,
        on_or_after(MONDAY, date(year, 5, 1)),
        on_or_before(MONDAY, date(year, 5, 31)),
        on_or_before(MONDAY, date(year, 8, 31)),
    }
    moved = {MOVED_BANK_HOLIDAYS.get(day, day) for day in regular}
    return frozenset(moved | _winter_holidays(year) | {day for day in ADDED_BANK_HOLIDAYS if day.year == year})


def _winter_holidays(year: int) -> set[date]:
    """A holiday that falls on a weekend is kept on the next weekday that is not one itself."""
    kept: set[date] = set()
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while day.weekday() >= SATURDAY or day in kept:
            day += DAY
        kept.add(day)
    return kept


@dataclass(frozen=True, slots=True)
class Holiday:
    """A school holiday: its name, the same within a sentence, and its first and last day as rules over the year in which
    the school year began.
    """

    name: Text
    phrase: Text
    first: Callable[[int], date]
    last: Callable[[int], date]


def _weeks(count: int, monday: Callable[[int], date]) -> tuple[Callable[[int], date], Callable[[int], date]]:
    return monday, lambda year: monday(year) + DAY * (7 * count - 3)


_SHARED: Final = (
    Holiday(
        Text("Autumn half term", "Hanner tymor yr hydref"),
        Text("the autumn half term", "hanner tymor yr hydref"),
        *_weeks(1, lambda year: on_or_before(MONDAY, date(year, 10, 31))),
    ),
    Holiday(
        Text("Christmas", "Y Nadolig"),
        Text("the Christmas holiday", "gwyliau'r Nadolig"),
        *_weeks(2, lambda year: on_or_after(MONDAY, date(year, 12, 20))),
    ),
    Holiday(
        Text("Spring half term", "Hanner tymor y gwanwyn"),
        Text("the spring half term", "hanner tymor y gwanwyn"),
        *_weeks(1, lambda year: on_or_after(MONDAY, date(year + 1, 2, 12))),
    ),
    Holiday(
        Text("Easter", "Y Pasg"),
        Text("the Easter holiday", "gwyliau'r Pasg"),
        *_weeks(2, lambda year: easter(year + 1) - 6 * DAY),
    ),
    Holiday(
        Text("Summer half term", "Hanner tymor yr haf"),
        Text("the summer half term", "hanner tymor yr haf"),
        *_weeks(1, lambda year: on_or_before(MONDAY, date(year + 1, 5, 31))),
    ),
)


def _summer(first_closed: int) -> Holiday:
    """Schools shut from that day of July to the end of August."""
    return Holiday(
        Text("Summer", "Yr haf"),
        Text("the summer holiday", "gwyliau'r haf"),
        lambda year: date(year + 1, 7, first_closed),
        lambda year: date(year + 1, 8, 31),
    )


HOLIDAYS: Final[Mapping[Nation, tuple[Holiday, ...]]] = MappingProxyType(
    {
        Nation.ENGLAND: (*_SHARED, _summer(23)),
        Nation.WALES: (*_SHARED, _summer(21)),
    }
)


@cache
def _closed(year: int, nation: Nation) -> frozenset[date]:
    holidays = set(bank_holidays(year) | bank_holidays(year + 1))
    for holiday in HOLIDAYS[nation]:
        first, last = holiday.first(year), holiday.last(year)
        holidays.update(first + DAY * number for number in range((last - first).days + 1))
    return frozenset(holidays)


def is_working_day(day: date) -> bool:
    """Say whether offices are open: from Monday to Friday, and no bank holiday."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def is_school_day(day: date, nation: Nation) -> bool:
    """Say whether schools are open by the default term dates."""
    return day.weekday() < SATURDAY and day not in _closed(academic_year(day), nation)


def school_days_between(start: date, end: date, nation: Nation) -> int:
    """Count the school days after `start` up to and with `end`; nought when `end` is not later."""
    return sum(is_school_day(start + DAY * number, nation) for number in range(1, (end - start).days + 1))


def add_school_days(day: date, count: int, nation: Nation) -> date:
    """Return the day on which the `count`th school day after this one falls; the day itself for a count of nought."""
    if count < 0:
        raise ValueError("school days are counted forwards")
    while count:
        day += DAY
        count -= is_school_day(day, nation)
    return day


def leaving_age_date(born: date) -> date:
    """Return the last day of compulsory schooling: the last Friday in June of the school year in which one turns 16."""
    sixteenth = (
        date(born.year + 16, 3, 1) if (born.month, born.day) == (2, 29) else date(born.year + 16, born.month, born.day)
    )
    return on_or_before(FRIDAY, date(academic_year(sixteenth) + 1, 6, 30))


YEAR_GROUPS: Final = ("N1", "N2", "R", *(str(year) for year in range(1, 15)))
"""Year groups in order, from the nursery class of those who turned two before September."""


def year_group(born: date, day: date) -> str | None:
    """Return the year group (code set `nc_year`) that goes with an age on a day, or None when too young or too old."""
    begun = academic_year(day)
    age_before_september = begun - born.year - (born.month >= 9)
    place = age_before_september - 2
    return YEAR_GROUPS[place] if 0 <= place < len(YEAR_GROUPS) else None
