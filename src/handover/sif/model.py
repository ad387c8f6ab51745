"""Typed objects over the tables: immutable, completed by editors (see `objects.pyi`), bound to the XML they came from.

An object that was read is a view: it holds the parsed element and turns one level of it into Python values when a
field of that level is first asked for. So reading costs little more than parsing, and an object that is passed on
unchanged is written exactly as it came. An object that was constructed holds its values
only. Nobody can tell the two apart.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Literal, Self, dataclass_transform

from lxml import etree

from handover.sif.grammar import Grammar, Node, Shape
from handover.sif.specification import UK_NAMESPACE, Row
from handover.sif.values import PLAIN

XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
NIL: Final = f"{{{XSI}}}nil"
_TRUE: Final = ("true", "1")

Read = Callable[[etree._Element, Any], Any]
"""Reads a field's value from its holder and the child (or children) found for it; ValueError for a wrong value."""

Kind = Literal["attribute", "text", "xml", "leaf", "element", "leaves", "elements", "leaf*", "element*", "objects"]
"""How a field is held: the four in the plural are a list element with its entries; a star is repeated in place."""


Child = tuple[str, Callable[[str], str] | None, bool]
"""What to do with a child: its field, how to read it when it is plain text, and whether it is repeated in place."""

_OWN: Final = frozenset({"attribute", "text", "xml", "objects"})
"""The kinds of field that are not children."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a class: its Python name, its node in the grammar, and the class of its parts if it has any."""

    name: str
    kind: Kind
    node: Node
    part: "type[SifElement] | None" = None

    @property
    def many(self) -> bool:
        """Say whether the value is a tuple."""
        return self.kind in ("leaves", "elements", "leaf*", "element*")

    @property
    def empty(self) -> object:
        """The value when nothing is there: no list, or none of the repeated elements."""
        return () if self.kind.endswith("*") or self.kind == "objects" else None


