"""The SIF UK data model as data: objects, common types, code sets and rules, each read when first asked for.

The tables live in `spec/`: one file for each object, `types.json`, `codesets.json`, and one file for each of the long
national lists in `lists/`. Everything else in this package (schema, classes, checks, pages) is derived from them, so an
object is added by adding a file.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal

UK_NAMESPACE: Final = "http://www.sifinfo.org/uk/infrastructure/2.x"
"""The namespace of every UK message and object, whatever its version."""

RuleKind = Literal["in-object", "cross-object", "context", "advice", "global"]

_SPEC: Final = Path(__file__).with_name("spec")
_OPEN_PREFIXES: Final = ("ONS", "teachernetLA")


@dataclass(frozen=True, slots=True)
class Value:
    """A value that a list allows. A `defect` is a slip of the published schema: read with a warning, never written."""

    value: str
    label: str = ""
    defect: bool = False


@dataclass(frozen=True, slots=True)
class SpecificationRow:
    """One line of a table: an element or an attribute.

    `path` uses `/` for children and `@` for attributes; `char` is M, O, C, MR or OR as the table prints it. Exactly one
    of `type`, `values` and `union` says what the text may be; none of them for an element that only has children.
    """

    path: str
    char: str
    key: bool = False
    type: str | None = None
    values: tuple[Value, ...] = ()
    union: tuple[str | tuple[str, ...], ...] = ()
    facets: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    list_key: str | None = None
    references: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    meaning: str = ""
    nillable: bool = False
    spared: bool = False
    """Whether some object does without it, though the table marks it M (`ObjectSpec.relaxed`)."""

    @property
    def name(self) -> str:
        """The element's or attribute's own name, without `@`."""
        return self.path.rpartition("/")[2].lstrip("@")

    @property
    def is_attribute(self) -> bool:
        """Say whether the row is an attribute."""
        return self.path.rpartition("/")[2].startswith("@")

    @property
    def parent(self) -> str:
        """The path of the element that holds this one; empty at the top."""
        return self.path.rpartition("/")[0]

    @property
    def mandatory(self) -> bool:
        """Say whether the table marks it M or MR."""
        return self.char.startswith("M")

    @property
    def never_none(self) -> bool:
        """Say whether every whole object that is acceptable has a value here (G4)."""
        return self.mandatory and not self.nillable and not self.spared

    @property
    def repeatable(self) -> bool:
        """Say whether it may be there more than once."""
        return self.char.endswith("R")


@dataclass(frozen=True, slots=True)
class RuleText:
    """What a rule demands, in a sentence; the check itself is in `handover.sif.checks`."""

    id: str
    kind: RuleKind
    rule: str
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TypeSpec:
    """A common type: `simple` text, `complex` with rows, or a `convention` of the tables such as List."""

    name: str
    kind: Literal["simple", "complex", "convention"]
    meaning: str
    base: str | None = None
    content: str | None = None
    facets: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    union_of: tuple[str, ...] = ()
    list_key: str | None = None
    rows: tuple[SpecificationRow, ...] = ()
    rules: tuple[RuleText, ...] = ()


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A place where the text of an object is milder than its table: the named fault is only a warning there."""

    path: str
    fault: Literal["missing", "repeated"]
    rule: str


@dataclass(frozen=True, slots=True)
class ObjectSpec:
    """One object: its table, key, rules and where the specification describes it."""

    name: str
    section: str
    field: str
    purpose: str
    events: bool
    key: tuple[str, ...]
    rows: tuple[SpecificationRow, ...]
    rules: tuple[RuleText, ...]
    relaxed: tuple[Relaxation, ...] = ()

    @property
    def references(self) -> tuple[str, ...]:
        """The objects that this one points to, in the order of the table."""
        return tuple(dict.fromkeys(target for row in self.rows for target in row.references))

    def row(self, path: str) -> SpecificationRow:
        """Return the row with that path; KeyError when there is none."""
        for row in self.rows:
            if row.path == path:
                return row
        raise KeyError(path)


