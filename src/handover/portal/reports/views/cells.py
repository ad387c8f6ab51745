"""How the cells of a report are written: on a page for a person, in a file for a spreadsheet."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.utils import timezone

from handover.common.text import Language, Text
from handover.portal.reports.columns import Cell, ColumnHead, Line
from handover.portal.web import wording


def cell_for_person(cell: Cell) -> str:
    """Write a cell for a person, in the language of the page."""
    if cell is None:
        return ""
    if isinstance(cell, Text):
        return wording.say_text(cell)
    if isinstance(cell, datetime):
        return wording.short_moment(cell)
    if isinstance(cell, date):
        return wording.short_date(cell)
    return wording.format_number(cell) if isinstance(cell, int) else cell


def cell_for_spreadsheet(cell: Cell, language: Language) -> str | int:
    """Write a cell for a spreadsheet: numbers as numbers, days as 2026-09-03, moments as they were here."""
    if cell is None:
        return ""
    if isinstance(cell, Text):
        return cell.say(language)
    if isinstance(cell, datetime):
        return f"{timezone.localtime(cell):%Y-%m-%d %H:%M}"
    return cell.isoformat() if isinstance(cell, date) else cell


def headings(columns: Sequence[ColumnHead], language: Language) -> list[str]:
    """Return the headings of columns."""
    return [column.heading.say(language) for column in columns]


def plain_rows(columns: Sequence[ColumnHead], lines: Iterator[Line], language: Language) -> Iterator[list[str | int]]:
    """Yield the headings, and every line as a spreadsheet takes it. The language is said, for a page's ends with it."""
    yield [*headings(columns, language)]
    for line in lines:
        yield [cell_for_spreadsheet(cell, language) for cell in line]
