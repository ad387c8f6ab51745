"""The tables turned into trees: what each element holds, in which order, and what its text may be."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Final

from handover.sif.names import field_name
from handover.sif.specification import ObjectSpec, Specification, SpecificationRow, TypeSpec, Value, uk_model
from handover.sif.values import LEXICAL, Lexical, collapse

LISTS: Final = frozenset({"List", "ActionList"})
ACTION: Final = SpecificationRow(
    "@SIF_Action", "O", values=(Value("Delete"),), meaning="Delete: take this entry out of the list."
)
"""The mark by which a Change event removes one entry of a keyed list (G8)."""


@dataclass(frozen=True, eq=False)
class Simple:
    """What a text may be: a built-in type, narrowed by facets, by a list of values, or one of several such types."""

    name: str
    lexical: Lexical
    facets: Mapping[str, str] = field(default_factory=dict)
    values: tuple[Value, ...] = ()
    codeset: str | None = None
    closed: bool = True
    large: bool = False
    members: tuple["Simple", ...] = ()

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes to write; empty when any text of the type will do."""
        return frozenset(value.value for value in self.values if not value.defect)

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """The pattern of the facets."""
        return re.compile(self.facets["pattern"]) if "pattern" in self.facets else None

    @property
    def is_any(self) -> bool:
        """Say whether every text is allowed."""
        return not (self.values or self.members or self.facets or self.large or self.lexical.pattern)


@dataclass(frozen=True, eq=False)
class Shape:
    """What an element holds. `type_name` is set for the common types, which many elements share."""

    type_name: str | None
    attributes: tuple["GrammarNode", ...]
    children: tuple["GrammarNode", ...]
    simple: Simple | None = None
    mixed: bool = False
    holds_objects: bool = False

    @cached_property
    def by_name(self) -> Mapping[str, "GrammarNode"]:
        """The children by name."""
        return {node.name: node for node in self.children}

    @cached_property
    def attribute(self) -> Mapping[str, "GrammarNode"]:
        """The attributes by name."""
        return {node.name: node for node in self.attributes}


@dataclass(frozen=True, eq=False)
class GrammarNode:
    """One element or attribute in its place."""

    row: SpecificationRow
    simple: Simple | None
    shape: Shape | None

    @cached_property
    def name(self) -> str:
        """The name in the document."""
        return self.row.name

    @cached_property
    def field(self) -> str:
        """The name in Python."""
        return field_name(self.name)

    @cached_property
    def item(self) -> "GrammarNode | None":
        """The repeated child, when the element is nothing but a list of it."""
        shape = self.shape
        if shape is None or shape.attributes or shape.simple or len(shape.children) != 1 or self.row.repeatable:
            return None
        only = shape.children[0]
        return only if only.row.repeatable else None

    @cached_property
    def reader(self) -> Callable[[str], Any]:
        """The function that turns the text into its Python value; ValueError when it is not of its type."""
        simple = self.simple
        assert simple is not None
        return simple.lexical.reader if not simple.members else collapse

    @property
    def nillable(self) -> bool:
        """Say whether a Change event may empty it with xsi:nil (G7)."""
        return self.row.char in ("O", "C")


