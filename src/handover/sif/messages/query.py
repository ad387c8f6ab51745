"""SIF_Query over objects: which match, and what of each to return.

A path is relative to the object: `@RefId`, `PersonalInformation/Name/FamilyName`, `…/Name/@Type`, and a predicate on an
attribute, `SIF_ExtendedElements/SIF_ExtendedElement[@Name='x']`. Values are compared as numbers, dates or times where
the table says so, otherwise as text. A path that selects several values matches if any of them does; one that selects
none is NE to everything and nothing else.
"""

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from types import MappingProxyType
from typing import Any, Final

from lxml import etree

from handover.common.xml import local_name
from handover.sif.grammar import Node, Simple, grammar
from handover.sif.model import SifObject, element_text
from handover.sif.nodes import attributes_of, new_element
from handover.sif.objects import object_class
from handover.sif.writer import to_element

_STEP: Final = re.compile(r"(@?[A-Za-z_][A-Za-z0-9_.-]*)(?:\[@([A-Za-z_]+)='([^']*)'\])?")
_COMPARE: Final[Mapping[str, Callable[[Any, Any], bool]]] = MappingProxyType(
    {
        "EQ": operator.eq,
        "NE": operator.ne,
        "LT": operator.lt,
        "LE": operator.le,
        "GT": operator.gt,
        "GE": operator.ge,
    }
)


class QueryNotSupported(ValueError):
    """The query cannot be evaluated (error 8/9): an unknown object, path or operator, or a value of the wrong type."""


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


def select(query: Any, objects: Iterable[SifObject]) -> Iterator[SifObject]:
    """Yield the objects that a SIF_Query asks for, restricted to the elements it wants.

    Raises `QueryNotSupported` before the first object when the query cannot be evaluated.
    """
    wanted = query.sif_query_object.object_name
    if wanted not in grammar().spec.names:
        raise QueryNotSupported(f"{wanted} is not an object.")
    matches = _matcher(query, wanted)
    paths = tuple(query.sif_query_object.sif_element)
    for path in paths:
        _known(wanted, parse_path(path))
    return _selected(wanted, matches, paths, objects)


def _selected(
    wanted: str, matches: Callable[[etree._Element], bool], paths: tuple[str, ...], objects: Iterable[SifObject]
) -> Iterator[SifObject]:
    for thing in objects:
        if type(thing).__name__ == wanted:
            element = thing.xml_source
            element = to_element(thing) if element is None else element
            if matches(element):
                yield restrict(thing, paths) if paths else thing


def _matcher(query: Any, name: str) -> Callable[[etree._Element], bool]:
    if query.sif_example is not None:
        return _like(query.sif_example, name)
    group = query.sif_condition_group
    if group is None:
        return lambda _: True
    return _joined(group.type, [_conditions(conditions, name) for conditions in group.sif_conditions])


def _conditions(conditions: Any, name: str) -> Callable[[etree._Element], bool]:
    return _joined(conditions.type, [_condition(condition, name) for condition in conditions.sif_condition])


def _joined(how: str, tests: list[Callable[[etree._Element], bool]]) -> Callable[[etree._Element], bool]:
    join = any if how == "Or" else all
    return lambda element: join(test(element) for test in tests)


def _condition(condition: Any, name: str) -> Callable[[etree._Element], bool]:
    steps = parse_path(condition.sif_element)
    simple = _known(name, steps)
    code = condition.sif_operator.upper()
    compare = _COMPARE.get(code)
    if compare is None or simple is None:
        raise QueryNotSupported(f"{condition.sif_element} {code} cannot be evaluated.")
    read = simple.lexical.read
    try:
        value = read(condition.sif_value)
    except (ValueError, ArithmeticError):
        raise QueryNotSupported(f"{condition.sif_value!r} cannot be compared with {condition.sif_element}.") from None

    def test(element: etree._Element) -> bool:
        found = False
        for text in values(element, steps):
            found = True
            if _holds(compare, read, text, value):
                return True
        return not found and code == "NE"

    return test


