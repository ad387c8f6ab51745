"""The record in, bytes out: UTF-8, no namespace, elements in the order of the reference (reference/ctf.md section 4).

What the reader kept without understanding it is written back inside the element where it stood.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from lxml import etree

from handover.common.unwritable import UnwritableValue, find_forbidden, say_wrong_type
from handover.common.xml import XmlFault, parse_xml
from handover.ctf.elements import Element, ValueForm, elements_of
from handover.ctf.model import CommonTransferFile, Header, Pupil, Unknown
from handover.ctf.naming import name_pupil
from handover.ctf.values import read_whole, write_value

FIRST_WITH_SEX: Final = 24
"""The CTF version from which `Sex` is written instead of `Gender` (reference/ctf.md section 2)."""


def write_ctf(ctf: CommonTransferFile) -> bytes:
    """Return the file. Raises `UnwritableValue`, which names pupil and field, for a value that is not of its type and for a
    character that XML forbids. Whether the record is right is for `check_ctf` to say.
    """
    writing = _writing_of(ctf.header)
    root = etree.Element("CTfile")
    _write_header(writing, root, ctf.header)
    pupils = etree.SubElement(root, "CTFpupilData")
    for place, pupil in enumerate(ctf.pupils):
        node = etree.SubElement(pupils, "Pupil")
        try:
            _demand(pupil, Pupil)
            writing.group(node, pupil)
            _restore(node, pupil.unknown)
        except _Unfit as unfit:
            below = f"CTFpupilData/Pupil[{place + 1}]"
            raise unfit.told(_name(pupil, place), f"pupils[{place}]", below) from None
    try:
        _restore(root, ctf.unknown)
    except _Unfit as unfit:
        raise unfit.told("CTfile", "", "CTfile") from None
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def write_around(header: Header, pupils: Iterable[bytes], namespace: str = "") -> bytes:
    """Return a file of a new header and pupils' elements that are XML already, each of which is left as it is.

    `namespace` is that of the document, which should be the pupils' own; each carries its own declaration besides. Raises
    `UnwritableValue`.
    """
    root = etree.Element("CTfile")
    _write_header(_writing_of(header), root, header)
    etree.SubElement(root, "CTFpupilData")
    etree.indent(root)
    shell = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    if namespace:
        declared = etree.tostring(etree.Element(f"{{{namespace}}}CTfile", nsmap={None: namespace}))  # type: ignore[dict-item]  # the stubs know no default namespace
        shell = shell.replace(b"<CTfile>", declared.removesuffix(b"/>") + b">", 1)
    head, _, tail = shell.rpartition(b"<CTFpupilData/>")
    return b"\n".join((head + b"<CTFpupilData>", *pupils, b"  </CTFpupilData>" + tail, b""))


class _Unfit(Exception):
    """A value cannot be written. On the way up each level puts its own name before those below."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
        self.fields: tuple[str, ...] = ()
        self.elements: tuple[str, ...] = ()

    def inside(self, field: str, elements: tuple[str, ...]) -> None:
        self.fields = (field, *self.fields)
        self.elements = (*elements, *self.elements)

    def told(self, record: str, field: str, element: str) -> UnwritableValue:
        fields, elements = filter(None, (field, *self.fields)), (element, *self.elements)
        return UnwritableValue(record, ".".join(fields), "/".join(elements), self.why)


def _writing_of(header: Header) -> "_Writing":
    if not isinstance(header, Header):
        raise UnwritableValue("CTfile", "header", "Header", say_wrong_type("Header", header))
    if not isinstance(header.version, str | None):
        raise UnwritableValue("Header", "header.version", "Header/CTFversion", say_wrong_type("str", header.version))
    return _Writing((header.version_number or 0) >= FIRST_WITH_SEX)


def _write_header(writing: "_Writing", root: etree._Element, header: Header) -> None:
    try:
        writing.group(etree.SubElement(root, "Header"), header)
    except _Unfit as unfit:
        raise unfit.told("Header", "header", "Header") from None


_NAMED_BY: Final[Mapping[str, type]] = MappingProxyType(
    {"forename": str, "surname": str, "upn": str, "birth_date": date}
)


def _name(pupil: object, place: int) -> str:
    """Name a pupil as checks do, by what is of its type, in letters that can be shown."""
    given = {name: getattr(pupil, name, None) for name in _NAMED_BY}
    known: dict[str, Any] = {name: value for name, value in given.items() if isinstance(value, _NAMED_BY[name])}
    name = name_pupil(Pupil(**known), place + 1).en
    return "".join(letter for letter in name if letter.isprintable())


@dataclass(frozen=True, slots=True)
class _FieldPlan:
    """How a field of a model class is written. `nothing` is what it holds when nothing is known."""

    name: str
    element: Element
    nothing: object
    encode: Callable[[Any], str]


