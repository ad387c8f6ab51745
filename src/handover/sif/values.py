"""How a value is written: the XML Schema types that the tables use, each with its pattern and its Python form.

Dates, times and numbers become Python's own; an `xs:duration` stays text because Python has no exact equal. A zone on
an `xs:date` is checked but not kept in the Python value (Python's dates have none); a document that is read and written
unchanged keeps it.
"""

import base64
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

_ZONE = r"(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"
# Years from 0001 to 9999: XML Schema knows longer and negative ones, Python and people's records do not.
_YEAR = r"([0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)"
_LEAP = r"([0-9]{2}(0[48]|[2468][048]|[13579][26])|(0[48]|[2468][048]|[13579][26])00)"
_DAY = r"((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)"
_DATE = f"({_YEAR}-{_DAY}|{_LEAP}-02-29)"
_TIME = r"(([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?|24:00:00(\.0+)?)"
_DIGITS = "0*[0-9]{1,18}"  # as long as XML Schema asks of everybody; Python stops at 4,300 digits
_HOURS = r"([0-9]+H([0-9]+M)?([0-9]+(\.[0-9]+)?S)?|[0-9]+M([0-9]+(\.[0-9]+)?S)?|[0-9]+(\.[0-9]+)?S)"
_DAYS = "([0-9]+Y([0-9]+M)?([0-9]+D)?|[0-9]+M([0-9]+D)?|[0-9]+D)"
_B64 = "[A-Za-z0-9+/] ?"
_BASE64 = f"(({_B64}){{4}})*(({_B64}){{3}}[A-Za-z0-9+/]|({_B64}){{2}}[AEIMQUYcgkosw048] ?=|{_B64}[AQgw] ?= ?=)|"
_FINE = re.compile(r"(\.[0-9]{6})[0-9]+")
_SPACES = re.compile(r"[ \t\n\r]+")


def collapse(text: str) -> str:
    """Return the text with white space at its ends gone and inside it single, as `xs:token` demands."""
    if text.isalnum() or (text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]):
        return text
    return _SPACES.sub(" ", text).strip(" ")


def _replace(text: str) -> str:
    return text if text.isprintable() else text.translate({9: " ", 10: " ", 13: " "})


def _bytes(text: str) -> bytes:
    return base64.b64decode(text.replace(" ", ""), validate=True)


def _moment(text: str) -> datetime:
    day, _, clock = text.partition("T")
    moment = datetime.fromisoformat(f"{day}T{_hours(clock)}")
    try:
        return moment + timedelta(days=1) if clock.startswith("24") else moment
    except OverflowError:  # the midnight after the last day there is: as near to it as Python comes
        return datetime.max.replace(tzinfo=moment.tzinfo)


def _hours(text: str) -> str:
    """Return a time as Python reads it: XML Schema's 24:00:00 is the midnight that ends a day."""
    return _micro("00" + text[2:] if text.startswith("24") else text)


def _micro(text: str) -> str:
    """Cut a fraction of a second to six digits, the most that Python keeps."""
    return _FINE.sub(r"\1", text) if "." in text else text


def _clock(value: time) -> str:
    return _zulu(time.isoformat(value))


def _stamp(value: datetime) -> str:
    return _zulu(datetime.isoformat(value))


def _zulu(text: str) -> str:
    """Write the zone of UTC as `Z`, as the examples of the specification do."""
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text


_WHOLE: Final = re.compile("-?" + _DIGITS)


def whole_number(text: str) -> int | None:
    """Return the whole number that a text of 1 to 18 plain digits writes; None for any other text."""
    return int(text) if _WHOLE.fullmatch(text) else None


@dataclass(frozen=True, slots=True)
class Lexical:
    """One XML Schema type: the pattern of its text, how to read it, how to write it, and the name of its Python form.

    `space` says what is done with white space first. `words` name the type to a person in English and in Welsh.
    """

    name: str
    python: str
    pattern: re.Pattern[str] | None
    decode: Callable[[str], Any]
    encode: Callable[[Any], str]
    space: Callable[[str], str]
    words: tuple[str, str]

    @property
    def reader(self) -> Callable[[str], Any]:
        """The quickest function that does what `read` does."""
        return self.space if self.pattern is None and self.decode is _same else self.read

    def fits(self, text: str) -> bool:
        """Say whether a text is of this type, as far as its pattern says: nothing is made of it."""
        return self.pattern is None or self.pattern.fullmatch(self.space(text)) is not None

    def read(self, text: str) -> Any:
        """Return the Python value; ValueError when the text is not of this type."""
        text = self.space(text)
        if self.pattern is not None and self.pattern.fullmatch(text) is None:
            raise ValueError(text)
        return self.decode(text)


