"""Paths in a query: what one selects in an object, and what the table says about it.

A path is relative to the object: `@RefId`, `PersonalInformation/Name/FamilyName`, `…/Name/@Type`, and a predicate on an
attribute, `SIF_ExtendedElements/SIF_ExtendedElement[@Name='x']`.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from lxml import etree

from handover.common.xml import local_name
from handover.sif.grammar import GrammarNode, Simple, grammar
from handover.sif.model import element_text

_STEP: Final = re.compile(r"(@?[A-Za-z_][A-Za-z0-9_.-]*)(?:\[@([A-Za-z_]+)='([^']*)'\])?")


class QueryNotSupported(ValueError):
    """The query cannot be evaluated (error 8/9): an unknown object, path or operator, or a value of the wrong type."""


@contextmanager
def reading_query() -> Iterator[None]:
    """Raise `QueryNotSupported` for a query that lacks a part it must have, or holds a value that is none.

    What a zone passes on fits the table of messages; what another server passes on may not.
    """
    try:
        yield
    except QueryNotSupported:
        raise
    except (AttributeError, TypeError, ValueError) as fault:
        raise QueryNotSupported("A part of the query is missing, or is not a right value.") from fault


Step = tuple[str, str | None, str]


def parse_path(path: str) -> tuple[Step, ...]:
    """Return the steps of a path: a name, and the attribute and value of its predicate.

    Raises `QueryNotSupported` when it is malformed.
    """
    steps: list[Step] = []
    for text in path.split("/"):
        match = _STEP.fullmatch(text.strip())
        if match is None or (steps and steps[-1][0].startswith("@")):
            raise QueryNotSupported(f"{path!r} is not a path.")
        steps.append((match[1], match[2], match[3] or ""))
    return tuple(steps)


def values(element: etree._Element, steps: tuple[Step, ...]) -> Iterator[str]:
    """Yield the texts that a path selects in an object."""
    for found in selected(element, steps):
        if isinstance(found, str):
            yield found
        elif not len(found):
            yield element_text(found)


def selected(element: etree._Element, steps: tuple[Step, ...]) -> Iterator[etree._Element | str]:
    """Yield the elements, or the text of the attribute, that a path selects in an object."""
    name, attribute, wanted = steps[0]
    if name.startswith("@"):
        text = element.get(name[1:])
        if text is not None:
            yield text
        return
    for child in element.iterchildren("*"):
        if local_name(child) == name and (attribute is None or child.get(attribute) == wanted):
            if len(steps) > 1:
                yield from selected(child, steps[1:])
            else:
                yield child


def leaf_type(name: str, steps: tuple[Step, ...]) -> Simple | None:
    """Return what the text at a path may be, None for an element of several parts; `QueryNotSupported` if unknown."""
    if name not in grammar().spec.names:
        raise QueryNotSupported(f"{name} is not an object.")
    node: GrammarNode = grammar().object(name)
    for step, _, _ in steps:
        shape = node.shape
        below = None
        if shape is not None:
            below = shape.attribute.get(step[1:]) if step.startswith("@") else shape.by_name.get(step)
        if below is None:
            raise QueryNotSupported(f"{name} has no {'/'.join(step for step, _, _ in steps)}.")
        node = below
    if node.shape is None:
        return node.simple
    return node.shape.simple or (grammar().simple("any") if node.shape.mixed else None)
