"""What narrows a list of records on their way: the direction, and what became of them."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet

from handover.common.text import Text
from handover.portal.accounts.models import User
from handover.portal.hub.life import OUTCOMES, WAITING, Outcome
from handover.portal.hub.models import Move
from handover.portal.hub.seeing import MoveSide, list_moves

DIRECTIONS: Final[dict[MoveSide, Text]] = {
    MoveSide.SENDER: Text("Leaving us", "Yn ein gadael"),
    MoveSide.RECEIVER: Text("Coming to us", "Yn dod atom"),
}
ON_THE_WAY: Final = "waiting"
OVER: Final = "over"
TOGETHER: Final[dict[str, Text]] = {
    ON_THE_WAY: Text("Still on their way", "Yn dal ar eu ffordd"),
    OVER: Text("Over, however it ended", "Drosodd, sut bynnag y daeth i ben"),
}
"""Several outcomes that one asks for together."""


@dataclass(frozen=True, slots=True)
class MoveFilter:
    """What narrows; empty means no condition. `outcome` is a key of OUTCOMES or of TOGETHER."""

    direction: MoveSide | None = None
    outcome: str = ""


def of_outcome(outcome: Outcome) -> Q:
    """Return the condition that a record is counted under an outcome."""
    by_hand = Q() if outcome.by_hand is None else Q(by_hand=outcome.by_hand)
    return Q(state=outcome.state.value) & by_hand


def narrow_moves(person: User, wanted: MoveFilter) -> QuerySet[Move]:
    """Return the records on their way that a person may see, and that fit, in no order."""
    rows = list_moves(person, wanted.direction)
    if wanted.outcome in TOGETHER:
        waiting = Q(state__in=[state.value for state in WAITING])
        return rows.filter(waiting if wanted.outcome == ON_THE_WAY else ~waiting)
    chosen = next((row for row in OUTCOMES if row.key == wanted.outcome), None)
    return rows.filter(of_outcome(chosen)) if chosen else rows