@dataclass(frozen=True)
class SpecifiedCodeSet:
    """A list of codes with what each means.

    A closed list rejects other codes. An open one (wards, parishes, constituencies, authorities, which are reorganised
    now and then) only warns about them.
    """

    name: str
    values: tuple[Value, ...]
    closed: bool

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Meaning by code."""
        return {value.value: value.label for value in self.values}


class Specification:
    """The data model, read from a folder piece by piece."""

    def __init__(self, *folders: Path) -> None:
        """Read from these folders; a later one adds to an earlier one."""
        self._folders = folders or (_SPEC,)
        self._objects: dict[str, ObjectSpec] = {}
        self._loaded: dict[str, SpecifiedCodeSet] = {}

    @cached_property
    def version(self) -> str:
        """The name and version of the model, as messages about codes name it."""
        return str(self._model["version"])

    @cached_property
    def global_rules(self) -> tuple[RuleText, ...]:
        """The rules for every object."""
        return tuple(_rule(entry) for entry in self._model["global_rules"])

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all objects, in alphabetical order."""
        found = {path.stem for folder in self._folders for path in (folder / "objects").glob("*.json")}
        return tuple(sorted(found, key=str.lower))

    @cached_property
    def known(self) -> frozenset[str]:
        """The names of all objects, for a quick look."""
        return frozenset(self.names)

    @cached_property
    def types(self) -> Mapping[str, TypeSpec]:
        """The common types by name."""
        return {name: _type(name, entry) for name, entry in self._merged("types.json").items()}

    @cached_property
    def codeset_names(self) -> frozenset[str]:
        """The names of all code sets, without reading the long ones."""
        return frozenset(self._codesets) | self.large_lists

    @cached_property
    def large_lists(self) -> frozenset[str]:
        """The names of the long national lists, each kept in its own file."""
        return frozenset(self._model["large_lists"])

    def object(self, name: str) -> ObjectSpec:
        """Return one object's table; KeyError for a name that is not one of the objects."""
        spec = self._objects.get(name)
        if spec is None:
            if name not in self.names:
                raise KeyError(name)
            spec = self._objects[name] = _object(self._read(f"objects/{name}.json"))
        return spec

    def objects(self) -> Iterator[ObjectSpec]:
        """Yield every object."""
        return map(self.object, self.names)

    def codeset(self, name: str) -> SpecifiedCodeSet:
        """Return one code set; KeyError for an unknown name. Long lists are read when first asked for."""
        codeset = self._loaded.get(name)
        if codeset is None:
            rows = self._read(f"lists/{name}.json") if name in self.large_lists else self._codesets[name]
            values = tuple(_value(row) for row in rows)
            codeset = self._loaded[name] = SpecifiedCodeSet(name, values, not name.startswith(_OPEN_PREFIXES))
        return codeset

    @cached_property
    def _model(self) -> dict[str, Any]:
        return self._merged("model.json")

    @cached_property
    def _codesets(self) -> dict[str, Any]:
        return self._merged("codesets.json")

    def _read(self, name: str) -> Any:
        for folder in reversed(self._folders):
            path = folder / name
            if path.is_file():
                return json.loads(path.read_text("utf-8"))
        raise FileNotFoundError(name)

    def _merged(self, name: str) -> dict[str, Any]:
        merged: dict[str, Any] = {}
        for folder in self._folders:
            path = folder / name
            if path.is_file():
                merged |= json.loads(path.read_text("utf-8"))
        return merged


def _value(entry: Any) -> Value:
    if isinstance(entry, str):
        return Value(entry)
    if isinstance(entry, dict):
        return Value(entry["value"], defect=True)
    return Value(entry[0], entry[1])


def _row(entry: Mapping[str, Any]) -> SpecificationRow:
    return SpecificationRow(
        path=entry["path"],
        char=entry["char"],
        key=entry.get("key", False),
        type=entry.get("type"),
        values=tuple(_value(value) for value in entry.get("values", ())),
        union=tuple(member if isinstance(member, str) else tuple(member) for member in entry.get("union", ())),
        facets=entry.get("facets", {}),
        list_key=entry.get("list_key"),
        references=tuple(entry.get("references", ())),
        rules=tuple(entry.get("rules", ())),
        meaning=entry.get("meaning", ""),
        nillable=entry.get("nillable", False),
        spared=entry.get("spared", False),
    )


def _rule(entry: Mapping[str, Any]) -> RuleText:
    return RuleText(entry["id"], entry["kind"], entry["rule"], tuple(entry["paths"]))


def _type(name: str, entry: Mapping[str, Any]) -> TypeSpec:
    return TypeSpec(
        name=name,
        kind=entry["kind"],
        meaning=entry["meaning"],
        base=entry.get("base"),
        content=entry.get("content"),
        facets=entry.get("facets", {}),
        union_of=tuple(entry.get("union_of", ())),
        list_key=entry.get("list_key"),
        rows=tuple(_row(row) for row in entry.get("rows", ())),
        rules=tuple(_rule(rule) for rule in entry.get("rules", ())),
    )


def _object(entry: Mapping[str, Any]) -> ObjectSpec:
    return ObjectSpec(
        name=entry["name"],
        section=entry["section"],
        field=entry["field"],
        purpose=entry["purpose"],
        events=entry["events"],
        key=tuple(entry["key"]),
        rows=tuple(_row(row) for row in entry["rows"]),
        rules=tuple(_rule(rule) for rule in entry.get("rules", ())),
        relaxed=tuple(Relaxation(**relaxation) for relaxation in entry.get("relaxed", ())),
    )


@lru_cache(maxsize=1)
def uk_model() -> Specification:
    """Return the model that comes with this package: SIF UK 1.2, section 6.3."""
    return Specification()
