"""The rows of an Excel workbook (.xlsx), as its sheet shows them.

Read with the hardened XML reader and nothing else: a workbook that a stranger sent is a zip of XML, so it may be a bomb,
may ask to fetch what lies elsewhere, and may claim a cell in row 1,048,576 of column XFD. The zip is unpacked once and
counted before a part of it is read; rows and columns that are not there take no memory; no formula is reckoned. A formula
counts as what it came to when the workbook was saved; where that is not there, it stands as its own text.

Source: ECMA-376 part 1, sections 18.2 (workbook), 18.3.1 (sheet), 18.4 (shared strings), 18.8.30 (number formats).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from posixpath import join, normpath
from typing import Final
from zipfile import ZipFile

from lxml import etree

from handover.common.lists.cells import LONGEST_CELL
from handover.common.xml import local_name, parse_xml, records

MOST_COLUMNS: Final = 256
"""Columns that are read; no list of pupils has more."""
MOST_MERGED: Final = 10_000
"""Rows over which merged cells are filled; no list has more that mean anything."""
WORKBOOK_PART: Final = "xl/workbook.xml"
"""The part by which a workbook is known."""
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LAST_DAY: Final = 2_900_000  # the year 9839; a date has no more days
_A_DAY: Final = "dd/mm/yyyy"
_DAY_FORMATS: Final = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
_NOT_OF_A_FORMAT: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_OF_A_DAY: Final = re.compile("[dy]", re.IGNORECASE)
_COLUMN: Final = re.compile("[A-Z]{1,3}")
_ZEROS: Final = re.compile("0{2,12}")
_MERGED: Final = re.compile("([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})")

Record = tuple[int, list[str]]


@dataclass(frozen=True)
class Workbook:
    """A workbook that was looked into: its sheets, and what their cells refer to. Raises XmlFault where it is broken."""

    files: ZipFile
    hidden_rows: list[int] = field(default_factory=list)
    """The rows that the sheet read last hides, as far as they were met."""

    @cached_property
    def book(self) -> etree._Element:
        """The part that names the sheets."""
        return parse_xml(self.files.read(WORKBOOK_PART))

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
    def formats(self) -> Mapping[int, str]:
        """The format of each style of cells that shows a number otherwise than as itself: a day, or with zeros before it."""
        path = self._path_to("styles")
        if not path:
            return {}
        styles = parse_xml(self.files.read(path))
        codes = {str(number): _A_DAY for number in _DAY_FORMATS}
        codes |= {each.get("numFmtId", ""): each.get("formatCode", "") for each in styles.iter("{*}numFmt")}
        cells = (each for formats in styles.iter("{*}cellXfs") for each in formats.iterchildren("{*}xf"))
        return {place: codes[number] for place, each in enumerate(cells) if (number := each.get("numFmtId")) in codes}

    @cached_property
    def epoch(self) -> date:
        """The day from which days are counted."""
        settings = next(self.book.iter("{*}workbookPr"), None)
        old = settings is not None and settings.get("date1904") in {"1", "true"}
        return _EPOCH_1904 if old else _EPOCH

    def rows(self, path: str) -> Iterator[Record]:
        """Yield number (from 1) and cells of each row of a sheet that has any; a merged cell stands in each of its rows."""
        number, data = 0, self.files.read(path)
        merged, above = _merged_rows(data), dict[int, str]()
        self.hidden_rows.clear()
        for row in records(data, "row"):
            if _is(row, "row"):
                number = _whole(row.get("r")) or number + 1
                cells = self._cells(row)
                for place, first in merged.get(number, ()):
                    if first:
                        above[place] = cells[place] if place < len(cells) else ""
                    elif above.get(place):
                        cells += [""] * (place + 1 - len(cells))
                        cells[place] = above[place]
                if any(map(str.strip, cells)):
                    if row.get("hidden") in {"1", "true"}:
                        self.hidden_rows.append(number)
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
        shown = self.formats.get(style, "") if style is not None else ""
        if is_of_a_day(shown) and 0 <= number < _LAST_DAY:
            return (self.epoch + timedelta(days=int(number))).isoformat()
        if not number.is_integer():
            return text
        return str(int(number)).zfill(len(shown) if _ZEROS.fullmatch(shown) else 0)


def _is(element: etree._Element | None, name: str) -> bool:
    """Say whether an element is there and has that name; the last that `records` yields is the document element."""
    return element is not None and local_name(element) == name


def _merged_rows(data: bytes) -> Mapping[int, list[tuple[int, bool]]]:
    """Return for each row the columns (from 0) of cells that are merged downwards, and whether it is the first of them."""
    found: defaultdict[int, list[tuple[int, bool]]] = defaultdict(list)
    left = MOST_MERGED
    for cell in records(data, "mergeCell") if b"mergeCell" in data else ():
        match = _MERGED.fullmatch(cell.get("ref", "")) if _is(cell, "mergeCell") else None
        if match and int(match[2]) < int(match[3]) and left > 0:
            last = min(int(match[3]), int(match[2]) + left)
            left -= last - int(match[2])
            for number in range(int(match[2]), last + 1):
                found[number].append((_place_of(match[1], 0), number == int(match[2])))
    return found


def _path_of(target: str) -> str:
    return normpath(join("xl", target)).lstrip("/")


def _text_of(element: etree._Element) -> str:
    """Return the letters of a text on one line, those left out that say how it is pronounced.

    It is made short once and here: a million cells may share one text. One letter more than is read stays, by which
    that is known.
    """
    runs = (run for run in element.iter("{*}t") if not _is(run.getparent(), "rPh"))
    return " ".join("".join(run.text or "" for run in runs).split())[: LONGEST_CELL + 1]


def is_of_a_day(code: str) -> bool:
    """Say whether a number in this format is shown as a day."""
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
