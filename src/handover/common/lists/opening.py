"""A list as it was sent, opened: text line by line, or a spreadsheet's sheets; both as rows of cells.

A spreadsheet is a zip of XML that a stranger sent: it may be a bomb, or ask to fetch what lies elsewhere. It is unpacked once
and counted before a part of it is read (`archives`), and its parts are read by the hardened XML reader alone.
"""

import csv
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import chain, islice
from typing import Final, Protocol
from zipfile import BadZipFile, ZipFile

from handover.common.archives import MEBIBYTE, ArchiveLimits, look_into
from handover.common.lists.csv_rows import CsvRows, StrayQuote
from handover.common.lists.headings import MOST_TITLES, read_heading
from handover.common.lists.kinds import ListKind, ListRefused, ProblemLog
from handover.common.lists.lines import read_list_lines
from handover.common.lists.meanings import SAMPLED, ListColumns, Meanings, find_missing, propose_columns
from handover.common.lists.open_document import OPEN_DOCUMENT, OpenDocument
from handover.common.lists.workbook import WORKBOOK_PART, Workbook
from handover.common.problems import has_errors
from handover.common.xml import XmlFault

SEPARATORS: Final = ",;\t|"
LARGEST: Final = 32 * MEBIBYTE
"""Bytes of a spreadsheet as it is sent. A longer list comes as CSV, which is read row by row."""
LIMITS: Final = ArchiveLimits(entries=1000, unpacked=64 * MEBIBYTE, depth=2)
BROKEN: Final = (BadZipFile, NotImplementedError, EOFError, KeyError, zlib.error, XmlFault)
"""What reading a damaged spreadsheet raises."""
_MARK: Final = b"PK\x03\x04"
_ENOUGH: Final = 4
"""First bytes of a file by which it is known what it is."""
_HEAD: Final = 1 << 18
"""First bytes of a text among which its heading and the rows below it are looked for."""

Row = tuple[int, list[str]]


class Spreadsheet(Protocol):
    """A spreadsheet of either form. Raises one of `BROKEN` where it is damaged."""

    @property
    def hidden_rows(self) -> list[int]:
        """The rows that the sheet read last hides, as far as they were met."""

    @property
    def sheets(self) -> Sequence[tuple[str, str]]:
        """Name and path of each sheet that is shown."""

    @property
    def hidden_sheets(self) -> Sequence[tuple[str, str]]:
        """Name and path of each sheet that is not shown."""

    def rows(self, path: str) -> Iterator[Row]:
        """Yield number and cells of each row of a sheet that has any."""


@dataclass(slots=True)
class TextList:
    """A list that is text: its first bytes, and all of them in pieces, which are asked for as they are needed."""

    start: bytes
    chunks: Iterator[bytes]

    def look_ahead(self) -> bytes:
        """Return the bytes in which the heading stands; they are read again as part of the whole."""
        taken: list[bytes] = []
        while sum(map(len, taken)) < _HEAD and (piece := next(self.chunks, None)) is not None:
            taken.append(piece)
        self.chunks = chain(taken, self.chunks)
        return b"".join(taken)


def open_list(chunks: Iterable[bytes], log: ProblemLog) -> TextList | Spreadsheet:
    """Open a list from its bytes in pieces of any size. Raises ListRefused where it is a zip of something else, or damaged."""
    pieces = iter(chunks)
    start = b""
    while len(start) < _ENOUGH and (piece := next(pieces, None)) is not None:
        start += piece
    if start.startswith(_MARK):
        return _open_spreadsheet(chain([start], pieces), log)
    return TextList(start, chain([start], pieces))


def _open_spreadsheet(chunks: Iterable[bytes], log: ProblemLog) -> Spreadsheet:
    read = bytearray()
    for chunk in chunks:
        read += chunk
        if len(read) > LARGEST:
            log.refuse("workbook")
    data = bytes(read)
    contents = look_into(data, LIMITS)
    kinds = ((WORKBOOK_PART, Workbook), (OPEN_DOCUMENT, OpenDocument))
    names = {member.name for member in contents.members}
    found = next((kind for part, kind in kinds if part in names or part.encode() in data), None)
    if found is None:
        log.refuse("not_csv", 1, what="zip")
    if has_errors(contents.problems) or contents.locked:
        log.refuse("workbook")
    try:
        return found(ZipFile(BytesIO(data)))
    except BROKEN:
        log.refuse("workbook")


