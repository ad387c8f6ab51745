"""What changed between two files, for whom, field by field.

Pupils are matched by UPN, then by a former UPN, and by name and birth date only where one side has no UPN. A name that
two pupils share matches nobody: twins are never merged. Rows of a list are paired by their key, if it is unique.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, TypeVar

from handover.ctf.elements import Element, ValueForm, elements_of
from handover.ctf.findings import quote
from handover.ctf.model import (
    Assessment,
    CommonTransferFile,
    Contact,
    KeyStage,
    LanguageUse,
    MealSpell,
    Phone,
    Pupil,
    SchoolSpell,
    SenNeed,
    SenStage,
    Unknown,
    YearAttendance,
)
from handover.ctf.wording import say_value

T = TypeVar("T")

# By what a row of a list is known again.
KEYS: Final[Mapping[type, tuple[str, ...]]] = MappingProxyType(
    {
        LanguageUse: ("use",),
        MealSpell: ("start",),
        SenStage: ("start",),
        SenNeed: ("need",),
        Phone: ("use", "number"),
        Contact: ("surname", "forename"),
        YearAttendance: ("year", "la", "estab"),
        KeyStage: ("stage",),
        Assessment: ("locale", "year", "subject", "method", "component", "status", "qualifier"),
        SchoolSpell: ("la", "estab", "entry"),
    }
)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One change: where in the record, and the value before and after; None where there was or is nothing."""

    where: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class PupilDifference:
    """What changed for one pupil."""

    pupil: Pupil
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class FileComparison:
    """What changed from one file to another: the file's own, pupils only in one of them, pupils who changed."""

    file: tuple[FieldChange, ...]
    added: tuple[Pupil, ...]
    removed: tuple[Pupil, ...]
    changed: tuple[PupilDifference, ...]

    def __bool__(self) -> bool:
        return bool(self.file or self.added or self.removed or self.changed)


def differences(old: CommonTransferFile, new: CommonTransferFile, language: str = "en") -> FileComparison:
    """Compare two files and tell the changes in words of that language."""
    pairs, removed, added = match_pupils(old.pupils, new.pupils)
    changed = []
    for before, after in pairs:
        if changes := tuple(compare_objects(before, after, language)):
            changed.append(PupilDifference(after, changes))
    file = (*compare_objects(old.header, new.header, language), *_unknown(old.unknown, new.unknown))
    return FileComparison(file, added, removed, tuple(changed))


Matched = tuple[tuple[tuple[Pupil, Pupil], ...], tuple[Pupil, ...], tuple[Pupil, ...]]


def match_pupils(old: Sequence[Pupil], new: Sequence[Pupil]) -> Matched:
    """Return the pairs, those only in the old file, those only in the new one."""
    pairs: list[tuple[Pupil, Pupil]] = []
    left, right = list(old), list(new)
    for ours, theirs in ((_upn, _upn), (_upn, _former_upn), (_former_upn, _upn), (_person, _person)):
        found = _pairs(left, right, ours, theirs)
        if ours is _person:
            found = [pair for pair in found if None in (pair[0].upn, pair[1].upn)]
        pairs += found
        left = _without(left, [pair[0] for pair in found])
        right = _without(right, [pair[1] for pair in found])
    order = {id(pupil): position for position, pupil in enumerate(new)}
    return tuple(sorted(pairs, key=lambda pair: order[id(pair[1])])), tuple(left), tuple(right)


def _upn(pupil: Pupil) -> Hashable | None:
    return pupil.upn.upper() if pupil.upn else None


def _former_upn(pupil: Pupil) -> Hashable | None:
    return pupil.basic.former_upns[0].upper() if pupil.basic.former_upns else None


def _person(pupil: Pupil) -> Hashable | None:
    parts = (pupil.surname, pupil.forename, pupil.birth_date)
    return tuple(str(part).casefold() for part in parts) if None not in parts else None


