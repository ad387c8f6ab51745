"""A pupil leaves the store: the index forgets the child, the bytes are destroyed, and a tombstone stays.

The tombstone says which file, from which school, when it came, when and why it went; of the child it keeps the gender
and the age in years at the upload, for the figures (seed, section 7.4).
"""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from handover.portal.audit.log import SITE, record
from handover.portal.lostpupils.facts import NOTHING_KNOWN
from handover.portal.lostpupils.found_cases import AT_NEW_SCHOOL, facts_for_case
from handover.portal.lostpupils.models import LostPupil, SearchKey
from handover.portal.lostpupils.pairs import forget_roll_rows
from handover.portal.transfers.answers import erase
from handover.portal.transfers.flow import State
from handover.portal.transfers.moving import lock_transfers, take_step


def forget_pupil(pupil: LostPupil, because: str, now: datetime) -> None:
    """Wipe what the index knows of a child; the row stays as a tombstone. Who was listed by it is listed otherwise.

    Of a pupil whom the new school has, it stays whose case the authority responsible is to close (`found_cases`).
    """
    kept = facts_for_case(pupil.facts) if because == AT_NEW_SCHOOL else NOTHING_KNOWN
    # By the pupil and not by what today's code would make of the names: an older version may have made other keys.
    SearchKey.objects.filter(pupil=pupil).delete()
    forget_roll_rows(pupil)
    pupil.content, pupil.leaves_on = b"", None
    pupil.in_store, pupil.left_at, pupil.left_because = False, now, because
    if kept != NOTHING_KNOWN:
        pupil.facts, pupil.case_open = kept, True
    pupil.save()
    pass_on_place(pupil)


def destroy_record(pupil: LostPupil, because: str, now: datetime) -> None:
    """Wipe a pupil from the index and destroy the file's bytes, unless another transfer carries them."""
    forget_pupil(pupil, because, now)
    if pupil.transfer.sealed_id is not None:
        erase(pupil.transfer, now)
        record("file.erased", actor=SITE, subject=str(pupil.transfer.reference), now=now)


def lock_uploads(pupil: LostPupil) -> list[LostPupil]:
    """Return a pupil and the other files of whom a person has said that they are of the same pupil, with all locked.

    The one that is listed comes last. Of a file that is joined to them in this very moment only the listing is put right
    when the others leave (`pass_on_place`): it stays in the store, where it can be found.
    """
    listed = pupil.superseded_by_id or pupil.pk
    others = LostPupil.objects.filter(Q(pk=listed) | Q(superseded_by=listed), in_store=True).exclude(pk=pupil.pk)
    found = list(others.order_by("pk").select_related("transfer", "transfer__sealed", "transfer__sent_by", "school"))
    lock_transfers([pupil.transfer_id, *(each.transfer_id for each in found)])
    return sorted([pupil, *found], key=lambda each: (each.pk == listed, each.pk))


def close_record(pupil: LostPupil, because: str, now: datetime) -> list[LostPupil]:
    """Close a pupil's record, and of other files only those that a person has said to be of the same pupil; return all."""
    closed = lock_uploads(pupil)
    for each in closed:
        # Where two files of one pupil are on their way, both end with the one that arrived.
        each.onward = pupil.onward
        take_step("find", each.transfer, by=None, now=now)
        destroy_record(each, because, now)
    return closed


def choose_listed(uploads: Sequence[LostPupil]) -> LostPupil:
    """Return, of several uploads of the same pupil, the one that is listed: one that is on its way, else the latest."""
    moving = (State.TAKEN, State.RELEASED)
    return max(
        uploads, key=lambda each: (moving.index(each.stage) + 1 if each.stage in moving else 0, each.lodged_at, each.pk)
    )


def list_moving(pupil: LostPupil) -> None:
    """List a pupil whose file is now on its way for the other uploads of the same pupil."""
    listed = pupil.superseded_by_id
    if listed is not None:
        LostPupil.objects.filter(Q(pk=listed) | Q(superseded_by=listed)).update(superseded_by=pupil)
        pupil.superseded_by = None
        pupil.save(update_fields=["superseded_by"])


def pass_on_place(pupil: LostPupil) -> None:
    """List, for a pupil who has left, another of the uploads that were listed by it."""
    earlier = list(pupil.earlier.filter(in_store=True).select_related("transfer"))
    if earlier:
        listed = choose_listed(earlier)
        pupil.earlier.filter(in_store=True).exclude(pk=listed.pk).update(superseded_by=listed)
        LostPupil.objects.filter(pk=listed.pk).update(superseded_by=None)
