"""Which records on their way wait for somebody at a school: counted for the home page, in one query."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, Q

from handover.portal.accounts.models import User
from handover.portal.hub.life import MoveState
from handover.portal.hub.models import Move
from handover.portal.transfers.file_lists import RECENT_DAYS
from handover.portal.transfers.permissions import COLLECT_CTF, SEND_CTF


@dataclass(frozen=True, slots=True)
class WaitingMoves:
    """How many leavers have no destination; how many records could not be done of late; how many wait for the school's yes.

    A file that waits for the old school's yes is counted among the files that need an answer.
    """

    unplaced: int = 0
    failed: int = 0
    offered: int = 0


NOTHING_WAITS: Final = WaitingMoves()


def count_waiting_moves(person: User, now: datetime) -> WaitingMoves:
    """Count what waits for a person's school, as far as their role does something about it."""
    if not person.mailbox:
        return NOTHING_WAITS
    wanted = Q(pk__in=())
    if person.may(SEND_CTF):
        lately = Q(state=MoveState.FAILED.value, moved_at__gte=now - timedelta(days=RECENT_DAYS))
        wanted |= Q(source=person.mailbox) & (Q(state=MoveState.NO_DESTINATION.value) | lately)
    if person.may(COLLECT_CTF):
        wanted |= Q(destination=person.mailbox, state=MoveState.OFFERED.value)
    counts = dict(Move.objects.filter(wanted).order_by().values_list("state").annotate(moves=Count("pk")))
    return WaitingMoves(
        counts.get(MoveState.NO_DESTINATION.value, 0),
        counts.get(MoveState.FAILED.value, 0),
        counts.get(MoveState.OFFERED.value, 0),
    )
