"""The columns of reports: each says its heading, and what its cell is for one record. A line is its columns, in order.

A report finds records: a file, a pupil, a school with its counts. What a column shows is a function from such a record, so
that a cell can stand under no other heading than its own, and mypy sees whether the record has what is shown.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, Protocol, TypeVar

from handover.common.text import Text
from handover.portal.establishments.models import Establishment

R = TypeVar("R")
Cell = str | int | date | datetime | Text | None
Line = tuple[Cell, ...]


class LineContext(Protocol):
    """What a line depends on beside its record: the moment, and the language in which places are named."""

    @property
    def now(self) -> datetime:
        """The moment of the report."""

    def named(self, place: Establishment | None) -> str:
        """Return the name of a place; empty for none."""


CellOf = Callable[[R, LineContext], Cell]


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """What is shown of a column itself: its heading, whether it holds numbers, whether their sum stands below it."""

    heading: Text
    numeric: bool = False
    summed: bool = False


@dataclass(frozen=True, slots=True)
class ReportColumn(ColumnHead, Generic[R]):
    """A column, with its cell for a record."""

    cell: CellOf[R] = field(kw_only=True)


def text_column(en: str, cy: str, cell: CellOf[R]) -> ReportColumn[R]:
    """Return a column of words, days or moments."""
    return ReportColumn(Text(en, cy), cell=cell)


def number_column(en: str, cy: str, cell: CellOf[R]) -> ReportColumn[R]:
    """Return a column of numbers that are not added up."""
    return ReportColumn(Text(en, cy), cell=cell, numeric=True)


def summed_column(en: str, cy: str, cell: CellOf[R]) -> ReportColumn[R]:
    """Return a column of numbers that are added up."""
    return ReportColumn(Text(en, cy), cell=cell, numeric=True, summed=True)


def school_columns(school_of: Callable[[R], Establishment]) -> tuple[ReportColumn[R], ...]:
    """Return the columns that say which school a line is about."""
    return (
        text_column("Number", "Rhif", lambda row, context: school_of(row).number),
        text_column("School", "Ysgol", lambda row, context: context.named(school_of(row))),
    )


def lines_of(records: Iterable[R], columns: Sequence[ReportColumn[R]], context: LineContext) -> list[Line]:
    """Return the line of each record."""
    return [tuple(column.cell(record, context) for column in columns) for record in records]


def sums(lines: Sequence[Line], columns: Sequence[ColumnHead]) -> Line | None:
    """Return the sums of the columns that have one; None where none has, or there is nothing to add."""
    if len(lines) < 2 or not any(column.summed for column in columns):
        return None
    return tuple(
        sum(cell for line in lines if isinstance(cell := line[place], int)) if column.summed else None
        for place, column in enumerate(columns)
    )
