"""Files of a board that did not stay where they were sent: rejected there, or taken out by hand on the way.

None of them goes out again at the next sending. Somebody must ask for it, or an offer of one of its pupils change.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.audit.log import record
from handover.portal.phase.models import Board, Bulk, Part
from handover.portal.transfers.flow import ENDED, State

TURNED_AWAY: Final = tuple(state for state in ENDED if state not in {State.RECALLED, State.EXPIRED})
"""What somebody decided about a file. A file that was called back, or that nobody collected in time, just goes again."""


def turned_away(board: Board) -> QuerySet[Part]:
    """Return the files that are not sent again unless somebody asks for it, the newest first."""
    return of_parts(Part.objects.filter(bulk__board=board)).select_related("transfer__destination_establishment")


def of_parts(parts: QuerySet[Part]) -> QuerySet[Part]:
    """Return those of some files that did not stay where they were sent and are not to go again."""
    states = [state.value for state in TURNED_AWAY]
    return parts.filter(again=False, transfer__state__in=states).order_by("-transfer__moved_at", "-pk")


def still_away(bulk: Bulk, destination: str, wanted: set[int]) -> set[int]:
    """Return which pupils of a whole-year file a school has turned away, as long as the same is meant for it.

    A file with a pupil who is not meant for the school any more is another file: what remains of it goes again.
    """
    away: set[int] = set()
    for part in of_parts(bulk.parts.filter(destination=destination)):
        if wanted.issuperset(part.positions):
            away.update(part.positions)
        else:
            Part.objects.filter(pk=part.pk).update(again=True)
    return away


def ask_again(board: Board, references: Iterable[UUID], by: User, now: datetime) -> int:
    """Let files go again at the next sending; return how many."""
    with transaction.atomic():
        asked = list(turned_away(board).filter(transfer__reference__in=list(references)))
        Part.objects.filter(pk__in=[part.pk for part in asked]).update(again=True)
        for part in asked:
            record("phase.asked_again", actor=by.actor, subject=str(part.transfer.reference), now=now)
    return len(asked)
