"""Objects taken together: keys used once, references that lead somewhere, facts that agree.

Objects come one by one and are not kept: what stays is each key (16 bytes for a RefId), each reference whose target has
not come yet, and the few facts that `facts.py` compares.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from lxml import etree

from handover.common.problems import Problem
from handover.sif.checks.facts import StatedFacts, make_problem
from handover.sif.checks.place import ObjectPlace
from handover.sif.checks.rules import KEY_RULES, all_rules
from handover.sif.checks.single import locate
from handover.sif.grammar import GrammarNode
from handover.sif.model import ModelField, SifElement, SifObject
from handover.sif.nodes import line_of_node
from handover.sif.objects import partial_class

PEOPLE = ("LearnerPersonal", "WorkforcePersonal", "ContactPersonal")


class Pending(NamedTuple):
    """The first place of a reference whose target has not come yet."""

    rule: str
    element: str
    object: str
    ref_id: str
    path: str
    line: int | None


@dataclass(frozen=True, slots=True)
class ReferenceField:
    """A field of an object that refers to others, or the way to one."""

    name: str
    field: ModelField
    targets: tuple[str, ...]
    rule: str
    below: tuple["ReferenceField", ...]


@dataclass
class ObjectSet:
    """Objects that are meant to be complete together.

    `add` returns what is wrong at once; `finish` what only the whole shows. With `complete` every reference must lead
    to an object that was added; without it only those to types of which some object was added are looked at, and warn.
    """

    complete: bool = True
    keys: dict[str, dict[object, int]] = field(default_factory=dict)
    pending: dict[tuple[tuple[str, ...], bytes], Pending] = field(default_factory=dict)
    facts: StatedFacts = field(default_factory=StatedFacts)

    def add(self, thing: SifObject) -> list[Problem]:
        """Take an object in; return what it breaks together with those before it."""
        problems = list(self._key(thing))
        place = ObjectPlace(_source(thing))
        for targets, rule, target, part, name, index in _references(thing, _links(thing.xml_name)):
            self._refer(targets, rule, target, part, name, index, place)
        problems += self.facts.add(thing, place)
        return problems

    def finish(self) -> Iterator[Problem]:
        """Yield what is wrong with the collection as a whole."""
        for (targets, target), place in self.pending.items():
            known = [kind for kind in targets if target in self.keys.get(kind, ())]
            if not known and (self.complete or any(self.keys.get(kind) for kind in targets)):
                yield self._dangling(targets, target, place)
        yield from self.facts.finish(self.complete)

    def _key(self, thing: SifObject) -> Iterator[Problem]:
        name = thing.xml_name
        try:
            key = _packed(thing.identity)
        except ValueError:
            return
        seen = self.keys.setdefault(name, {})
        source = _source(thing)
        if key not in seen:
            seen[key] = line_of_node(source) or 0
            return
        if name == "LearnerAttendance":
            return
        rule = all_rules()[KEY_RULES.get(name, "G2")]
        shown = ", ".join(map(str, thing.identity))
        yield ObjectPlace(source).problem(rule.kind, source, rule=rule.id, key=shown, first=seen[key])

    def _refer(
        self,
        targets: tuple[str, ...],
        rule: str,
        target: str,
        part: SifElement,
        name: str,
        index: int | None,
        place: ObjectPlace,
    ) -> None:
        try:
            packed = bytes.fromhex(target)
        except ValueError:
            return
        wanted = (targets, packed)
        if wanted in self.pending or any(packed in self.keys.get(kind, ()) for kind in targets):
            return
        at, below = locate(part, name, index)
        tag = at.tag.rpartition("}")[2] if not below else below.strip("/@")
        self.pending[wanted] = Pending(
            rule, tag, place.root.tag.rpartition("}")[2], place.ref_id, place.path(at, below), line_of_node(at)
        )

    def _dangling(self, targets: tuple[str, ...], target: bytes, place: Pending) -> Problem:
        shown = target.hex().upper()
        words = {"element": place.element, "target": shown, "type": " / ".join(targets)}
        others = (kind for kind, keys in self.keys.items() if kind != "PersonPicture" and target in keys)
        elsewhere = next(others, None)
        if not self.complete:
            rule = "reference_unseen"
        elif elsewhere and place.rule == "reference":
            rule, words["found"] = "reference_type", elsewhere
        else:
            rule = place.rule
        return make_problem(rule, place.object, place.ref_id, place.path, place.line, **words)


def _packed(identity: tuple[object, ...]) -> object:
    """Return a key in few bytes: a RefId as 16, several values as their hash together."""
    if len(identity) == 1:
        return bytes.fromhex(str(identity[0]))
    return "\n".join(map(str, identity))


def _source(thing: SifElement) -> etree._Element:
    source = thing.xml_source
    assert source is not None
    return source


@cache
def _links(name: str) -> tuple[ReferenceField, ...]:
    """Return where an object refers to others."""
    part: Any = partial_class(name)
    return _below(part)


@cache
def _below(part: Any) -> tuple[ReferenceField, ...]:
    return tuple(link for link in map(_link, part.fields) if link is not None)


def _link(field: ModelField) -> ReferenceField | None:
    node = field.node.item if field.kind == "leaves" else field.node
    assert node is not None
    part: Any = field.part
    below = _below(part) if part is not None else ()
    if not node.row.references and not below:
        return None
    return ReferenceField(field.name, field, node.row.references, _rule_of(node), below)


def _rule_of(node: GrammarNode) -> str:
    for rule in node.row.rules:
        if rule in all_rules() and all_rules()[rule].check is None and "{target}" in all_rules()[rule].message.en:
            return rule
    return "reference"


Reference = tuple[tuple[str, ...], str, str, SifElement, str, int | None]


def _references(part: SifElement, links: tuple[ReferenceField, ...]) -> Iterator[Reference]:
    for link in links:
        try:
            value = getattr(part, link.name)
        except ValueError:
            continue
        if value is None:
            continue
        if not isinstance(value, tuple):
            yield from _reference(part, link, value, None)
            continue
        for index, entry in enumerate(value):
            yield from _reference(part, link, entry, index)


def _reference(part: SifElement, link: ReferenceField, value: Any, index: int | None) -> Iterator[Reference]:
    if isinstance(value, str):
        yield from _named(part, link, value, index)
        return
    if link.targets:
        narrowed = getattr(value, "sif_ref_object", None)
        provider = getattr(value, "provider_type", "LA")
        targets = (narrowed,) if narrowed else link.targets
        if provider == "LA":
            yield targets, link.rule, value.value, part, link.name, index
    yield from _references(value, link.below)


def _named(part: SifElement, link: ReferenceField, target: str, index: int | None) -> Iterator[Reference]:
    """Yield the reference, once for each type that the object itself names."""
    lists = getattr(part, "sif_ref_object_list", None)
    narrowed = getattr(part, "sif_ref_object", None)
    if lists:
        for kind in dict.fromkeys(kind.sif_ref_object for kind in lists):
            if kind is not None:
                yield (kind,), link.rule, target, part, link.name, index
    elif isinstance(narrowed, str):
        yield (narrowed,), link.rule, target, part, link.name, index
    else:
        yield link.targets, link.rule, target, part, link.name, index


__all__ = ["PEOPLE", "ObjectSet", "Pending"]
