"""What stands in one cell of a list that an office wrote with a spreadsheet: text, a formula, a day. Pure."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

LONGEST_CELL: Final = 200
"""Characters of a cell that are read."""
SIGNS: Final = "=+@-"
"""The signs by which a spreadsheet takes a text for a formula."""
_FORCED_TEXT: Final = re.compile(r'="(.*)"')

OLDEST: Final = 25
"""Years above which nobody is at a school: special schools keep young people to 19, and a list may be some years old."""

MONTHS: Final[Mapping[str, int]] = MappingProxyType(
    {
        name: number
        for names in (
            "jan feb mar apr may jun jul aug sep oct nov dec",
            "ion chw maw ebr mai meh gor aws med hyd tac rha",
        )
        for number, name in enumerate(names.split(), start=1)
    }
)
_CLOCK: Final = r"(?:[T ]0?0:00(?::00(?:\.0+)?)?Z?)?"
DATE_FORMS: Final = (
    re.compile(rf"(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d){_CLOCK}"),
    re.compile(rf"(?P<day>\d\d?)[/.-](?P<month>\d\d?)[/.-](?P<year>\d{{4}}){_CLOCK}"),
    re.compile(r"(?P<day>\d\d?)[ -](?P<month>[A-Za-z]{3,10})[ -](?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"),
)


def is_formula(value: str) -> bool:
    """Say whether a spreadsheet would reckon with a text. A sign alone, as stands for want of a name, is none."""
    return value[:1] in tuple(SIGNS) and bool(value.strip(SIGNS))


def plain_cell(cell: str) -> str:
    """Return a cell's text on one line, without the `="…"` by which spreadsheets are told not to reckon."""
    text = cell if cell.isprintable() else "".join(letter if letter.isprintable() else " " for letter in cell)
    text = text.strip()[:LONGEST_CELL]
    forced = _FORCED_TEXT.fullmatch(text)
    return forced[1] if forced else text


def read_written_day(text: str) -> date | None:
    """Read a day as offices write it, day before month; a year has four figures, since two would be a guess."""
    for form in DATE_FORMS:
        if match := form.fullmatch(text):
            month = MONTHS.get(match["month"].casefold()[:3]) or match["month"]
            try:
                return date(int(match["year"]), int(month), int(match["day"]))
            except ValueError:
                return None
    return None


def read_birth_date(text: str, today: date, fault: Callable[..., None]) -> date | None:
    """Read a birth date; `fault` hears `date` where it is no day, and `age` where nobody at a school was born on it."""
    born = read_written_day(text)
    if born is None:
        if text:
            fault("date", value=text)
    elif not 0 <= (today - born).days <= OLDEST * 366:
        fault("age", value=text)
        return None
    return born
