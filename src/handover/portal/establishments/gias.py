"""Reading public registers of schools, and links between schools. No database.

Two registers are known by their headings (`register_layouts`): the extract of Get Information about Schools (GIAS), a CSV of
about 140 columns in Windows-1252 or UTF-8, and the Welsh Government's address list of schools, a spreadsheet (.ods, .xlsx) of
several sheets, or one of them as CSV. Titles and notes above the headings are passed over.
"""

import codecs
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import TextIOWrapper
from itertools import chain, islice
from typing import BinaryIO

from handover.common.lists.csv_rows import CsvRows, StrayQuote, drop_blank_cells
from handover.common.lists.headings import MOST_TITLES
from handover.common.lists.kinds import ListKind, ListRefused, ProblemLog
from handover.common.lists.opening import BROKEN, Spreadsheet, TextList, open_list, separator_of
from handover.common.problems import Problem
from handover.portal.establishments.faults import FAULTS, REGISTER_FILES
from handover.portal.establishments.register_layouts import RegisterColumn, RegisterHeading, read_register_heading
from handover.portal.establishments.register_rows import URN, Misread, RegisterRow, SkippedRow, read_register_row

LINK_COLUMNS = ("URN", "LinkURN", "LinkType")
SUCCESSOR = "Successor"
CHUNK = 1 << 20
_ZIP = b"PK\x03\x04"


