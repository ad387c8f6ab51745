"""What stands in one cell of a list that an office wrote with a spreadsheet: text, a formula, a day. Pure."""

import re
from datetime import date
from typing import Final

from handover.matching.census_columns import DATE_FORMS, MONTHS

LONGEST_CELL: Final = 200
SIGNS: Final = "=+@-"
"""The signs by which a spreadsheet takes a text for a formula."""
_FORCED_TEXT: Final = re.compile(r'="(.*)"')


def is_formula(value: str) -> bool:
    """Say whether a spreadsheet would reckon with a text."""
    return value[:1] in tuple(SIGNS)


def plain(cell: str) -> str:
    """Return a cell's text on one line, without the `="…"` by which spreadsheets are told not to reckon."""
    text = cell if cell.isprintable() else "".join(letter if letter.isprintable() else " " for letter in cell)
    text = text.strip()[:LONGEST_CELL]
    forced = _FORCED_TEXT.fullmatch(text)
    return forced[1] if forced else text


def read_day(text: str) -> date | None:
    """Read a day as offices write it, day before month; a year has four figures, since two would be a guess."""
    for form in DATE_FORMS:
        if match := form.fullmatch(text):
            month = MONTHS.get(match["month"].casefold()[:3]) or match["month"]
            try:
                return date(int(match["year"]), int(month), int(match["day"]))
            except ValueError:
                return None
    return None
