"""What becomes of the ways of records in time: whose they were is forgotten, and what waits for ever ends."""

from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet

from handover.portal.hub.life import ENDED, MoveState
from handover.portal.hub.models import Move
from handover.portal.hub.moving import MoveNotThere, take_move_step

FORGOTTEN: Final = {"content": b"", "words": "", "losses": "", "held": "", "child_key": "", "learner_key": ""}
"""All that a way knows of a child. `leaving_key` stays: it tells nothing, and a leaving that is told again is still one."""
STILL_KNOWN: Final = ~Q(content=b"") | ~Q(child_key="") | ~Q(learner_key="")
WAITS_FOR_SCHOOL: Final = (MoveState.NOTICED, MoveState.NO_DESTINATION, MoveState.QUESTION)


def list_known_children() -> QuerySet[Move]:
    """Return the ways that have ended and still say whose they were."""
    ended = Move.objects.filter(state__in=[state.value for state in ENDED], ended_at__isnull=False)
    return ended.filter(STILL_KNOWN)


def forget_child(move: Move, now: datetime) -> bool:
    """Forget whose record it was; say whether that was still to do, and the way has not gone on meanwhile."""
    same = Move.objects.filter(STILL_KNOWN, pk=move.pk, ended_at=move.ended_at)
    return bool(same.update(**FORGOTTEN))


def list_waiting_for_school() -> QuerySet[Move]:
    """Return the ways that wait for the old school: for somebody there, for its software, or for a last day years ahead."""
    return Move.objects.filter(state__in=[state.value for state in WAITS_FOR_SCHOOL])


def end_waiting(move: Move, now: datetime) -> bool:
    """End a way for which nobody at the old school did anything; say whether it still waited."""
    try:
        take_move_step("cancel", move, now=now, reason="waited_too_long")
    except MoveNotThere:
        return False
    return True