class UnreadableRegister(Exception):
    """The file as a whole cannot be read; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.message()} {problem.remedy()}")
        self.problem = problem


def encoding_of(file: BinaryIO) -> str:
    """Return how the file is written: UTF-8 (with or without a mark) if all of it is, else Windows-1252."""
    for encoding in ("utf-8-sig", "cp1252"):
        decoder = codecs.getincrementaldecoder(encoding)()
        file.seek(0)
        try:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        file.seek(0)
        return encoding
    raise UnreadableRegister(FAULTS["establishment.not_text"].at())


def read_table(
    file: BinaryIO, needed: Sequence[str], taken: Sequence[str] = ()
) -> Iterator[tuple[int, list[str] | Misread]]:
    """Yield line number and the wanted cells of each row, in the order asked for, or what is wrong with the row.

    Blank rows are passed over. Raise UnreadableRegister where a column is missing or nobody knows where a row begins.
    """
    text = TextIOWrapper(file, encoding_of(file), newline="")
    rows = CsvRows(text, ",")
    try:
        records = iter(rows)
        headings = [heading.strip() for heading in next(records, (1, None))[1] or ()]
        if missing := [column for column in needed if column not in headings]:
            raise UnreadableRegister(FAULTS["establishment.columns"].at(columns=", ".join(missing)))
        rows.width = len(headings)
        places = [headings.index(column) if column in headings else None for column in (*needed, *taken)]
        for line, cells in records:
            if cells is None:
                yield line, Misread(FAULTS["establishment.quote_row"].at())
            elif any(map(str.strip, cells)):
                yield line, _wanted_cells(cells, places, rows.width)
    except StrayQuote as stray:
        raise UnreadableRegister(FAULTS["establishment.quote"].at(line=stray.line, number=stray.line)) from stray
    finally:
        text.detach()


def _wanted_cells(cells: list[str], places: Sequence[int | None], width: int) -> list[str] | Misread:
    if len(drop_blank_cells(cells, width)) != width:
        return Misread(FAULTS["establishment.short"].at(found=len(cells), wanted=width))
    return [tidy(cells[place]) if place is not None else "" for place in places]


def tidy(cell: str) -> str:
    """Return a cell without stray blanks and line breaks."""
    if "\0" in cell:
        raise UnreadableRegister(FAULTS["establishment.not_text"].at())
    return " ".join(cell.split())


def read_rows(file: BinaryIO) -> Iterator[RegisterRow | SkippedRow]:
    """Yield every row of a register, read or refused. Raise UnreadableRegister if the file is none."""
    start = file.read(len(_ZIP))
    file.seek(0)
    if start == _ZIP:
        yield from _read_sheets(file)
        return
    text = TextIOWrapper(file, encoding_of(file), newline="")
    head = list(islice(text, MOST_TITLES))
    separator = separator_of(max(head, key=lambda line: len(line.split(separator_of(line))), default=","))
    rows = CsvRows(chain(head, text), separator)
    try:
        yield from _read_records(iter(rows), rows)
    except StrayQuote as stray:
        raise UnreadableRegister(FAULTS["establishment.quote"].at(line=stray.line, number=stray.line)) from stray
    finally:
        text.detach()


def _read_sheets(file: BinaryIO) -> Iterator[RegisterRow | SkippedRow]:
    """Yield the rows of every sheet that has the headings of a register."""
    log = ProblemLog(ListKind("register", {}, ((),), REGISTER_FILES, told=1))
    try:
        book = open_list(iter(lambda: file.read(CHUNK), b""), log)
        assert not isinstance(book, TextList)
        yield from _read_book(book)
    except ListRefused as refused:
        raise UnreadableRegister(log.problems[-1]) from refused
    except BROKEN as broken:
        raise UnreadableRegister(REGISTER_FILES["register.workbook"].at()) from broken


def _read_book(book: Spreadsheet) -> Iterator[RegisterRow | SkippedRow]:
    headings = {
        path: min(
            (read_register_heading(cells) for _, cells in islice(book.rows(path), MOST_TITLES)),
            key=lambda heading: len(heading.missing),
            default=None,
        )
        for _, path in book.sheets
    }
    whole = [(name, path) for name, path in book.sheets if (found := headings[path]) and not found.missing]
    if not whole:
        missing = min((found.missing for found in headings.values() if found), key=len, default=())
        raise UnreadableRegister(FAULTS["establishment.columns"].at(columns=", ".join(missing)))
    for name, path in whole:
        yield from _read_records(book.rows(path), sheet=name)


def _read_records(
    records: Iterator[tuple[int, list[str] | None]], rows: CsvRows | None = None, sheet: str = ""
) -> Iterator[RegisterRow | SkippedRow]:
    """Yield the rows below the heading, which is looked for among the first."""
    heading, width = _find_register_heading(records)
    if rows is not None:
        rows.width = width
    for line, cells in records:
        if cells is not None and not any(map(str.strip, cells)):
            continue
        if rows is None and cells is not None:
            cells = (cells + [""] * width)[:width]
        try:
            yield read_register_row(line, _values_at(cells, heading, width), sheet)
        except Misread as fault:
            yield SkippedRow(line, fault.problem, sheet)


def _find_register_heading(records: Iterable[tuple[int, list[str] | None]]) -> tuple[RegisterHeading, int]:
    nearest: RegisterHeading | None = None
    for _, cells in islice(records, MOST_TITLES):
        heading = read_register_heading(cells or ())
        if not heading.missing:
            return heading, len(cells or ())
        if nearest is None or len(heading.places) > len(nearest.places):
            nearest = heading
    missing = nearest.missing if nearest else read_register_heading(()).missing
    raise UnreadableRegister(FAULTS["establishment.columns"].at(columns=", ".join(missing)))


def _values_at(cells: list[str] | None, heading: RegisterHeading, width: int) -> Mapping[RegisterColumn, str]:
    if cells is None:
        raise Misread(FAULTS["establishment.quote_row"].at())
    if len(drop_blank_cells(cells, width)) != width:
        raise Misread(FAULTS["establishment.short"].at(found=len(cells), wanted=width))
    return {column: tidy(cells[place]) for column, place in heading.places.items()}


def read_links(file: BinaryIO) -> Iterator[tuple[str, str, str] | SkippedRow]:
    """Yield URN, URN of the other school and kind of each of the register's links, and the rows that cannot be read."""
    for line, cells in read_table(file, LINK_COLUMNS):
        if isinstance(cells, Misread):
            yield SkippedRow(line, cells.problem)
            continue
        urn, other, kind = cells
        if URN.fullmatch(urn) and URN.fullmatch(other):
            yield urn, other, kind
        else:
            yield SkippedRow(line, FAULTS["establishment.link"].at(urn=urn, other=other))
