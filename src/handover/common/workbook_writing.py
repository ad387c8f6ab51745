"""A workbook for Excel out of plain sheets. What a stranger wrote is always text: never a formula, an address or a number.

The whole is made in memory: XlsxWriter would otherwise put what it holds into files of its own on the disk, unsealed.
"""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final, Protocol

from xlsxwriter import Workbook

LONGEST_CELL: Final = 32_767
"""Characters; what is longer goes on in the next cells of the row."""
LONGEST_NAME: Final = 31
WIDEST: Final = 60
_NOT_IN_A_NAME: Final = re.compile(r"[\[\]:*?/\\]")
_LIKE_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Sheet(Protocol):
    """A sheet: its name, its headings, its rows."""

    @property
    def name(self) -> str:
        """What stands on its tab."""

    @property
    def columns(self) -> Sequence[str]:
        """Its headings."""

    @property
    def rows(self) -> Sequence[Sequence[object]]:
        """Its rows, a cell for each heading; None is an empty cell."""


def write_workbook(sheets: Iterable[Sheet]) -> bytes:
    """Return the sheets as an xlsx file: headings in bold that stay in sight, days as days, whole numbers as numbers."""
    kept = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(kept, options) as book:
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
        text, quoted = book.add_format({"num_format": "@"}), book.add_format({"num_format": "@", "quote_prefix": True})
        taken: set[str] = set()
        for sheet in sheets:
            page = book.add_worksheet(_sheet_name(sheet.name, taken))
            page.freeze_panes(1, 0)
            page.set_landscape()
            page.set_paper(9)  # A4
            page.fit_to_pages(1, 0)
            page.repeat_rows(0)
            for column, heading in enumerate(sheet.columns):
                page.write_string(0, column, heading, bold)
                cells = (str(row[column]) for row in sheet.rows if row[column] is not None)
                page.set_column(column, column, min(max(map(len, (heading, *cells))) + 2, WIDEST))
            for number, row in enumerate(sheet.rows, 1):
                for column, cell in enumerate(row):
                    if isinstance(cell, (date, datetime)):
                        page.write_datetime(number, column, cell, day)
                    elif isinstance(cell, int):
                        page.write_number(number, column, cell)
                    elif cell is not None:
                        for piece, start in enumerate(range(0, len(str(cell)), LONGEST_CELL)):
                            part = str(cell)[start : start + LONGEST_CELL]
                            form = quoted if part.lstrip(" ").startswith(_LIKE_A_FORMULA) else text
                            page.write_string(number, column + piece, part, form)
    return kept.getvalue()


def _sheet_name(name: str, taken: set[str]) -> str:
    """Return a name that Excel takes, and that no other sheet has."""
    short = _NOT_IN_A_NAME.sub(" ", name).strip("' ")[:LONGEST_NAME] or "1"
    unique, number = short, 1
    while unique.casefold() in taken:
        number += 1
        unique = f"{short[: LONGEST_NAME - 4]} {number}"
    taken.add(unique.casefold())
    return unique
