"""The classes of a grammar: each made from its table when first asked for, with a reader for every field."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from lxml import etree

from handover.sif.grammar import Grammar, GrammarNode, Shape
from handover.sif.model import (
    NIL,
    TRUE,
    XSI,
    Child,
    FieldReader,
    Kind,
    ModelField,
    Read,
    SifElement,
    SifObject,
    element_text,
    inner_xml,
)
from handover.sif.specification import UK_NAMESPACE, SpecificationRow
from handover.sif.values import PLAIN

_OWN: Final = frozenset({"attribute", "text", "xml", "objects"})
"""The kinds of field that are not children."""


def _is_nil(child: etree._Element) -> bool:
    """Say whether an element is emptied with xsi:nil."""
    return child.get(NIL) in TRUE


def _leaf(field: ModelField) -> Read:
    read = field.node.reader

    def value(_: etree._Element, child: Any) -> Any:
        if child is None:
            return None
        text = child.text
        if text is None or len(child):
            return None if _is_nil(child) else read(element_text(child))
        return read(text)

    return value


def _element(field: ModelField) -> Read:
    part = field.part
    assert part is not None

    def value(_: etree._Element, child: Any) -> Any:
        return None if child is None or (not len(child) and _is_nil(child)) else part.view(child)

    return value


def _entries(item: GrammarNode, element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if isinstance(child.tag, str) and child.tag.rpartition("}")[2] == item.name:
            yield child


def _leaves(field: ModelField) -> Read:
    item = field.node.item
    assert item is not None

    def value(_: etree._Element, child: Any) -> Any:
        if child is None or (not len(child) and _is_nil(child)):
            return None
        return tuple([item.reader(element_text(entry)) for entry in _entries(item, child)])

    return value


def _elements(field: ModelField) -> Read:
    item, part = field.node.item, field.part
    assert item is not None
    assert part is not None

    def value(_: etree._Element, child: Any) -> Any:
        if child is None or (not len(child) and _is_nil(child)):
            return None
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
    read, tag = field.node.reader, field.node.name
    attribute = f"{{{XSI}}}type" if tag == "xsi:type" else tag

    def value(source: etree._Element, _: Any) -> Any:
        text = source.get(attribute)
        return None if text is None else read(text)

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


class Classes:
    """The classes of one grammar, each made when first asked for.

    `as_object` reads the objects that a message holds, which are of another grammar.
    """

    def __init__(self, trees: Grammar, as_object: Callable[[etree._Element], object] = lambda element: element) -> None:
        self.trees = trees
        self.as_object = as_object
        self.made: dict[str, type[SifElement]] = {}
        self._by_shape: dict[Shape, type[SifElement]] = {}

    def of_object(self, name: str) -> type[SifObject]:
        """Return the class of an object; KeyError for an unknown name."""
        made = self.made.get(name)
        if made is None:
            node = self.trees.object(name)
            spec = self.trees.spec.object(name)
            assert node.shape is not None
            made = self.made[name] = self._make(name, node.shape, SifObject, {"key": ()}, name)
            made.__doc__ = f"{spec.purpose} (section {spec.section})"
            names = {"@" * f.node.row.is_attribute + f.node.name: f.name for f in made.fields}
            made.key = tuple(names[key] for key in spec.key)  # type: ignore[attr-defined]
        assert issubclass(made, SifObject)
        return made

    def of_type(self, name: str) -> type[SifElement]:
        """Return the class of a common type of several parts."""
        made = self.made.get(name)
        if made is None:
            shape = self._with_action(name, self.trees.type_shape(name))
            made = self.made[name] = self._make(name.replace("_", ""), shape, SifElement, {}, None)
            made.__doc__ = self.trees.spec.types[name].meaning
        return made

    def _with_action(self, name: str, shape: Shape) -> Shape:
        """Add the attributes that lists of this type put on its entries, so that one class serves both places."""
        for spec in self.trees.spec.types.values():
            for row in spec.rows:
                if row.type == name and any(other.path == f"{row.path}/@SIF_Action" for other in spec.rows):
                    listed = self.trees.type_shape(spec.name).by_name[row.name].shape
                    return listed or shape
        return shape

    def _make(
        self, name: str, shape: Shape, base: type[SifElement], extra: dict[str, Any], owner: str | None
    ) -> type[SifElement]:
        made: Any = type(name, (base,), {"__module__": "handover.sif.objects", "xml_name": name, **extra})
        fields = [ModelField(node.field, "attribute", node) for node in shape.attributes]
        if shape.simple is not None:
            content = GrammarNode(_content_row(shape), shape.simple, None)
            fields.append(ModelField("value", "text", content))
        if shape.mixed:
            fields.append(ModelField("xml", "xml", GrammarNode(_content_row(shape), self.trees.simple("any"), None)))
        if shape.holds_objects:
            fields.append(
                ModelField("objects", "objects", GrammarNode(_content_row(shape), self.trees.simple("any"), None))
            )
        fields += [self._field(node, made, owner) for node in shape.children]
        made.fields = tuple(fields)
        below = [field for field in fields if field.kind not in _OWN]
        children = {field.node.name: _child(field) for field in below}
        made._children_of = children | {f"{{{UK_NAMESPACE}}}{tag}": child for tag, child in children.items()}
        made._blank = {field.name: field.empty for field in fields} | {"nils": frozenset()}
        made._lists = tuple(field.name for field in fields if field.many or field.kind == "objects")
        made._absent = {field.name: field.empty for field in below}
        made._readers = {field.name: FieldReader(field.name, self._reader(field)) for field in fields}
        for field_name, reader in made._readers.items():
            setattr(made, field_name, reader)
        return made  # type: ignore[no-any-return]

    def _reader(self, field: ModelField) -> Read:
        return _objects(self.as_object) if field.kind == "objects" else _READ[field.kind](field)

    def _field(self, node: GrammarNode, holder: type[SifElement], owner: str | None) -> ModelField:
        repeated = "*" if node.row.repeatable else ""
        if node.shape is None:
            return ModelField(node.field, "leaf*" if repeated else "leaf", node)
        item = node.item
        if item is None:
            return ModelField(node.field, "element*" if repeated else "element", node, self._part(node, holder, owner))
        if item.shape is None:
            return ModelField(node.field, "leaves", node)
        shared = node.shape.type_name is not None
        return ModelField(node.field, "elements", node, self._part(item, holder, None if shared else owner))

    def _part(self, node: GrammarNode, holder: type[SifElement], owner: str | None) -> type[SifElement]:
        shape = node.shape
        assert shape is not None
        if shape.type_name is not None and not shape.mixed:
            return self.of_type(shape.type_name)
        known = self._by_shape.get(shape)
        if known is not None:
            return known
        top = self.made.get(owner) if owner else None
        name = node.name.replace("_", "")
        home = f"{owner}.{name}" if owner else name
        if home in self.made:
            name = (holder.__name__ if holder is not top else "") + name
            home = f"{owner}.{name}" if owner else name
        made = self._make(name, shape, SifElement, {}, owner)
        made.xml_name = node.name
        made.__qualname__ = home
        made.__doc__ = node.row.meaning or f"{node.row.path}."
        self.made[home] = self._by_shape[shape] = made
        return made

    def with_parts(self, name: str) -> type[SifObject]:
        """Return the class of an object with the classes of its parts as its attributes; KeyError for an unknown name."""
        made = self.of_object(name)
        for short, part in self.nested(name).items():
            if short not in made.__dict__:
                setattr(made, short, part)
        return made

    def nested(self, name: str) -> dict[str, type[SifElement]]:
        """Return the classes that live inside an object's class, by their short names."""
        self.of_object(name)
        return {key.partition(".")[2]: cls for key, cls in self.made.items() if key.startswith(f"{name}.")}


def _child(field: ModelField) -> Child:
    plain = field.node.reader if field.kind == "leaf" and field.node.reader in PLAIN else None
    return field.name, plain, field.kind.endswith("*")


def _content_row(shape: Shape) -> SpecificationRow:
    return SpecificationRow("value", "M", type=shape.simple.name if shape.simple else None, meaning="The text.")
