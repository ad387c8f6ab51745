"""A record that waits for the next school's yes, beside what the school's software holds of the child already."""

from collections.abc import Iterable
from dataclasses import dataclass

from handover.bridge import Loss, LossKind
from handover.common.xml import XmlFault
from handover.ctf.compare import FieldChange, compare_objects
from handover.ctf.model import Pupil
from handover.ctf.reader import read_ctf
from handover.portal.hub.arriving.records_in_sif import convert_record
from handover.portal.hub.models import Move


@dataclass(frozen=True, slots=True)
class HeldBeside:
    """One child of the software beside the record: what the record would change, what it adds, what only the software has."""

    name: str
    changed: tuple[FieldChange, ...]
    added: tuple[FieldChange, ...]
    only_held: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class RecordBeside:
    """A record, what of it has no place in the software or another there, and the children of its UPN that are there.

    What SIF demands and the record lacks, so that it was worked out, is no loss of the record and left out.
    """

    pupil: Pupil
    losses: tuple[Loss, ...]
    held: tuple[HeldBeside, ...]


def compare_record(move: Move, language: str) -> RecordBeside:
    """Compare a record with what the software held when its school was asked. Raises NoRecord, vault.NoStore."""
    record = convert_record(move, {}, {})
    held = tuple(put_beside(each, record.pupil, language) for each in read_held(move.held))
    losses = tuple(each for each in record.losses if each.pupil is not None and each.kind is not LossKind.DERIVED)
    return RecordBeside(record.pupil, losses, held)


def read_held(text: str) -> tuple[Pupil, ...]:
    """Return the children that a software held, as they were kept; nobody where nothing was."""
    if not text:
        return ()
    try:
        document = read_ctf(text.encode()).document
    except XmlFault:
        return ()
    return document.pupils if document is not None else ()


def put_beside(held: Pupil, pupil: Pupil, language: str) -> HeldBeside:
    """Compare one child of the software with the record."""
    found = tuple(compare_objects(held, pupil, language))
    return HeldBeside(
        " ".join(part for part in (held.forename, held.surname) if part),
        _those(found, old=True, new=True),
        _those(found, old=False, new=True),
        _those(found, old=True, new=False),
    )


def _those(changes: Iterable[FieldChange], *, old: bool, new: bool) -> tuple[FieldChange, ...]:
    return tuple(each for each in changes if (each.old is not None) is old and (each.new is not None) is new)
