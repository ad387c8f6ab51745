"""How a value is written: the XML Schema types that the tables use, each with its pattern and its Python form.

Dates, times and numbers become Python's own; an `xs:duration` stays text because Python has no exact equal. A zone on
an `xs:date` is checked but not kept in the Python value (Python's dates have none); a document that is read and written
unchanged keeps it.
"""

import base64
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

_ZONE = r"(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"
_DATE = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_TIME = r"([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?"
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
    return datetime.fromisoformat(_micro(text))


def _micro(text: str) -> str:
    """Cut a fraction of a second to six digits, the most that Python keeps."""
    return re.sub(r"(\.[0-9]{6})[0-9]+", r"\1", text)


def _clock(value: time) -> str:
    return _zulu(value.isoformat())


def _stamp(value: datetime) -> str:
    return _zulu(value.isoformat())


def _zulu(text: str) -> str:
    """Write the zone of UTC as `Z`, as the examples of the specification do."""
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text


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

    def read(self, text: str) -> Any:
        """Return the Python value; ValueError when the text is not of this type."""
        text = self.space(text)
        if self.pattern is not None and self.pattern.fullmatch(text) is None:
            raise ValueError(text)
        return self.decode(text)


def _same(text: str) -> str:
    return text


def _table(*rows: tuple[str, str, str | None, Any, Any, Any, str, str]) -> Mapping[str, Lexical]:
    return {
        name: Lexical(name, python, re.compile(pattern) if pattern else None, decode, encode, space, (en, cy))
        for name, python, pattern, decode, encode, space, en, cy in rows
    }


LEXICAL: Final = _table(
    ("xs:string", "str", None, _same, str, _same, "text", "testun"),
    ("xs:normalizedString", "str", None, _same, str, _replace, "text", "testun"),
    ("xs:token", "str", None, _same, str, collapse, "text", "testun"),
    ("xs:anyURI", "str", None, _same, str, collapse, "an address (URL)", "cyfeiriad (URL)"),
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
        lambda text: time.fromisoformat(_micro(text)),
        _clock,
        collapse,
        "a time such as 09:00:00",
        "amser fel 09:00:00",
    ),
    (
        "xs:gYear",
        "int",
        "[0-9]{4}" + _ZONE,
        lambda text: int(text[:4]),
        "{:04d}".format,
        collapse,
        "a year of four digits",
        "blwyddyn o bedwar digid",
    ),
    ("xs:integer", "int", "[+-]?[0-9]+", int, str, collapse, "a whole number", "rhif cyfan"),
    (
        "xs:unsignedInt",
        "int",
        r"\+?0*[0-9]{1,10}|-0+",
        lambda text: _unsigned(int(text)),
        str,
        collapse,
        "a whole number, zero or more",
        "rhif cyfan, sero neu fwy",
    ),
    (
        "xs:decimal",
        "decimal.Decimal",
        r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)",
        Decimal,
        "{:f}".format,
        collapse,
        "a number such as 12 or 4.5",
        "rhif fel 12 neu 4.5",
    ),
    (
        "xs:boolean",
        "bool",
        "true|false|1|0",
        lambda text: text in ("true", "1"),
        lambda value: "true" if value else "false",
        collapse,
        "true or false",
        "true neu false",
    ),
    (
        "xs:duration",
        "str",
        r"-?P(?=[0-9T])([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?",
        _same,
        str,
        collapse,
        "a length of time such as PT2M30S",
        "hyd o amser fel PT2M30S",
    ),
    (
        "xs:base64Binary",
        "bytes",
        "[A-Za-z0-9+/= ]*",
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


PLAIN: Final[frozenset[Callable[[str], str]]] = frozenset({_same, _replace, collapse})
"""The readers that take every text and cannot fail."""
