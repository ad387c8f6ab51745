"""Typed objects over the tables: immutable, completed by editors (see `objects.pyi`), bound to the XML they came from.

An object that was read is a view: it holds the parsed element and turns one level of it into Python values when a
field of that level is first asked for. So reading costs little more than parsing, and an object that is passed on
unchanged is written exactly as it came. An object that was constructed holds its values
only. Nobody can tell the two apart.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, Literal, Self, TypeVar, dataclass_transform

from lxml import etree

from handover.sif.grammar import GrammarNode

XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
NIL: Final = f"{{{XSI}}}nil"
TRUE: Final = ("true", "1")
"""How yes is written in XML."""

Read = Callable[[etree._Element, Any], Any]
"""Reads a field's value from its holder and the child (or children) found for it; ValueError for a wrong value."""

Kind = Literal["attribute", "text", "xml", "leaf", "element", "leaves", "elements", "leaf*", "element*", "objects"]
"""How a field is held: the four in the plural are a list element with its entries; a star is repeated in place."""


Child = tuple[str, Callable[[str], str] | None, bool]
"""What to do with a child: its field, how to read it when it is plain text, and whether it is repeated in place."""


class MissingValue(ValueError):
    """A whole object was read and lacks what a whole object must have."""


@dataclass(frozen=True, slots=True)
class ModelField:
    """One field of a class: its Python name, its node in the grammar, and the class of its parts if it has any.

    `required` says that the field of a whole object is never None.
    """

    name: str
    kind: Kind
    node: GrammarNode
    part: "type[SifElement] | None" = None
    required: bool = False
    encode: Callable[[Any], str] = field(init=False, compare=False, default=str.__str__)
    """Writes a value, or one of them, as text. TypeError or ValueError where it is not of the type."""

    def __post_init__(self) -> None:
        simple = self.text_node.simple
        if simple is not None:
            object.__setattr__(self, "encode", simple.lexical.encode)

    @property
    def text_node(self) -> GrammarNode:
        """The node that says what its text may be: that of an entry where the field is a list."""
        return self.node.item or self.node if self.kind == "leaves" else self.node

    @property
    def many(self) -> bool:
        """Say whether the value is a tuple."""
        return self.kind in ("leaves", "elements", "leaf*", "element*")

    @property
    def empty(self) -> object:
        """The value when nothing is there: no list, or none of the repeated elements."""
        return () if self.kind.endswith("*") or self.kind == "objects" else None


class FieldReader:
    """A field of an object that was read: its value, read when first asked for.

    Python looks among an object's own values before it asks a reader, so each is asked once, and of an object that was
    constructed never (`functools.cached_property` does the same).
    """

    __slots__ = ("name", "read")

    def __init__(self, name: str, read: Read) -> None:
        self.name = name
        self.read = read

    def __get__(self, part: "SifElement | None", owner: type) -> Any:
        if part is None:
            return self
        name, held = self.name, part.__dict__
        source, children = held["_source"], held.get("_children")
        if children is None:
            children = held["_children"] = part._scan(source, held)
            if name in held:
                return held[name]
        try:
            value = held[name] = self.read(source, children.get(name))
        except MissingValue:
            line = source.sourceline
            raise MissingValue(f"{part.xml_name} in line {line} has no {name}, which a whole one must have.") from None
        except ValueError:
            line = source.sourceline
            raise ValueError(f"{name} of {part.xml_name} in line {line} is not a right value.") from None
        return value