def _same(text: str) -> str:
    return text


# Called by their types, these take nothing else: 6 is no text, "6" is no number.
_text: Final = str.__str__
_number: Final = int.__repr__


def _table(*rows: tuple[str, str, str | None, Any, Any, Any, str, str]) -> Mapping[str, Lexical]:
    return {
        name: Lexical(name, python, re.compile(pattern) if pattern else None, decode, encode, space, (en, cy))
        for name, python, pattern, decode, encode, space, en, cy in rows
    }


LEXICAL: Final = _table(
    ("xs:string", "str", None, _same, _text, _same, "text", "testun"),
    ("xs:normalizedString", "str", None, _same, _text, _replace, "text", "testun"),
    ("xs:token", "str", None, _same, _text, collapse, "text", "testun"),
    ("xs:anyURI", "str", None, _same, _text, collapse, "an address (URL)", "cyfeiriad (URL)"),
    (
        "xs:date",
        "datetime.date",
        _DATE + _ZONE,
        lambda text: date.fromisoformat(text[:10]),
        date.isoformat,
        collapse,
        "a date such as 2009-01-31",
        "dyddiad fel 2009-01-31",
    ),
    (
        "xs:dateTime",
        "datetime.datetime",
        _DATE + "T" + _TIME + _ZONE,
        _moment,
        _stamp,
        collapse,
        "a date and time such as 2009-01-31T09:00:00",
        "dyddiad ac amser fel 2009-01-31T09:00:00",
    ),
    (
        "xs:time",
        "datetime.time",
        _TIME + _ZONE,
        lambda text: time.fromisoformat(_hours(text)),
        _clock,
        collapse,
        "a time such as 09:00:00",
        "amser fel 09:00:00",
    ),
    (
        "xs:gYear",
        "int",
        _YEAR + _ZONE,
        lambda text: int(text[:4]),
        lambda value: f"{int.__index__(value):04d}",
        collapse,
        "a year of four digits",
        "blwyddyn o bedwar digid",
    ),
    ("xs:integer", "int", "[+-]?" + _DIGITS, int, _number, collapse, "a whole number", "rhif cyfan"),
    (
        "xs:unsignedInt",
        "int",
        r"\+?0*[0-9]{1,10}|-0+",
        lambda text: _unsigned(int(text)),
        _number,
        collapse,
        "a whole number, zero or more",
        "rhif cyfan, sero neu fwy",
    ),
    (
        "xs:decimal",
        "decimal.Decimal",
        r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)",
        Decimal,
        lambda value: Decimal.__format__(value, "f"),
        collapse,
        "a number such as 12 or 4.5",
        "rhif fel 12 neu 4.5",
    ),
    (
        "xs:boolean",
        "bool",
        "true|false|1|0",
        lambda text: text in ("true", "1"),
        {True: "true", False: "false"}.__getitem__,
        collapse,
        "true or false",
        "true neu false",
    ),
    (
        "xs:duration",
        "str",
        f"-?P({_DAYS}(T{_HOURS})?|T{_HOURS})",
        _same,
        _text,
        collapse,
        "a length of time such as PT2M30S",
        "hyd o amser fel PT2M30S",
    ),
    (
        "xs:base64Binary",
        "bytes",
        _BASE64,
        _bytes,
        lambda value: base64.b64encode(value).decode("ascii"),
        collapse,
        "base64",
        "base64",
    ),
)
"""Every built-in type that the tables use, by its name in XML Schema."""

_UNSIGNED_LIMIT: Final = 2**32


def _unsigned(value: int) -> int:
    if not 0 <= value < _UNSIGNED_LIMIT:
        raise ValueError(value)
    return value


EXACT: Final = frozenset(
    {"xs:date", "xs:dateTime", "xs:time", "xs:gYear", "xs:integer", "xs:duration", "xs:base64Binary"}
)
"""The types of which a compiled schema says something else than this table: libxml2 does not collapse blanks around
dates, takes years that nothing else can hold, and lets any letter through as base64. They are compiled by their patterns."""

PLAIN: Final[frozenset[Callable[[str], str]]] = frozenset({_same, _replace, collapse})
"""The readers that take every text and cannot fail."""
