"""One group of a record as a piece of XML of its own, to be kept somewhere and read again."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Final, TypeVar

from lxml import etree

from handover.ctf.elements import ValueForm, elements_of
from handover.ctf.findings import ProblemList
from handover.ctf.limits import FileLimits
from handover.ctf.values import write_value
from handover.ctf.walk import Walk

G = TypeVar("G")
_LIMITS: Final = FileLimits()
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


@dataclass(frozen=True, slots=True)
class WrittenField:
    """How one field of a model class is written: the tags around all of it, and around each value."""

    attribute: str
    before: str
    after: str
    open: str
    close: str
    form: ValueForm
    many: bool


@cache
def _fields(model: Any) -> tuple[WrittenField, ...]:
    found = []
    for attribute, element in elements_of(model).items():
        above, tag = element.path[:-1], element.tag
        before = "".join(f"<{step}>" for step in above)
        after = "".join(f"</{step}>" for step in reversed(above))
        found.append(WrittenField(attribute, before, after, f"<{tag}>", f"</{tag}>", element.form, element.many))
    return tuple(found)


def write_fragment(tag: str, group: object) -> str:
    """Return a model object as the XML of an element with that tag."""
    return f"<{tag}>{_inside(group)}</{tag}>"


def _inside(group: object) -> str:
    parts: list[str] = []
    model: Any = type(group)
    for field in _fields(model):
        value: Any = getattr(group, field.attribute)
        if value is None or value == ():
            continue
        written = "".join([_one(field, each) for each in (value if field.many else (value,))])
        if written:
            parts.append(f"{field.before}{written}{field.after}")
    return "".join(parts)


def _one(field: WrittenField, value: Any) -> str:
    if field.form is ValueForm.RAW:
        return str(value)
    if field.form is not ValueForm.GROUP:
        return f"{field.open}{_escape(write_value(value))}{field.close}"
    inside = _inside(value)
    return f"{field.open}{inside}{field.close}" if inside or field.many else ""


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def read_fragment(xml: str, model: type[G]) -> G | None:
    """Return the object that `write_fragment` wrote, or None where the text is not its XML."""
    if "<!" in xml:
        return None
    try:
        element = etree.fromstring(xml, _PARSER)
    except (etree.XMLSyntaxError, ValueError):
        return None
    found: Any = Walk(_LIMITS, ProblemList(_LIMITS.problems)).whole(element, model)
    return found  # type: ignore[no-any-return]
