"""Why an object does not fit its table, in a person's words.

The compiled schema says in a few microseconds whether an object fits. Only when it does not, this module walks the same
tables and names every fault, where a schema would stop at the first in each element.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lxml import etree

from handover.common.problems import Problem
from handover.common.xml import local_name
from handover.sif.checks.kinds import GRAMMAR
from handover.sif.checks.place import ObjectPlace
from handover.sif.checks.rules import BY_GRAMMAR, OF_GLOBAL
from handover.sif.grammar import GrammarNode, Shape, Simple, find_fault
from handover.sif.model import NIL, XSI, element_text
from handover.sif.nodes import attributes_of
from handover.sif.specification import UK_NAMESPACE, Specification, SpecificationRow

_SHOWN = 60
_TRUE = ("true", "1")


@dataclass(frozen=True, slots=True)
class Mode:
    """How to look: whole or partial, and whether an unknown code of a closed list only warns."""

    partial: bool = False
    newer_codes: bool = False

    @staticmethod
    @cache
    def of(partial: bool, newer_codes: bool) -> "Mode":
        """Return the mode, made once."""
        return Mode(partial, newer_codes)


def explain_faults(root: etree._Element, node: GrammarNode, mode: Mode, spec: Specification) -> Iterator[Problem]:
    """Yield every fault of form of an object."""
    return _Walk(root, mode, spec, ObjectPlace(root)).element(root, node, top=True)


def shorten(text: str) -> str:
    """Return the text as shown in a message: one line, not long."""
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


@dataclass(frozen=True, slots=True)
class _Walk:
    root: etree._Element
    mode: Mode
    spec: Specification
    place: ObjectPlace

    def problem(
        self,
        code: str,
        at: etree._Element,
        element: str,
        below: str = "",
        row: SpecificationRow | None = None,
        **values: object,
    ) -> Problem:
        code = f"sif.{code}"
        own = [rule for rule in (row.rules if row else ()) if BY_GRAMMAR.get(rule) == code]
        rule = own[0] if own else OF_GLOBAL.get(code, "G3")
        return self.place.problem(GRAMMAR[code], at, below, element=element, rule=rule, **values)

    def element(self, element: etree._Element, node: GrammarNode, *, top: bool = False) -> Iterator[Problem]:
        shape = node.shape
        nil = element.get(NIL) in _TRUE
        if nil:
            yield from self._nil(element, node)
        if shape is not None and shape.type_name == "SIF_ExtendedElements":
            return
        yield from self._attributes(element, shape, top)
        if nil:
            return
        simple = node.simple if shape is None else shape.simple
        if simple is not None:
            yield from self._text(element, node.row, simple)
        elif shape is not None and not shape.mixed and not shape.holds_objects:
            yield from self._children(element, shape)

    def _nil(self, element: etree._Element, node: GrammarNode) -> Iterator[Problem]:
        if node.row.nillable:
            return
        if not node.nillable or len(element) or (element.text or "").strip():
            yield self.problem("nil", element, node.name)
        elif not self.mode.partial:
            yield self.problem("nil_in_whole", element, node.name)

    def _attributes(self, element: etree._Element, shape: Shape | None, top: bool) -> Iterator[Problem]:
        known = shape.attribute if shape is not None else {}
        name = local_name(element)
        for key, value in attributes_of(element):
            attribute = known.get(key)
            if attribute is not None:
                if key == "SIF_Action" and not self.mode.partial:
                    yield self.problem("action_in_whole", element, name, "/@SIF_Action")
                yield from self._value(element, attribute.row, f"/@{key}", attribute.simple, value)
            elif key == f"{{{XSI}}}type":
                yield self.problem("xsi_type", element, name)
            elif not key.startswith(f"{{{XSI}}}"):
                yield self.problem("unknown_attribute", element, key, f"/@{key}", parent=name)
        for attribute in known.values():
            row = attribute.row
            needed = row.mandatory and (row.key or not (top and self.mode.partial))
            if needed and element.get(row.name) is None:
                yield self.problem("missing_attribute", element, row.name, f"/@{row.name}", row, parent=name)

    def _text(self, element: etree._Element, row: SpecificationRow, simple: Simple) -> Iterator[Problem]:
        if len(element):
            yield self.problem("elements_inside", element, row.name)
        else:
            yield from self._value(element, row, "", simple, element_text(element))

    def _value(
        self, at: etree._Element, row: SpecificationRow, below: str, simple: Simple | None, text: str
    ) -> Iterator[Problem]:
        fault = find_fault(simple, text, self.spec) if simple is not None else None
        if fault is None or simple is None:
            return
        if fault == "code" and self.mode.newer_codes:
            fault = "newer_code"
        facets = simple.facets
        yield self.problem(
            fault,
            at,
            row.name,
            below,
            row,
            value=shorten(text) or "“”",
            type=simple.lexical.words[0],
            list=self._list(simple),
            limit=facets.get("maxLength", ""),
            low=facets.get("minInclusive", "0"),
            high=facets.get("maxInclusive", "∞"),
            form=facets.get("pattern", ""),
        )

    def _list(self, simple: Simple) -> str:
        if simple.codeset:
            return f"{simple.codeset}, {self.spec.version}"
        values = [*simple.codes, *(code for member in simple.members for code in member.codes)]
        return ", ".join(sorted(values))

    def _children(self, element: etree._Element, shape: Shape) -> Iterator[Problem]:
        parent = local_name(element)
        stray = "".join([element.text or "", *(child.tail or "" for child in element)]).strip()
        if stray:
            yield self.problem("text_inside", element, parent, value=shorten(stray))
        order = {node.name: place for place, node in enumerate(shape.children)}
        space = etree.QName(self.root).namespace
        seen: list[str] = []
        furthest = -1
        for child in element.iterchildren("*"):
            name = local_name(child)
            if etree.QName(child).namespace != space:
                found = etree.QName(child).namespace or "“”"
                yield self.problem("namespace", child, name, namespace=found, expected=space or UK_NAMESPACE)
                continue
            node = shape.by_name.get(name)
            if node is None:
                allowed = ", ".join(order)
                yield self.problem("unknown_element", child, name, parent=parent, allowed=allowed or "-")
                continue
            if name in seen and not node.row.repeatable:
                yield self.problem("repeated", child, name, parent=parent)
            elif order[name] < furthest:
                yield self.problem("order", child, name, parent=parent, after=shape.children[furthest].name)
            furthest = max(furthest, order[name])
            seen.append(name)
            yield from self.element(child, node)
        yield from self._absent(element, shape, parent, seen)

    def _absent(self, element: etree._Element, shape: Shape, parent: str, seen: list[str]) -> Iterator[Problem]:
        for node in shape.children:
            needed = node.row.mandatory and (node.row.key or not self.mode.partial)
            if needed and node.name not in seen:
                yield self.problem("missing", element, node.name, f"/{node.name}", node.row, parent=parent)
