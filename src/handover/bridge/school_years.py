"""The names of a school year: a Common Transfer File names it by its start, SIF and a CTF's assessments by its end."""

from datetime import date
from typing import Final, NamedTuple

from handover.common.calendar import academic_year, academic_year_dates

LAST_YEAR: Final = 9998
"""The last school year whose end still has four digits."""


class SchoolYearNames(NamedTuple):
    """The calendar years in which a school year starts (CTF) and ends (SIF)."""

    start: int
    end: int


def name_school_year(day: date) -> SchoolYearNames:
    """Return both names of the school year that a day is in; a school year runs from 1 September to 31 August."""
    start = academic_year(day)
    return SchoolYearNames(start, start + 1)


def year_of_end(start: int) -> int:
    """Return the name in SIF of the school year that a Common Transfer File names by its start."""
    return start + 1


def year_of_start(end: int) -> int:
    """Return the name in a Common Transfer File of the school year that SIF names by its end."""
    return end - 1


def is_nameable_year(start: int) -> bool:
    """Say whether a year can be that of a school year in SIF, where years have four digits."""
    return 0 < start <= LAST_YEAR


def school_year_days(start: int) -> tuple[date, date]:
    """Return first and last day of the school year that starts in this year."""
    return academic_year_dates(start)
