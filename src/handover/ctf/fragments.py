"""One group of a record as a piece of XML of its own, to be kept somewhere and read again."""

from typing import Any, Final, TypeVar

from lxml import etree

from handover.ctf.elements import Element, ValueForm, elements_of
from handover.ctf.findings import ProblemList
from handover.ctf.limits import FileLimits
from handover.ctf.values import write_value
from handover.ctf.walk import Walk

G = TypeVar("G")
_LIMITS: Final = FileLimits()
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def write_fragment(tag: str, group: object) -> str:
    """Return a model object as the XML of an element with that tag."""
    return f"<{tag}>{_inside(group)}</{tag}>"


def _inside(group: object) -> str:
    parts: list[str] = []
    for attribute, element in elements_of(type(group)).items():
        value: Any = getattr(group, attribute)
        if value is None or value == ():
            continue
        written = "".join([_one(element, each) for each in (value if element.many else (value,))])
        for step in reversed(element.path[:-1]):
            written = f"<{step}>{written}</{step}>" if written else ""
        parts.append(written)
    return "".join(parts)


def _one(element: Element, value: Any) -> str:
    if element.form is ValueForm.RAW:
        return str(value)
    if element.form is not ValueForm.GROUP:
        return f"<{element.tag}>{_escape(write_value(value))}</{element.tag}>"
    inside = _inside(value)
    return f"<{element.tag}>{inside}</{element.tag}>" if inside or element.many else ""


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
