"""Reading a file without other software: which pupils and which parts of their records somebody wants, and whom to tell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from handover.ctf.model import CommonTransferFile, Pupil
from handover.ctf.parts import RecordPart, keep_parts, parts_of
from handover.ctf.telling import find_people_to_tell
from handover.portal.transfers import vault
from handover.portal.transfers.contents import inspect_file
from handover.portal.transfers.kinds import read_name
from handover.portal.transfers.models import Transfer


@dataclass(frozen=True, slots=True)
class ReadingChoice:
    """What of a file is wanted: pupils by their positions (from 1), parts by their keys; of either all, if none is named."""

    pupils: frozenset[int] = frozenset()
    parts: frozenset[str] = frozenset()

    def of(self, document: CommonTransferFile) -> tuple[Pupil, ...]:
        """Return the records of the pupils that are wanted, with the parts that are."""
        chosen = (
            pupil for position, pupil in enumerate(document.pupils, 1) if not self.pupils or position in self.pupils
        )
        return tuple(keep_parts(pupil, self.parts) if self.parts else pupil for pupil in chosen)


def filled_parts(pupils: Sequence[Pupil]) -> tuple[RecordPart, ...]:
    """Return the parts that are filled in at least one of these records."""
    known = parts_of(type(pupils[0])) if pupils else ()
    empty = type(pupils[0])() if pupils else None
    return tuple(part for part in known if any(getattr(p, part.key) != getattr(empty, part.key) for p in pupils))


MOST_LOOKED_AT = 16 * 1024 * 1024
"""Bytes of files together that are looked into for one page."""


def find_files_to_tell_of(transfers: Iterable[Transfer], today: date) -> list[Transfer] | None:
    """Return those of these files that hold something which one person must know; None if they are too much to look into.

    Nothing of what is found is stored or shown: it says only into which files to look.
    """
    readable = [each for each in transfers if each.file_kind.holds_pupils and each.sealed is not None]
    if sum(each.size for each in readable) > MOST_LOOKED_AT:
        return None
    return [each for each in readable if find_people_to_tell(_pupils_in(each, today))]


def _pupils_in(transfer: Transfer, today: date) -> tuple[Pupil, ...]:
    assert transfer.sealed is not None
    try:
        data = b"".join(vault.read_sealed(transfer.sealed))
    except (vault.Damaged, vault.NoStore):
        return ()
    document = inspect_file(transfer.file_kind, data, read_name(transfer.file_name), today).document
    return document.pupils if document is not None else ()
