"""Which rules to run on an object, worked out once for each type of object from its class.

The tree of a plan holds only the branches in which some rule has something to say, so a check touches no more of an
object than it must.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from handover.sif.checks.rule import ERROR, SifRule
from handover.sif.checks.rules import all_rules
from handover.sif.grammar import Simple
from handover.sif.model import ModelField
from handover.sif.objects import partial_class


@dataclass(frozen=True, slots=True)
class Branch:
    """One field that matters: the rules on its value, those on each entry, its open list of codes, what is below."""

    name: str
    field: ModelField
    own: tuple[SifRule, ...]
    each: tuple[SifRule, ...]
    large: Simple | None
    below: tuple["Branch", ...]


@dataclass(frozen=True, slots=True)
class RulePlan:
    """The rules of one object, and the branches under which those of the common types apply."""

    rules: tuple[SifRule, ...]
    branches: tuple[Branch, ...]


@cache
def plan(name: str, partial: bool, errors_only: bool = False) -> RulePlan:
    """Return the plan for a type of object in one mode; `errors_only` leaves out what can only warn."""
    part: Any = partial_class(name)
    return RulePlan(_about(name, partial, errors_only), _branches(part, partial, errors_only))


@cache
def _about(name: str | None, partial: bool, errors_only: bool) -> tuple[SifRule, ...]:
    """Return the rules about an object or common type that bind in this mode."""
    return tuple(
        rule
        for rule in all_rules().values()
        if rule.on == name
        and rule.check is not None
        and (rule.partial or not partial)
        and (rule.severity is ERROR or not errors_only)
    )


@cache
def _branches(part: Any, partial: bool, errors_only: bool) -> tuple[Branch, ...]:
    found = (_branch(field, partial, errors_only) for field in part.fields)
    return tuple(branch for branch in found if branch is not None)


def _branch(field: ModelField, partial: bool, errors_only: bool) -> Branch | None:
    node = field.node
    own = _about(node.shape.type_name if node.shape else None, partial, errors_only)
    item = node.item if field.kind == "elements" else None
    each = _about(item.shape.type_name if item and item.shape else None, partial, errors_only)
    if field.kind == "element*":
        own, each = (), own
    # A code that is not in an open list is a warning.
    looks = not errors_only and field.kind == "leaf"
    large = node.simple if looks and node.simple and node.simple.large else None
    part: Any = field.part
    below = _branches(part, partial, errors_only) if part is not None else ()
    if not (own or each or large or below):
        return None
    return Branch(field.name, field, own, each, large, below)
