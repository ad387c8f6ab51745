"""Reading a list as offices write it: bytes, lines, title rows passed over, the heading, cells, rows and problems.

A list is CSV (comma, semicolon, tab or bar; any encoding of `lines.py`) or an Excel workbook. Rows come out one by one,
so that a million of them need no more memory than one.

No row is lost in silence: every row below the heading that is not blank is counted in the log, and is used, or is left out
by a fault that names its line (`ListKind.leaving_out`), or the whole list is refused.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final, TypeVar

from handover.common.damaged_letters import mend_letters
from handover.common.lists.cells import LONGEST_CELL, SIGNS, is_formula, plain_cell
from handover.common.lists.columns import PupilColumn
from handover.common.lists.csv_rows import CsvRows, StrayQuote, drop_blank_cells
from handover.common.lists.headings import MOST_TITLES, Heading, read_heading
from handover.common.lists.kinds import ListKind, ListRefused, ProblemLog
from handover.common.lists.lines import read_list_lines
from handover.common.lists.workbook import is_workbook, read_workbook

SEPARATORS: Final = ",;\t|"
_ENOUGH: Final = 4
"""First bytes of a file by which it is known what it is."""

T = TypeVar("T")
Record = tuple[int, list[str] | None]
"""A line and what stands in its cells; None where they cannot be told apart."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row: its line in the file, or row of the sheet (from 1), and what stands in each column that the list has."""

    line: int
    values: Mapping[PupilColumn, str]


def read_each_row(chunks: Iterable[bytes], log: ProblemLog, read_row: Callable[[ListRow], T | None]) -> Iterator[T]:
    """Yield what `read_row` makes of each row of a list; for None it must have noted a fault that leaves the row out.

    Every reader of a list goes through here, so that no row is neither used nor told.
    """
    for row in read_list_rows(chunks, log):
        before = log.left_out
        found = read_row(row)
        assert (found is None) == (log.left_out > before), f"row {row.line} is neither used nor told, or both"
        if found is not None:
            yield found


def read_list_rows(chunks: Iterable[bytes], log: ProblemLog) -> Iterator[ListRow]:
    """Yield the rows of a list, noting in `log` what is wrong with it, both in the order of its lines.

    `chunks` are its bytes in pieces of any size. Never raises for what the file holds. After an error no row follows.
    """
    pieces = iter(chunks)
    start = b""
    while len(start) < _ENOUGH and (piece := next(pieces, None)) is not None:
        start += piece
    whole = chain([start], pieces)
    try:
        yield from _find_records(start, whole, log)
    except ListRefused:
        return


def _find_records(start: bytes, chunks: Iterable[bytes], log: ProblemLog) -> Iterator[ListRow]:
    if is_workbook(start):
        yield from _read_rows(iter(read_workbook(chunks, log)), log)
        return
    titles, separator, lines = _skip_titles(read_list_lines(start, chunks, log), log.kind)
    rows = CsvRows(lines, separator, titles + 1)
    try:
        yield from _read_rows(iter(rows), log, rows)
    except StrayQuote as stray:
        log.refuse("quote", stray.line)


def _skip_titles(lines: Iterator[str], kind: ListKind) -> tuple[int, str, Iterator[str]]:
    """Return how many lines stand above the heading, its separator, and the lines from it on.

    Where no line is a heading by itself nothing is passed over: its cells may be written on several lines.
    """
    head: list[str] = []
    for line in islice(lines, MOST_TITLES):
        head.append(line)
        separator = _separator_of(line)
        if not read_heading(next(csv.reader([line], delimiter=separator)), kind).missing:
            return len(head) - 1, separator, chain(head[-1:], lines)
    return 0, _separator_of("".join(head)), chain(head, lines)


def _separator_of(text: str) -> str:
    return max(SEPARATORS, key=text.count)


def _read_rows(records: Iterator[Record], log: ProblemLog, rows: CsvRows | None = None) -> Iterator[ListRow]:
    filled = ((line, cells) for line, cells in records if cells is None or any(map(str.strip, cells)))
    heading = _find_heading(filled, log)
    if rows is not None:
        rows.width = heading.width
    most = log.kind.most_rows
    for line, cells in filled:
        log.read += 1
        if most is not None and log.read > most:
            log.refuse("too_many", line, limit=f"{most:,}")
        if cells is None:
            log.add("quote_row", line)
        elif _fits(cells, heading, line, log) and (values := _values_of(cells, heading, line, log)):
            yield ListRow(line, values)


def _find_heading(records: Iterator[Record], log: ProblemLog) -> Heading:
    """Take records until one is the heading; where none is, refuse the list for the one that is nearest to it."""
    nearest: tuple[int, Heading] | None = None
    for line, cells in islice(records, MOST_TITLES):
        heading = read_heading(cells or (), log.kind)
        if nearest is None or not heading.missing or len(heading.places) > len(nearest[1].places):
            nearest = line, heading
        if not heading.missing:
            break
    if nearest is None:
        log.refuse("empty", 1)
    line, heading = nearest
    if heading.twice:
        log.refuse("header_twice", line, column=heading.twice[:LONGEST_CELL])
    if heading.missing:
        log.refuse("header", line, columns=", ".join(heading.missing))
    return heading


def _fits(cells: list[str], heading: Heading, line: int, log: ProblemLog) -> bool:
    """Say whether a row has as many cells as the heading, and is not the heading once more."""
    if len(drop_blank_cells(cells, heading.width)) != heading.width:
        log.add("cells", line, found=len(cells), wanted=heading.width)
        return False
    first = cells[heading.first].strip()
    if first == heading.name and read_heading(cells, log.kind).places == heading.places:
        log.add("heading_again", line)
        return False
    return True


def _mend_cells(cells: list[str], line: int, log: ProblemLog) -> list[str]:
    """Return the cells of a row with letters put right that were read in a wrong code; the first such cell is told."""
    if all(map(str.isascii, cells)):
        return cells
    mended = [mend_letters(cell) if len(cell) <= LONGEST_CELL else cell for cell in cells]
    broken = next((cell for cell, whole in zip(cells, mended, strict=True) if cell != whole), None)
    if broken is not None:
        log.add("letters_broken", line, value=broken.strip()[:60])
    return mended


def _values_of(cells: list[str], heading: Heading, line: int, log: ProblemLog) -> Mapping[PupilColumn, str] | None:
    """Return what stands in each column; None where a formula keeps the row out."""
    cells = _mend_cells(cells, line, log)
    values = {column: plain_cell(cells[place]) for column, place in heading.places.items()}
    if any(len(cells[place].strip()) > LONGEST_CELL for place in heading.places.values()):
        log.add("long_cell", line, limit=LONGEST_CELL)
    for column, value in values.items():
        if is_formula(value):
            log.add("formula", line, value=value)
            if not log.kind.formulas:
                return None
            values[column] = value.lstrip(SIGNS).strip()
    return values
