"""A pupil leaves the store: the index forgets the child, the bytes are destroyed, and a tombstone stays.

The tombstone says which file, from which school, when it came, when and why it went; of the child it keeps the gender
and the age in years at the upload, for the figures (seed, section 7.4).
"""

from datetime import datetime

from handover.portal.audit.log import SITE, record
from handover.portal.lostpupils.models import LostPupil, SearchKey
from handover.portal.lostpupils.pairs import forget_roll_rows
from handover.portal.transfers.answers import erase
from handover.portal.transfers.moving import lock_transfers, take_step


def forget_pupil(pupil: LostPupil, because: str, now: datetime) -> None:
    """Wipe what the index knows of a child; the row stays as a tombstone."""
    # By the pupil and not by what today's code would make of the names: an older version may have made other keys.
    SearchKey.objects.filter(pupil=pupil).delete()
    forget_roll_rows(pupil)
    pupil.content, pupil.leaves_on = b"", None
    pupil.in_store, pupil.left_at, pupil.left_because = False, now, because
    pupil.save()


def destroy_record(pupil: LostPupil, because: str, now: datetime) -> None:
    """Wipe a pupil from the index and destroy the file's bytes, unless another transfer carries them."""
    forget_pupil(pupil, because, now)
    if pupil.transfer.sealed_id is not None:
        erase(pupil.transfer, now)
        record("file.erased", actor=SITE, subject=str(pupil.transfer.reference), now=now)


def lock_uploads(pupil: LostPupil) -> list[LostPupil]:
    """Return a pupil and the earlier uploads of the same child, with their files locked."""
    earlier = pupil.earlier.filter(in_store=True).order_by("pk")
    lock_transfers([pupil.transfer_id, *earlier.values_list("transfer_id", flat=True)])
    return [pupil, *earlier.select_related("transfer", "transfer__sealed")]


def close_record(pupil: LostPupil, because: str, now: datetime) -> None:
    """Close a pupil's record and those of earlier uploads of the same child: the child is found."""
    for each in lock_uploads(pupil):
        take_step("find", each.transfer, by=None, now=now)
        destroy_record(each, because, now)


def unlink_upload(pupil: LostPupil) -> None:
    """Give the place of a pupil that is taken out again back to the latest earlier upload of the same child."""
    earlier = list(pupil.earlier.filter(in_store=True).order_by("lodged_at"))
    if earlier:
        latest = earlier[-1]
        pupil.earlier.filter(in_store=True).exclude(pk=latest.pk).update(superseded_by=latest)
        LostPupil.objects.filter(pk=latest.pk).update(superseded_by=None)