@dataclass_transform(kw_only_default=True, frozen_default=True)
class SifElement:
    """A part of an object. Fields carry the Python names of the table's elements and attributes.

    A field that is absent is None (or an empty tuple for an element repeated in place); `nils` names the fields that
    are present but emptied with xsi:nil, by which a Change event says that a value was removed.
    """

    xml_name: ClassVar[str] = ""
    fields: ClassVar[tuple[Field, ...]] = ()
    _children_of: ClassVar[Mapping[str | bytes | bytearray | etree.QName, Child]] = {}
    _absent: ClassVar[Mapping[str, object]] = {}
    _readers: ClassVar[Mapping[str, Read]] = {}
    nils: frozenset[str]

    def __init__(self, *, nils: frozenset[str] = frozenset(), **values: object) -> None:
        unknown = values.keys() - self._readers.keys()
        if unknown:
            raise TypeError(f"{type(self).__name__} has no field {', '.join(sorted(unknown))}")
        held = self.__dict__
        for field in self.fields:
            value = values.get(field.name, field.empty)
            held[field.name] = tuple(value) if isinstance(value, list) else value
        held["nils"] = frozenset(nils)

    @classmethod
    def view(cls, source: etree._Element) -> Self:
        """Return the object that this element describes. A wrong value raises ValueError when its field is read."""
        self = cls.__new__(cls)
        self.__dict__["_source"] = source
        return self

    def __getattr__(self, name: str) -> Any:
        """Return a field of an object that was read, when it is first asked for."""
        held = self.__dict__
        source = held.get("_source")
        read = self._readers.get(name)
        if source is None or read is None:
            if source is not None and name == "nils":
                held[name] = nils = self._nils(source)
                return nils
            raise AttributeError(f"{type(self).__name__} has no field {name}")
        children = held.get("_children")
        if children is None:
            children = held["_children"] = self._scan(source, held)
            if name in held:
                return held[name]
        try:
            value = held[name] = read(source, children.get(name))
        except ValueError:
            line = source.sourceline
            raise ValueError(f"{name} of {self.xml_name} in line {line} is not a right value.") from None
        return value

    def _scan(self, source: etree._Element, held: dict[str, Any]) -> dict[str, Any]:
        """Go once over the children: absent fields and plain texts become values, the rest waits by its field.

        What is repeated in place waits as a list.
        """
        waiting: dict[str, Any] = {}
        held.update(self._absent)
        plan = self._children_of
        for child in source:
            found = plan.get(child.tag)
            if found is None:
                continue
            name, plain, repeated = found
            if plain is not None:
                text = child.text
                if text is not None and not len(child):
                    held[name] = plain(text)
                    continue
            held.pop(name, None)
            if repeated:
                waiting.setdefault(name, []).append(child)
            else:
                waiting[name] = child
        return waiting

    def _nils(self, source: etree._Element) -> frozenset[str]:
        plan = self._children_of
        last = {plan[child.tag][0]: child for child in source if child.tag in plan and not plan[child.tag][2]}
        return frozenset(name for name, child in last.items() if child.get(NIL) in _TRUE)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} cannot be changed; use replace({name}=…)")

    __delattr__ = None  # type: ignore[assignment]

    def values(self) -> dict[str, Any]:
        """Return every field's value by name."""
        return {field.name: getattr(self, field.name) for field in self.fields}

    def replace(self, **changes: object) -> Self:
        """Return a copy with these fields changed."""
        nils = changes.pop("nils", self.nils.difference(changes))
        assert isinstance(nils, frozenset)
        return type(self)(nils=nils, **(self.values() | changes))

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return NotImplemented
        assert isinstance(other, SifElement)
        return self.nils == other.nils and self.values() == other.values()

    def __hash__(self) -> int:
        return hash((type(self), self.nils, tuple(self.values().values())))

    def __repr__(self) -> str:
        shown = [f"{name}={value!r}" for name, value in self.values().items() if value not in (None, ())]
        if self.nils:
            shown.append(f"nils={self.nils!r}")
        return f"{type(self).__name__}({', '.join(shown)})"

    @property
    def xml_source(self) -> etree._Element | None:
        """The element this was read from; None for an object that was constructed."""
        held: etree._Element | None = self.__dict__.get("_source")
        return held


class SifObject(SifElement):
    """One of the objects of the model."""

    key: ClassVar[tuple[str, ...]] = ()

    @property
    def identity(self) -> tuple[Any, ...]:
        """The values that tell this object from others of its type (G2)."""
        return tuple(getattr(self, name) for name in self.key)


def element_text(element: etree._Element) -> str:
    """Return an element's text, whatever comments stand in it."""
    text = element.text
    if text is None or len(element):
        return "".join(map(str, element.itertext())) if len(element) else ""
    return text


def _is_nil(child: etree._Element) -> bool:
    """Say whether an element is emptied with xsi:nil."""
    return child.get(NIL) in _TRUE


def _leaf(field: Field) -> Read:
    read = field.node.reader

    def value(_: etree._Element, child: Any) -> Any:
        if child is None:
            return None
        text = child.text
        if text is None or len(child):
            return None if _is_nil(child) else read(element_text(child))
        return read(text)

    return value


def _element(field: Field) -> Read:
    part = field.part
    assert part is not None

    def value(_: etree._Element, child: Any) -> Any:
        return None if child is None or (not len(child) and _is_nil(child)) else part.view(child)

    return value


