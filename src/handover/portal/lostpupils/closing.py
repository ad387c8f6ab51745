"""A school sends a pupil who is in the store to a real school after all: it is asked whether that closes the record.

No second file should be needed: the authority of the new school can send the first one on. A school that made a second
one all the same would leave the first in the store, and the child would stay lost (seed, section 4.2).
"""

from datetime import datetime

from django.db.models import QuerySet

from handover.ctf.model import Pupil
from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.audit.log import Actor, record
from handover.portal.lostpupils.leaving import close_record, lock_uploads
from handover.portal.lostpupils.models import Closing, LostPupil
from handover.portal.lostpupils.notifying import tell_authority
from handover.portal.lostpupils.reading import pupils_of
from handover.portal.lostpupils.repeats import are_one_child
from handover.portal.lostpupils.searching import keep_filled
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import AlreadyMoved, take_step

LOST = [State.LODGED.value, State.TAKEN.value]


def ask_sender(transfer: Transfer, actor: Actor, now: datetime) -> None:
    """Note a question for each pupil of a file that goes to a real school while the same school's pupil is lost.

    Nobody is asked about the lost pupil's own file on its way out of the store.
    """
    if LostPupil.objects.filter(transfer=transfer.parent_id).exists():
        return
    mine = LostPupil.objects.filter(school=transfer.source_establishment, in_store=True, superseded_by=None)
    waiting = list(mine.filter(transfer__state__in=LOST))
    if not waiting:
        return
    sent = pupils_of(transfer)
    met = [pupil for pupil in waiting if any(is_lost_pupil(pupil, child) for child in sent)]
    Closing.objects.bulk_create(Closing(pupil=pupil, transfer=transfer, asked_at=now) for pupil in met)


def is_lost_pupil(pupil: LostPupil, child: Pupil) -> bool:
    """Say whether a lost pupil is surely the child of another file."""
    return are_one_child(
        keep_filled(pupil.upn, pupil.former_upn),
        keep_filled(child.upn or "", *child.basic.former_upns),
        names=((pupil.surname, pupil.forename), (child.surname or "", child.forename or "")),
        born=(pupil.birth_date, child.birth_date),
    )


def open_questions(transfer: Transfer) -> QuerySet[Closing]:
    """Return what the sender of a transfer is still asked."""
    waiting = Closing.objects.filter(transfer=transfer, answered_at=None, pupil__transfer__state__in=LOST)
    return waiting.select_related("pupil", "pupil__transfer", "transfer")


def answer_closing_question(closing: Closing, *, yes: bool, by: User, now: datetime) -> None:
    """Take the sender's answer. With a yes the pupil leaves the store as soon as the new school confirms the file."""
    with transaction.atomic():
        open_now = Closing.objects.filter(pk=closing.pk, answered_at=None)
        if not open_now.update(answered_at=now, yes=yes):
            raise AlreadyMoved(closing.transfer)
        pupil = closing.pupil
        if not yes:
            record("lost.kept", actor=by.actor, subject=str(pupil.transfer.reference), now=now)
            return
        lock_uploads(pupil)
        take_step("send_after_all", pupil.transfer, by=by, now=now)
        pupil.onward = closing.transfer
        pupil.save(update_fields=["onward"])
        tell_authority("lost_released", pupil.la_number, pupil, now)
        if closing.transfer.stage is State.CONFIRMED:
            close_record(pupil, "confirmed", now)