@cache
def _plan(model: Any) -> tuple[_FieldPlan, ...]:
    """Return the fields of a model class that are elements."""
    nothing = {each.name: each.default for each in fields(model)}
    return tuple(
        _FieldPlan(name, element, nothing[name], _ENCODERS.get(element.form, _text))
        for name, element in elements_of(model).items()
    )


@dataclass(frozen=True, slots=True)
class _Writing:
    other_tags: bool

    def group(self, node: etree._Element, model: object) -> None:
        """Write every field of a model object below its element."""
        kind: Any = type(model)
        for each in _plan(kind):
            value = getattr(model, each.name)
            if value is each.nothing or value is None:
                continue
            position: int | None = None
            try:
                if not each.element.many:
                    self._one(node, each, value)
                    continue
                _demand(value, tuple)
                for place, entry in enumerate(value):
                    position = place
                    self._one(node, each, entry)
            except _Unfit as unfit:
                *above, tag = each.element.path
                if position is None:
                    unfit.inside(each.name, each.element.path)
                else:
                    unfit.inside(f"{each.name}[{position}]", (*above, f"{tag}[{position + 1}]"))
                raise

    def _one(self, node: etree._Element, plan: _FieldPlan, value: Any) -> None:
        element = plan.element
        if element.form is ValueForm.GROUP:
            self._below_group(node, element, value)
        elif element.form is ValueForm.RAW:
            node.append(_parse(value))
        else:
            text = plan.encode(value)
            try:
                _below(node, self._path(element)).text = text
            except ValueError:
                raise _Unfit(find_forbidden(text)) from None

    def _below_group(self, node: etree._Element, element: Element, value: Any) -> None:
        group = element.group
        assert group is not None
        _demand(value, group)
        made = etree.Element(element.tag)
        self.group(made, value)
        if element.many or len(made):
            holder = _container(node, element.path[:-1])
            holder.append(made)

    def _path(self, element: Element) -> tuple[str, ...]:
        if self.other_tags and element.other_tag is not None:
            return (*element.path[:-1], element.other_tag)
        return element.path


def _text(value: Any) -> str:
    _demand(value, str)
    return str(value)


def _day(value: Any) -> str:
    if isinstance(value, datetime):  # which Python counts as a date, and a file does not
        raise _Unfit(say_wrong_type("date", value))
    _demand(value, date)
    return write_value(value)


def _moment(value: Any) -> str:
    _demand(value, datetime)
    return write_value(value)


def _truth(value: Any) -> str:
    _demand(value, bool)
    return write_value(value)


def _whole(value: Any) -> str:
    if isinstance(value, bool):  # which Python counts as a number
        raise _Unfit(say_wrong_type("int", value))
    _demand(value, int)
    text = write_value(value)
    if read_whole(text)[0] is None:
        raise _Unfit("must be a whole number from 0 to 999999999")
    return text


_ENCODERS: Final[Mapping[ValueForm, Callable[[Any], str]]] = MappingProxyType(
    {
        ValueForm.DATE: _day,
        ValueForm.MOMENT: _moment,
        ValueForm.BOOLEAN: _truth,
        ValueForm.WHOLE: _whole,
    }
)
"""What writes a value of each form, if a file that holds it would give it back. Forms that are not here are text."""


def _demand(value: object, wanted: type) -> None:
    if not isinstance(value, wanted):
        raise _Unfit(say_wrong_type(wanted.__name__, value))


def _parse(xml: Any) -> etree._Element:
    """Return an element that was kept as it came."""
    _demand(xml, str)
    try:
        return parse_xml(xml.encode())
    except XmlFault as fault:
        raise _Unfit(f"is not XML that can be written: {fault}".rstrip(".")) from None


def _below(node: etree._Element, path: tuple[str, ...]) -> etree._Element:
    return etree.SubElement(_container(node, path[:-1]), path[-1])


def _container(node: etree._Element, path: tuple[str, ...]) -> etree._Element:
    for tag in path:
        node = _child(node, tag, 1)
    return node


def _child(node: etree._Element, tag: str, position: int) -> etree._Element:
    same = node.findall(tag)
    return same[position - 1] if len(same) >= position else etree.SubElement(node, tag)


def _restore(node: etree._Element, unknown: tuple[Unknown, ...]) -> None:
    for number, each in enumerate(unknown):
        place = node
        for step in each.path.split("/") if each.path else ():
            tag, _, position = step.rstrip("]").partition("[")
            place = _child(place, tag, int(position or 1))
        try:
            place.append(_parse(each.xml))
        except _Unfit as unfit:
            unfit.inside(f"unknown[{number}]", (each.path,) if each.path else ())
            raise
