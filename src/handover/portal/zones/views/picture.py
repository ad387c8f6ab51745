"""The picture of a zone: where everything lies, in units of the drawing. The macro in `zones/picture.html` draws it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from handover.portal.zones.looking import AgentSight
from handover.portal.zones.views.frame import counted
from handover.portal.zones.views.words import LOOKS, Look
from handover.zone.state import ZoneState

WIDTH: Final = 720
CARD_WIDTH: Final = 240
CARD_HEIGHT: Final = 84
GAP: Final = 18
LONGEST_BAR: Final = 90
LONGEST_NAME: Final = 20
"""How many letters of a name fit on a card."""


@dataclass(frozen=True, slots=True)
class Card:
    """An agent in the picture: the corner of its card, where its line begins, its name and look, and its queue's bar."""

    x: int
    y: int
    anchor: int
    name: str
    mode: str
    look: Look
    bar: int
    waiting: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing: its height, the middle of the zone, and its cards."""

    width: int
    height: int
    name: str
    cards: tuple[Card, ...]

    @property
    def middle(self) -> int:
        """How far down the zone lies."""
        return self.height // 2


def drawn(state: ZoneState, sights: Sequence[AgentSight]) -> Picture:
    """Return the picture of a zone with these agents, left and right of it in turn."""
    longest = max((sight.waiting for sight in sights), default=0)
    rows = (len(sights) + 1) // 2
    height = max(rows, 2) * (CARD_HEIGHT + GAP) + GAP
    cards = tuple(_card(place, sight, longest) for place, sight in enumerate(sights))
    return Picture(WIDTH, height, shortened(state.id), cards)


def shortened(name: str) -> str:
    """Return a name as far as it fits."""
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"


def _card(place: int, sight: AgentSight, longest: int) -> Card:
    row, right = divmod(place, 2)
    x = WIDTH - CARD_WIDTH - 1 if right else 1
    return Card(
        x=x,
        y=GAP + row * (CARD_HEIGHT + GAP),
        anchor=x if right else x + CARD_WIDTH,
        name=shortened(sight.id),
        mode=sight.mode,
        look=LOOKS[sight.state],
        bar=bar(sight.waiting, longest),
        waiting=counted(sight.waiting),
    )


def bar(waiting: int, longest: int) -> int:
    """Return the length of a queue's bar: the longest queue has the longest bar, one message is still to be seen."""
    return max(round(waiting / longest * LONGEST_BAR), 3) if waiting else 0
