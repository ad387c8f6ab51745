"""Which versions of the file are in use on a day (reference/ctf.md section 2): one a year, numbered by the school year.

A new version comes into schools' software in August and is the version of the year from 1 September on.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from handover.common.calendar import academic_year

OLDEST_READ: Final = 7
NEWEST_READ: Final = 99
COMES: Final = (8, 1)
"""Month and day from which files of the coming version are met."""


@dataclass(frozen=True, slots=True)
class VersionsInUse:
    """The versions of last year and of this one, and the coming one in the weeks in which software changes over to it."""

    previous: int
    current: int
    coming: int | None


def versions_on(day: date) -> VersionsInUse:
    """Return the versions that are in use on a day."""
    current = academic_year(day) % 100
    changing = academic_year(day) < day.year and (day.month, day.day) >= COMES
    return VersionsInUse(current - 1, current, current + 1 if changing else None)
