"""The rows of an Excel workbook (.xlsx), as saving its sheet as CSV would give them.

Read with the hardened XML reader and nothing else: a workbook that a stranger sent is a zip of XML, so it may be a bomb,
may ask to fetch what lies elsewhere, and may claim a cell in row 1,048,576 of column XFD. The zip is unpacked once and
counted before a part of it is read; rows and columns that are not there take no memory; no formula is reckoned. A formula
counts as what it came to when the workbook was saved; where that is not there, it stands as its own text.

Source: ECMA-376 part 1, sections 18.2 (workbook), 18.3.1 (sheet), 18.4 (shared strings), 18.8.30 (number formats).
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from io import BytesIO
from itertools import islice
from posixpath import join, normpath
from typing import Final
from zipfile import BadZipFile, ZipFile

from lxml import etree

from handover.common.archives import MEBIBYTE, ArchiveLimits, look_into
from handover.common.lists.cells import LONGEST_CELL
from handover.common.lists.headings import MOST_TITLES, read_heading
from handover.common.lists.kinds import ListKind, ProblemLog
from handover.common.problems import has_errors
from handover.common.xml import XmlFault, local_name, parse_xml, records

LARGEST: Final = 32 * MEBIBYTE
"""Bytes of a workbook as it is sent. A longer list comes as CSV, which is read row by row."""
LIMITS: Final = ArchiveLimits(entries=1000, unpacked=64 * MEBIBYTE, depth=2)
MOST_COLUMNS: Final = 256
"""Columns that are read; no list of pupils has more."""
_MARK: Final = b"PK\x03\x04"
_BOOK: Final = "xl/workbook.xml"
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LAST_DAY: Final = 2_900_000  # the year 9839; a date has no more days
_DAY_FORMATS: Final = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
_NOT_OF_A_FORMAT: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_OF_A_DAY: Final = re.compile("[dy]", re.IGNORECASE)
_COLUMN: Final = re.compile("[A-Z]{1,3}")

Record = tuple[int, list[str]]


def is_workbook(start: bytes) -> bool:
    """Say whether a file may be a workbook, by its first bytes."""
    return start.startswith(_MARK)


def read_workbook(chunks: Iterable[bytes], log: ProblemLog) -> Iterator[Record]:
    """Yield number and cells of each row of the first sheet with a heading, from the heading on.

    Hidden sheets are passed over, and told where they hold a list too. Raises ListRefused where it is no workbook, or none
    that can be opened safely.
    """
    read = bytearray()
    for chunk in chunks:
        read += chunk
        if len(read) > LARGEST:
            log.refuse("workbook")
    data = bytes(read)
    contents = look_into(data, LIMITS)
    if _BOOK not in {member.name for member in contents.members} and _BOOK.encode() not in data:
        log.refuse("not_csv", 1, what="zip")
    if has_errors(contents.problems) or contents.locked:
        log.refuse("workbook")
    try:
        yield from _rows_of_list(Workbook(ZipFile(BytesIO(data))), log)
    except (BadZipFile, NotImplementedError, EOFError, KeyError, zlib.error, XmlFault):
        log.refuse("workbook")


def _rows_of_list(book: "Workbook", log: ProblemLog) -> Iterator[Record]:
    """Yield the rows of the sheet that holds the list, each as wide as its heading."""
    filled = [(name, path) for name, path in book.sheets if any(book.rows(path))]
    hidden = [path for _, path in book.hidden_sheets if _titles(book.rows(path), log.kind) is not None]
    if not filled:
        return
    found = [(name, path, above) for name, path in filled if (above := _titles(book.rows(path), log.kind)) is not None]
    name, path, above = found[0] if found else (*filled[0], 0)
    if len(filled) + len(hidden) > 1:
        log.add("sheets", count=len(filled) + len(hidden), sheet=name)
    width = 0
    for number, cells in islice(book.rows(path), above, None):
        width = width or len(cells)
        yield number, (cells + [""] * width)[:width] if found else cells


def _titles(rows: Iterator[Record], kind: ListKind) -> int | None:
    """Return how many rows stand above the heading; None where there is none."""
    head = enumerate(islice(rows, MOST_TITLES))
    return next((place for place, (_, cells) in head if not read_heading(cells, kind).missing), None)


@dataclass(frozen=True)
class Workbook:
    """A workbook that was looked into: its sheets, and what their cells refer to. Raises XmlFault where it is broken."""

    files: ZipFile

    @cached_property
    def book(self) -> etree._Element:
        """The part that names the sheets."""
        return parse_xml(self.files.read(_BOOK))

    @cached_property
    def parts(self) -> Mapping[str, tuple[str, str]]:
        """The parts by their numbers in the workbook: what each is, and its name in the zip."""
        links = parse_xml(self.files.read("xl/_rels/workbook.xml.rels"))
        return {
            link.get("Id", ""): (link.get("Type", "").rpartition("/")[2], _path_of(link.get("Target", "")))
            for link in links.iterchildren("{*}Relationship")
        }

    @property
    def sheets(self) -> Sequence[tuple[str, str]]:
        """Name and part of each sheet that is shown, in the order in which it is."""
        return [(name, path) for name, path, shown in self._all_sheets if shown]

    @property
    def hidden_sheets(self) -> Sequence[tuple[str, str]]:
        """Name and part of each sheet that is not shown."""
        return [(name, path) for name, path, shown in self._all_sheets if not shown]

    @cached_property
    def _all_sheets(self) -> Sequence[tuple[str, str, bool]]:
        found: dict[str, tuple[str, str, bool]] = {}
        for sheet in self.book.iter("{*}sheet"):
            number = next((str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
            what, path = self.parts.get(number, ("", ""))
            if what == "worksheet":
                shown = sheet.get("state", "visible") == "visible"
                found.setdefault(path, (sheet.get("name", ""), path, shown))
        return list(found.values())

    @cached_property
    def texts(self) -> Sequence[str]:
        """The texts that cells share, by their numbers."""
        path = self._path_to("sharedStrings")
        return [_text_of(each) for each in records(self.files.read(path), "si") if _is(each, "si")] if path else []

    @cached_property
    def day_styles(self) -> frozenset[int]:
        """The styles of cells by which a number is shown as a day."""
        path = self._path_to("styles")
        if not path:
            return frozenset()
        styles = parse_xml(self.files.read(path))
        own = {each.get("numFmtId"): each.get("formatCode", "") for each in styles.iter("{*}numFmt")}
        days = {str(number) for number in _DAY_FORMATS} | {n for n, code in own.items() if _is_of_a_day(code)}
        cells = (each for formats in styles.iter("{*}cellXfs") for each in formats.iterchildren("{*}xf"))
        return frozenset(place for place, each in enumerate(cells) if each.get("numFmtId") in days)

    @cached_property
    def epoch(self) -> date:
        """The day from which days are counted."""
        settings = next(self.book.iter("{*}workbookPr"), None)
        old = settings is not None and settings.get("date1904") in {"1", "true"}
        return _EPOCH_1904 if old else _EPOCH

    def rows(self, path: str) -> Iterator[Record]:
        """Yield number (from 1) and cells of each row of a sheet that has any."""
        number = 0
        for row in records(self.files.read(path), "row"):
            if _is(row, "row"):
                number = _whole(row.get("r")) or number + 1
                cells = self._cells(row)
                if any(map(str.strip, cells)):
                    yield number, cells

    def _path_to(self, kind: str) -> str:
        return next((path for what, path in self.parts.values() if what == kind), "")

    def _cells(self, row: etree._Element) -> list[str]:
        cells: list[str] = []
        for cell in row.iterchildren("{*}c"):
            place = _place_of(cell.get("r", ""), len(cells))
            if len(cells) <= place < MOST_COLUMNS:
                cells += [""] * (place - len(cells)) + [self._shown(cell)]
        while cells and not cells[-1]:
            cells.pop()
        return cells

    def _shown(self, cell: etree._Element) -> str:
        """Return what a cell shows."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _text_of(cell)
        parts = {local_name(part): part.text or "" for part in cell}
        text = parts.get("v", "")
        if not text:
            return f"={parts['f']}" if "f" in parts and kind != "str" else ""
        if kind == "s":
            place = _whole(text)
            return self.texts[place] if place is not None and place < len(self.texts) else ""
        return self._number(text, _whole(cell.get("s"))) if kind == "n" else text

    def _number(self, text: str, style: int | None) -> str:
        try:
            number = float(text)
        except ValueError:
            return text
        if style in self.day_styles and 0 <= number < _LAST_DAY:
            return (self.epoch + timedelta(days=int(number))).isoformat()
        return str(int(number)) if number.is_integer() else text


def _is(element: etree._Element | None, name: str) -> bool:
    """Say whether an element is there and has that name; the last that `records` yields is the document element."""
    return element is not None and local_name(element) == name


def _path_of(target: str) -> str:
    return normpath(join("xl", target)).lstrip("/")


def _text_of(element: etree._Element) -> str:
    """Return the letters of a text on one line, those left out that say how it is pronounced.

    It is made short once and here: a million cells may share one text. One letter more than is read stays, by which
    that is known.
    """
    runs = (run for run in element.iter("{*}t") if not _is(run.getparent(), "rPh"))
    return " ".join("".join(run.text or "" for run in runs).split())[: LONGEST_CELL + 1]


def _is_of_a_day(code: str) -> bool:
    return bool(_OF_A_DAY.search(_NOT_OF_A_FORMAT.sub("", code)))


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def _place_of(reference: str, following: int) -> int:
    """Return the column (from 0) of a cell such as `B5`; the one that follows where it does not say."""
    match = _COLUMN.match(reference)
    if match is None:
        return following
    place = 0
    for letter in match[0]:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
