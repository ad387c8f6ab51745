"""Noting the pupils of files that were taken in before lists showed them: the worker reads these, some at a time."""

from datetime import datetime
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from handover.portal import transaction
from handover.portal.transfers import damages, vault
from handover.portal.transfers.contents import inspect_file
from handover.portal.transfers.kinds import KINDS, read_name
from handover.portal.transfers.models import PupilOnFile, SealedFile, Transfer
from handover.portal.transfers.moving import lock_transfers
from handover.portal.transfers.pupils import note_pupils
from handover.portal.transfers.vault import Damaged

MOST_NOTED: Final = 500
"""Files that one run of the worker reads."""


def list_files_to_note() -> QuerySet[SealedFile]:
    """Return the files whose pupils are still to be noted; one that is damaged waits until it is mended."""
    forms = [form for kind in KINDS.values() if kind.holds_pupils for form in kind.stored]
    carried = Transfer.objects.filter(kind__in=forms).exclude(sealed=None)
    return SealedFile.objects.filter(pupils_noted_at=None, damage__isnull=True, name__in=carried.values("sealed"))


def older_files_wait(now: datetime) -> bool:
    """Say whether there are files whose pupils are still to be noted."""
    return list_files_to_note().exists()


def note_older_files(now: datetime) -> int:
    """Note the pupils of older files; return of how many. Lists show fewer names until then."""
    return sum(note_pupils_of_file(sealed, now) for sealed in list_files_to_note().order_by("name")[:MOST_NOTED])


def note_pupils_of_file(sealed: SealedFile, now: datetime) -> bool:
    """Note the pupils of one file; False where somebody was quicker, its time was over, or it is damaged."""
    carriers = Transfer.objects.filter(sealed=sealed).order_by("pk")
    first = carriers.first()
    if first is None:
        return False
    try:
        data = b"".join(vault.read_sealed(sealed))
    except Damaged as damaged:
        damages.note_damage(damaged, now)
        return False
    document = inspect_file(first.file_kind, data, read_name(first.file_name), timezone.localdate(now)).document
    with transaction.atomic():
        # Whoever destroys the bytes has locked a transfer that carries them.
        lock_transfers(carriers.values_list("pk", flat=True))
        if not SealedFile.objects.filter(pk=sealed.pk, pupils_noted_at=None).update(pupils_noted_at=now):
            return False
        PupilOnFile.objects.filter(sealed=sealed).delete()
        boxes = {box for pair in carriers.values_list("source", "destination") for box in pair}
        note_pupils(sealed, document.pupils if document else (), boxes)
    return True
