"""What a row of the table of reports says, and the three ways in which a report gets its lines."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, Protocol

from django.db.models import QuerySet

from handover.common.text import Text
from handover.portal.reports.asking import Ask, Filter
from handover.portal.reports.newest import Lanes, everything, newest
from handover.portal.reports.pictures import Picture
from handover.portal.transfers.models import Transfer
from handover.portal.web.access import Permission

Cell = str | int | date | datetime | Text | None
Line = tuple[Cell, ...]
PAGE = 50
BATCH = 500


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, whether it holds numbers, and whether their sum stands below it."""

    heading: Text
    numeric: bool = False
    summed: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a report, where the next begins (empty when this is the last), and the sums of the whole, if any."""

    lines: list[Line]
    following: str = ""
    sums: Line | None = None


class Source(Protocol):
    """Where a report's lines come from."""

    def page(self, ask: Ask, columns: Sequence[Column], after: str) -> Part:
        """Return the page that begins behind `after`; whatever does not say a place is the beginning."""

    def lines(self, ask: Ask) -> Iterator[Line]:
        """Yield every line, holding no more than a batch of them."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Lines that are worked out from sums: as many as there are schools or pairs of authorities."""

    make: Callable[[Ask], Iterable[Line]]

    def page(self, ask: Ask, columns: Sequence[Column], after: str) -> Part:
        """Return a page, with the sums of all lines."""
        start, whole = place(after), list(self.make(ask))
        following = str(start + PAGE) if len(whole) > start + PAGE else ""
        return Part(whole[start : start + PAGE], following, sums(whole, columns))

    def lines(self, ask: Ask) -> Iterator[Line]:
        """Yield every line."""
        yield from self.make(ask)


@dataclass(frozen=True, slots=True)
class Files:
    """Lines that are files, the newest first, however many there are. `tell` makes the lines of some of them."""

    lanes: Callable[[Ask], Lanes]
    tell: Callable[[list[Transfer], Ask], list[Line]]

    def page(self, ask: Ask, columns: Sequence[Column], after: str) -> Part:
        """Return a page; it is found by where the last one ended, so the thousandth is as quick as the first."""
        found, following = newest(self.lanes(ask), after, PAGE)
        return Part(self.tell(found, ask), following)

    def lines(self, ask: Ask) -> Iterator[Line]:
        """Yield every line."""
        for batch in everything(self.lanes(ask), BATCH):
            yield from self.tell(batch, ask)


@dataclass(frozen=True, slots=True)
class Rows:
    """Lines that are rows of one table, in its order. `tell` makes the lines of some of them."""

    rows: Callable[[Ask], "QuerySet[Any, Any]"]
    tell: Callable[[list[Any], Ask], list[Line]]

    def page(self, ask: Ask, columns: Sequence[Column], after: str) -> Part:
        """Return a page."""
        start = place(after)
        found = list(self.rows(ask)[start : start + PAGE + 1])
        following = str(start + PAGE) if len(found) > PAGE else ""
        return Part(self.tell(found[:PAGE], ask), following)

    def lines(self, ask: Ask) -> Iterator[Line]:
        """Yield every line."""
        rows = self.rows(ask).iterator(chunk_size=BATCH)
        while batch := list(islice(rows, BATCH)):
            yield from self.tell(batch, ask)


def place(after: str) -> int:
    """Read where a page begins; nought for anything that is no place."""
    return int(after) if after.isascii() and after.isdigit() and len(after) < 10 else 0


def sums(lines: Sequence[Line], columns: Sequence[Column]) -> Line | None:
    """Return the sums of the columns that have one; None where none has, or there is nothing to add."""
    if len(lines) < 2 or not any(column.summed for column in columns):
        return None
    return tuple(
        sum(cell for line in lines if isinstance(cell := line[number], int)) if column.summed else None
        for number, column in enumerate(columns)
    )


@dataclass(frozen=True, slots=True)
class Report:
    """One report: a row of the table.

    `key` is its word in the address. `section` is where the seed describes it. `dates` says what its dates are the dates
    of. `everywhere`: it can be drawn for all authorities at once. `pupils`: it names children.
    """

    key: str
    title: Text
    about: Text
    section: str
    permission: Permission
    filters: tuple[Filter, ...]
    dates: Text
    columns: tuple[Column, ...]
    source: Source
    picture: Callable[[Ask], Picture | None] | None = None
    everywhere: bool = True
    pupils: bool = False