@dataclass_transform(kw_only_default=True, frozen_default=True)
class SifElement:
    """A part of an object. Fields carry the Python names of the table's elements and attributes.

    A field that is absent is None (or an empty tuple for an element repeated in place); `nils` names the fields that
    are present but emptied with xsi:nil, by which a Change event says that a value was removed.
    """

    xml_name: ClassVar[str] = ""
    fields: ClassVar[tuple[ModelField, ...]] = ()
    _children_of: ClassVar[Mapping[str | bytes | bytearray | etree.QName, Child]] = {}
    _absent: ClassVar[Mapping[str, object]] = {}
    _blank: ClassVar[dict[str, object]] = {"nils": frozenset()}
    _lists: ClassVar[tuple[str, ...]] = ()
    _readers: ClassVar[Mapping[str, FieldReader]] = {}
    _partial: ClassVar["type[SifElement] | None"] = None

    def __init__(self, **values: object) -> None:
        blank, held = self._blank, self.__dict__
        held.update(blank)  # in place: a new dictionary would be made beside the one that the object has
        held.update(values)
        if len(held) != len(blank):
            raise TypeError(f"{type(self).__name__} has no field {', '.join(sorted(values.keys() - blank.keys()))}")
        for name in self._lists:
            if isinstance(held[name], list):
                held[name] = tuple(held[name])

    @classmethod
    def partial_class(cls) -> "type[SifElement]":
        """Return the class of such parts of which anything may be left out; the class itself where it makes no difference."""
        return cls._partial or cls

    @classmethod
    def view(cls, source: etree._Element) -> Self:
        """Return the object that this element describes. A wrong value raises ValueError when its field is read."""
        self = cls.__new__(cls)
        self.__dict__["_source"] = source
        return self

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

    @cached_property
    def nils(self) -> frozenset[str]:
        """The fields that are present but emptied."""
        plan, source = self._children_of, self.__dict__["_source"]
        last = {plan[child.tag][0]: child for child in source if child.tag in plan and not plan[child.tag][2]}
        return frozenset(name for name, child in last.items() if child.get(NIL) in TRUE)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} cannot be changed; use replace({name}=…)")

    __delattr__ = None  # type: ignore[assignment]

    def strangers(self) -> list[etree._Element]:
        """Return the elements that stand in the part this was read from and are none of its fields."""
        source = self.xml_source
        if source is None or any(field.kind in ("xml", "objects") for field in self.fields):
            return []
        return [child for child in source.iterchildren("*") if child.tag not in self._children_of]

    def values(self) -> dict[str, Any]:
        """Return every field's value by name."""
        return {field.name: getattr(self, field.name) for field in self.fields}

    def with_values(self, changes: Mapping[str, object]) -> Self:
        """Return a copy with these fields changed: `replace`, of which each class's own says which fields it takes."""
        changed = dict(changes)
        nils = changed.pop("nils", self.nils.difference(changed))
        assert isinstance(nils, frozenset)
        return type(self)(nils=nils, **(self.values() | changed))

    if not TYPE_CHECKING:  # the stub of each class has one of its own, with its fields

        def replace(self, **changes: object) -> Self:
            """Return a copy with these fields changed."""
            return self.with_values(changes)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SifElement) or self.partial_class() is not other.partial_class():
            return NotImplemented
        mine, others = self.__dict__, other.__dict__
        if "_source" not in mine and "_source" not in others:
            return mine == others
        return self.nils == other.nils and self.values() == other.values()

    def __hash__(self) -> int:
        return hash((self.partial_class(), self.nils, tuple(self.values().values())))

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


P_co = TypeVar("P_co", bound="SifObject", covariant=True)


class SifObject(SifElement):
    """One of the objects of the model, whole or partial.

    A partial one says what a Change or Delete event says, or an answer that was asked for some elements: its key, and of
    the rest what is there. The class of the whole ones derives from that of the partial ones.
    """

    key: ClassVar[tuple[str, ...]] = ()

    @property
    def identity(self) -> tuple[Any, ...]:
        """The values that tell this object from others of its type (G2)."""
        return tuple([getattr(self, name) for name in self.key])


class WholeObject(SifObject, Generic[P_co]):
    """An object that has all that is mandatory, as an Add event and an answer give it. `P_co` is the class of its partial ones.

    Reading what an object lacks that must be there raises `MissingValue`; it is never None.
    """

    def as_partial(self) -> P_co:
        """Return the same as a partial object, in which anything but the key may be missing."""
        partial: Any = self.partial_class()
        source = self.xml_source
        made: P_co = partial.__new__(partial) if source is None else partial.view(source)
        if source is None:
            made.__dict__.update(self.__dict__)  # the fields of both classes have the same names
        return made


AnyWhole = WholeObject[SifObject]
"""A whole object of whatever type."""


def element_text(element: etree._Element) -> str:
    """Return an element's text, whatever comments stand in it."""
    text = element.text
    if text is None or len(element):
        return "".join(map(str, element.itertext())) if len(element) else ""
    return text


def inner_xml(element: etree._Element) -> str:
    """Return what an element holds, tags and all."""
    start = (element.text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return start + "".join(etree.tostring(child, encoding="unicode") for child in element)
