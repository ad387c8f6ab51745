"""The stub file of a set of classes, so that editors complete them and mypy checks them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from handover.sif.classes import PARTIAL, Classes
from handover.sif.grammar import GrammarNode, Simple
from handover.sif.model import ModelField, SifElement, SifObject, WholeObject
from handover.sif.specification import SpecificationRow

_HEAD: Final = '''"""{title}

Written by `handover sif generate` from the tables; a test fails when it is out of date.

{certain}
"""

import datetime
import decimal
from typing import Literal, Self, TypeAlias

from lxml import etree

from handover.sif.classes import Classes
from handover.sif.model import AnyWhole, SifElement, SifObject, WholeObject

_Date: TypeAlias = datetime.date
_DateTime: TypeAlias = datetime.datetime
_Time: TypeAlias = datetime.time
_Decimal: TypeAlias = decimal.Decimal

{functions}
'''
_CERTAIN: Final = """\
The class of whole objects derives from that of partial ones, of which anything but the key may be None. What a right object
always has is never None and must be given to make one; reading it of an object that lacks it raises `MissingValue`."""
_CERTAIN_MESSAGES: Final = (
    "What the table marks mandatory is typed as always there; in a message that is not right it may be None."
)
_PYTHON: Final = {
    "datetime.date": "_Date",
    "datetime.datetime": "_DateTime",
    "datetime.time": "_Time",
    "decimal.Decimal": "_Decimal",
}
_FEW: Final = 12
_WIDTH: Final = 116


def stub(made: Classes, title: str, functions: str, rename: str = "") -> str:
    """Return the stub of every class of a grammar. `rename` is a prefix that the names of objects lose in Python."""
    names = made.trees.spec.names
    for name in names:
        made.of_object(name)
    nested: dict[str, list[type[SifElement]]] = {}
    shared: list[type[SifElement]] = []
    for key, cls in made.made.items():
        owner, dot, _ = key.partition(".")
        if dot:
            nested.setdefault(owner, []).append(cls)
        elif not issubclass(cls, SifObject):
            shared.append(cls)
    writer = _StubWriter(made.messages, rename)
    certain = _CERTAIN_MESSAGES if made.messages else _CERTAIN
    lines = [_HEAD.format(title=title, certain=certain, functions=functions)]
    for cls in sorted(shared, key=lambda cls: (cls.__name__.removeprefix(PARTIAL), cls._partial is not None)):
        lines += ["", *writer.write_class(cls, "")]
    for name in names:
        for cls in (made.of_object(name),) if made.messages else (made.of_partial(name), made.of_object(name)):
            lines += ["", *writer.write_class(cls, "", nested.get(cls.__name__, ()))]
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class _StubWriter:
    """Writes classes of objects, or of messages, whose names lose a prefix."""

    messages: bool
    rename: str

    def write_class(self, cls: type[SifElement], indent: str, parts: Iterable[type[SifElement]] = ()) -> Iterator[str]:
        bases = [self._name(_base(cls))]
        if issubclass(cls, WholeObject):
            bases.append(f"WholeObject[{bases[0]}]")
        name = cls.__name__.removeprefix(self.rename if issubclass(cls, SifObject) else "")
        yield f"{indent}class {name}({', '.join(bases)}):"
        inner = indent + "    "
        yield from _doc(cls.__doc__ or name, inner)
        for part in parts:
            yield from self.write_class(part, inner)
            yield ""
        yield from self._fields(cls, inner)
        yield self._replace(cls, inner)

    def _name(self, cls: type[SifElement]) -> str:
        return cls.__qualname__.removeprefix(self.rename)

    def _fields(self, cls: type[SifElement], indent: str) -> Iterator[str]:
        """Yield the fields that a class adds, or narrows, to those of what it derives from."""
        known = {field.name: field for field in _base(cls).fields}
        for field in cls.fields:
            old = known.get(field.name)
            if old is not None and self._declare(field) == self._declare(old):
                continue
            yield f"{indent}{self._declare(field)}"
            if old is None and (words := describe(field.node.row, field.node)):
                yield from _doc(words, indent)
        if not known and (emptied := self._emptied(cls)):
            yield f"{indent}nils: {emptied} = ..."

    def _declare(self, field: ModelField) -> str:
        return f"{field.name}: {self._type(field)}" + ("" if self._given(field) else " = ...")

    def _given(self, field: ModelField) -> bool:
        """Say whether nothing can be made without this field."""
        return not self.messages and (field.required or field.kind in ("text", "xml"))

    def _type(self, field: ModelField) -> str:
        always = field.required or field.kind in ("text", "xml") or field.empty is not None
        kind = self._type_of(field)
        return kind if always or (self.messages and field.node.row.mandatory) else f"{kind} | None"

    def _type_of(self, field: ModelField) -> str:
        if field.kind == "objects":
            return "tuple[SifObject | etree._Element, ...]"
        if field.part is not None:
            inner = self._name(field.part)
        else:
            node = field.node.item if field.kind == "leaves" else field.node
            assert node is not None
            inner = _simple(node.simple)
        return f"tuple[{inner}, ...]" if field.many else inner

    def _emptied(self, cls: type[SifElement]) -> str:
        """Return the type of `nils`: the names of the fields that a Change event may empty."""
        own = ("attribute", "text", "xml", "objects")
        names = [f'"{field.name}"' for field in cls.fields if field.kind not in own and field.node.nillable]
        return f"frozenset[Literal[{', '.join(names)}]]" if names and not self.messages else ""

    def _replace(self, cls: type[SifElement], indent: str) -> str:
        """Return a method of its own for each class, so that a name or a value that is not right is seen."""
        given = [f"{field.name}: {self._type(field)} = ..." for field in cls.fields]
        narrows = bool(_base(cls).fields)
        emptied = "" if narrows else self._emptied(cls)
        if emptied:
            given.append(f"nils: {emptied} = ...")
        ignored = "  # type: ignore[override]" if narrows else ""
        return f"{indent}def replace({', '.join(['self', *(['*'] if given else ()), *given])}) -> Self: ...{ignored}"


def _base(cls: type[SifElement]) -> type[SifElement]:
    """Return what a class derives from first: the class of the partial ones, or what all have in common."""
    base = cls.__bases__[0]
    assert issubclass(base, SifElement)
    return base


def _doc(text: str, indent: str) -> Iterator[str]:
    text = text.replace("\\", "\\\\").replace('"', "'")
    yield f'{indent}"""{text}"""'


def _simple(simple: Simple | None) -> str:
    if simple is None or simple.members:
        return "str"
    if simple.values and not simple.codeset:
        return "Literal[" + ", ".join(f'"{value.value}"' for value in simple.values if not value.defect) + "]"
    return _PYTHON.get(simple.lexical.python, simple.lexical.python)


def describe(row: SpecificationRow, node: GrammarNode) -> str:
    """Return what a row means, with its type and whether it must be there."""
    simple = node.simple if node.shape is None else node.shape.simple
    kind = row.type or ("" if simple is None else "one of a list")
    marks = {"M": "mandatory", "O": "optional", "C": "conditional", "MR": "one or more", "OR": "any number"}[row.char]
    return f"{row.meaning} ({row.path}: {', '.join(filter(None, (kind, marks)))})".strip()
