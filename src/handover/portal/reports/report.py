"""What a row of the table of reports says, and the three ways in which a report gets its lines."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, Generic, Protocol, TypeVar

from django.db.models import Model, QuerySet

from handover.common.text import Text
from handover.portal.paging import slice_rows
from handover.portal.reports.asking import Filter, ReportQuery
from handover.portal.reports.columns import ColumnHead, Line, ReportColumn, lines_of, sums
from handover.portal.reports.newest import Lanes, everything, newest
from handover.portal.reports.pictures import Picture
from handover.portal.transfers.models import Transfer
from handover.portal.web.access import Permission

R = TypeVar("R")
M = TypeVar("M", bound=Model)
PAGE: Final = 50
BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class ReportPage:
    """One page of a report, where the next begins (empty when this is the last), and the sums of the whole, if any."""

    lines: list[Line]
    following: str = ""
    sums: Line | None = None


class ReportSource(Protocol):
    """Where a report's lines come from."""

    @property
    def columns(self) -> Sequence[ColumnHead]:
        """What a line says, in order."""

    def page(self, ask: ReportQuery, after: str) -> ReportPage:
        """Return the page that begins behind `after`; whatever does not say a place is the beginning."""

    def lines(self, ask: ReportQuery) -> Iterator[Line]:
        """Yield every line, holding no more than a batch of them."""


@dataclass(frozen=True, slots=True)
class ReportSummary(Generic[R]):
    """Lines that are worked out from sums: as many as there are schools or pairs of authorities."""

    columns: tuple[ReportColumn[R], ...]
    records: Callable[[ReportQuery], Iterable[R]]

    def page(self, ask: ReportQuery, after: str) -> ReportPage:
        """Return a page, with the sums of all lines."""
        whole = list(self.lines(ask))
        page = slice_rows(whole, after, PAGE)
        return ReportPage(page.rows, page.following, sums(whole, self.columns))

    def lines(self, ask: ReportQuery) -> Iterator[Line]:
        """Yield every line."""
        yield from lines_of(self.records(ask), self.columns, ask)


@dataclass(frozen=True, slots=True)
class Files(Generic[R]):
    """Lines that are files, the newest first, however many there are. `records` makes of some what their lines say."""

    columns: tuple[ReportColumn[R], ...]
    lanes: Callable[[ReportQuery], Lanes]
    records: Callable[[list[Transfer]], Iterable[R]]

    def page(self, ask: ReportQuery, after: str) -> ReportPage:
        """Return a page; it is found by where the last one ended, so the thousandth is as quick as the first."""
        page = newest(self.lanes(ask), after, PAGE)
        return ReportPage(lines_of(self.records(page.rows), self.columns, ask), page.following)

    def lines(self, ask: ReportQuery) -> Iterator[Line]:
        """Yield every line."""
        for batch in everything(self.lanes(ask), BATCH):
            yield from lines_of(self.records(batch), self.columns, ask)


@dataclass(frozen=True, slots=True)
class Rows(Generic[M]):
    """Lines that are rows of one table, in its order."""

    columns: tuple[ReportColumn[M], ...]
    rows: Callable[[ReportQuery], "QuerySet[M, Any]"]

    def page(self, ask: ReportQuery, after: str) -> ReportPage:
        """Return a page."""
        page = slice_rows(self.rows(ask), after, PAGE)
        return ReportPage(lines_of(page.rows, self.columns, ask), page.following)

    def lines(self, ask: ReportQuery) -> Iterator[Line]:
        """Yield every line."""
        rows = self.rows(ask).iterator(chunk_size=BATCH)
        while batch := list(islice(rows, BATCH)):
            yield from lines_of(batch, self.columns, ask)


@dataclass(frozen=True, slots=True, kw_only=True)
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
    source: ReportSource
    picture: Callable[[ReportQuery], Picture | None] | None = None
    everywhere: bool = True
    pupils: bool = False

    @property
    def columns(self) -> Sequence[ColumnHead]:
        """What a line says, in order."""
        return self.source.columns
