"""The pupils of a school's whole-year file: by what each is known again, and the element itself, carried unchanged.

Only what finds a pupil is read here; a file comes to the board after its check, which has read the rest.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Final

from lxml import etree

from handover.common.xml import XmlLimits, records
from handover.ctf.documents import CTF
from handover.ctf.elements import NAMESPACE, elements_of
from handover.ctf.limits import FileLimits
from handover.ctf.model import BasicDetails, Pupil

_EMPTY: Final = ""
_OTHER_NAMES: Final = ("middle_names", "preferred_surname", "preferred_forename", "former_surname")
"""Names of the basic details, in the order in which a leaver has them."""


@dataclass(frozen=True, slots=True)
class Leaver:
    """A pupil of a whole-year file: which file, the position in it (from 1), and by what the pupil is known again."""

    file: str
    position: int
    upn: str
    former_upns: tuple[str, ...]
    surname: str
    forename: str
    birth_date: date | None
    middle_names: str = ""
    preferred_surname: str = ""
    preferred_forename: str = ""
    former_surname: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    """A leaver with the pupil's element as it came, as XML that stands on its own."""

    leaver: Leaver
    xml: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class WholeYear:
    """What a whole-year file holds. `namespace` is that of its elements, or empty."""

    pupils: tuple[Carried, ...]
    namespace: str = ""


def read_whole_year(file: str, data: bytes, limits: FileLimits | None = None) -> WholeYear:
    """Read the pupils of a file that passed its check; raise `XmlFault` where it is not well-formed after all."""
    limits = limits or FileLimits()
    pupils: list[Carried] = []
    namespace = ""
    for element in records(data, "Pupil", XmlLimits(depth=limits.depth, text=limits.text)):
        holder = element.getparent()
        if holder is None:
            continue
        tag, namespace = _apart(holder)
        if tag == CTF.holder:
            xml = etree.tostring(element, encoding="UTF-8", xml_declaration=False, with_tail=False)
            pupils.append(Carried(_leaver(file, len(pupils) + 1, element), xml))
    return WholeYear(tuple(pupils), namespace)


def _apart(element: etree._Element) -> tuple[str, str]:
    name = etree.QName(element)
    return name.localname, name.namespace or _EMPTY


def _leaver(file: str, position: int, element: etree._Element) -> Leaver:
    return Leaver(
        file,
        position,
        _first(element, Pupil, "upn").upper(),
        tuple(text.upper() for text in _texts(element, ("BasicDetails", *_path(BasicDetails, "former_upns")))),
        _first(element, Pupil, "surname"),
        _first(element, Pupil, "forename"),
        _day(_first(element, Pupil, "birth_date")),
        *(_first_detail(element, each) for each in _OTHER_NAMES),
    )


def _first_detail(element: etree._Element, attribute: str) -> str:
    return next(_texts(element, ("BasicDetails", *_path(BasicDetails, attribute))), _EMPTY)


@cache
def _path(group: type, attribute: str) -> tuple[str, ...]:
    return elements_of(group)[attribute].path


def _first(element: etree._Element, group: type, attribute: str) -> str:
    return next(_texts(element, _path(group, attribute)), _EMPTY)


def _texts(element: etree._Element, path: tuple[str, ...]) -> Iterator[str]:
    """Yield the texts at a path, with the namespace of 2010 or with none."""
    tag, *below = path
    for child in element.iterchildren(tag, f"{{{NAMESPACE}}}{tag}"):
        if below:
            yield from _texts(child, tuple(below))
        elif text := (child.text or _EMPTY).strip():
            yield text


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
