"""SIF_Query over objects: which match (`conditions.py`), and what of each to return."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any

from lxml import etree

from handover.common.xml import local_name
from handover.sif.grammar import GrammarNode, grammar
from handover.sif.messages.conditions import Test, condition, join_tests
from handover.sif.messages.paths import QueryNotSupported, Step, leaf_type, parse_path, reading_query, values
from handover.sif.model import SifObject, element_text
from handover.sif.nodes import attributes_of, new_element
from handover.sif.objects import partial_class
from handover.sif.writer import to_element


def select(query: Any, objects: Iterable[SifObject]) -> Iterator[SifObject]:
    """Yield the objects that a SIF_Query asks for, restricted to the elements it wants.

    Raises `QueryNotSupported` before the first object when the query cannot be evaluated.
    """
    with reading_query():
        wanted = query.sif_query_object.object_name
        if wanted not in grammar().spec.names:
            raise QueryNotSupported(f"{wanted} is not an object.")
        matches = _matcher(query, wanted)
        paths = tuple(query.sif_query_object.sif_element)
        for path in paths:
            leaf_type(wanted, parse_path(path))
    return _selected(wanted, matches, paths, objects)


def _selected(wanted: str, matches: Test, paths: tuple[str, ...], objects: Iterable[SifObject]) -> Iterator[SifObject]:
    for thing in objects:
        if thing.xml_name == wanted:
            element = thing.xml_source
            element = to_element(thing) if element is None else element
            if matches(element):
                yield restrict(thing, paths) if paths else thing


def _matcher(query: Any, name: str) -> Test:
    if query.sif_example is not None:
        return _like(query.sif_example, name)
    group = query.sif_condition_group
    if group is None:
        return lambda _: True
    return join_tests(group.type, [_conditions(conditions, name) for conditions in group.sif_conditions])


def _conditions(conditions: Any, name: str) -> Test:
    tests = [condition(name, one.sif_element, one.sif_operator, one.sif_value) for one in conditions.sif_condition]
    return join_tests(conditions.type, tests)


def _like(example: Any, name: str) -> Test:
    """Return the test that every value of the example is in an object."""
    objects = [thing for thing in example.objects if isinstance(thing, SifObject)]
    if len(objects) != 1 or type(objects[0]).__name__ != name:
        raise QueryNotSupported("SIF_Example must hold one object of the type asked for.")
    source = objects[0].xml_source
    template = to_element(objects[0]) if source is None else source
    wanted = list(_leaves(template, ()))
    return lambda element: element is not None and all(text in values(element, steps) for steps, text in wanted)


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


def restrict(thing: SifObject, paths: Iterable[str]) -> SifObject:
    """Return as a partial object only these elements, their ancestors, mandatory attributes, and its key."""
    source = thing.xml_source
    source = to_element(thing) if source is None else source
    spec = grammar().spec.object(thing.xml_name)
    wanted = [parse_path(path) for path in (*paths, *(key for key in spec.key))]
    root = _copy(source, wanted, grammar().object(spec.name))
    return partial_class(spec.name).view(root)


def _copy(source: etree._Element, wanted: list[tuple[Step, ...]], node: GrammarNode) -> etree._Element:
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
