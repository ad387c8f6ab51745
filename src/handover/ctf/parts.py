"""The parts of a pupil's record that a person may choose to print or to take along: the groups of the element table."""

from collections.abc import Collection
from dataclasses import MISSING, dataclass, fields, replace
from typing import TypeVar

from handover.common.text import Text
from handover.ctf.account import NOT_UNDERSTOOD
from handover.ctf.elements import ValueForm, elements_of
from handover.ctf.model import Pupil

UNKNOWN_PART = "unknown"

P = TypeVar("P", bound=Pupil)


@dataclass(frozen=True, slots=True)
class RecordPart:
    """A part of a record: its key, which is a field of the model, and what it is called."""

    key: str
    name: Text


def parts_of(model: type[Pupil] = Pupil) -> tuple[RecordPart, ...]:
    """Return the parts of a record of that form, in the order of the document; who the pupil is belongs to every one."""
    groups = ((key, element) for key, element in elements_of(model).items() if element.form is ValueForm.GROUP)
    return (*(RecordPart(key, element.label) for key, element in groups), RecordPart(UNKNOWN_PART, NOT_UNDERSTOOD))


def keep_parts(pupil: P, wanted: Collection[str]) -> P:
    """Return a record with these parts alone, and with who the pupil is."""
    without = {part.key for part in parts_of(type(pupil))} - set(wanted)
    empty = {each.name: each.default for each in fields(pupil) if each.name in without and each.default is not MISSING}
    return replace(pupil, **empty)
