"""The rows of an OpenDocument spreadsheet (.ods), as its sheet shows them: LibreOffice writes it, and public lists come in it.

Read like a workbook (`workbook.py`): the hardened XML reader alone, nothing fetched, no formula reckoned. A row or a cell
that says it is repeated a million times is a row that is not there, unless something stands in it.

Source: OASIS OpenDocument 1.2 part 1, section 9 (spreadsheets), 19.385 (value types).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import repeat
from typing import Final
from zipfile import ZipFile

from lxml import etree

from handover.common.lists.cells import LONGEST_CELL
from handover.common.lists.workbook import MOST_COLUMNS
from handover.common.xml import local_name, records

OPEN_DOCUMENT: Final = "application/vnd.oasis.opendocument.spreadsheet"
"""By what a spreadsheet is known: it stands at the head of the file, not packed."""
_CONTENT: Final = "content.xml"
MOST_ROWS: Final = 1 << 20
"""Rows that a sheet can have."""
_NO_TEXT: Final = frozenset({"annotation", "ruby-text"})


@dataclass(frozen=True)
class OpenDocument:
    """A spreadsheet that was looked into. Raises XmlFault where it is broken."""

    files: ZipFile
    hidden_rows: list[int] = field(default_factory=list)
    """The rows that the sheet read last hides, as far as they were met."""

    @cached_property
    def content(self) -> bytes:
        """The part that holds the sheets."""
        return self.files.read(_CONTENT)

    @cached_property
    def sheets(self) -> Sequence[tuple[str, str]]:
        """Each sheet with rows by its name, which is its own, in their order; as name and path."""
        return [(name, name) for name in dict.fromkeys(_sheet_of(row) for row in self._all_rows())]

    @property
    def hidden_sheets(self) -> Sequence[tuple[str, str]]:
        """None: which sheets are hidden is a matter of style here, and no list is kept in one."""
        return ()

    def rows(self, path: str) -> Iterator[tuple[int, list[str]]]:
        """Yield number (from 1) and cells of each row of a sheet that has any."""
        number = 0
        self.hidden_rows.clear()
        for row in self._all_rows():
            if _sheet_of(row) != path:
                continue
            times = _count(row, "number-rows-repeated")
            cells = _cells(row)
            if any(map(str.strip, cells)):
                for step in range(1, min(times, MOST_ROWS - number) + 1):
                    if row.get(_name(row, "visibility"), "visible") != "visible":
                        self.hidden_rows.append(number + step)
                    yield number + step, list(cells)
            number += times

    def _all_rows(self) -> Iterator[etree._Element]:
        return (row for row in records(self.content, "table-row") if local_name(row) == "table-row")


def _sheet_of(row: etree._Element) -> str:
    """Return the name of the sheet that a row stands in."""
    table = next(row.iterancestors("{*}table"), None)
    return "" if table is None else str(table.get(_name(table, "name"), ""))


def _cells(row: etree._Element) -> list[str]:
    cells: list[str] = []
    for cell in row:
        if local_name(cell) in {"table-cell", "covered-table-cell"} and len(cells) < MOST_COLUMNS:
            times = min(_count(cell, "number-columns-repeated"), MOST_COLUMNS - len(cells))
            cells += repeat(_shown(cell), times)
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _shown(cell: etree._Element) -> str:
    """Return what a cell shows; a day as the day that it is."""
    day = next((str(value) for key, value in cell.attrib.items() if str(key).endswith("}date-value")), "")
    if day:
        return day
    lines = ("".join(_texts(each)) for each in cell if local_name(each) == "p")
    return " ".join(" ".join(lines).split())[: LONGEST_CELL + 1]


def _texts(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if local_name(child) not in _NO_TEXT:
            yield " " if local_name(child) in {"s", "tab", "line-break"} else "".join(_texts(child))
        yield child.tail or ""


def _name(element: etree._Element, attribute: str) -> str:
    """Return an attribute's name in the namespace of its element."""
    return f"{{{etree.QName(element).namespace}}}{attribute}"


def _count(element: etree._Element, attribute: str) -> int:
    text = element.get(_name(element, attribute), "1")
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 8 else 1