def _holds(compare: Callable[[Any, Any], bool], read: Callable[[str], Any], text: str, value: Any) -> bool:
    try:
        held = read(text)
        return compare(held, value)
    except (ValueError, ArithmeticError):
        return False
    except TypeError:  # a time with a zone and one without: compare what is written
        return compare(held.replace(tzinfo=None), value.replace(tzinfo=None))


def _like(example: Any, name: str) -> Callable[[etree._Element], bool]:
    """Return the test that every value of the example is in an object."""
    objects = [thing for thing in example.objects if isinstance(thing, SifObject)]
    if len(objects) != 1 or type(objects[0]).__name__ != name:
        raise QueryNotSupported("SIF_Example must hold one object of the type asked for.")
    source = objects[0].xml_source
    template = to_element(objects[0]) if source is None else source
    wanted = list(_leaves(template, ()))
    return lambda element: all(text in values(element, steps) for steps, text in wanted)


def _leaves(element: etree._Element, above: tuple[Step, ...]) -> Iterator[tuple[tuple[Step, ...], str]]:
    for name, text in attributes_of(element):
        if not name.startswith("{"):
            yield (*above, (f"@{name}", None, "")), text
    for child in element.iterchildren("*"):
        steps: tuple[Step, ...] = (*above, (local_name(child), None, ""))
        if len(child):
            yield from _leaves(child, steps)
        else:
            yield steps, element_text(child)


def values(element: etree._Element, steps: tuple[Step, ...]) -> Iterator[str]:
    """Yield the texts that a path selects in an object."""
    name, attribute, wanted = steps[0]
    if name.startswith("@"):
        text = element.get(name[1:])
        if text is not None:
            yield text
        return
    for child in element.iterchildren("*"):
        if local_name(child) == name and (attribute is None or child.get(attribute) == wanted):
            if len(steps) > 1:
                yield from values(child, steps[1:])
            elif not len(child):
                yield element_text(child)


def _known(name: str, steps: tuple[Step, ...]) -> Simple | None:
    """Return what the text at a path may be, None for an element of several parts; `QueryNotSupported` if unknown."""
    node: Node = grammar().object(name)
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


def restrict(thing: SifObject, paths: Iterable[str]) -> SifObject:
    """Return the object with only these elements, their ancestors, mandatory attributes, and its key."""
    source = thing.xml_source
    source = to_element(thing) if source is None else source
    spec = grammar().spec.object(type(thing).__name__)
    wanted = [parse_path(path) for path in (*paths, *(key for key in spec.key))]
    root = _copy(source, wanted, grammar().object(spec.name))
    return object_class(spec.name).view(root)


def _copy(source: etree._Element, wanted: list[tuple[Step, ...]], node: Node) -> etree._Element:
    copy = new_element(str(source.tag), dict(source.nsmap))
    named = {steps[0][0] for steps in wanted}
    known = node.shape.attribute if node.shape else {}
    for name, text in attributes_of(source):
        top = node.row.char == "O" and "/" not in node.row.path and node.row.type is None
        must = name in known and known[name].row.mandatory and (not top or known[name].row.key)
        if f"@{name}" in named or must:
            copy.set(name, text)
    for child in source.iterchildren("*"):
        below = [steps for steps in wanted if _leads(steps, child)]
        if any(len(steps) == 1 for steps in below):
            copy.append(deepcopy(child))
        elif below and node.shape is not None and local_name(child) in node.shape.by_name:
            copy.append(_copy(child, [steps[1:] for steps in below], node.shape.by_name[local_name(child)]))
    return copy


def _leads(steps: tuple[Step, ...], child: etree._Element) -> bool:
    name, attribute, value = steps[0]
    return local_name(child) == name and (attribute is None or child.get(attribute) == value)
