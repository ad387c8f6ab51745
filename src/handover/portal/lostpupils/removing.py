"""Taking a pupil out of the store by hand: the authority responsible says why (seed, section 1.3)."""

from datetime import datetime

from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.lostpupils.leaving import destroy_record, lock_uploads
from handover.portal.lostpupils.models import LostPupil
from handover.portal.lostpupils.wording import ENDINGS, FOUND_BY_HAND
from handover.portal.transfers.flow import State
from handover.portal.transfers.moving import AlreadyMoved, take_step

LEAVING_AGE, MISTAKE = "leaving_age", "mistake"
REMOVABLE = (State.LODGED, State.TAKEN)


def may_remove(pupil: LostPupil, by: User) -> bool:
    """Say whether a person's authority may take a pupil out: it is responsible, and the file is not on its way."""
    mine = by.establishment is not None and by.establishment.la_number == pupil.la_number
    return mine and pupil.in_store and pupil.stage in REMOVABLE


def remove_pupil(pupil: LostPupil, because: str, by: User, now: datetime) -> None:
    """Take a pupil out of the store for one of `ENDINGS`.

    What is true of the child is true of each file of the same pupil, as far as this authority is responsible for it; that
    a file was sent by mistake is true of that file alone.
    """
    if not may_remove(pupil, by):
        raise AlreadyMoved(pupil.transfer)
    step = "close" if because in FOUND_BY_HAND else "remove"
    with transaction.atomic():
        ours = [each for each in lock_uploads(pupil) if each.la_number == pupil.la_number]
        for each in [pupil] if because == MISTAKE else ours:
            take_step(step, each.transfer, by=by, now=now, reason=ENDINGS[because].en)
            destroy_record(each, because, now)


def remove_outgrown(pupil: LostPupil, now: datetime) -> bool:
    """Take a pupil out of the store who is over the school leaving age; say whether that was still to do."""
    try:
        with transaction.atomic():
            take_step("outgrow", pupil.transfer, by=None, now=now, reason=ENDINGS[LEAVING_AGE].en)
            destroy_record(pupil, LEAVING_AGE, now)
    except AlreadyMoved:
        return False
    return True
