"""The record in, bytes out: UTF-8, no namespace, elements in the order of the reference (reference/ctf.md section 4).

What the reader kept without understanding it is written back inside the element where it stood.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from handover.common.xml import parse_xml
from handover.ctf.elements import Element, ValueForm, elements_of
from handover.ctf.model import CommonTransferFile, Header, Unknown
from handover.ctf.values import write_value

FIRST_WITH_SEX: Final = 24
"""The CTF version from which `Sex` is written instead of `Gender` (reference/ctf.md section 2)."""


def write_ctf(ctf: CommonTransferFile) -> bytes:
    """Return the file. `ValueError` when a text holds a character that XML forbids."""
    writing = _Writing((ctf.header.version_number or 0) >= FIRST_WITH_SEX)
    root = etree.Element("CTfile")
    writing.group(etree.SubElement(root, "Header"), ctf.header)
    pupils = etree.SubElement(root, "CTFpupilData")
    for pupil in ctf.pupils:
        node = etree.SubElement(pupils, "Pupil")
        writing.group(node, pupil)
        _restore(node, pupil.unknown)
    _restore(root, ctf.unknown)
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def write_around(header: Header, pupils: Iterable[bytes], namespace: str = "") -> bytes:
    """Return a file of a new header and pupils' elements that are XML already, each of which is left as it is.

    `namespace` is that of the document, which should be the pupils' own; each carries its own declaration besides.
    """
    root = etree.Element("CTfile")
    _Writing((header.version_number or 0) >= FIRST_WITH_SEX).group(etree.SubElement(root, "Header"), header)
    etree.SubElement(root, "CTFpupilData")
    etree.indent(root)
    shell = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    if namespace:
        declared = etree.tostring(etree.Element(f"{{{namespace}}}CTfile", nsmap={None: namespace}))  # type: ignore[dict-item]  # the stubs know no default namespace
        shell = shell.replace(b"<CTfile>", declared.removesuffix(b"/>") + b">", 1)
    head, _, tail = shell.rpartition(b"<CTFpupilData/>")
    return b"\n".join((head + b"<CTFpupilData>", *pupils, b"  </CTFpupilData>" + tail, b""))


@dataclass(frozen=True, slots=True)
class _Writing:
    other_tags: bool

    def group(self, node: etree._Element, model: object) -> None:
        """Write every field of a model object below its element."""
        for attribute, element in elements_of(type(model)).items():
            value = getattr(model, attribute)
            for each in value if element.many else (value,):
                if each is not None:
                    self._one(node, element, each)

    def _one(self, node: etree._Element, element: Element, value: Any) -> None:
        if element.form is ValueForm.RAW:
            node.append(parse_xml(value.encode()))
            return
        if element.form is not ValueForm.GROUP:
            _below(node, self._path(element)).text = write_value(value)
            return
        made = etree.Element(element.tag)
        self.group(made, value)
        if element.many or len(made):
            holder = _container(node, element.path[:-1])
            holder.append(made)

    def _path(self, element: Element) -> tuple[str, ...]:
        if self.other_tags and element.other_tag is not None:
            return (*element.path[:-1], element.other_tag)
        return element.path


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
    for each in unknown:
        place = node
        for step in each.path.split("/") if each.path else ():
            tag, _, position = step.rstrip("]").partition("[")
            place = _child(place, tag, int(position or 1))
        place.append(parse_xml(each.xml.encode()))
