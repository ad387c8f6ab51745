"""Having a record back that has been made or sent: as long as nobody has collected it; after that, in words."""

from datetime import datetime

from django.conf import settings

from handover.portal.audit.log import Actor, record
from handover.portal.hub.life import MoveState
from handover.portal.hub.models import Move
from handover.portal.hub.moving import take_move_step
from handover.portal.notices import outbox
from handover.portal.transfers.answers import erase
from handover.portal.transfers.flow import STEPS, State
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import find_addresses, locked_state, take_step
from handover.portal.transfers.senders import SendingOffice

S = MoveState
BEFORE_SENDING = (S.NOTICED, S.NO_DESTINATION)


def take_file_back(move: Move, office: SendingOffice, now: datetime, *, reason: str) -> bool:
    """Have a record back and say whether it could be had; the move is cancelled with the reason.

    Called within a transaction. Raises MoveNotThere where the move has gone on meanwhile.
    """
    if move.stage in BEFORE_SENDING:
        take_move_step("cancel", move, now=now, by=office.actor, reason=reason)
        return True
    if move.transfer is None or not withdraw(move.transfer, office, now):
        return False
    take_move_step("cancel", move, now=now, by=office.actor, reason=reason)
    return True


def withdraw(transfer: Transfer, office: SendingOffice, now: datetime) -> bool:
    """Take a file back that waits for an answer, or that nobody has collected; say whether that was possible."""
    state = locked_state(transfer)
    event = "decline" if state is State.ASKING else "recall"
    if state not in STEPS[event].start:
        return False
    take_step(event, transfer, by=office, now=now)
    if event == "decline":
        erase(transfer, now)
    return True


def note_too_late(move: Move, reason: str, now: datetime, by: Actor, *, words: str = "") -> None:
    """Say with a move that its record cannot be had back, and why that matters. The reason stays whatever comes then."""
    move.reason, move.words = reason, words
    move.save(update_fields=["reason", "words"])
    record("move.noted", actor=by, subject=str(move.reference), details={"reason": reason}, now=now)


def tell_receiver(transfer: Transfer, now: datetime) -> None:
    """Write to the school that has a record that the old school took the leaving back; of the pupil the e-mail says nothing."""
    reader = transfer.destination_establishment
    if reader is None:
        return
    outbox.send_email(
        "leaving_taken_back",
        to=find_addresses(reader, transfer.destination, transfer, to_receiver=True),
        values={
            "file": transfer.file_name,
            "source": transfer.source,
            "source_name": transfer.source_establishment.named("en"),
            "source_name_cy": transfer.source_establishment.named("cy"),
            "url": f"{settings.CONFIG.url}/files/{transfer.reference}/",
        },
        now=now,
        welsh_first=reader.in_wales,
    )
