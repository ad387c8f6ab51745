"""Transfers and places as the API tells of them, for one office: what is the other side's alone is left out."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from handover.common.problems import Problem
from handover.portal import clock
from handover.portal.api.bodies import PlaceBody, ProblemBody, TransferBody
from handover.portal.api.models import SenderReference
from handover.portal.apikeys.holders import KeyHolder
from handover.portal.establishments.models import Establishment
from handover.portal.transfers import damages
from handover.portal.transfers.fetches import find_fetches
from handover.portal.transfers.flow import State
from handover.portal.transfers.intake import questions
from handover.portal.transfers.mailbox import may_send
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import LOST_PUPIL_STORE
from handover.portal.transfers.vault import Damaged
from handover.portal.web import wording

SIDES = ("source_establishment", "destination_establishment", "sealed", "sent_by", "held_for", "parent")
"""What a transfer is read with before it is told of."""


def describe_transfers(transfers: Iterable[Transfer], holder: KeyHolder) -> list[TransferBody]:
    """Return transfers as one office may see them; what belongs to them is looked up for all of them at once."""
    files = list(transfers)
    keys = [file.pk for file in files]
    own = SenderReference.objects.filter(transfer__in=keys, transfer__source=holder.mailbox)
    # The latest comes first in the order of the table, and so stays when the others are written over.
    references = {row.transfer_id: row.words for row in reversed(own.order_by("-given_at", "-pk"))}
    fetched = find_fetches([file.reference for file in files])
    return [describe_one(file, holder, references, fetched.get(str(file.reference))) for file in files]


def describe_transfer(transfer: Transfer, holder: KeyHolder) -> TransferBody:
    """Return one transfer as its office may see it."""
    return describe_transfers([transfer], holder)[0]


def describe_begun(transfer: Transfer, holder: KeyHolder, reference: str) -> TransferBody:
    """Return a transfer that has just begun, under the sender's own id if it has one: nobody can have fetched it yet."""
    return describe_one(transfer, holder, {transfer.pk: reference} if reference else {}, None)


def describe_one(
    transfer: Transfer, holder: KeyHolder, references: Mapping[int, str], fetched_at: datetime | None
) -> TransferBody:
    """Return a transfer with what was looked up for it."""
    sends = may_send(transfer, holder)
    return TransferBody(
        reference=transfer.reference,
        kind=transfer.file_kind.key,
        file_name=transfer.file_name,
        source=describe_mailbox(transfer.source, transfer.source_establishment),
        destination=describe_mailbox(transfer.destination, transfer.destination_establishment),
        state=transfer.state,
        state_words=wording.say_text(transfer.look.name),
        size=transfer.size,
        digest=transfer.digest,
        pupils=transfer.pupils,
        sent_at=transfer.sent_at,
        moved_at=transfer.moved_at,
        fetched_at=fetched_at,
        sender_reference=references.get(transfer.pk),
        questions=write_findings(find_questions(transfer, holder)) if sends else [],
        reason=transfer.reason,
        parent=transfer.parent.reference if transfer.parent and transfer.parent.source == holder.mailbox else None,
    )


def find_questions(transfer: Transfer, holder: KeyHolder) -> tuple[Problem, ...]:
    """Return what a sender has to answer about a file; nothing where its bytes are damaged, which is noted."""
    if transfer.stage is not State.ASKING:
        return ()
    try:
        return questions(transfer, holder, clock.today())
    except Damaged as damaged:
        damages.note_damage(damaged, clock.now())
        return ()


def describe_mailbox(number: str, place: Establishment | None) -> PlaceBody:
    """Return one end of a transfer: an establishment, or the lost pupil store."""
    language = wording.language()
    return PlaceBody(number=number, name=place.named(language) if place else LOST_PUPIL_STORE.say(language))


def write_findings(problems: Iterable[Problem]) -> list[ProblemBody]:
    """Return the findings of checks in the reader's language."""
    return [ProblemBody.model_validate(problem.as_json(wording.language())) for problem in problems]
