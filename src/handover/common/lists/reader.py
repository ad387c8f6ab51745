"""Reading a list as offices write it: bytes, lines, title rows passed over, the heading, cells, rows and problems.

A list is CSV (comma, semicolon, tab or bar; any encoding of `lines.py`) or an Excel workbook. Rows come out one by one,
so that a million of them need no more memory than one.

A quotation mark that somebody typed at the start of a cell makes all that follows one cell, up to the next quotation mark:
hundreds of pupils can vanish in it, and the row in which it ends may even have the right number of cells. So quotation
marks must be as RFC 4180 (section 2) wants them, and a cell of several lines that holds as many separators as a row does is
taken for what it is. Either refuses the whole list, because nobody knows where the rows begin again.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from handover.common.lists.cells import LONGEST_CELL, SIGNS, is_formula, plain_cell
from handover.common.lists.columns import PupilColumn
from handover.common.lists.headings import MOST_TITLES, Heading, read_heading
from handover.common.lists.kinds import ListKind, ListRefused, ProblemLog
from handover.common.lists.lines import read_list_lines
from handover.common.lists.workbook import is_workbook, read_workbook

SEPARATORS: Final = ",;\t|"
_ENOUGH: Final = 4
"""First bytes of a file by which it is known what it is."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row: its line in the file, or row of the sheet (from 1), and what stands in each column that the list has."""

    line: int
    values: Mapping[PupilColumn, str]


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
        records = read_workbook(whole, log) if is_workbook(start) else _read_csv(start, whole, log)
        yield from _read_rows(records, log)
    except ListRefused:
        return


def _read_csv(start: bytes, chunks: Iterable[bytes], log: ProblemLog) -> Iterator[tuple[int, list[str]]]:
    titles, separator, lines = _skip_titles(read_list_lines(start, chunks, log), log.kind)
    rows = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        line = titles + rows.line_num + 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error:
            log.refuse("quote", line)
        yield line, cells


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


def _read_rows(records: Iterator[tuple[int, list[str]]], log: ProblemLog) -> Iterator[ListRow]:
    filled = (record for record in records if any(map(str.strip, record[1])))
    heading = _find_heading(filled, log)
    most = log.kind.most_rows
    for count, (line, cells) in enumerate(filled, start=1):
        if most is not None and count > most:
            log.refuse("too_many", line, limit=f"{most:,}")
        if _fits(cells, heading, line, log) and (values := _values_of(cells, heading, line, log)):
            yield ListRow(line, values)


def _find_heading(records: Iterator[tuple[int, list[str]]], log: ProblemLog) -> Heading:
    """Take records until one is the heading; where none is, refuse the list for the one that is nearest to it."""
    nearest: tuple[int, Heading] | None = None
    for line, cells in islice(records, MOST_TITLES):
        heading = read_heading(cells, log.kind)
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
    """Say whether a row has as many cells as the heading; what is left blank behind them is dropped."""
    while len(cells) > heading.width and not cells[-1].strip():
        cells.pop()
    fits = len(cells) == heading.width
    whole_row = "".join(cells)
    if ("\n" in whole_row or "\r" in whole_row) and (not fits or any(_swallows(cell, heading) for cell in cells)):
        log.refuse("quote", line)
    if not fits:
        log.add("cells", line, found=len(cells), wanted=heading.width)
    return fits


def _swallows(cell: str, heading: Heading) -> bool:
    """Say whether a cell of several lines looks like the end of one row and the start of another."""
    return ("\n" in cell or "\r" in cell) and max(map(cell.count, SEPARATORS)) >= heading.width - 1


def _values_of(cells: list[str], heading: Heading, line: int, log: ProblemLog) -> Mapping[PupilColumn, str] | None:
    """Return what stands in each column; None where a formula keeps the row out."""
    values = {column: plain_cell(cells[place]) for column, place in heading.places.items()}
    for column, value in values.items():
        if is_formula(value):
            log.add("formula", line, value=value)
            if not log.kind.formulas:
                return None
            values[column] = value.lstrip(SIGNS).strip()
    return values
