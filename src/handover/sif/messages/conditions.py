"""The conditions of a query: a value of an object compared with a given one, and how conditions are joined.

Values are compared as numbers, dates or times where the table says so, otherwise as text. A path that selects several
values matches if any of them does; one that selects none is NE to everything and nothing else, and so is every path of an
object that is not there, as an outer join leaves it out.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, TypeVar

from lxml import etree

from handover.sif.messages.paths import QueryNotSupported, leaf_type, parse_path, values

Subject = TypeVar("Subject")
Test = Callable[[etree._Element | None], bool]
"""Says whether an object, or none, fulfils a condition."""

_COMPARE: Final[Mapping[str, Callable[[Any, Any], bool]]] = MappingProxyType(
    {
        "EQ": operator.eq,
        "NE": operator.ne,
        "LT": operator.lt,
        "LE": operator.le,
        "GT": operator.gt,
        "GE": operator.ge,
    }
)


def join_tests(how: str, tests: Sequence[Callable[[Subject], bool]]) -> Callable[[Subject], bool]:
    """Return the tests as one: any of them for `Or`, otherwise all."""
    join = any if how == "Or" else all
    return lambda subject: join(test(subject) for test in tests)


def condition(name: str, path: str, code: str, wanted: str) -> Test:
    """Return the test of one condition on objects of a type. Raises `QueryNotSupported`."""
    steps = parse_path(path)
    simple = leaf_type(name, steps)
    code = code.upper()
    compare = _COMPARE.get(code)
    if compare is None or simple is None:
        raise QueryNotSupported(f"{path} {code} cannot be evaluated.")
    read = simple.lexical.read
    try:
        value = read(wanted)
    except (ValueError, ArithmeticError):
        raise QueryNotSupported(f"{wanted!r} cannot be compared with {path}.") from None

    def test(element: etree._Element | None) -> bool:
        found = False
        for text in values(element, steps) if element is not None else ():
            found = True
            if _holds(compare, read, text, value):
                return True
        return not found and code == "NE"

    return test


def _holds(compare: Callable[[Any, Any], bool], read: Callable[[str], Any], text: str, value: Any) -> bool:
    try:
        held = read(text)
        return compare(held, value)
    except (ValueError, ArithmeticError):
        return False
    except TypeError:  # a time with a zone and one without: compare what is written
        return compare(held.replace(tzinfo=None), value.replace(tzinfo=None))
