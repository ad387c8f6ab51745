"""Values in plain words, in English or Welsh: codes by their label, dates as people say them."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from handover.common.codesets import label
from handover.common.dates_in_words import say_day
from handover.common.text import Text
from handover.ctf.elements import Element, ValueForm

YES, NO = Text("Yes", "Ie"), Text("No", "Na")

# Words for codes whose set is so small that it has no table of its own.
_SMALL: Final[Mapping[str, Mapping[str, Text]]] = MappingProxyType(
    {
        "DocumentQualifier": {
            "full": Text("Full record", "Cofnod llawn"),
            "partial": Text("Part of the record", "Rhan o'r cofnod"),
        },
    }
)


def say_school_year(start: int) -> str:
    """Return the school year that starts in this year as `2009/10`."""
    return f"{start}/{(start + 1) % 100:02d}"


def say_code(element: Element, code: str, language: str) -> str | None:
    """Return the label of a code, or None when we do not have one."""
    words = _SMALL.get(element.tag, {}).get(code) or (label(element.codes, code) if element.codes else None)
    return words.say(language) if words is not None else None


def say_value(element: Element, value: object, language: str) -> str:
    """Return a value as a person reads it."""
    if isinstance(value, bool):
        return (YES if value else NO).say(language)
    if isinstance(value, datetime):
        return f"{say_day(value, language)}, {value:%H:%M}"
    if isinstance(value, date):
        return say_day(value, language)
    if element.form in (ValueForm.CODE, ValueForm.OPEN_CODE):
        return say_code(element, str(value), language) or str(value)
    return str(value)
