"""E-mails to the next school: when a record waits for its yes, and when its file is left to a person after all.

As long as the hub brings a file into the school's software by itself, nobody there is written to. What concerns several
records of one file is told once.
"""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import QuerySet

from handover.portal.hub.life import AT_RECEIVER, MoveState
from handover.portal.hub.models import Move
from handover.portal.hub.reasons import COLLECTED_BY_HAND
from handover.portal.notices import outbox
from handover.portal.transfers.moving import ARRIVED, email_words, find_addresses, notify

RECORD_TO_TAKE: Final = "record_to_take"
SOFTWARE_AWAY: Final = "next_software_away"
AWAY_FOR_LONG: Final = timedelta(days=1)
"""Software that is turned off for a night does not make work for a person; from then on it does."""


def tell_record_to_take(move: Move, now: datetime) -> None:
    """Write to the next school that a record of a file waits for its yes, with the step and once for all of the file."""
    transfer = move.transfer
    if transfer is None or transfer.destination_establishment is None:
        return
    if _others(move).filter(state=MoveState.OFFERED.value).exists():
        return
    reader = transfer.destination_establishment
    outbox.send_email(
        RECORD_TO_TAKE,
        to=find_addresses(reader, transfer.destination, transfer, to_receiver=True),
        values={**email_words(transfer), "url": f"{settings.CONFIG.url}/records/to-take/"},
        now=now,
        welsh_first=reader.in_wales,
    )


def tell_left_to_person(move: Move, reason: str, now: datetime) -> None:
    """Write to the next school that a file waits to be collected, when that is so for a new reason.

    `move` is the record as it was before it was put off for that reason.
    """
    if move.transfer is None or not has_become_persons(move, reason, now):
        return
    open_ones = _others(move).filter(state__in=[each.value for each in AT_RECEIVER])
    # Of records that wait equally long for software that is away, the first of the file tells.
    told = open_ones.filter(pk__lt=move.pk) if reason == SOFTWARE_AWAY else open_ones
    if not told.filter(reason__in=COLLECTED_BY_HAND).exists():
        notify(ARRIVED, move.transfer, now)


def has_become_persons(move: Move, reason: str, now: datetime) -> bool:
    """Say whether a person has to see to a record now, and had not when it was looked at before."""
    if reason == SOFTWARE_AWAY:
        late = move.moved_at + AWAY_FOR_LONG
        return move.due_at is not None and move.due_at <= late <= now
    return reason in COLLECTED_BY_HAND and reason != move.reason


def _others(move: Move) -> QuerySet[Move]:
    return Move.objects.filter(transfer=move.transfer_id).exclude(pk=move.pk)
