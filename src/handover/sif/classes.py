"""The classes of a grammar: each made from its table when first asked for, with a reader for every field."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from lxml import etree

from handover.sif.grammar import Grammar, GrammarNode, Shape, Simple
from handover.sif.model import (
    NIL,
    TRUE,
    XSI,
    Child,
    FieldReader,
    Kind,
    MissingValue,
    ModelField,
    Read,
    SifElement,
    SifObject,
    WholeObject,
    element_text,
    inner_xml,
)
from handover.sif.specification import UK_NAMESPACE, SpecificationRow
from handover.sif.values import PLAIN

_OWN: Final = frozenset({"attribute", "text", "xml", "objects"})
"""The kinds of field that are not children."""

PARTIAL: Final = "Partial"
"""What the names of the classes of partial objects begin with."""

_PARTIAL_WORDS: Final = "What an event or an answer says of a {name}: of anything but the key perhaps nothing."


def _is_nil(child: etree._Element) -> bool:
    """Say whether an element is emptied with xsi:nil."""
    return child.get(NIL) in TRUE


def _nothing(required: bool) -> None:
    """Return what a field is that is not there; MissingValue where it must be."""
    if required:
        raise MissingValue


def _leaf(field: ModelField) -> Read:
    read, required = field.node.reader, field.required

    def value(_: etree._Element, child: Any) -> Any:
        if child is None:
            return _nothing(required)
        text = child.text
        if text is None or len(child):
            return _nothing(required) if _is_nil(child) else read(element_text(child))
        return read(text)

    return value


def _element(field: ModelField) -> Read:
    part, required = field.part, field.required
    assert part is not None

    def value(_: etree._Element, child: Any) -> Any:
        return _nothing(required) if child is None or (not len(child) and _is_nil(child)) else part.view(child)

    return value


def _entries(item: GrammarNode, element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if isinstance(child.tag, str) and child.tag.rpartition("}")[2] == item.name:
            yield child


def _leaves(field: ModelField) -> Read:
    item, required = field.node.item, field.required
    assert item is not None

    def value(_: etree._Element, child: Any) -> Any:
        if child is None or (not len(child) and _is_nil(child)):
            return _nothing(required)
        return tuple([item.reader(element_text(entry)) for entry in _entries(item, child)])

    return value


def _elements(field: ModelField) -> Read:
    item, part, required = field.node.item, field.part, field.required
    assert item is not None
    assert part is not None

    def value(_: etree._Element, child: Any) -> Any:
        if child is None or (not len(child) and _is_nil(child)):
            return _nothing(required)
        return tuple([part.view(entry) for entry in _entries(item, child)])

    return value


def _leaf_again(field: ModelField) -> Read:
    read = field.node.reader
    return lambda _, children: tuple([read(element_text(child)) for child in children or ()])


def _element_again(field: ModelField) -> Read:
    part = field.part
    assert part is not None
    return lambda _, children: tuple([part.view(child) for child in children or ()])


def _attribute(field: ModelField) -> Read:
    read, tag, required = field.node.reader, field.node.name, field.required
    attribute = f"{{{XSI}}}type" if tag == "xsi:type" else tag

    def value(source: etree._Element, _: Any) -> Any:
        text = source.get(attribute)
        if text is not None:
            return read(text)
        if required:
            raise MissingValue
        return None

    return value


def _content(field: ModelField) -> Read:
    read = field.node.reader
    return lambda source, _: read(element_text(source))


def _inner(_: ModelField) -> Read:
    return lambda source, _: inner_xml(source)


def _objects(as_object: Callable[[etree._Element], object]) -> Read:
    return lambda source, _: tuple([as_object(child) for child in source.iterchildren("*")])


_READ: Final[Mapping[Kind, Callable[[ModelField], Read]]] = {
    "attribute": _attribute,
    "text": _content,
    "xml": _inner,
    "leaf": _leaf,
    "element": _element,
    "leaves": _leaves,
    "elements": _elements,
    "leaf*": _leaf_again,
    "element*": _element_again,
}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a part is met: which class holds it, in which object (None in a common type), and whether that is partial."""

    holder: type[SifElement]
    owner: str | None
    partial: bool


