"""How an element of a Common Transfer File is described: beside the field of the model that holds it.

Each field of the dataclasses in `ctf/model.py` is made by one of the functions here and so carries its own row of the
element table: tag and place, form, code set, longest text and the words for it. Reader, writer, checks and the
person's view all read these rows; nothing about an element is written twice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from enum import Enum
from types import MappingProxyType
from typing import Any, Final

from handover.common.text import Text

LONGEST_TEXT: Final = 1000
LONGEST_NAME: Final = 100

NAMESPACE: Final = "http://www.dcsf.gov.uk/schemas/cbds"
"""The namespace of the 2010 schema. Elements are read with it or with none, and written with none."""


class ValueForm(Enum):
    """What a value is: how it is read, checked and written."""

    TEXT = "text"
    NAME = "name"
    DATE = "date"
    MOMENT = "date and time"
    BOOLEAN = "true or false"
    WHOLE = "whole number"
    CODE = "code"
    OPEN_CODE = "code of an open set"
    RAW = "kept as it came"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Element:
    """A row of the element table.

    `path` leads from the enclosing group's element to this one; what stands before the last step are mere containers.
    `other_tag` is a second name under which the element is met (`Sex` for `Gender`). `codes` names the code set; the
    values of an open set are shown with their label and never warned about, because no source lists them all.
    """

    path: tuple[str, ...]
    form: ValueForm
    label: Text
    codes: str | None = None
    longest: int = LONGEST_TEXT
    many: bool = False
    group: type | None = None
    other_tag: str | None = None
    identity: bool = False

    @property
    def tag(self) -> str:
        """The element's own name."""
        return self.path[-1]


def _field(default: object, element: Element) -> Any:
    return field(default=default, metadata={"element": element})


def _path(path: str) -> tuple[str, ...]:
    return tuple(path.split("/"))


def text(path: str, en: str, cy: str, *, longest: int = LONGEST_TEXT, identity: bool = False) -> Any:
    """Free text, kept as written but for blanks around it."""
    return _field(None, Element(_path(path), ValueForm.TEXT, Text(en, cy), longest=longest, identity=identity))


def name(path: str, en: str, cy: str, *, identity: bool = False) -> Any:
    """A person's name."""
    return _field(None, Element(_path(path), ValueForm.NAME, Text(en, cy), longest=LONGEST_NAME, identity=identity))


def day(path: str, en: str, cy: str, *, identity: bool = False) -> Any:
    """A date, `YYYY-MM-DD`."""
    return _field(None, Element(_path(path), ValueForm.DATE, Text(en, cy), identity=identity))


def moment_element(path: str, en: str, cy: str) -> Any:
    """A date and time, `YYYY-MM-DDThh:mm:ss`, local; a zone or fraction is accepted."""
    return _field(None, Element(_path(path), ValueForm.MOMENT, Text(en, cy)))


def truth(path: str, en: str, cy: str) -> Any:
    """A boolean, `true` or `false`; `1` and `0` are accepted, `Y` and `N` with a warning."""
    return _field(None, Element(_path(path), ValueForm.BOOLEAN, Text(en, cy)))


def whole_element(path: str, en: str, cy: str) -> Any:
    """A whole number that is not negative."""
    return _field(None, Element(_path(path), ValueForm.WHOLE, Text(en, cy)))


def code_element(path: str, codes: str, en: str, cy: str, *, other_tag: str | None = None) -> Any:
    """A code of a set we hold; another code is kept and warned about."""
    return _field(None, Element(_path(path), ValueForm.CODE, Text(en, cy), codes, other_tag=other_tag))


def open_code(path: str, en: str, cy: str, *, codes: str | None = None, many: bool = False) -> Any:
    """A code whose set no source lists in full; known ones get a label."""
    element = Element(_path(path), ValueForm.OPEN_CODE, Text(en, cy), codes, many=many)
    return _field(() if many else None, element)


def texts(path: str, en: str, cy: str) -> Any:
    """Free text that may be met several times."""
    return _field((), Element(_path(path), ValueForm.TEXT, Text(en, cy), many=True))


def raw(path: str, en: str, cy: str) -> Any:
    """XML of the supplier's own, kept and not looked into."""
    return _field((), Element(_path(path), ValueForm.RAW, Text(en, cy), many=True))


def one(path: str, group: type, en: str, cy: str) -> Any:
    """A group of elements met at most once; absent and empty mean the same."""
    return _field(group(), Element(_path(path), ValueForm.GROUP, Text(en, cy), group=group))


def several(path: str, group: type, en: str, cy: str) -> Any:
    """A group of elements met any number of times, in order."""
    return _field((), Element(_path(path), ValueForm.GROUP, Text(en, cy), group=group, many=True))


_TABLES: dict[type, Mapping[str, Element]] = {}


def elements_of(group: type) -> Mapping[str, Element]:
    """Return the element table of one model class: attribute name to row, in the order of the document."""
    if group not in _TABLES:
        rows = {each.name: each.metadata["element"] for each in fields(group) if "element" in each.metadata}
        _TABLES[group] = MappingProxyType(rows)
    return _TABLES[group]


def every_element(group: type, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Element]]:
    """Yield every element below a model class with its full path, depth first, in the order of the document."""
    for path, _, element in every_field(group, above):
        yield path, element


def every_field(
    group: type, above: tuple[str, ...] = (), name: str = ""
) -> Iterator[tuple[tuple[str, ...], str, Element]]:
    """Yield like `every_element`, and between path and element the field: `contacts[].surname` is one of each contact."""
    for attribute, element in elements_of(group).items():
        path, whole = above + element.path, name + attribute
        yield path, whole, element
        if element.group is not None:
            yield from every_field(element.group, path, whole + ("[]." if element.many else "."))
