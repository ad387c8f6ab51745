"""SIF values that a Common Transfer File cannot hold, found by walking an object along the table."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from typing import Any, Final

from handover.bridge.extended import PREFIX, KeptTexts
from handover.bridge.losses import LossNotes
from handover.bridge.mapping import ROW_BY_PATH, find_row
from handover.bridge.rows import read_all
from handover.common.xml import local_name
from handover.sif.model import ModelField, SifElement, element_text

_LOST: Final = ("none", "forbidden")
_INFORMATION: Final = tuple(f"{person}/PersonalInformation" for person in ("LearnerPersonal", "ContactPersonal"))
COMPARED: Final = frozenset(f"{above}/{below}" for above in _INFORMATION for below in ("Address",)) | {
    "LearnerPersonal/PersonalInformation/Demographics/LanguageList",
    "LearnerPersonal/PersonalInformation/OtherNames",
    "LearnerPersonal/MedicalAlertMsgList",
}
"""Parts whose own module notes all that a file cannot hold of them, so that the walk passes them by."""


class LeftFields:
    """What of a class of parts may be left over: its fields, and their values in one step, mostly `nothing`."""

    __slots__ = ("fields", "nothing", "values")

    def __init__(self, fields: "Sequence[tuple[LeftField, object]]") -> None:
        self.fields = tuple(field for field, _ in fields)
        self.values = read_all([field.name for field in self.fields])
        self.nothing = tuple(empty for _, empty in fields)


@dataclass(frozen=True, slots=True)
class LeftField:
    """A field that may be left over, or may hold something that is: its path below the part, and what is inside."""

    name: str
    below: str
    inside: LeftFields | None


def _step(field: ModelField) -> str:
    """Return the step from a part to a field; nothing for the part's own text."""
    if field.kind in ("text", "xml", "objects"):
        return ""
    return f"/@{field.node.name}" if field.kind == "attribute" else f"/{field.node.name}"


def _way(field: ModelField) -> str:
    """Return the steps from a part to the values of a field, which in a list are those of its entries."""
    entry = f"/{field.node.item.name}" if field.node.item is not None else ""
    return _step(field) + entry


@cache
def left_fields(part: Any, path: str) -> LeftFields:
    """Return the fields of a class of parts, at this path, that a file has no place for."""
    found: list[tuple[LeftField, object]] = []
    for field in part.fields:
        step = _step(field)
        below = path + step
        if not step or below in COMPARED or below.endswith("/SIF_ExtendedElements"):
            continue
        row = ROW_BY_PATH.get(below)
        if row is not None and row.by in _LOST:
            found.append((LeftField(field.name, step if row.by == "forbidden" else _way(field), None), field.empty))
        elif field.part is not None:
            part_class: Any = field.part
            inside = left_fields(part_class, path + _way(field))
            if inside.fields:
                found.append((LeftField(field.name, _way(field), inside), field.empty))
    return LeftFields(found)


def note_leftovers(thing: SifElement, path: str, notes: LossNotes) -> None:
    """Note every value of an object that a file has no place for, and every element of no table."""
    if thing.xml_source is not None:
        _note_strangers(thing, path, notes)
    kind: Any = type(thing)
    _walk(thing, path, left_fields(kind, path), notes)


def _note_strangers(part: SifElement, path: str, notes: LossNotes) -> None:
    for child in part.strangers():
        notes.add("stranger", f"{path}/{local_name(child)}", element_text(child).strip())
    for field in part.fields:
        if field.part is None:
            continue
        value = getattr(part, field.name)
        for place, each in enumerate(value if isinstance(value, tuple) else (value,), 1):
            if isinstance(each, SifElement) and each.xml_source is not None:
                entry = f"/{field.node.item.name}" if field.node.item is not None else ""
                number = f"[{place}]" if field.many else ""
                _note_strangers(each, f"{path}{_step(field)}{entry}{number}", notes)


def mend_object(thing: Any, path: str, notes: LossNotes) -> Any:
    """Return a copy of an object, or of a part, without the values that cannot be read, each of which is noted."""
    values: dict[str, Any] = {}
    for field in thing.fields:
        below = path + _step(field)
        try:
            value = getattr(thing, field.name)
        except ValueError:
            notes.add("unreadable_value", below)
            continue
        if isinstance(value, SifElement):
            value = mend_object(value, below, notes)
        elif isinstance(value, tuple) and field.part is not None:
            value = tuple(mend_object(each, f"{below}[{place}]", notes) for place, each in enumerate(value, 1))
        values[field.name] = value
    return type(thing)(**values)


def _walk(part: SifElement, path: str, left: LeftFields, notes: LossNotes) -> None:
    values = left.values(part)
    if values == left.nothing:
        return
    for field, value in zip(left.fields, values, strict=True):
        if value is None or value == ():
            continue
        below = path + field.below
        if field.inside is None:
            note_lost(value, below, notes)
        elif isinstance(value, tuple):
            for place, each in enumerate(value, 1):
                _walk(each, f"{below}[{place}]", field.inside, notes)
        else:
            _walk(value, below, field.inside, notes)


def note_lost(value: Any, path: str, notes: LossNotes) -> None:
    """Note a value, and each value inside it, as having no place; what is forbidden is named without its value."""
    row = find_row(path)
    if row is not None and row.by == "forbidden":
        notes.add("forbidden", path)
    elif isinstance(value, tuple):
        for place, each in enumerate(value, 1):
            note_lost(each, f"{path}[{place}]", notes)
    elif isinstance(value, SifElement):
        for field in value.fields:
            below = getattr(value, field.name)
            if below is not None and below != ():
                note_lost(below, path + _way(field), notes)
    else:
        notes.add("no_ctf_home", path, value)


def note_differences(before: Any, after: Any, path: str, notes: LossNotes) -> None:
    """Note what of a part would come back from a file in other words, or not at all."""
    if before == after:
        return
    if before is None or before == ():
        _note_new(after, path, notes)
        return
    if after is None or after == ():
        note_lost(before, path, notes)
    elif isinstance(before, tuple):
        for place, (each, other) in enumerate(zip_longest(before, after), 1):
            note_differences(each, other, f"{path}[{place}]", notes)
    elif isinstance(before, SifElement):
        for field in before.fields:
            mine, other = getattr(before, field.name), getattr(after, field.name)
            note_differences(mine, other, path + _way(field), notes)
    else:
        notes.add("wording", path, before, after)


def _note_new(value: Any, path: str, notes: LossNotes) -> None:
    """Note what a file, which holds several parts as one, would give back in this place."""
    if isinstance(value, tuple):
        for place, each in enumerate(value, 1):
            _note_new(each, f"{path}[{place}]", notes)
    elif isinstance(value, SifElement):
        for field in value.fields:
            _note_new(getattr(value, field.name), path + _way(field), notes)
    elif value is not None:
        notes.add("comes_back", path, None, value)


def note_other_school(ref_id: str | None, school: str | None, path: str, notes: LossNotes) -> None:
    """Note that something was at another school than the one that the record comes from, which a file cannot say."""
    if ref_id is not None and ref_id != school:
        notes.add("other_school", path, ref_id)


def note_texts_left(texts: KeptTexts, of: str, notes: LossNotes) -> None:
    """Note the extended elements of an object that are none of ours, or that nothing came of."""
    for name, text in texts.texts.items():
        reason = "stale_original" if name.startswith(PREFIX) else "no_ctf_home"
        notes.add(reason, f"{of}/SIF_ExtendedElements/{name}", text)
