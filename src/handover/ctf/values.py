"""Reading one value: text from the file in, typed value out, or the fault that says why there is none.

Each form of value has one function here. A value that cannot be read is not guessed at (reference/ctf.md section 4.1).
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from handover.ctf.elements import ValueForm

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MIDNIGHT: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]00:00(?::00(?:\.0{1,9})?)?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)
_MOMENT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)
_TRUTHS: Final[Mapping[str, bool]] = MappingProxyType({"true": True, "false": False, "1": True, "0": False})
_LETTERS: Final[Mapping[str, bool]] = MappingProxyType({"Y": True, "N": False})
_LONGEST_WHOLE: Final = 9

REMEMBERED: Final = 4096
"""Values whose reading is remembered: the same few hundred days and numbers make up most of a file."""

LONGEST_READ: Final = 64
"""Characters; no text that a quick reader takes for a value is longer. The longest is a moment with fraction and zone, 35."""

Value = str | int | bool | date | datetime
Outcome = tuple[Value | None, str | None]
"""The value, if any, and the short code of the fault, if any; `Y` for true gives both."""


def read_ctf_day(text: str) -> Outcome:
    """Read `YYYY-MM-DD`; midnight or a zone behind it is unmistakable too, and told."""
    fault = None if _DAY.fullmatch(text) else "date_time"
    found = _MIDNIGHT.fullmatch(text)
    if found is None:
        return None, "date_form"
    try:
        return date.fromisoformat(found[1]), fault
    except ValueError:
        return None, "date_impossible"


def read_ctf_moment(text: str) -> Outcome:
    """Read `YYYY-MM-DDThh:mm:ss` with or without a fraction and a zone."""
    if not _MOMENT.fullmatch(text):
        return None, "moment_form"
    try:
        return datetime.fromisoformat(text), None
    except ValueError:
        return None, "moment_form"


def read_truth(text: str) -> Outcome:
    """Read `true`, `false`, `1`, `0`; `Y` and `N` with a warning."""
    if (value := _TRUTHS.get(text)) is not None:
        return value, None
    if (value := _LETTERS.get(text)) is not None:
        return value, "boolean_letter"
    return None, "boolean_form"


def read_whole(text: str) -> Outcome:
    """Read a whole number that is not negative."""
    if text.isascii() and text.isdigit() and len(text) <= _LONGEST_WHOLE:
        return int(text), None
    return None, "whole_form"


# Forms that are not here are text and stay as they are.
READERS: Final[Mapping[ValueForm, Callable[[str], Outcome]]] = MappingProxyType(
    {
        ValueForm.DATE: read_ctf_day,
        ValueForm.MOMENT: read_ctf_moment,
        ValueForm.BOOLEAN: read_truth,
        ValueForm.WHOLE: read_whole,
    }
)


def _quick(read: Callable[[str], Outcome]) -> Callable[[str], Value | None]:
    @lru_cache(REMEMBERED)
    def value_of(text: str) -> Value | None:
        value, fault = read(text)
        return value if fault is None else None

    return value_of


QUICK_READERS: Final[Mapping[ValueForm, Callable[[str], Value | None]]] = MappingProxyType(
    {form: _quick(read) for form, read in READERS.items()}
)
"""The same readers for the usual case: the value, or None where there is anything to say about the text."""


def write_value(value: Value) -> str:
    """Return a value as the file writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
