"""The grammar as an XML Schema, derived from the tables, for lxml's compiled validation and for anyone else to use.

There are two modes. *Whole* objects (Add events, whole answers) must hold all that is mandatory. *Partial* ones (Change
and Delete events, answers to queries for chosen elements) may leave out anything but the key; optional elements may be
emptied with xsi:nil, and entries of keyed lists may carry `SIF_Action="Delete"` (G4, G7, G8).

Lists of thousands of values (wards, parishes, constituencies) are not in the schema: they are open, and the checks
look them up.

For our own use a list of codes is written as one pattern that branches letter by letter. libxml2 compares a value
with every code of an enumeration in turn, which made up two thirds of the time of a validation. Dates and the like are
patterns too, so that what fits the schema can be read (`values.EXACT`). To others the schema is published with enumerations
and XML Schema's own types.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final
from xml.sax.saxutils import quoteattr

from lxml import etree

from handover.sif.grammar import Grammar, GrammarNode, Shape, Simple, grammar
from handover.sif.specification import UK_NAMESPACE
from handover.sif.values import EXACT, Lexical

_FACETS = ("pattern", "maxLength", "minInclusive", "maxInclusive", "fractionDigits")
_SPECIAL: Final = re.compile(r"[\\|.?*+(){}\-\[\]^]")
# libxml2 makes its built-in types with the first schema, and of two threads that are first one finds them half made. Imports
# are done one at a time.
etree.XMLSchema(etree.fromstring('<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>'))


def schema_text(
    *,
    partial: bool = False,
    namespace: str | None = UK_NAMESPACE,
    names: Iterable[str] = (),
    trees: Grammar | None = None,
    quick: bool = False,
) -> str:
    """Return the schema of these objects (all when none is named).

    `namespace` None gives the schema for documents written without one. `quick` writes lists of codes as patterns.
    """
    trees = trees or grammar()
    writer = _Writer(trees, partial, quick)
    body = [writer.element(trees.object(name), top=True) for name in (tuple(names) or trees.spec.names)]
    target = f" targetNamespace={quoteattr(namespace)} xmlns={quoteattr(namespace)}" if namespace else ""
    mode = "partial objects: Change and Delete events, chosen elements" if partial else "whole objects"
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"{target} elementFormDefault="qualified">',
            f"<xs:annotation><xs:documentation>{trees.spec.version}, {mode}.</xs:documentation></xs:annotation>",
            *body,
            *writer.types(),
            "</xs:schema>\n",
        ]
    )


@cache
def compiled(name: str, *, partial: bool, namespaced: bool) -> etree.XMLSchema:
    """Return the compiled schema of one object of the packaged model."""
    return compile_schema(grammar(), name, partial=partial, namespaced=namespaced)


def compile_schema(trees: Grammar, name: str, *, partial: bool, namespaced: bool) -> etree.XMLSchema:
    """Compile the schema of one object of any model."""
    namespace = UK_NAMESPACE if namespaced else None
    text = schema_text(partial=partial, namespace=namespace, names=(name,), trees=trees, quick=True)
    return etree.XMLSchema(etree.fromstring(text.encode()))


def pattern_of(codes: Iterable[str]) -> str:
    """Return the pattern, in the language of XML Schema, of exactly these codes."""
    by_first: dict[str, list[str]] = {}
    codes = set(codes)
    for code in sorted(codes - {""}):
        by_first.setdefault(code[0], []).append(code[1:])
    ways = [_SPECIAL.sub(r"\\\g<0>", first) + pattern_of(rest) for first, rest in by_first.items()]
    if "" in codes:
        return f"({'|'.join(ways)})?" if ways else ""
    return ways[0] if len(ways) == 1 else f"({'|'.join(ways)})"


class _Writer:
    """Writes elements and remembers which named types they need."""

    def __init__(self, trees: Grammar, partial: bool, quick: bool) -> None:
        self.trees = trees
        self.partial = partial
        self.quick = quick
        self.shapes: dict[str, Shape] = {}
        self.simples: dict[str, Simple] = {}
        self.exact: dict[str, Lexical] = {}

    def element(self, node: GrammarNode, *, top: bool = False) -> str:
        attributes = f'name="{node.name}"' + ("" if top else self._occurs(node))
        if (self.partial and node.nillable and not top) or node.row.nillable:
            attributes += ' nillable="true"'
        if node.shape is None:
            assert node.simple is not None
            return self._leaf("xs:element", attributes, node.simple)
        return self._complex_element(attributes, node.shape, top)

    def _occurs(self, node: GrammarNode) -> str:
        row = node.row
        optional = not row.mandatory or (self.partial and not row.key)
        return (' minOccurs="0"' if optional else "") + (' maxOccurs="unbounded"' if row.repeatable else "")

    def _leaf(self, tag: str, attributes: str, simple: Simple) -> str:
        if simple.name:
            return f'<{tag} {attributes} type="{self._name(simple)}"/>'
        return f"<{tag} {attributes}>{self._simple_type(simple)}</{tag}>"

    def _name(self, simple: Simple) -> str:
        if simple.name.startswith("xs:"):
            return self._built_in(simple.lexical)
        self.simples[simple.name] = simple
        return simple.name

    def _built_in(self, lexical: Lexical) -> str:
        if not self.quick or lexical.name not in EXACT:
            return lexical.name
        self.exact[name := lexical.name.replace(":", "_")] = lexical
        return name

    def _complex_element(self, attributes: str, shape: Shape, top: bool) -> str:
        name = shape.type_name
        if name is not None and self.trees.type_shape(name) is shape:
            self.shapes[name] = shape
            return f'<xs:element {attributes} type="{name}"/>'
        return f"<xs:element {attributes}><xs:complexType{self._body(shape, top)}</xs:complexType></xs:element>"

    def _body(self, shape: Shape, top: bool = False) -> str:
        if shape.type_name == "SIF_ExtendedElements" or shape.mixed or shape.holds_objects:
            many = '<xs:any minOccurs="0" maxOccurs="unbounded" processContents="skip"/>'
            mixed = ' mixed="true"' if shape.mixed else ""
            return f"{mixed}><xs:sequence>{many}</xs:sequence>{self._attributes(shape, top)}"
        if shape.simple is not None:
            return self._text_with_attributes(shape)
        children = "".join(map(self.element, shape.children))
        sequence = f"<xs:sequence>{children}</xs:sequence>" if children else ""
        return f">{sequence}{self._attributes(shape, top)}"

    def _text_with_attributes(self, shape: Shape) -> str:
        assert shape.simple is not None
        base = shape.simple
        if not base.name:
            base = Simple(f"text{len(self.simples)}", base.lexical, base.facets, base.values, members=base.members)
        name = self._name(base)
        inner = f'<xs:extension base="{name}">{self._attributes(shape)}</xs:extension>'
        return f"><xs:simpleContent>{inner}</xs:simpleContent>"

    def _attributes(self, shape: Shape, top: bool = False) -> str:
        return "".join(self._attribute(node, top) for node in shape.attributes if self._wanted(node))

    def _wanted(self, node: GrammarNode) -> bool:
        return node.name != "xsi:type" and (self.partial or node.name != "SIF_Action")

    def _attribute(self, node: GrammarNode, top: bool) -> str:
        assert node.simple is not None
        must = node.row.mandatory and (node.row.key or not (top and self.partial))
        return self._leaf("xs:attribute", f'name="{node.name}"' + (' use="required"' if must else ""), node.simple)

    def types(self) -> Iterator[str]:
        """Yield the definitions of the named types used so far, and of those that they use in turn."""
        done: set[str] = set()
        while pending := [name for name in (*self.shapes, *self.simples) if name not in done]:
            for name in pending:
                done.add(name)
                if name in self.shapes:
                    yield f'<xs:complexType name="{name}"{self._body(self.shapes[name])}</xs:complexType>'
                else:
                    yield self._simple_type(self.simples[name], f' name="{name}"')
        for name, lexical in self.exact.items():
            assert lexical.pattern is not None
            form = f"<xs:pattern value={quoteattr(lexical.pattern.pattern)}/>"
            yield f'<xs:simpleType name="{name}"><xs:restriction base="xs:token">{form}</xs:restriction></xs:simpleType>'

    def _simple_type(self, simple: Simple, name: str = "") -> str:
        if simple.members:
            union = "".join(map(self._simple_type, simple.members))
            return f"<xs:simpleType{name}><xs:union>{union}</xs:union></xs:simpleType>"
        facets = "".join(
            f"<xs:{key} value={quoteattr(simple.facets[key])}/>" for key in _FACETS if key in simple.facets
        )
        # A type with limits is of numbers, and those need XML Schema's own to compare with.
        of = simple.lexical.name if facets else self._built_in(simple.lexical)
        base = f'<xs:restriction base="{of}">{self._codes(simple)}{facets}</xs:restriction>'
        return f"<xs:simpleType{name}>{base}</xs:simpleType>"

    def _codes(self, simple: Simple) -> str:
        if self.quick and simple.codes and "pattern" not in simple.facets:  # of two patterns one would be enough
            return f"<xs:pattern value={quoteattr(pattern_of(simple.codes))}/>"
        return "".join(
            f"<xs:enumeration value={quoteattr(value.value)}/>" for value in simple.values if not value.defect
        )
