"""Objects back to XML."""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from handover.sif.model import NIL, XSI, ModelField, SifElement, SifObject
from handover.sif.nodes import new_element
from handover.sif.specification import UK_NAMESPACE
from handover.sif.unwritable import find_unwritable, parse_inner

_FAULTS: Final = (TypeError, ValueError, AttributeError, LookupError, etree.XMLSyntaxError)
"""What comes of a value that cannot be written; what and where is found out only then."""


def write_object(thing: SifObject, *, namespace: str | None = UK_NAMESPACE) -> bytes:
    """Return the object as XML in UTF-8, without a declaration.

    An object that was read and not changed is written exactly as it came, in the namespace it came in; a constructed
    one in the namespace given (None: without one). Raises `UnwritableValue` for a value that is not of its type, for a
    character that XML forbids, and for a whole object that lacks what it must have; codes and rules are for
    `check_document`.
    """
    source = thing.xml_source
    if source is None:
        source = to_element(thing, namespace=namespace, complete=True)
    return etree.tostring(source, encoding="utf-8", with_tail=False)


def write_objects(things: Iterable[SifObject]) -> bytes:
    """Return a document of several objects, in the SIF UK namespace, which it declares once. Raises `UnwritableValue`."""
    declared = f' xmlns="{UK_NAMESPACE}"'.encode()
    lines = (write_object(each).replace(declared, b"", 1) for each in things)
    start = b'<?xml version="1.0" encoding="UTF-8"?>\n<Objects' + declared + b">"
    return b"\n".join((start, *lines, b"</Objects>", b""))


def to_element(thing: SifElement, *, namespace: str | None = UK_NAMESPACE, complete: bool = False) -> etree._Element:
    """Return the object as a new element in the order of the table. Raises `UnwritableValue`.

    `complete` refuses a whole object that lacks what it must have.
    """
    try:
        return _Writing(f"{{{namespace}}}" if namespace else "", namespace, complete).element(
            thing, thing.xml_name, None
        )
    except _FAULTS:
        fault = find_unwritable(thing, complete=complete)
        if fault is None:
            raise
        raise fault from None


@dataclass(frozen=True, slots=True)
class _Writing:
    """How an object is being written. `prefix` goes before each name."""

    prefix: str
    namespace: str | None
    complete: bool

    def element(self, thing: SifElement, name: str, parent: etree._Element | None) -> etree._Element:
        source = thing.xml_source
        if source is not None and source.tag == self.prefix + name:
            copy = deepcopy(source)
            copy.tail = None
            if parent is not None:
                parent.append(copy)
            return copy
        if parent is None:
            element = new_element(self.prefix + name, {None: self.namespace} if self.namespace else None)
        else:
            element = etree.SubElement(parent, self.prefix + name)
        nils = thing.nils
        for field in thing.fields:
            value = getattr(thing, field.name)
            if value is not None and not (nils and field.name in nils):
                self.field(field, value, element)
            elif nils and field.name in nils:
                etree.SubElement(element, self.prefix + field.node.name).set(NIL, "true")
            elif field.required and self.complete:
                raise ValueError
        if nils and not nils <= {field.name for field in thing.fields}:
            raise ValueError
        return element

    def field(self, field: ModelField, value: Any, element: etree._Element) -> None:
        kind, node = field.kind, field.node
        if kind == "leaf":
            etree.SubElement(element, self.prefix + node.name).text = field.encode(value)
        elif kind == "attribute":
            name = f"{{{XSI}}}type" if node.name == "xsi:type" else node.name
            element.set(name, field.encode(value))
        elif kind == "text":
            element.text = field.encode(value)
        elif kind == "xml":
            held = parse_inner(value)
            element.text = held.text
            element.extend(list(held))
        elif kind == "element":
            self.part(field, value, node.name, element)
        else:
            self.entries(field, value, element)

    def part(self, field: ModelField, value: Any, name: str, element: etree._Element) -> None:
        if not isinstance(value, field.part):  # type: ignore[arg-type]  # a field of a part has its class
            raise TypeError
        self.element(value, name, element)

    def entries(self, field: ModelField, value: Any, element: etree._Element) -> None:
        if type(value) is not tuple:
            raise TypeError
        kind, node = field.kind, field.node
        if kind == "objects":
            for one in value:
                if isinstance(one, SifElement):
                    self.element(one, one.xml_name, element)
                else:
                    element.append(deepcopy(one))
            return
        if not kind.endswith("*"):
            element = etree.SubElement(element, self.prefix + node.name)
            node = node.item or node
        for one in value:
            if field.part is not None:
                self.part(field, one, node.name, element)
            else:
                etree.SubElement(element, self.prefix + node.name).text = field.encode(one)
