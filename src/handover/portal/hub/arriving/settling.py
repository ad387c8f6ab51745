"""What becomes of a file when the software of the school that it is for has taken its pupils in, or refused them."""

from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Final

from django.conf import settings
from django.db.models import Count

from handover.portal.accounts.models import User
from handover.portal.hub.life import MoveState
from handover.portal.hub.models import HubSchool, Move
from handover.portal.hub.software import office_of
from handover.portal.notices import outbox
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import AlreadyMoved, email_words, find_addresses, take_step

IN_THE_SOFTWARE: Final = frozenset({MoveState.TAKEN_IN, MoveState.ARRIVED})
RECORD_REFUSED: Final = "record_refused"
"""The e-mail that tells the sender of one pupil who was refused; of all of a file the rejected file tells."""
MOST_WORDS: Final = 1000


def settle_file(move: Move, school: HubSchool, now: datetime, person: User | None = None) -> None:
    """Take the steps of a file that follow from what became of all of its pupils. Within the transaction of a move's step.

    Collected: the software has them; confirmed: they are in the roll; rejected: it refused every one of them. A pupil who
    was refused alone holds up no other. Without a `person` it is done in the name of the school's software.
    """
    transfer = move.transfer
    if transfer is None:
        return
    moves = Move.objects.filter(transfer=transfer)
    # Counted by the database: a file of three hundred is settled three hundred times, once for each of its pupils.
    counts = dict(moves.order_by().values_list("state").annotate(Count("pk")))
    if sum(counts.values()) < transfer.pupils:
        return
    take = partial(_take, transfer=transfer, school=school, now=now, person=person)
    open_ones = {MoveState(state) for state in counts} - {MoveState.REFUSED}
    if open_ones and move.stage is MoveState.REFUSED:
        tell_of_refused(move, transfer, now)
    if not open_ones:
        words = "\n".join(dict.fromkeys(filter(None, moves.values_list("words", flat=True))))
        take("reject", reason=words[:MOST_WORDS])
    elif open_ones <= IN_THE_SOFTWARE:
        if transfer.stage in (State.SENT, State.SEEN):
            take("collect")
        if open_ones == {MoveState.ARRIVED}:
            take("confirm")


def tell_of_refused(move: Move, transfer: Transfer, now: datetime) -> None:
    """Write to the sender that a pupil of a file was refused; who it is, and why, is on the page of the record."""
    sender = transfer.source_establishment
    outbox.send_email(
        RECORD_REFUSED,
        to=find_addresses(sender, transfer.source, transfer, to_receiver=False),
        values={**email_words(transfer), "url": f"{settings.CONFIG.url}/moves/{move.reference}/"},
        now=now,
        welsh_first=sender.in_wales,
    )


def _take(
    event: str, *, transfer: Transfer, school: HubSchool, now: datetime, person: User | None, reason: str = ""
) -> None:
    """Take a step of a file, unless somebody of the school was quicker."""
    by = person or office_of(school)
    with suppress(AlreadyMoved):
        take_step(event, transfer, by=by, now=now, reason=reason)
