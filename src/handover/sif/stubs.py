"""The stub file of a set of classes, so that editors complete them and mypy checks them."""

from collections.abc import Iterable, Iterator
from typing import Final

from handover.sif.classes import Classes
from handover.sif.grammar import GrammarNode, Simple
from handover.sif.model import ModelField, SifElement, SifObject
from handover.sif.specification import SpecificationRow

_HEAD: Final = '''"""{title}

Written by `handover sif generate` from the tables; a test fails when it is out of date.

A mandatory field is typed as always there, which holds for whole objects; in a partial object it may be None.
"""

import datetime
import decimal
from typing import Literal, TypeAlias

from lxml import etree

from handover.sif.classes import Classes
from handover.sif.model import SifElement, SifObject

_Date: TypeAlias = datetime.date
_DateTime: TypeAlias = datetime.datetime
_Time: TypeAlias = datetime.time
_Decimal: TypeAlias = decimal.Decimal

{functions}
'''
_PYTHON: Final = {
    "datetime.date": "_Date",
    "datetime.datetime": "_DateTime",
    "datetime.time": "_Time",
    "decimal.Decimal": "_Decimal",
}
_FEW: Final = 12
_WIDTH: Final = 116


def stub(made: Classes, title: str, functions: str, rename: str = "") -> str:
    """Return the stub of every class of a grammar. `rename` is a prefix that object names lose in Python."""
    names = made.trees.spec.names
    for name in names:
        made.of_object(name)
    nested: dict[str, list[type[SifElement]]] = {}
    shared: list[type[SifElement]] = []
    for key, cls in made.made.items():
        owner = key.partition(".")[0]
        if "." in key:
            nested.setdefault(owner, []).append(cls)
        elif not issubclass(cls, SifObject):
            shared.append(cls)
    lines = [_HEAD.format(title=title, functions=functions)]
    for cls in sorted(shared, key=lambda cls: cls.__name__):
        lines += ["", *_class(cls, "", cls.__name__)]
    for name in names:
        cls = made.of_object(name)
        lines += ["", *_class(cls, "", name.removeprefix(rename), nested.get(name, ()), "SifObject")]
    return "\n".join(lines) + "\n"


def _class(
    cls: type[SifElement], indent: str, name: str, parts: Iterable[type[SifElement]] = (), base: str = "SifElement"
) -> Iterator[str]:
    yield f"{indent}class {name}({base}):"
    yield from _doc(cls.__doc__ or name, indent + "    ")
    for part in parts:
        yield from _class(part, indent + "    ", part.__qualname__.rpartition(".")[2])
        yield ""
    for field in cls.fields:
        rename = name if base == "SifObject" else ""
        yield from _field(field, indent + "    ", cls, rename)


def _doc(text: str, indent: str) -> Iterator[str]:
    text = text.replace("\\", "\\\\").replace('"', "'")
    yield f'{indent}"""{text}"""'


def _field(field: ModelField, indent: str, cls: type[SifElement], rename: str) -> Iterator[str]:
    row = field.node.row
    kind = type_of(field, cls, rename)
    always = row.mandatory or field.kind.endswith("*") or field.kind in ("objects", "text", "xml")
    optional = kind if always else f"{kind} | None"
    yield f"{indent}{field.name}: {optional} = ..."
    words = describe(row, field.node)
    if words:
        yield from _doc(words, indent)


def type_of(field: ModelField, cls: type[SifElement] | None = None, rename: str = "") -> str:
    """Return the Python type of a field as written in the stub."""
    if field.kind == "objects":
        return "tuple[SifObject | etree._Element, ...]"
    if field.part is not None:
        inner = field.part.__qualname__
        _, dot, short = inner.partition(".")
        inner = f"{rename}.{short}" if dot and rename else inner.removeprefix("SIF_") if dot else inner
    else:
        node = field.node.item if field.kind == "leaves" else field.node
        assert node is not None
        inner = _simple(node.simple)
    return f"tuple[{inner}, ...]" if field.many else inner


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
