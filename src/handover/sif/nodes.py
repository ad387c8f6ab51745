"""What lxml's own types leave unsaid about elements: the line, the attributes as text, the names of namespaces."""

from typing import Any

from lxml import etree


def line_of_node(element: etree._Element) -> int | None:
    """Return the line an element begins in; None for one that was made."""
    found: Any = element.sourceline
    return found if isinstance(found, int) else None


def attributes_of(element: etree._Element) -> list[tuple[str, str]]:
    """Return the attributes of an element as names and texts."""
    found: Any = element.items()
    return list(found)


def new_element(tag: str, namespaces: dict[str | None, str] | None = None) -> etree._Element:
    """Return a new element that declares these namespaces; None stands for the default one."""
    declared: Any = namespaces
    return etree.Element(tag, nsmap=declared)


def first_error(schema: etree.XMLSchema) -> str:
    """Return what a schema said first against a document."""
    log: Any = schema.error_log
    return str(log[0].message)