def _pairs(
    left: Sequence[T], right: Sequence[T], ours: Callable[[T], Hashable | None], theirs: Callable[[T], Hashable | None]
) -> list[tuple[T, T]]:
    """Pair what has the same key, where that key is found once on either side."""
    left_keys, right_keys = [ours(item) for item in left], [theirs(item) for item in right]
    left_counts, right_counts = Counter(left_keys), Counter(right_keys)
    by_key = {key: item for key, item in zip(right_keys, right, strict=True) if right_counts[key] == 1}
    return [
        (item, by_key[key])
        for key, item in zip(left_keys, left, strict=True)
        if key is not None and left_counts[key] == 1 and key in by_key
    ]


def _without(items: Sequence[T], taken: Sequence[T]) -> list[T]:
    gone = {id(item) for item in taken}
    return [item for item in items if id(item) not in gone]


def compare_objects(old: object, new: object, language: str, above: str = "") -> Iterator[FieldChange]:
    """Yield the changes between two model objects of one class, in the order of the document."""
    if old == new:
        return
    for attribute, element in elements_of(type(new)).items():
        before, after = getattr(old, attribute), getattr(new, attribute)
        if before == after:
            continue
        where = _where(above, element.label.say(language))
        if element.form is not ValueForm.GROUP:
            yield from _values(where, element, before, after, language)
        elif element.many:
            yield from _lists(where, before, after, language)
        else:
            yield from compare_objects(before, after, language, where)
    if isinstance(old, Pupil) and isinstance(new, Pupil):
        yield from _unknown(old.unknown, new.unknown)


def _values(where: str, element: Element, before: Any, after: Any, language: str) -> Iterator[FieldChange]:
    if element.many:
        yield from _rows(where, before, after, lambda value: say_value(element, value, language))
        return
    old, new = (None if value is None else say_value(element, value, language) for value in (before, after))
    yield FieldChange(where, old, new)


def _lists(where: str, before: Sequence[Any], after: Sequence[Any], language: str) -> Iterator[FieldChange]:
    keys = KEYS[type((*before, *after)[0])]

    def key(item: object) -> Hashable | None:
        return tuple(getattr(item, name) for name in keys)

    pairs = _pairs(before, after, key, key)
    for old, new in pairs:
        yield from compare_objects(old, new, language, _where(where, _title(new, keys, language)))
    rest_before = _without(before, [pair[0] for pair in pairs])
    rest_after = _without(after, [pair[1] for pair in pairs])
    yield from _rows(where, rest_before, rest_after, lambda item: _told(item, language))


def _rows(where: str, before: Iterable[Any], after: Iterable[Any], tell: Callable[[Any], str]) -> Iterator[FieldChange]:
    """Yield rows that are only on one side; rows that are on both do not count, in whatever order."""
    old, new = Counter(before), Counter(after)
    for item in (old - new).elements():
        yield FieldChange(where, tell(item), None)
    for item in (new - old).elements():
        yield FieldChange(where, None, tell(item))


def _unknown(before: Iterable[Unknown], after: Iterable[Unknown]) -> Iterator[FieldChange]:
    yield from _rows("?", before, after, lambda each: quote(f"{each.path} {each.xml}"))


def _title(item: object, keys: tuple[str, ...], language: str) -> str:
    table = elements_of(type(item))
    values = ((table[name], getattr(item, name)) for name in keys)
    return " ".join(say_value(element, value, language) for element, value in values if value is not None) or "–"


def _told(item: object, language: str) -> str:
    """Return every value of a row, and of the groups inside it, in one line."""
    parts: list[str] = []
    for attribute, element in elements_of(type(item)).items():
        value = getattr(item, attribute)
        for each in value if element.many else (value,):
            if element.form is ValueForm.GROUP:
                parts.append(_told(each, language))
            elif each is not None:
                parts.append(say_value(element, each, language))
    return ", ".join(part for part in parts if part)


def _where(above: str, label: str) -> str:
    return f"{above} › {label}" if above else label
