"""Checks and words that many rules share."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Final

from handover.sif.checks.rule import Breach, Check, Context, breach
from handover.sif.model import SifElement

CORRECT: Final = (
    "Correct it in the system the data came from, and send the object again.",
    "Cywirwch ef yn y system y daeth y data ohoni, ac anfonwch y gwrthrych eto.",
)
FILL: Final = (
    "Fill it in in the system the data came from, and send the object again.",
    "Llenwch ef yn y system y daeth y data ohoni, ac anfonwch y gwrthrych eto.",
)
DATES: Final = (
    "Check the two dates in the system the data came from; day and month may be swapped.",
    "Gwiriwch y ddau ddyddiad yn y system y daeth y data ohoni; efallai fod y dydd a'r mis wedi'u cyfnewid.",
)
ORDERED: Final = (
    "{last} ({late}) is before {first} ({early}).",
    "Mae {last} ({late}) cyn {first} ({early}).",
)
LOOK: Final = (
    "Look at it in the system the data came from. If it is right, nothing need be done.",
    "Edrychwch arno yn y system y daeth y data ohoni. Os yw'n gywir, nid oes angen gwneud dim.",
)
REMOVE: Final = ("Take it out.", "Tynnwch ef.")
UNIQUE: Final = (
    "Keep one of the entries, or give each its own.",
    "Cadwch un o'r cofnodion, neu rhowch un ei hun i bob un.",
)

Parts = Callable[[Any], Iterable[Any] | None]


def itself(thing: Any) -> tuple[SifElement, ...]:
    """Return the object as the only part to look at."""
    return (thing,)


def in_order(first: str, last: str, parts: Parts = itself) -> Check:
    """Return a check that one date of a part is not before another."""

    def check(thing: Any, _: Context) -> Iterator[Breach]:
        for part in parts(thing) or ():
            early, late = getattr(part, first), getattr(part, last)
            if early is not None and late is not None and late < early:
                names = {field.name: field.node.name for field in part.fields}
                yield breach(part, last, first=names[first], last=names[last], early=early, late=late)

    return check


def check_apart(parts: Parts) -> Check:
    """Return a check that dated parts do not overlap; a missing date is open on that side."""

    def check(thing: Any, _: Context) -> Iterator[Breach]:
        dated = sorted(parts(thing) or (), key=lambda part: part.start_date or date.min)
        for one, other in pairwise(dated):
            end = one.end_date
            start = other.start_date or date.min
            if end is None or end >= start:
                yield breach(other, "start_date", start=start)

    return check


def twice(values: Sequence[Hashable]) -> Iterator[int]:
    """Yield the place of each value that stood there before."""
    seen: set[Hashable] = set()
    for place, value in enumerate(values):
        if value is not None and value in seen:
            yield place
        seen.add(value)


def school_year(day: date) -> int:
    """Return the school year of a day: the year in which it ends (G9)."""
    return day.year + (day.month >= 9)


def four_digits(parts: Callable[[Any], Sequence[str] | None], field: str) -> Check:
    """Return a check that each text of a list is a year."""

    def check(thing: Any, _: Context) -> Iterator[Breach]:
        for place, year in enumerate(parts(thing) or ()):
            if not (len(year) == 4 and year.isdecimal()):
                yield breach(thing, field, place, year=year)

    return check
