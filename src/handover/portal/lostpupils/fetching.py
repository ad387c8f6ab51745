"""Downloading a lost pupil's file, as the seed has it (section 4.1): the word that reasonable steps were taken, the
download, and the question whether it arrived. No puts the file back where it was.
"""

from datetime import datetime

from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.audit.log import record
from handover.portal.lostpupils.models import Fetching, LostPupil
from handover.portal.lostpupils.notifying import tell_authority
from handover.portal.lostpupils.releasing import check_still_ours, may_move
from handover.portal.transfers.answers import check_bytes
from handover.portal.transfers.flow import State
from handover.portal.transfers.moving import AlreadyMoved, take_step


def begin_fetching(pupil: LostPupil, by: User, now: datetime) -> Fetching:
    """Begin a download, once the person has said that reasonable steps were taken; raise AlreadyMoved if it is too late."""
    if by.establishment is None or not may_move(pupil, by.establishment):
        raise AlreadyMoved(pupil.transfer)
    with transaction.atomic():
        fetching = Fetching.objects.create(pupil=pupil, by=by, authority=by.establishment, confirmed_at=now)
        record("lost.steps_confirmed", actor=by.actor, subject=str(pupil.transfer.reference), now=now)
    return fetching


def take_out_of_store(fetching: Fetching, by: User, now: datetime) -> LostPupil:
    """Take the file out of the store for the download; raise AlreadyMoved if another authority was quicker.

    Raises `vault.Damaged` if its bytes are not whole, and changes nothing.
    """
    pupil = fetching.pupil
    check_bytes(pupil.transfer)
    with transaction.atomic():
        take_step("fetch_again" if pupil.stage is State.TAKEN else "fetch", pupil.transfer, by=by, now=now)
        check_still_ours(pupil, fetching.authority)
        pupil.finder = fetching.authority
        pupil.save(update_fields=["finder"])
        fetching.downloaded_at, fetching.answered_at = now, None
        fetching.save(update_fields=["downloaded_at", "answered_at"])
    return pupil


def answer_fetching(fetching: Fetching, *, arrived: bool, by: User, now: datetime) -> None:
    """Say whether the download arrived: yes tells the authority responsible, no puts the file back into the store."""
    pupil = fetching.pupil
    with transaction.atomic():
        fetching.answered_at = now
        fetching.save(update_fields=["answered_at"])
        if not arrived:
            put_back_into_store(pupil, by, now)
            return
        tell_authority("lost_collected", pupil.la_number, pupil, now)
        record("lost.arrived", actor=by.actor, subject=str(pupil.transfer.reference), now=now)


def put_back_into_store(pupil: LostPupil, by: User, now: datetime) -> None:
    """Put a file that this authority took back into the store; raise AlreadyMoved if it does not have it."""
    with transaction.atomic():
        take_step("put_back", pupil.transfer, by=by, now=now)
        if pupil.finder_id != by.establishment_id:
            raise AlreadyMoved(pupil.transfer)
        pupil.finder = None
        pupil.save(update_fields=["finder"])
