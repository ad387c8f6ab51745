"""The element table turned into what the reader needs at each step: tag met, what to do with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from handover.common.codesets import codes
from handover.ctf.elements import LONGEST_TEXT, NAMESPACE, Element, ValueForm, elements_of
from handover.ctf.limits import FileLimits
from handover.ctf.values import LONGEST_READ, QUICK_READERS, READERS, Outcome


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """What to do with one tag: read a value, read a group, or go into a container of the same model object.

    `read` is None where the text is the value. `known` is the code set to compare with, if any. `quick` returns the
    value of a text about which there is nothing to say, else None; without it a text that is not too long is such a value.
    """

    tag: str
    attribute: str = ""
    element: Element | None = None
    longest: int = LONGEST_TEXT
    read: Callable[[str], Outcome] | None = None
    known: Mapping[str, object] | None = None
    many: bool = False
    raw: bool = False
    plan: "ReadingPlan | None" = None
    inside: "dict[str, Slot] | None" = None
    leaf: bool = False
    quick: Callable[[str], object | None] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ReadingPlan:
    """How to read one model class: what to do with each tag, the lists among its fields, the object without content."""

    model: type
    slots: dict[str, Slot]
    lists: tuple[str, ...]
    empty: object
    places: tuple[tuple[str, Callable[[object, object], None], object], ...]

    def made(self, values: dict[str, Any]) -> Any:
        """Return the object with these values.

        Its slots are filled directly: a frozen dataclass's own `__init__` takes half as long again, and a large file
        makes a hundred thousand objects.
        """
        if not values:
            return self.empty
        for name in self.lists:
            if name in values:
                values[name] = tuple(values[name])
        value_of, made = values.get, _new(self.model)
        for name, put, default in self.places:
            put(made, value_of(name, default))
        return made


_new: Callable[[type], Any] = object.__new__


@cache
def plan_of(group: type, limits: FileLimits) -> ReadingPlan:
    """Return the plan of a model class under these limits."""
    slots: dict[str, Slot] = {}
    table = elements_of(group)
    for attribute, element in table.items():
        _place(slots, element.path, _slot(attribute, element, limits))
        if element.other_tag is not None:
            _place(slots, (*element.path[:-1], element.other_tag), _slot(attribute, element, limits))
    lists = tuple(attribute for attribute, element in table.items() if element.many)
    places = tuple((each.name, getattr(group, each.name).__set__, each.default) for each in fields(group))
    return ReadingPlan(group, slots, lists, group(), places)


def _place(slots: dict[str, Slot], path: tuple[str, ...], slot: Slot) -> None:
    for tag in path[:-1]:
        container = slots.get(tag) or Slot(tag, inside={})
        _enter(slots, tag, container)
        assert container.inside is not None
        slots = container.inside
    _enter(slots, path[-1], slot)


def _enter(slots: dict[str, Slot], tag: str, slot: Slot) -> None:
    slots[tag] = slots[f"{{{NAMESPACE}}}{tag}"] = slot


def _slot(attribute: str, element: Element, limits: FileLimits) -> Slot:
    default = limits.name if element.form is ValueForm.NAME else limits.any_text
    longest = max(default, element.longest) if element.longest > LONGEST_TEXT else default
    return Slot(
        element.tag,
        attribute,
        element,
        longest,
        READERS.get(element.form),
        codes(element.codes) if element.form is ValueForm.CODE and element.codes else None,
        element.many,
        element.form is ValueForm.RAW,
        plan_of(element.group, limits) if element.group is not None else None,
        leaf=element.form not in (ValueForm.GROUP, ValueForm.RAW),
        quick=_quick(element, longest),
    )


def _quick(element: Element, longest: int) -> Callable[[str], object | None] | None:
    """Return what reads a text at once, if there is nothing to say about it, its length included."""
    if element.many:
        return _never
    if element.form is ValueForm.CODE and element.codes is not None:
        return {code: code for code in codes(element.codes) if len(code) <= longest}.get
    quick = QUICK_READERS.get(element.form)
    return _never if quick is not None and longest < LONGEST_READ else quick


def _never(text: str) -> None:
    """Send every value of a list the long way."""