def separator_of(text: str) -> str:
    """Return by what the cells of a text are parted."""
    return max(SEPARATORS, key=text.count)


def count_titles(rows: Iterable[Row], kind: ListKind) -> int | None:
    """Return how many rows stand above the heading; None where there is none."""
    head = enumerate(islice(rows, MOST_TITLES))
    return next((place for place, (_, cells) in head if not read_heading(cells, kind).missing), None)


def skip_titles(lines: Iterator[str], kind: ListKind) -> tuple[int, str, Iterator[str]]:
    """Return how many lines stand above the heading, its separator, and the lines from it on.

    Where no line is a heading by itself nothing is passed over: its cells may be written on several lines.
    """
    head: list[str] = []
    for line in islice(lines, MOST_TITLES):
        head.append(line)
        separator = separator_of(line)
        if not read_heading(next(csv.reader([line], delimiter=separator)), kind).missing:
            return len(head) - 1, separator, chain(head[-1:], lines)
    return 0, separator_of("".join(head)), chain(head, lines)


def look_at_columns(
    source: TextList | Spreadsheet, kind: ListKind, remembered: Meanings | None = None, sheet: int | None = None
) -> ListColumns | None:
    """Return the columns of a list as they are proposed, without reading it to its end; None where no row names a column.

    `sheet` is the number (from 0) of the sheet that a person has chosen. Raises one of `BROKEN` for a damaged spreadsheet.
    """
    if isinstance(source, TextList):
        return _look_at_text(source, kind, remembered)
    sheets = list(source.sheets)
    found = []
    for number, (_, path) in enumerate(sheets):
        if sheet in (None, number) and (looked := _look_at_rows(source.rows(path), kind, remembered)):
            found.append((number, looked))
    if not found:
        return None
    number, best = max(found, key=lambda each: (not each[1].missing, -each[0]))
    several = sheet is None and sum(not each.missing for _, each in found) > 1
    names = tuple(name for name, _ in sheets)
    return ListColumns(best.line, best.width, best.columns, best.missing, names, number, several)


def _look_at_text(source: TextList, kind: ListKind, remembered: Meanings | None) -> ListColumns | None:
    try:
        head = read_list_lines(source.start, [source.look_ahead()], ProblemLog(kind))
        lines = list(islice(head, 10 * MOST_TITLES))
    except ListRefused:
        return None
    titles, separator, left = skip_titles(iter(lines), kind)
    rows = CsvRows(iter(list(left)), separator, titles + 1)
    looked = _look_at_rows(_whole_rows(rows), kind, remembered)
    if looked is None:
        return None
    columns = (looked.line, looked.width, looked.columns, looked.missing)
    return ListColumns(*columns, separator=separator)


def _whole_rows(rows: CsvRows) -> Iterator[Row]:
    """Yield the rows as far as they can be told apart."""
    try:
        for line, cells in rows:
            if cells and any(map(str.strip, cells)):
                yield line, cells
    except StrayQuote:
        return


def _look_at_rows(rows: Iterator[Row], kind: ListKind, remembered: Meanings | None) -> ListColumns | None:
    """Return the columns by the row that names what is needed, or else by the one that names the most."""
    head = list(islice(rows, MOST_TITLES + SAMPLED))
    if not head:
        return None
    titles = count_titles(head, kind)
    if titles is None:
        named = [_count_names(cells, kind, remembered) for _, cells in head[:MOST_TITLES]]
        titles = named.index(max(named))
    line, cells = head[titles]
    samples = [below for _, below in head[titles + 1 : titles + 1 + SAMPLED]]
    columns = propose_columns(cells, samples, kind, remembered)
    if not any(each.meaning for each in columns):
        return None
    return ListColumns(line, len(cells), columns, find_missing((each.meaning for each in columns), kind))


def _count_names(cells: Sequence[str], kind: ListKind, remembered: Meanings | None) -> int:
    return sum(each.meaning is not None for each in propose_columns(cells, (), kind, remembered))
