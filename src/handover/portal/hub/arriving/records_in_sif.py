"""A child's record out of a sealed file, as the objects that the next school's software is given."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final
from uuid import UUID

from handover.bridge import KnownObjects, Loss, convert_to_sif
from handover.common.xml import XmlFault
from handover.ctf.model import CommonTransferFile, Pupil
from handover.ctf.reader import read_ctf
from handover.portal.hub.models import Move
from handover.portal.transfers import vault
from handover.portal.transfers.models import SealedFile
from handover.portal.transfers.records_as_sif import address_document
from handover.sif.model import AnyWhole

OPEN_AT_ONCE: Final = 2
"""Files that are kept open while their pupils are taken up one after the other; each holds whole records in memory."""


class NoRecord(Exception):
    """The file is gone, damaged, or does not hold the pupil any more, or the pupil has no place in SIF."""


@dataclass(frozen=True, slots=True)
class RecordInSif:
    """A child's record: the objects that belong to no one child, the child's own in publishing order, and what was lost."""

    pupil: Pupil
    shared: tuple[AnyWhole, ...]
    own: tuple[AnyWhole, ...]
    learner: str
    losses: tuple[Loss, ...]

    @property
    def objects(self) -> tuple[AnyWhole, ...]:
        """All objects in publishing order."""
        return (*self.shared, *self.own)


def open_pupil(move: Move) -> tuple[CommonTransferFile, Pupil]:
    """Return the file of one child alone, addressed as its transfer is, and the child. Raises NoRecord, vault.NoStore."""
    transfer = move.transfer
    if transfer is None or transfer.sealed is None:
        raise NoRecord(move.reference)
    document = read_record_file(transfer.sealed.name)
    if move.place >= len(document.pupils):
        raise NoRecord(move.reference)
    pupil = document.pupils[move.place]
    return address_document(replace(document, pupils=(pupil,)), transfer), pupil


@lru_cache(maxsize=OPEN_AT_ONCE)
def read_record_file(name: UUID) -> CommonTransferFile:
    """Return what a sealed file says, read once for all of its pupils: its bytes never change. Raises NoRecord, vault.NoStore.

    A file that is damaged is read again the next time: it may have been mended.
    """
    try:
        data = b"".join(vault.read_sealed(SealedFile.objects.get(pk=name)))
        document = read_ctf(data).document
    except (vault.Damaged, XmlFault, SealedFile.DoesNotExist) as fault:
        raise NoRecord(name) from fault
    if document is None:
        raise NoRecord(name)
    return document


def convert_record(move: Move, learners: Mapping[str, str], schools: Mapping[str, str]) -> RecordInSif:
    """Return a child's record as objects, with the RefIds that the software has already. Raises NoRecord, vault.NoStore."""
    document, pupil = open_pupil(move)
    found = convert_to_sif(document, KnownObjects(learners, schools))
    if not found.pupils:
        raise NoRecord(move.reference)
    (ours,) = found.pupils
    return RecordInSif(pupil, found.shared, ours.objects, ours.learner_ref_id, found.losses)