def _entries(item: Node, element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if isinstance(child.tag, str) and child.tag.rpartition("}")[2] == item.name:
            yield child


def _leaves(field: Field) -> Read:
    item = field.node.item
    assert item is not None

    def value(_: etree._Element, child: Any) -> Any:
        if child is None or (not len(child) and _is_nil(child)):
            return None
        return tuple([item.reader(element_text(entry)) for entry in _entries(item, child)])

    return value


def _elements(field: Field) -> Read:
    item, part = field.node.item, field.part
    assert item is not None
    assert part is not None

    def value(_: etree._Element, child: Any) -> Any:
        if child is None or (not len(child) and _is_nil(child)):
            return None
        return tuple([part.view(entry) for entry in _entries(item, child)])

    return value


def _leaf_again(field: Field) -> Read:
    read = field.node.reader
    return lambda _, children: tuple([read(element_text(child)) for child in children or ()])


def _element_again(field: Field) -> Read:
    part = field.part
    assert part is not None
    return lambda _, children: tuple([part.view(child) for child in children or ()])


def _attribute(field: Field) -> Read:
    read, tag = field.node.reader, field.node.name
    attribute = f"{{{XSI}}}type" if tag == "xsi:type" else tag

    def value(source: etree._Element, _: Any) -> Any:
        text = source.get(attribute)
        return None if text is None else read(text)

    return value


def _content(field: Field) -> Read:
    read = field.node.reader
    return lambda source, _: read(element_text(source))


def _inner(_: Field) -> Read:
    return lambda source, _: inner_xml(source)


def _objects(_: Field) -> Read:
    def value(source: etree._Element, _: Any) -> Any:
        from handover.sif.objects import as_object

        return tuple([as_object(child) for child in source.iterchildren("*")])

    return value


_READ: Final[Mapping[Kind, Callable[[Field], Read]]] = {
    "attribute": _attribute,
    "text": _content,
    "xml": _inner,
    "leaf": _leaf,
    "element": _element,
    "leaves": _leaves,
    "elements": _elements,
    "leaf*": _leaf_again,
    "element*": _element_again,
    "objects": _objects,
}


def inner_xml(element: etree._Element) -> str:
    """Return what an element holds, tags and all."""
    start = (element.text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return start + "".join(etree.tostring(child, encoding="unicode") for child in element)


class Classes:
    """The classes of one grammar, each made when first asked for."""

    def __init__(self, trees: Grammar) -> None:
        self.trees = trees
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
        fields = [Field(node.field, "attribute", node) for node in shape.attributes]
        if shape.simple is not None:
            content = Node(_content_row(shape), shape.simple, None)
            fields.append(Field("value", "text", content))
        if shape.mixed:
            fields.append(Field("xml", "xml", Node(_content_row(shape), self.trees.simple("any"), None)))
        if shape.holds_objects:
            fields.append(Field("objects", "objects", Node(_content_row(shape), self.trees.simple("any"), None)))
        fields += [self._field(node, made, owner) for node in shape.children]
        made.fields = tuple(fields)
        below = [field for field in fields if field.kind not in _OWN]
        children = {field.node.name: _child(field) for field in below}
        made._children_of = children | {f"{{{UK_NAMESPACE}}}{tag}": child for tag, child in children.items()}
        made._absent = {field.name: field.empty for field in below}
        made._readers = {field.name: _READ[field.kind](field) for field in fields}
        return made  # type: ignore[no-any-return]

    def _field(self, node: Node, holder: type[SifElement], owner: str | None) -> Field:
        repeated = "*" if node.row.repeatable else ""
        if node.shape is None:
            return Field(node.field, "leaf*" if repeated else "leaf", node)
        item = node.item
        if item is None:
            return Field(node.field, "element*" if repeated else "element", node, self._part(node, holder, owner))
        if item.shape is None:
            return Field(node.field, "leaves", node)
        shared = node.shape.type_name is not None
        return Field(node.field, "elements", node, self._part(item, holder, None if shared else owner))

    def _part(self, node: Node, holder: type[SifElement], owner: str | None) -> type[SifElement]:
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

    def nested(self, name: str) -> dict[str, type[SifElement]]:
        """Return the classes that live inside an object's class, by their short names."""
        self.of_object(name)
        return {key.partition(".")[2]: cls for key, cls in self.made.items() if key.startswith(f"{name}.")}


def _child(field: Field) -> Child:
    plain = field.node.reader if field.kind == "leaf" and field.node.reader in PLAIN else None
    return field.name, plain, field.kind.endswith("*")


def _content_row(shape: Shape) -> Row:
    return Row("value", "M", type=shape.simple.name if shape.simple else None, meaning="The text.")
