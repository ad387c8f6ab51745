"""Conditions of a request, written as Python comparisons.

>>> family, born = Q("PersonalInformation/Name/FamilyName"), Q("PersonalInformation/Demographics/BirthDate")
>>> str((family == "Bevan") & (born >= date(2015, 9, 1)))
'PersonalInformation/Name/FamilyName EQ Bevan And PersonalInformation/Demographics/BirthDate GE 2015-09-01'

A SIF_Query has two levels and no more (section 4.4): conditions joined one way, and groups of them joined another.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Literal

from handover.sif.messages.paths import parse_path
from handover.sif.messages.payloads import Request

Operator = Literal["EQ", "NE", "LT", "LE", "GT", "GE"]
Join = Literal["And", "Or"]
Value = str | int | Decimal | bool | date | datetime | time


class TooDeep(ValueError):
    """The conditions need more than the two levels that a SIF_Query has."""


class Q:
    """A path in the object asked for; compared with a value it is a `Condition`.

    A path is relative to the object: `@RefId`, `LocalId`, `PersonalInformation/Name/FamilyName`. Raises
    `QueryNotSupported` for what is not a path.
    """

    __slots__ = ("path",)

    def __init__(self, path: str) -> None:
        parse_path(path)
        self.path = path

    def __eq__(self, value: Value) -> "Condition":  # type: ignore[override]  # a comparison makes a condition
        return Condition(self.path, "EQ", as_text(value))

    def __ne__(self, value: Value) -> "Condition":  # type: ignore[override]
        return Condition(self.path, "NE", as_text(value))

    def __lt__(self, value: Value) -> "Condition":
        return Condition(self.path, "LT", as_text(value))

    def __le__(self, value: Value) -> "Condition":
        return Condition(self.path, "LE", as_text(value))

    def __gt__(self, value: Value) -> "Condition":
        return Condition(self.path, "GT", as_text(value))

    def __ge__(self, value: Value) -> "Condition":
        return Condition(self.path, "GE", as_text(value))

    __hash__ = None  # type: ignore[assignment]  # nor is it equal to anything


@dataclass(frozen=True, slots=True)
class Condition:
    """A path, an operator and a value."""

    path: str
    operator: Operator
    value: str

    def __and__(self, other: "Where") -> "Conditions":
        return join_conditions("And", self, other)

    def __or__(self, other: "Where") -> "Conditions":
        return join_conditions("Or", self, other)

    def __bool__(self) -> bool:
        raise TypeError("Conditions are joined with & and |, not with `and` and `or`.")

    def __str__(self) -> str:
        return f"{self.path} {self.operator} {self.value}"


@dataclass(frozen=True, slots=True)
class Conditions:
    """Conditions, or groups of them, joined one way."""

    join: Join
    parts: "tuple[Where, ...]"

    def __and__(self, other: "Where") -> "Conditions":
        return join_conditions("And", self, other)

    def __or__(self, other: "Where") -> "Conditions":
        return join_conditions("Or", self, other)

    def __bool__(self) -> bool:
        raise TypeError("Conditions are joined with & and |, not with `and` and `or`.")

    def __str__(self) -> str:
        shown = (f"({part})" if isinstance(part, Conditions) else str(part) for part in self.parts)
        return f" {self.join} ".join(shown)


Where = Condition | Conditions


def join_conditions(join: Join, *parts: Where) -> Conditions:
    """Join conditions; groups that are joined the same way become one. Raises `TooDeep` beyond two levels."""
    flat: list[Where] = []
    for part in parts:
        flat += part.parts if isinstance(part, Conditions) and part.join == join else (part,)
    for part in flat:
        if isinstance(part, Conditions) and any(isinstance(inner, Conditions) for inner in part.parts):
            raise TooDeep("A SIF_Query has two levels: conditions, and groups of conditions.")
    return Conditions(join, tuple(flat))


def as_text(value: Value) -> str:
    """Return a value as SIF writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, (date, time)) else str(value)


def query(name: str, where: Where | None = None, elements: Iterable[str] = ()) -> Request.SIFQuery:
    """Return the SIF_Query for objects of this name: those the conditions choose, with the elements wanted.

    No elements means whole objects.
    """
    wanted = Request.SIFQueryObject(object_name=name, sif_element=tuple(elements))
    return Request.SIFQuery(sif_query_object=wanted, sif_condition_group=None if where is None else _group(where))


def _group(where: Where) -> Request.SIFConditionGroup:
    if isinstance(where, Condition) or all(isinstance(part, Condition) for part in where.parts):
        return Request.SIFConditionGroup(type="None", sif_conditions=(_conditions(where),))
    return Request.SIFConditionGroup(type=where.join, sif_conditions=tuple(map(_conditions, where.parts)))


def _conditions(where: Where) -> Request.SIFConditions:
    if isinstance(where, Condition):
        return Request.SIFConditions(type="None", sif_condition=(_condition(where),))
    parts = tuple(_condition(part) for part in where.parts if isinstance(part, Condition))
    return Request.SIFConditions(type=where.join, sif_condition=parts)


def _condition(one: Condition) -> Request.SIFCondition:
    return Request.SIFCondition(sif_element=one.path, sif_operator=one.operator, sif_value=one.value)
