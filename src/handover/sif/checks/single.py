"""The check of one object on its own: its form, then every rule that one object can break."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lxml import etree

from handover.common.problems import Problem, has_errors
from handover.common.xml import local_name
from handover.sif.checks.kinds import GRAMMAR
from handover.sif.checks.place import ObjectPlace
from handover.sif.checks.plan import Branch, plan
from handover.sif.checks.rule import Breach, Context, SifRule
from handover.sif.checks.rules import all_rules
from handover.sif.checks.rules.types import Use
from handover.sif.checks.structure import Mode, explain_faults, shorten
from handover.sif.grammar import find_fault, grammar
from handover.sif.model import ModelField, SifElement, SifObject
from handover.sif.nodes import first_error
from handover.sif.objects import partial_class
from handover.sif.schema import compiled
from handover.sif.specification import UK_NAMESPACE


def check_element(
    element: etree._Element,
    mode: Mode,
    context: Context,
    thing: SifObject | None = None,
    *,
    errors_only: bool = False,
) -> list[Problem]:
    """Return every problem of the object that an element describes. The element's name must be an object's.

    `thing` is the object itself where the caller has it already. With `errors_only` no rule is run that can only warn; what
    the form of the object gives rise to may still be a warning.
    """
    known = _known(element.tag, mode.partial)
    if known is None:
        namespace, _, name = element.tag[1:].rpartition("}")
        return [
            ObjectPlace(element).problem(
                GRAMMAR["sif.namespace"], element=name, namespace=namespace, expected=UK_NAMESPACE
            )
        ]
    name, schema = known
    fits = schema.validate(element)
    problems = [] if fits else _faults(element, name, mode, schema)
    thing = thing or partial_class(name).view(element)
    faulty = not fits and has_errors(problems)
    problems.extend(broken_rules(thing, mode, context, faulty, errors_only=errors_only))
    return problems


@lru_cache(maxsize=1024)
def _known(tag: str, partial: bool) -> tuple[str, etree.XMLSchema] | None:
    """Return the name and schema for the objects with a tag; None when it is in a namespace of others."""
    namespace, _, name = tag.rpartition("}")
    if namespace not in ("", "{" + UK_NAMESPACE):
        return None
    return name, compiled(name, partial=partial, namespaced=bool(namespace))


def _faults(element: etree._Element, name: str, mode: Mode, schema: etree.XMLSchema) -> list[Problem]:
    trees = grammar()
    found = [_relaxed(problem, name) for problem in explain_faults(element, trees.object(name), mode, trees.spec)]
    if not found:
        detail = first_error(schema).replace("{" + UK_NAMESPACE + "}", "")
        found = [ObjectPlace(element).problem(GRAMMAR["sif.schema"], detail=shorten(detail), rule="G3")]
    return found


def _relaxed(problem: Problem, name: str) -> Problem:
    """Turn a fault into a warning where the text of the object is milder than the table."""
    path = (problem.path or "").partition("/")[2]
    plain = "/".join(step.partition("[")[0] for step in path.split("/"))
    for relaxation in grammar().spec.object(name).relaxed:
        if plain == relaxation.path and problem.code == f"sif.{relaxation.fault}":
            values = dict(problem.values) | {"rule": relaxation.rule}
            return Problem(all_rules()[relaxation.rule].kind, problem.line, problem.path, None, values)
    return problem


def broken_rules(
    thing: SifObject, mode: Mode, context: Context, faulty: bool = False, *, errors_only: bool = False
) -> list[Problem]:
    """Return a problem for every rule that an object breaks; `faulty` says that its form is known to be wrong."""
    todo = plan(thing.xml_name, mode.partial, errors_only)
    run = _Run(thing, context, faulty)
    for rule in todo.rules:
        run.rule(rule, thing)
    run.below(thing, todo.branches)
    return run.problems


class _Run:
    """The rules of one object, being run."""

    def __init__(self, owner: SifObject, context: Context, faulty: bool) -> None:
        self.owner = owner
        self.context = context
        self.faulty = faulty
        self.problems: list[Problem] = []

    def rule(self, rule: SifRule, thing: object) -> None:
        assert rule.check is not None
        try:
            for found in rule.check(thing, self.context):
                self.problems.append(problem_of(rule, found, ObjectPlace(_source(self.owner))))
        except (ValueError, TypeError, AttributeError):
            # What is missing or malformed has been reported; a rule that needs it cannot be judged.
            if not self.faulty:
                raise

    def below(self, part: SifElement, branches: tuple[Branch, ...]) -> None:
        for branch in branches:
            try:
                value = getattr(part, branch.name)
            except ValueError:
                continue
            if value:
                self.field(part, branch, value)

    def field(self, part: SifElement, branch: Branch, value: Any) -> None:
        if branch.own:
            use = Use(self.owner, part, branch.name, value)
            for rule in branch.own:
                self.rule(rule, use)
        if branch.large is not None:
            self.problems.extend(_open_code(part, branch, str(value), ObjectPlace(_source(self.owner))))
        if branch.each or branch.below:
            for entry in value if isinstance(value, tuple) else (value,):
                self.entry(part, branch, entry)

    def entry(self, part: SifElement, branch: Branch, entry: Any) -> None:
        if branch.each:
            use = Use(self.owner, part, branch.name, entry)
            for rule in branch.each:
                self.rule(rule, use)
        if branch.below:
            self.below(entry, branch.below)


def _open_code(part: SifElement, branch: Branch, code: str, place: ObjectPlace) -> Iterator[Problem]:
    assert branch.large is not None
    spec = grammar().spec
    if find_fault(branch.large, code, spec) is not None:
        at, below = locate(part, branch.name, None)
        name = branch.field.node.name
        words = {"value": shorten(code), "list": f"{branch.large.name}, {spec.version}", "rule": "G11"}
        yield place.problem(GRAMMAR["sif.open_code"], at, below, element=name, **words)


def problem_of(rule: SifRule, found: Breach, place: ObjectPlace) -> Problem:
    """Return a breach as a problem with its place in the document."""
    at, below = locate(found.at, found.field, found.index)
    return place.problem(rule.kind, at, below, **(dict(found.values) | {"rule": rule.id}))


def locate(part: SifElement, name: str, index: int | None) -> tuple[etree._Element, str]:
    """Return the element of a field, or the part's own element and the rest of the path when the field is not there."""
    holder = _source(part)
    field = next((field for field in part.fields if field.name == name), None)
    if field is None or field.kind in ("text", "xml"):
        return holder, ""
    if field.kind == "attribute":
        return holder, f"/@{field.node.name}"
    return _child(holder, field, index)


def _child(holder: etree._Element, field: ModelField, index: int | None) -> tuple[etree._Element, str]:
    name = field.node.name
    children = [child for child in holder.iterchildren("*") if local_name(child) == name]
    if not children:
        return holder, f"/{name}"
    if index is None:
        return children[0], ""
    item = field.node.item
    if not field.kind.endswith("*") and item is not None:
        children = [entry for child in children for entry in child.iterchildren("*") if local_name(entry) == item.name]
    return children[index], ""


def _source(part: SifElement) -> etree._Element:
    source = part.xml_source
    assert source is not None
    return source
