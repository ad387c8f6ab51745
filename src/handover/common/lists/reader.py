"""Reading a list as offices write it: bytes, lines, title rows passed over, the heading, cells, rows and problems.

A list is CSV (comma, semicolon, tab or bar; any encoding of `lines.py`), an Excel workbook or an OpenDocument spreadsheet.
Rows come out one by one, so that a million of them need no more memory than one.

What its columns mean is what a person chose (`meanings.ColumnChoices`). Where nobody has chosen yet and something is in
doubt, a kind of list that asks is refused; one that does not ask takes the names that its table has.

No row is lost in silence: every row below the heading that is not blank is counted in the log, and is used, or is left out
by a fault that names its line (`ListKind.leaving_out`), or the whole list is refused.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from handover.common.damaged_letters import mend_letters
from handover.common.lists.cells import LONGEST_CELL, SIGNS, is_formula, plain_cell
from handover.common.lists.columns import PupilColumn
from handover.common.lists.csv_rows import CsvRows, StrayQuote, drop_blank_cells
from handover.common.lists.headings import MOST_TITLES, Heading, read_heading
from handover.common.lists.kinds import ListKind, ListRefused, ProblemLog
from handover.common.lists.lines import read_list_lines
from handover.common.lists.meanings import ColumnChoices, ListColumns, Meanings, find_missing
from handover.common.lists.opening import (
    BROKEN,
    Spreadsheet,
    TextList,
    count_titles,
    look_at_columns,
    open_list,
    skip_titles,
)

T = TypeVar("T")
Record = tuple[int, list[str] | None]
"""A line and what stands in its cells; None where they cannot be told apart."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row: its line in the file, or row of the sheet (from 1), and what stands in each column that the list has."""

    line: int
    values: Mapping[PupilColumn, str]


def read_columns(
    chunks: Iterable[bytes], kind: ListKind, remembered: Meanings | None = None, sheet: int | None = None
) -> ListColumns | None:
    """Return what the columns of a list are taken for; None where it is no list, which reading it says in words.

    `remembered` is what was said before, `sheet` the number (from 0) of the sheet that a person has chosen.
    """
    log = ProblemLog(kind)
    try:
        return look_at_columns(open_list(chunks, log), kind, remembered, sheet)
    except (ListRefused, *BROKEN):
        return None


def read_each_row(
    chunks: Iterable[bytes],
    log: ProblemLog,
    read_row: Callable[[ListRow], T | None],
    choices: ColumnChoices | None = None,
) -> Iterator[T]:
    """Yield what `read_row` makes of each row of a list; for None it must have noted a fault that leaves the row out.

    Every reader of a list goes through here, so that no row is neither used nor told.
    """
    for row in read_list_rows(chunks, log, choices):
        before = log.left_out
        found = read_row(row)
        assert (found is None) == (log.left_out > before), f"row {row.line} is neither used nor told, or both"
        if found is not None:
            yield found


def read_list_rows(chunks: Iterable[bytes], log: ProblemLog, choices: ColumnChoices | None = None) -> Iterator[ListRow]:
    """Yield the rows of a list, noting in `log` what is wrong with it, both in the order of its lines.

    `chunks` are its bytes in pieces of any size. Never raises for what the file holds. After an error no row follows.
    """
    try:
        source = open_list(chunks, log)
        try:
            if choices is None and log.kind.asks:
                choices = _choose_columns(source, log)
            if isinstance(source, TextList):
                yield from _read_text(source, log, choices)
            else:
                yield from _read_spreadsheet(source, log, choices)
        except BROKEN:
            log.refuse("workbook")
    except ListRefused:
        return


def _choose_columns(source: TextList | Spreadsheet, log: ProblemLog) -> ColumnChoices | None:
    """Return the columns where nothing is in doubt; None where no row names any. What is in doubt ends the reading."""
    columns = look_at_columns(source, log.kind)
    if columns is None:
        return None
    if columns.missing:
        log.refuse("header", columns.line, columns=", ".join(columns.missing))
    if columns.in_doubt:
        log.refuse("columns_asked", columns.line, columns=columns.doubtful_names or ", ".join(columns.sheets))
    return columns.choices