class Classes:
    """The classes of one grammar, each made when first asked for.

    An object has two, and so has every part in which the two differ: `PartialLearnerPersonal`, of which anything but the
    key may be left out, and `LearnerPersonal`, which derives from it and has all that is mandatory. Of `messages` there
    is one each, in which anything may be missing; `as_object` reads the objects they hold, which are of another grammar.
    """

    def __init__(
        self,
        trees: Grammar,
        as_object: Callable[[etree._Element], object] = lambda element: element,
        *,
        messages: bool = False,
    ) -> None:
        self.trees = trees
        self.as_object = as_object
        self.messages = messages
        self.made: dict[str, type[SifElement]] = {}
        self._by_shape: dict[tuple[Shape, bool], type[SifElement]] = {}
        self._names: dict[Shape, str] = {}
        self._taken: set[tuple[str | None, str]] = set()

    def of_object(self, name: str) -> type[SifObject]:
        """Return the class of a whole object, or of a message; KeyError for an unknown name."""
        made = self.made.get(name)
        if made is None:
            bases = (SifObject,) if self.messages else (self.of_partial(name), WholeObject)
            made = self._object(name, bases, partial=False)
        assert issubclass(made, SifObject)
        return made

    def of_partial(self, name: str) -> type[SifObject]:
        """Return the class of an object of which anything but the key may be left out; KeyError for an unknown name."""
        made = self.made.get(PARTIAL + name)
        if made is None:
            made = self._object(name, (SifObject,), partial=True)
        assert issubclass(made, SifObject)
        return made

    def _object(self, name: str, bases: tuple[type[SifElement], ...], *, partial: bool) -> type[SifObject]:
        node = self.trees.object(name)
        spec = self.trees.spec.object(name)
        assert node.shape is not None
        made = self._new(PARTIAL * partial + name, name, bases)
        made.__doc__ = _PARTIAL_WORDS.format(name=name) if partial else f"{spec.purpose} (section {spec.section})"
        self._fill(made, node.shape, _Place(made, name, partial))
        names = {"@" * f.node.row.is_attribute + f.node.name: f.name for f in made.fields}
        made.key = tuple(names[key] for key in spec.key)
        return made  # type: ignore[no-any-return]

    def of_type(self, name: str, *, partial: bool = False) -> type[SifElement]:
        """Return the class of a common type of several parts."""
        shape = self._with_action(name, self.trees.type_shape(name))
        loosens = self._loosens(shape)
        partial = partial and loosens
        made = self.made.get(PARTIAL * partial + name)
        if made is None:
            base = self.of_type(name, partial=True) if loosens and not partial else SifElement
            made = self._new(PARTIAL * partial + name.replace("_", ""), name, (base,), PARTIAL * partial + name)
            made.__doc__ = self.trees.spec.types[name].meaning
            self._fill(made, shape, _Place(made, None, partial))
        return made

    def _with_action(self, name: str, shape: Shape) -> Shape:
        """Add the attributes that lists of this type put on its entries, so that one class serves both places."""
        for spec in self.trees.spec.types.values():
            for row in spec.rows:
                if row.type == name and any(other.path == f"{row.path}/@SIF_Action" for other in spec.rows):
                    listed = self.trees.type_shape(spec.name).by_name[row.name].shape
                    return listed or shape
        return shape

    def _loosens(self, shape: Shape) -> bool:
        """Say whether a part of a partial object may lack what the same part of a whole one has."""
        return not self.messages and any(
            self._required(node) != self._required(node, partial=True)
            or any(self._loosens(below) for below in _shapes_below(node))
            for node in (*shape.attributes, *shape.children)
        )

    def _required(self, node: GrammarNode, *, partial: bool = False) -> bool:
        """Say whether a field is never None: in a whole object what it must have, in a partial one the key."""
        row = node.row
        return row.never_none and (row.key or not partial) and not self.messages

    def _new(self, name: str, xml_name: str, bases: tuple[type[SifElement], ...], home: str = "") -> Any:
        made: Any = type(name, bases, {"__module__": "handover.sif.objects", "xml_name": xml_name})
        self.made[home or name] = made
        return made

    def _fill(self, made: Any, shape: Shape, place: _Place) -> None:
        """Give a class its fields. What derives from another has the same, some of them narrower."""
        base = made.__bases__[0]
        made.fields = tuple(self._fields(shape, place))
        below = [field for field in made.fields if field.kind not in _OWN]
        made._absent = {field.name: field.empty for field in below if not field.required}
        changed = made.fields
        if base.fields:
            made._partial = base
            changed = tuple(new for new, old in zip(made.fields, base.fields, strict=True) if new != old)
        else:
            children = {field.node.name: _child(field) for field in below}
            made._children_of = children | {f"{{{UK_NAMESPACE}}}{tag}": child for tag, child in children.items()}
            made._blank = {field.name: field.empty for field in made.fields} | {"nils": frozenset()}
            made._lists = tuple(field.name for field in made.fields if field.many or field.kind == "objects")
        readers = {field.name: FieldReader(field.name, self._reader(field)) for field in changed}
        made._readers = {**base._readers, **readers}
        for field_name, reader in readers.items():
            setattr(made, field_name, reader)

    def _fields(self, shape: Shape, place: _Place) -> Iterator[ModelField]:
        for node in shape.attributes:
            must = self._required(node, partial=place.partial)
            yield ModelField(node.field, "attribute", node, required=must)
        if shape.simple is not None:
            yield ModelField("value", "text", self._content(shape, shape.simple))
        if shape.mixed:
            yield ModelField("xml", "xml", self._content(shape, self.trees.simple("any")))
        if shape.holds_objects:
            yield ModelField("objects", "objects", self._content(shape, self.trees.simple("any")))
        for node in shape.children:
            yield self._field(node, place)

    def _content(self, shape: Shape, simple: Simple) -> GrammarNode:
        row = SpecificationRow("value", "M", type=shape.simple.name if shape.simple else None, meaning="The text.")
        return GrammarNode(row, simple, None)

    def _reader(self, field: ModelField) -> Read:
        return _objects(self.as_object) if field.kind == "objects" else _READ[field.kind](field)

    def _field(self, node: GrammarNode, place: _Place) -> ModelField:
        repeated = "*" if node.row.repeatable else ""
        must = not repeated and self._required(node, partial=place.partial)
        if node.shape is None:
            return ModelField(node.field, "leaf*" if repeated else "leaf", node, required=must)
        item = node.item
        if item is None:
            kind: Kind = "element*" if repeated else "element"
            return ModelField(node.field, kind, node, self._part(node, place), must)
        if item.shape is None:
            return ModelField(node.field, "leaves", node, required=must)
        shared = node.shape.type_name is not None
        return ModelField(
            node.field, "elements", node, self._part(item, replace(place, owner=None) if shared else place), must
        )

    def _part(self, node: GrammarNode, place: _Place) -> type[SifElement]:
        shape, owner = node.shape, place.owner
        assert shape is not None
        if shape.type_name is not None and not shape.mixed:
            return self.of_type(shape.type_name, partial=place.partial)
        loosens = self._loosens(shape)
        partial = place.partial and loosens
        known = self._by_shape.get((shape, partial))
        if known is not None:
            return known
        base = self._by_shape[shape, True] if loosens and not partial else SifElement
        name = PARTIAL * partial + self._name(node, shape, place)
        # What does not differ is the partial object's, from which the whole one has it.
        outer = PARTIAL * (place.partial and not self.messages) + owner if owner else None
        home = f"{outer}.{name}" if outer else name
        made = self._new(name, node.name, (base,), home)
        made.__qualname__ = home
        if outer:
            setattr(self.made[outer], name, made)
        made.__doc__ = node.row.meaning or f"{node.row.path}."
        self._by_shape[shape, partial] = made
        self._fill(made, shape, replace(place, holder=made))
        return made  # type: ignore[no-any-return]

    def _is_taken(self, owner: str | None, name: str) -> bool:
        return (owner, name) in self._taken or (owner is None and name in self.made)

    def _name(self, node: GrammarNode, shape: Shape, place: _Place) -> str:
        """Return the name of a part's class inside its object, which no other part has."""
        name = self._names.get(shape)
        if name is None:
            own, holder = node.name.replace("_", ""), place.holder.__name__.removeprefix(PARTIAL)
            whole_path = "".join(step.replace("_", "") for step in node.row.path.split("/"))
            ways = (own, whole_path if issubclass(place.holder, SifObject) else holder + own, whole_path)
            name = next(way for way in ways if not self._is_taken(place.owner, way))
            self._names[shape] = name
            self._taken.add((place.owner, name))
        return name


def _shapes_below(node: GrammarNode) -> Iterator[Shape]:
    """Yield the shape of the part that a node holds, one or many of them."""
    held = node.item or node
    if held.shape is not None:
        yield held.shape


def _child(field: ModelField) -> Child:
    plain = field.node.reader if field.kind == "leaf" and field.node.reader in PLAIN else None
    return field.name, plain, field.kind.endswith("*")