class Grammar:
    """The trees of one specification, each built when first asked for."""

    def __init__(self, spec: Specification) -> None:
        self.spec = spec
        self._simple: dict[str, Simple] = {}
        self._shapes: dict[str, Shape] = {}
        self._objects: dict[str, GrammarNode] = {}

    def object(self, name: str) -> GrammarNode:
        """Return the tree of an object; KeyError for an unknown name."""
        node = self._objects.get(name)
        if node is None:
            spec = self.spec.object(name)
            top = SpecificationRow(name, "O", meaning=spec.purpose)
            node = self._objects[name] = GrammarNode(top, None, self._shape(spec.rows, "", None))
        return node

    def type_shape(self, name: str) -> Shape:
        """Return what a common type of several parts holds."""
        shape = self._shapes.get(name)
        if shape is None:
            spec = self.spec.types[name]
            simple = self.simple(spec.content) if spec.content and spec.content != "mixed" else None
            shape = self._shape(spec.rows, "", name, simple, spec.content == "mixed")
            self._shapes[name] = shape
        return shape

    def simple(self, name: str) -> Simple:
        """Return what a named type of text allows."""
        found = self._simple.get(name)
        if found is None:
            found = self._simple[name] = self._build_simple(name)
        return found

    def _build_simple(self, name: str) -> Simple:
        if name == "any":
            return Simple("xs:string", LEXICAL["xs:string"])
        if name in LEXICAL:
            return Simple(name, LEXICAL[name])
        if name in self.spec.large_lists:
            return Simple(name, LEXICAL["xs:token"], codeset=name, closed=False, large=True)
        if name in self.spec.codeset_names:
            codes = self.spec.codeset(name)
            return Simple(name, LEXICAL["xs:token"], values=codes.values, codeset=name, closed=codes.closed)
        spec = self.spec.types[name]
        if spec.union_of:
            return Simple(name, LEXICAL["xs:string"], members=tuple(map(self.simple, spec.union_of)))
        base = self.simple(spec.base or "xs:string")
        facets = {**base.facets, **spec.facets}
        return Simple(name, base.lexical, facets, base.values, base.codeset, base.closed, base.large)

    def row_simple(self, row: SpecificationRow) -> Simple:
        """Return what the text of a row may be."""
        if row.values:
            return Simple("", LEXICAL["xs:token"], values=row.values)
        if row.union:
            members = tuple(
                self.simple(member)
                if isinstance(member, str)
                else Simple("", LEXICAL["xs:token"], values=tuple(map(Value, member)))
                for member in row.union
            )
            return members[0] if len(members) == 1 else Simple("", LEXICAL["xs:token"], members=members)
        base = self.simple(row.type or "any")
        if not row.facets:
            return base
        return Simple("", base.lexical, {**base.facets, **row.facets}, base.values, base.codeset, base.closed)

    def _is_complex(self, row: SpecificationRow) -> bool:
        spec = self.spec.types.get(row.type or "")
        return spec is not None and spec.kind == "complex"

    def _shape(
        self,
        rows: Iterable[SpecificationRow],
        prefix: str,
        type_name: str | None,
        simple: Simple | None = None,
        mixed: bool = False,
    ) -> Shape:
        rows = tuple(rows)
        nodes = [self._node(row, rows) for row in rows if row.parent == prefix]
        attributes = tuple(node for node in nodes if node.row.is_attribute)
        children = tuple(node for node in nodes if not node.row.is_attribute)
        return Shape(type_name, attributes, children, simple, mixed)

    def _node(self, row: SpecificationRow, rows: tuple[SpecificationRow, ...]) -> GrammarNode:
        if row.is_attribute:
            return GrammarNode(row, self.row_simple(row), None)
        if row.type == "objects":
            return GrammarNode(
                row, None, Shape(None, self._shape(rows, row.path, None).attributes, (), holds_objects=True)
            )
        below = any(other.parent == row.path for other in rows)
        keyed = any(other.path == row.parent and other.list_key for other in rows)
        if self._is_complex(row):
            shape = self.type_shape(str(row.type))
            if below:
                extra = self._shape(rows, row.path, None)
                attributes = shape.attributes + extra.attributes
                shape = Shape(shape.type_name, attributes, shape.children, shape.simple, shape.mixed)
            return GrammarNode(row, None, shape)
        if row.type in LISTS or (row.type is None and not row.values and not row.union):
            return GrammarNode(row, None, self._shape(rows, row.path, None))
        simple = self.row_simple(row)
        if not below:
            return GrammarNode(row, simple, None)
        shape = self._shape(rows, row.path, None, simple)
        if keyed:
            action = GrammarNode(ACTION, self.row_simple(ACTION), None)
            shape = Shape(None, (*shape.attributes, action), shape.children, simple)
        return GrammarNode(row, simple, shape)


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """Return the trees of the model that comes with this package."""
    return Grammar(uk_model())


def find_fault(simple: Simple, text: str, spec: Specification) -> str | None:
    """Say what is wrong with a text; None if nothing is.

    The answer is `code`, `open_code`, `defect_code`, `value`, `length`, `range` or `pattern`.
    """
    if simple.members:
        faults = [find_fault(member, text, spec) for member in simple.members]
        return None if None in faults else faults[0]
    if simple.values or simple.large:
        return _code_fault(simple, collapse(text), spec)
    try:
        value = simple.lexical.read(text)
    except (ValueError, ArithmeticError):
        return "value"
    return _facet_fault(simple, value)


def _code_fault(simple: Simple, code: str, spec: Specification) -> str | None:
    codes = spec.codeset(simple.name).labels if simple.large else simple.codes
    if code in codes:
        return None
    if any(value.value == code for value in simple.values):
        return "defect_code"
    return "code" if simple.closed else "open_code"


def _facet_fault(simple: Simple, value: object) -> str | None:
    facets = simple.facets
    if isinstance(value, str):
        if "maxLength" in facets and len(value) > int(facets["maxLength"]):
            return "length"
        if simple.pattern is not None and simple.pattern.fullmatch(value) is None:
            return "pattern"
    if isinstance(value, int):
        low, high = facets.get("minInclusive"), facets.get("maxInclusive")
        if (low is not None and value < int(low)) or (high is not None and value > int(high)):
            return "range"
    return None


__all__ = ["ACTION", "Grammar", "GrammarNode", "ObjectSpec", "Shape", "Simple", "TypeSpec", "find_fault", "grammar"]
