"""Objects back to XML."""

from collections.abc import Iterable
from copy import deepcopy
from typing import Any, Final

from lxml import etree

from handover.sif.model import NIL, XSI, ModelField, SifElement, SifObject
from handover.sif.nodes import new_element
from handover.sif.specification import UK_NAMESPACE

_FRAGMENT: Final = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def write_object(thing: SifObject, *, namespace: str | None = UK_NAMESPACE) -> bytes:
    """Return the object as XML in UTF-8, without a declaration.

    An object that was read and not changed is written exactly as it came, in the namespace it came in; a constructed
    one in the namespace given (None: without one).
    """
    source = thing.xml_source
    if source is None:
        source = to_element(thing, namespace=namespace)
    return etree.tostring(source, encoding="utf-8", with_tail=False)


def write_objects(things: Iterable[SifObject]) -> bytes:
    """Return a document of several objects, in the SIF UK namespace, which it declares once."""
    declared = f' xmlns="{UK_NAMESPACE}"'.encode()
    lines = (write_object(each).replace(declared, b"", 1) for each in things)
    start = b'<?xml version="1.0" encoding="UTF-8"?>\n<Objects' + declared + b">"
    return b"\n".join((start, *lines, b"</Objects>", b""))


def to_element(thing: SifElement, *, namespace: str | None = UK_NAMESPACE) -> etree._Element:
    """Return the object as a new element in the order of the table."""
    return _element(thing, thing.xml_name, namespace, None)


def _element(thing: SifElement, name: str, namespace: str | None, parent: etree._Element | None) -> etree._Element:
    source = thing.xml_source
    if source is not None and source.tag == (f"{{{namespace}}}{name}" if namespace else name):
        copy = deepcopy(source)
        copy.tail = None
        if parent is not None:
            parent.append(copy)
        return copy
    element = _start(name, namespace, parent)
    nils = thing.nils
    for field in thing.fields:
        if nils and field.name in nils:
            _start(field.node.name, namespace, element).set(NIL, "true")
        else:
            value = getattr(thing, field.name)
            if value is not None:
                _write_field(field, value, namespace, element)
    return element


def _start(name: str, namespace: str | None, parent: etree._Element | None) -> etree._Element:
    tag = f"{{{namespace}}}{name}" if namespace else name
    if parent is None:
        return new_element(tag, {None: namespace} if namespace else None)
    return etree.SubElement(parent, tag)


def _write_field(field: ModelField, value: Any, namespace: str | None, element: etree._Element) -> None:
    kind, node = field.kind, field.node
    if kind == "leaf":
        _start(node.name, namespace, element).text = _encode(node, value)
    elif kind == "attribute":
        name = f"{{{XSI}}}type" if node.name == "xsi:type" else node.name
        element.set(name, _encode(node, value))
    elif kind == "text":
        element.text = _encode(node, value)
    elif kind == "xml":
        _write_xml(element, value)
    elif kind == "objects":
        _write_objects(value, namespace, element)
    elif kind == "leaf*":
        for one in value:
            _start(node.name, namespace, element).text = _encode(node, one)
    elif kind in ("element", "element*"):
        for one in value if field.many else (value,):
            _element(one, node.name, namespace, element)
    else:
        _write_list(field, value, namespace, element)


def _write_list(field: ModelField, value: Any, namespace: str | None, element: etree._Element) -> None:
    outer = _start(field.node.name, namespace, element)
    item = field.node.item
    assert item is not None
    for one in value:
        if isinstance(one, SifElement):
            _element(one, item.name, namespace, outer)
        else:
            _start(item.name, namespace, outer).text = _encode(item, one)


def _write_objects(value: Any, namespace: str | None, element: etree._Element) -> None:
    for one in value:
        if isinstance(one, SifElement):
            _element(one, one.xml_name, namespace, element)
        else:
            element.append(deepcopy(one))


def _encode(node: Any, value: Any) -> str:
    return str(node.simple.lexical.encode(value))


def _write_xml(element: etree._Element, inner: str) -> None:
    """Put the content of an extended element back; what is not well-formed XML raises lxml's XMLSyntaxError."""
    held = etree.fromstring(f"<x>{inner}</x>".encode(), _FRAGMENT)
    element.text = held.text
    element.extend(list(held))
