"""The days that may be meant by a birth date: itself, and what is written for it by mistake."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from handover.matching.rarity import PLACEHOLDER_DAYS

DECADE: Final = 10


def likely_days(day: date | None) -> tuple[date, ...]:
    """Return a birth date and, the likeliest first, the days that one slip makes of it; none where it is not known."""
    if day is None:
        return ()
    return tuple(dict.fromkeys((day, *filter(None, _slips(day)))))


def _slips(day: date) -> Iterator[date | None]:
    """Yield day and month exchanged, the neighbours, each figure mistyped, and the placeholders; None for no such day."""
    yield _make_day(day.year, day.day, day.month)
    yield from (_nearby(day, days) for days in (-1, 1))
    for year in (day.year - 1, day.year + 1):
        yield _make_day(year, day.month, day.day) or _make_day(year, 2, 28)
    for months in (-1, 1):
        years, month = divmod(day.month - 1 + months, 12)
        yield _make_day(day.year + years, month + 1, day.day)
    yield from (_make_day(day.year, month, day.day) for month in _mistyped(day.month))
    yield from (_make_day(day.year, day.month, number) for number in _mistyped(day.day))
    first = day.year - day.year % DECADE
    yield from (
        _make_day(year, day.month, day.day)
        for year in (*range(first, first + DECADE), day.year - DECADE, day.year + DECADE)
    )
    yield from (_make_day(day.year, month, number) for month, number in PLACEHOLDER_DAYS)


def _nearby(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days)
    except OverflowError:
        return None


def _mistyped(number: int) -> Iterator[int]:
    """Yield what a number of two figures becomes when one of them is mistyped, or both are exchanged."""
    tens, ones = divmod(number, 10)
    yield 10 * ones + tens
    yield from (10 * tens + figure for figure in range(10))
    yield from (10 * figure + ones for figure in range(4))


def _make_day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