def _read_text(source: TextList, log: ProblemLog, choices: ColumnChoices | None) -> Iterator[ListRow]:
    if choices is None:
        titles, separator, lines = skip_titles(read_list_lines(source.start, source.chunks, log), log.kind)
    else:
        titles, separator = choices.line - 1, choices.separator
        lines = islice(read_list_lines(source.start, source.chunks, log), titles, None)
    rows = CsvRows(lines, separator, titles + 1)
    try:
        yield from _read_rows(iter(rows), log, choices, rows)
    except StrayQuote as stray:
        log.refuse("quote", stray.line)


def _read_spreadsheet(book: Spreadsheet, log: ProblemLog, choices: ColumnChoices | None) -> Iterator[ListRow]:
    """Yield the rows of the sheet that holds the list, each as wide as its heading."""
    filled = [(number, name, path) for number, (name, path) in enumerate(book.sheets) if any(book.rows(path))]
    hidden = [path for _, path in book.hidden_sheets if count_titles(book.rows(path), log.kind) is not None]
    if not filled:
        log.refuse("empty", 1)
    named = [each for each in filled if count_titles(book.rows(each[2]), log.kind) is not None]
    chosen = [each for each in filled if choices is not None and each[0] == choices.sheet]
    _, name, path = (chosen or named or filled)[0]
    if len(filled) + len(hidden) > 1:
        log.add("sheets", count=len(filled) + len(hidden), sheet=name)
    above = 0 if chosen else count_titles(book.rows(path), log.kind) or 0
    rows = (row for place, row in enumerate(book.rows(path)) if place >= above)
    if choices is not None:
        rows = (row for row in rows if row[0] >= choices.line)
    yield from _read_rows(_as_wide_as_heading(rows, whole=bool(chosen or named)), log, choices)
    if book.hidden_rows:
        log.add("hidden_rows", book.hidden_rows[0], count=len(book.hidden_rows))


def _as_wide_as_heading(rows: Iterator[tuple[int, list[str]]], *, whole: bool) -> Iterator[Record]:
    width = 0
    for number, cells in rows:
        width = width or len(cells)
        yield number, (cells + [""] * width)[:width] if whole else cells


def _read_rows(
    records: Iterator[Record], log: ProblemLog, choices: ColumnChoices | None, rows: CsvRows | None = None
) -> Iterator[ListRow]:
    filled = ((line, cells) for line, cells in records if cells is None or any(map(str.strip, cells)))
    heading = _find_heading(filled, log) if choices is None else _take_heading(filled, log, choices)
    if rows is not None:
        rows.width = heading.width
    most = log.kind.most_rows
    for line, cells in filled:
        log.read += 1
        if most is not None and log.read > most:
            log.refuse("too_many", line, limit=f"{most:,}")
        log.row = line, _who_is(cells or (), heading)
        if cells is None:
            log.add("quote_row", line)
        elif _fits(cells, heading, line, log) and (values := _values_of(cells, heading, line, log)):
            yield ListRow(line, values)


def _who_is(cells: Sequence[str], heading: Heading) -> str:
    """Return whom a row is about: forename and surname, or the UPN."""
    names, upns = (PupilColumn.FORENAME, PupilColumn.SURNAME), (PupilColumn.UPN,)
    for columns in (names, upns):
        places = (heading.places[column] for column in columns if column in heading.places)
        if said := " ".join(filter(None, (plain_cell(cells[place]) for place in places if place < len(cells)))):
            return said
    return ""


def _take_heading(records: Iterator[Record], log: ProblemLog, choices: ColumnChoices) -> Heading:
    """Take the row that a person was shown as the heading."""
    line, cells = next(records, (choices.line, None))
    if cells is None or max(choices.columns, default=0) >= len(cells):
        log.refuse("header", line, columns=", ".join(log.kind.columns[each][0] for each in choices.columns.values()))
    if missing := find_missing(choices.columns.values(), log.kind):
        log.refuse("header", line, columns=", ".join(missing))
    places = {column: place for place, column in choices.columns.items()}
    return Heading(places, len(cells), "", (), {place: cells[place].strip() for place in choices.columns})


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
    if heading.names and all(cells[place].strip() == name for place, name in heading.names.items()):
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
