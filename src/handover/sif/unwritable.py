"""Which value of an object cannot be written, found once writing it has failed: in whose record, in which field, and why."""

from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from handover.common.unwritable import UnwritableValue, find_forbidden, say_wrong_type
from handover.sif.classes import PARTIAL
from handover.sif.model import ModelField, SifElement, SifObject

_FRAGMENT: Final = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def parse_inner(inner: str) -> etree._Element:
    """Return an element that holds what an extended element holds. Raises XMLSyntaxError for what is not well-formed XML."""
    return etree.fromstring(f"<x>{inner}</x>".encode(), _FRAGMENT)


def find_unwritable(thing: SifElement, *, complete: bool) -> UnwritableValue | None:
    """Return why an object cannot be written; None where nothing is found."""
    for part, field, element, why in _faults(thing, thing, "", "", complete):
        return UnwritableValue(_name(part), field, element, why)
    return None


def _name(thing: SifElement) -> str:
    """Name an object, its RefId beside it: that is what its learner is called in a zone."""
    key = [getattr(thing, name) for name in thing.key] if isinstance(thing, SifObject) else []
    return " ".join([thing.xml_name, *(str(each) for each in key if isinstance(each, str))])


Fault = tuple[SifElement, str, str, str]
"""The object, the field, the element, and what is wrong."""


def _faults(whole: SifElement, part: SifElement, above: str, path: str, complete: bool) -> Iterator[Fault]:
    unknown = sorted(part.nils - {field.name for field in part.fields})
    for name in unknown:
        yield (
            whole,
            f"{above}nils",
            path.rstrip("/") or part.xml_name,
            f"names {name}, which is no field of {part.xml_name}",
        )
    for field in part.fields:
        mark = "@" if field.kind == "attribute" else ""
        where = whole, f"{above}{field.name}", f"{path}{mark}{field.node.name}"
        try:
            value = getattr(part, field.name)
        except ValueError as fault:
            yield *where, f"cannot be read: {str(fault).rstrip('.')}"
            continue
        if value is not None:
            yield from _field_faults(field, value, *where, complete)
        elif field.required and complete and field.name not in part.nils:
            yield (
                *where,
                f"is missing, which a whole {part.xml_name} must have; {PARTIAL}{type(part).__name__} may leave it out",
            )


def _field_faults(
    field: ModelField, value: Any, whole: SifElement, name: str, path: str, complete: bool
) -> Iterator[Fault]:
    if not field.many and field.kind != "objects":
        yield from _value_faults(field, value, whole, name, path, complete)
    elif not isinstance(value, tuple):
        yield whole, name, path, say_wrong_type("tuple", value)
    else:
        item = field.node.item if field.node.item is not None and not field.kind.endswith("*") else None
        below = f"{path}/{item.name}" if item is not None else path
        for place, each in enumerate(value):
            yield from _value_faults(field, each, whole, f"{name}[{place}]", f"{below}[{place + 1}]", complete)


def _value_faults(
    field: ModelField, value: Any, whole: SifElement, name: str, path: str, complete: bool
) -> Iterator[Fault]:
    if field.kind == "objects":
        if isinstance(value, SifElement):
            yield from _faults(value, value, "", "", complete)
    elif field.part is not None:
        if isinstance(value, field.part):
            yield from _faults(whole, value, f"{name}.", f"{path}/", complete)
        else:
            yield whole, name, path, say_wrong_type(field.part.__qualname__, value)
    else:
        why = _text_fault(field, value)
        if why:
            yield whole, name, path, why


def _text_fault(field: ModelField, value: Any) -> str:
    try:
        text = field.encode(value)
    except (TypeError, ValueError, AttributeError, LookupError):
        simple = field.text_node.simple
        wanted = simple.lexical.python.rpartition(".")[2] if simple is not None else "str"
        return say_wrong_type(wanted, value)
    try:
        if field.kind == "xml":
            parse_inner(text)
        else:
            etree.Element("x").text = text
    except etree.XMLSyntaxError:
        return "is not well-formed XML"
    except ValueError:
        return find_forbidden(text) or "cannot be written"
    return ""
