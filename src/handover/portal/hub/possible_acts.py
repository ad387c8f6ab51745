"""What somebody can do about a record on its way, as a table: in which state, at which of the two schools, on which page.

A move's page shows the rows that fit as its buttons; the pages stand with what they do.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from handover.common.text import Text
from handover.portal.accounts.models import User
from handover.portal.hub.life import MoveState
from handover.portal.hub.models import Move
from handover.portal.hub.seeing import MoveSide, find_sides


@dataclass(frozen=True, slots=True)
class PossibleAct:
    """A page on which a person on one side does something about a record in a state: its name, and what the button says.

    `of_one`: the page is of this record, and its address takes the reference of the move; otherwise it is a list.
    """

    state: MoveState
    side: MoveSide
    page: str
    words: Text
    of_one: bool = True


POSSIBLE_ACTS: Final[tuple[PossibleAct, ...]] = (
    PossibleAct(
        MoveState.NO_DESTINATION,
        MoveSide.SENDER,
        "leaver",
        Text("Say where the pupil goes", "Dweud i ble mae'r disgybl yn mynd"),
    ),
    PossibleAct(MoveState.FAILED, MoveSide.SENDER, "leaver", Text("Try again", "Rhoi cynnig arall arni")),
    PossibleAct(
        MoveState.OFFERED, MoveSide.RECEIVER, "record-to-take", Text("Take over or refuse", "Derbyn neu wrthod")
    ),
    PossibleAct(
        MoveState.TAKEN_IN,
        MoveSide.RECEIVER,
        "records-to-take",
        Text("Say that the pupil is on the roll", "Dweud bod y disgybl ar y gofrestr"),
        of_one=False,
    ),
)


def find_possible_acts(move: Move, person: User, table: Iterable[PossibleAct] = POSSIBLE_ACTS) -> list[PossibleAct]:
    """Return what a person can do about a record now."""
    sides = find_sides(move, person)
    return [row for row in table if row.state is move.stage and row.side in sides]
