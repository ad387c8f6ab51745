"""A school sends a pupil who is perhaps in the store to a real school after all: it is asked whether that closes the record.

No second file should be needed: the authority of the new school can send the first one on. A school that made a second
one all the same would leave the first in the store, and the child would stay lost (seed, section 4.2). It is asked about
each pupil of its own who may be the one, with what both files say, because another child may have the same name and birth
date; only a yes closes a record, and only that one.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from handover.matching.evidence import compare, score_evidence
from handover.portal import clock, transaction
from handover.portal.accounts.models import User
from handover.portal.audit.log import Actor, record
from handover.portal.lostpupils.found_cases import AT_NEW_SCHOOL
from handover.portal.lostpupils.leaving import close_record, list_moving, lock_uploads
from handover.portal.lostpupils.models import Closing, LostPupil
from handover.portal.lostpupils.notifying import tell_authority
from handover.portal.lostpupils.ranking import describe_pupil, keep_filled
from handover.portal.lostpupils.reading import counted_columns, read_facts, read_pupils
from handover.portal.lostpupils.repeats import may_be_one_child
from handover.portal.lostpupils.side_by_side import ComparedRow, compare_uploads
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import AlreadyMoved, take_step

LOST = [State.LODGED.value, State.TAKEN.value]
AskedSideBySide: TypeAlias = tuple[Closing, list[ComparedRow]]
"""A question to a sender, and what both files say."""


def ask_sender(transfer: Transfer, actor: Actor, now: datetime) -> None:
    """Note a question for each lost pupil of a school who may be in a file that the school sends to a real school.

    Nobody is asked about the lost pupil's own file on its way out of the store.
    """
    if transfer.parent_id is not None and LostPupil.objects.filter(transfer=transfer.parent_id).exists():
        return
    ours = Q(school=transfer.source_establishment)
    # Of several files of one pupil the school is asked about one: the one that is listed, unless that is another school's.
    asked_about = Q(superseded_by=None) | ~Q(superseded_by__school=transfer.source_establishment)
    waiting = list(LostPupil.objects.filter(ours, asked_about, in_store=True, transfer__state__in=LOST))
    sent = read_sent_pupils(transfer, now) if waiting else []
    met = [(pupil, find_likeliest(pupil, sent)) for pupil in waiting]
    Closing.objects.bulk_create(
        Closing(pupil=pupil, transfer=transfer, asked_at=now, position=position)
        for pupil, position in met
        if position is not None
    )


def read_sent_pupils(transfer: Transfer, now: datetime) -> list[LostPupil]:
    """Return the pupils of a file as the index of the store would know them, without storing them; none if it is gone."""
    today = timezone.localdate(now)
    pupils = []
    for child in read_pupils(transfer):
        pupil = LostPupil(transfer=transfer, school=transfer.source_establishment, **counted_columns(child, today))
        pupil.facts = read_facts(child)
        pupils.append(pupil)
    return pupils


def find_likeliest(pupil: LostPupil, sent: Sequence[LostPupil]) -> int | None:
    """Return the place of the one among the pupils of a file who is likeliest a lost one; None where nobody may be."""
    lost = describe_pupil(pupil)
    near = [(place, describe_pupil(child)) for place, child in enumerate(sent) if worth_comparing(pupil, child)]
    likely = [(score_evidence(compare(lost, child)), -place) for place, child in near if may_be_one_child(lost, child)]
    return -max(likely)[1] if likely else None


def worth_comparing(pupil: LostPupil, child: LostPupil) -> bool:
    """Say whether a lost pupil and a pupil of a file share a UPN, or were born within a year: a cheap look before."""
    if set(keep_filled(pupil.upn, pupil.former_upn)) & set(keep_filled(child.upn, child.former_upn)):
        return True
    born = pupil.birth_date, child.birth_date
    return born[0] is not None and born[1] is not None and abs(born[0].year - born[1].year) <= 1


def unanswered_questions() -> QuerySet[Closing]:
    """Return the questions that senders are still asked, one for each lost pupil.

    A child of a file closes one record: once the sender has said which, nothing more is asked about that child.
    """
    waiting = Closing.objects.filter(answered_at=None, pupil__transfer__state__in=LOST)
    said = Closing.objects.filter(transfer=OuterRef("transfer"), yes=True, position=OuterRef("position"))
    return waiting.exclude(Exists(said))


def open_questions(transfer: Transfer) -> QuerySet[Closing]:
    """Return what the sender of a transfer is still asked."""
    sides = ("pupil", "pupil__transfer", "pupil__school", "transfer", "transfer__source_establishment")
    return unanswered_questions().filter(transfer=transfer).select_related(*sides)


def find_files_asked_about(transfers: Collection[Transfer]) -> set[int]:
    """Return the keys of those transfers about which their sender was asked anything, answered or not."""
    if not transfers:
        return set()
    keys = [transfer.pk for transfer in transfers]
    return set(Closing.objects.filter(transfer__in=keys).order_by().values_list("transfer", flat=True))


def find_question(transfer: Transfer, pupil: str) -> Closing | None:
    """Return the open question about the lost pupil of a reference; None where there is none, or it is no reference."""
    try:
        return open_questions(transfer).filter(pupil__reference=UUID(pupil)).first()
    except ValueError:
        return None


def ask_side_by_side(transfer: Transfer) -> list[AskedSideBySide]:
    """Return what the sender of a transfer is still asked, with what the lost pupil's file and this one say.

    This one says nothing where it is gone, or where the question is older than the note of which pupil it is about.
    """
    asked = list(open_questions(transfer))
    sent: dict[int | None, LostPupil] = dict(enumerate(read_sent_pupils(transfer, clock.now()))) if asked else {}
    unknown = LostPupil(school=transfer.source_establishment)
    reader = transfer.source_establishment.number
    return [(each, compare_uploads(each.pupil, sent.get(each.position, unknown), reader)) for each in asked]


def answer_closing_question(closing: Closing, *, yes: bool, by: User, now: datetime) -> None:
    """Take the sender's answer about one pupil. With a yes the pupil leaves the store once the new school confirms the file.

    Raises AlreadyMoved where the question is no longer open.
    """
    with transaction.atomic():
        uploads = lock_uploads(closing.pupil)
        asked = open_questions(closing.transfer).filter(pk=closing.pk)
        if not asked.exists() or not Closing.objects.filter(pk=closing.pk, answered_at=None).update(
            answered_at=now, yes=yes
        ):
            raise AlreadyMoved(closing.transfer)
        pupil = next(each for each in uploads if each.pk == closing.pupil_id)
        if not yes:
            record("lost.kept", actor=by.actor, subject=str(pupil.transfer.reference), now=now)
            return
        take_step("send_after_all", pupil.transfer, by=by, now=now)
        pupil.onward = closing.transfer
        pupil.save(update_fields=["onward"])
        list_moving(pupil)
        tell_authority("lost_released", pupil.la_number, pupil, now)
        if closing.transfer.stage is State.CONFIRMED:
            close_record(pupil, AT_NEW_SCHOOL, now)
