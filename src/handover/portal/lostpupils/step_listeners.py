"""What the lost pupil store does after a step of a transfer: rows of the table of `transfers.listeners`."""

from datetime import datetime

from handover.common.identifiers import LA_SUFFIX
from handover.portal.lostpupils import closing
from handover.portal.lostpupils.arrival import take_into_store
from handover.portal.lostpupils.found_cases import AT_NEW_SCHOOL
from handover.portal.lostpupils.leaving import close_record, forget_pupil, list_moving
from handover.portal.lostpupils.models import LostPupil
from handover.portal.lostpupils.notifying import tell_authority, tell_school
from handover.portal.transfers.flow import State
from handover.portal.transfers.listeners import StepListener, StepTaken
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import take_step


def index_lodged_pupil(taken: StepTaken) -> None:
    """The pupil of a file that was lodged can be found from now on."""
    take_into_store(taken.transfer, taken.actor, taken.now)


def ask_about_lost_pupil(taken: StepTaken) -> None:
    """A file that goes to a real school may end a search: its sender is asked, or the file is known again."""
    transfer = taken.transfer
    if transfer.destination.endswith(LA_SUFFIX):
        return
    if transfer.parent_id is None and transfer.source.endswith(LA_SUFFIX):
        release_renamed_file(transfer, taken.now)
    closing.ask_sender(transfer, taken.actor, taken.now)


def release_renamed_file(transfer: Transfer, now: datetime) -> None:
    """Know a lost pupil's file again that an authority downloaded, renamed and sent by hand (seed, section 4.2)."""
    lost = LostPupil.objects.filter(
        in_store=True, transfer__digest=transfer.digest, transfer__state__in=[State.LODGED.value, State.TAKEN.value]
    )
    for pupil in lost.select_related("transfer", "school"):
        take_step("known_again", pupil.transfer, by=None, now=now)
        pupil.onward, pupil.finder = transfer, transfer.source_establishment
        pupil.save(update_fields=["onward", "finder"])
        list_moving(pupil)
        tell_authority("lost_released", pupil.la_number, pupil, now)


def close_found_pupils(taken: StepTaken) -> None:
    """The new school has the file: the pupil is found, and everybody concerned is told.

    No other record is closed, unless a person has said that it is of the same pupil: whose it was, is told as well.
    """
    closed: set[int] = set()
    for pupil in pupils_closed_by(taken.transfer):
        if pupil.pk in closed:
            continue
        for each in close_record(pupil, AT_NEW_SCHOOL, taken.now):
            closed.add(each.pk)
            tell_authority("lost_found", each.la_number, each, taken.now)
            tell_school("lost_found", each, taken.now)


def reopen_lost_pupils(taken: StepTaken) -> None:
    """The file did not get to the new school: the pupil is back in the store, and both authorities are told."""
    for pupil in pupils_closed_by(taken.transfer):
        take_step("reopen", pupil.transfer, by=None, now=taken.now)
        for la_number in {pupil.la_number, pupil.finder.la_number if pupil.finder else pupil.la_number}:
            tell_authority("lost_reopened", la_number, pupil, taken.now)
        pupil.onward = pupil.finder = None
        pupil.save(update_fields=["onward", "finder"])


def pupils_closed_by(transfer: Transfer) -> list[LostPupil]:
    """Return the lost pupils whose record a transfer closes."""
    sides = ("transfer", "transfer__sealed", "transfer__sent_by", "school", "onward", "finder")
    return list(LostPupil.objects.filter(onward=transfer, in_store=True).order_by("pk").select_related(*sides))


def forget_recalled_pupil(taken: StepTaken) -> None:
    """The school took the pupil's file back out of the store: the index forgets the pupil."""
    pupil = LostPupil.objects.filter(transfer=taken.transfer, in_store=True).first()
    if pupil is not None:
        forget_pupil(pupil, "recalled", taken.now)


ROWS = (
    StepListener("lodge", index_lodged_pupil),
    StepListener("send", ask_about_lost_pupil),
    StepListener("confirm", close_found_pupils),
    StepListener("reject", reopen_lost_pupils),
    StepListener("expire", reopen_lost_pupils),
    StepListener("recall", reopen_lost_pupils),
    StepListener("recall", forget_recalled_pupil),
)
