"""Until when something waits for a school: counted in days on which schools are open, and not over in or after a holiday.

Who comes back from a holiday finds what came before it, and has time to see to it. The dates are those of `calendar`: by
rules, good for any year, the same for every authority of a nation.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from handover.common.calendar import (
    DAY,
    HOLIDAYS,
    Nation,
    academic_year,
    add_school_days,
    is_school_day,
    school_days_between,
)
from handover.common.text import Language, Text

AFTER_A_HOLIDAY: Final = 10
"""School days after a holiday within which nothing is over: who was away has so long to come to it."""
BEFORE_THE_END: Final = 5
"""School days before the end on which people are told at the latest."""

CENTURY: Final = 36525
SCHOOL_DAYS: Final = Text("{count:# school day|# school days}", "{count:day} ysgol")
NOT_COUNTING: Final = Text(", not counting {holidays}", ", heb gyfrif {holidays}")
PUT_OFF: Final = Text(
    "; put off, because nothing ends in a holiday or soon after one",
    "; wedi'i ohirio, am nad oes dim yn dod i ben yn y gwyliau nac yn fuan wedyn",
)
AND: Final = Text("{first} and {last}", "{first} a {last}")


@dataclass(frozen=True, slots=True)
class SchoolHoliday:
    """A holiday of one school year: its name within a sentence, its first and its last day."""

    phrase: Text
    first: date
    last: date


@cache
def holidays_of(year: int, nation: Nation) -> tuple[SchoolHoliday, ...]:
    """Return the holidays of the school year that begins in this calendar year, the earliest first."""
    found = (SchoolHoliday(each.phrase, each.first(year), each.last(year)) for each in HOLIDAYS[nation])
    return tuple(sorted(found, key=lambda holiday: holiday.first))


def holidays_between(start: date, end: date, nation: Nation) -> tuple[SchoolHoliday, ...]:
    """Return the holidays of which a day lies after `start` and not after `end`, the earliest first."""
    years = range(academic_year(start), academic_year(end) + 1)
    return tuple(
        holiday
        for year in years
        for holiday in holidays_of(year, nation)
        if holiday.first <= end and holiday.last > start
    )


def last_holiday(day: date, nation: Nation) -> SchoolHoliday:
    """Return the holiday in which this day lies, or that was the last before it."""
    years = (academic_year(day) - 1, academic_year(day))
    return [each for year in years for each in holidays_of(year, nation) if each.first <= day][-1]


@cache
def leave_holidays(day: date, nation: Nation) -> date:
    """Return the first school day from this one on that lies more than `AFTER_A_HOLIDAY` school days behind a holiday."""
    while not is_school_day(day, nation):
        day += DAY
    return max(day, add_school_days(last_holiday(day, nation).last, AFTER_A_HOLIDAY + 1, nation))


@cache
def find_last_school_day(began: date, count: int, nation: Nation) -> date:
    """Return the last day of what is there for `count` school days after a day, and never ends in or soon after a holiday."""
    return leave_holidays(add_school_days(began, count, nation), nation)


@cache
def find_last_day_outside_holidays(began: date, count: int, nation: Nation) -> date:
    """The same for days of the calendar: only an end in or soon after a holiday is put off."""
    last = began + DAY * count
    holiday = last_holiday(last, nation)
    near = last <= holiday.last or school_days_between(holiday.last, last, nation) <= AFTER_A_HOLIDAY
    return leave_holidays(last, nation) if near else last


@cache
def find_warning_day(last: date, nation: Nation, count: int = BEFORE_THE_END) -> date:
    """Return the latest school day that has `count` school days behind it up to and with a last day."""
    day = last
    while count or not is_school_day(day, nation):
        count -= is_school_day(day, nation) and count > 0
        day -= DAY
    return day


def find_latest(fits: Callable[[date], bool], today: date) -> date:
    """Return the latest day before `today` that fits, where every earlier day fits too; one a century ago if none does."""
    low, high = 0, 1
    while high < CENTURY and not fits(today - DAY * high):
        low, high = high, 2 * high
    high = min(high, CENTURY)
    while low < high:
        middle = (low + high) // 2
        if fits(today - DAY * (middle + 1)):
            high = middle
        else:
            low = middle + 1
    return today - DAY * (low + 1)


@dataclass(frozen=True, slots=True)
class DayReckoning:
    """Why something is kept until a day: how many school days, the holidays that do not count, whether it was put off."""

    count: int
    holidays: tuple[SchoolHoliday, ...]
    put_off: bool

    def say(self, language: Language) -> str:
        """Return it in words: `60 school days, not counting the summer holiday`."""
        words = SCHOOL_DAYS.say(language, count=self.count)
        if self.holidays:
            words += NOT_COUNTING.say(language, holidays=join_words([each.phrase for each in self.holidays], language))
        return words + (PUT_OFF.say(language) if self.put_off else "")


def reckon_school_days(began: date, count: int, nation: Nation) -> DayReckoning:
    """Return why what is there for `count` school days after a day is kept as long as `find_last_school_day` says."""
    plain = add_school_days(began, count, nation)
    last = find_last_school_day(began, count, nation)
    return DayReckoning(count, holidays_between(began, last, nation), last != plain)


def join_words(words: Sequence[Text], language: Language) -> str:
    """Return words as a list within a sentence."""
    said = [each.say(language) for each in words]
    return AND.say(language, first=", ".join(said[:-1]), last=said[-1]) if len(said) > 1 else "".join(said)
