"""How far each school is: its pupils, and what became of the files that were sent to it."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db.models import Count

from handover.portal.phase.models import Board, Part
from handover.portal.phase.turned_away import TURNED_AWAY
from handover.portal.transfers.flow import FOR_COLLECTION, HAVE_BEEN_COLLECTED, State


class FileFate(StrEnum):
    """What became of a file, as far as a board counts it."""

    WAITING = "waiting"
    COLLECTED = "collected"
    REJECTED = "rejected"


FATES: Final[Mapping[State, FileFate]] = {
    **dict.fromkeys((State.ASKING, *FOR_COLLECTION), FileFate.WAITING),
    **dict.fromkeys(HAVE_BEEN_COLLECTED, FileFate.COLLECTED),
    **dict.fromkeys(TURNED_AWAY, FileFate.REJECTED),
}
"""The states that count. A file that was called back, or that nobody collected in time, counts as never sent."""


@dataclass(frozen=True, slots=True)
class SchoolProgress:
    """How far one school is: its number, the pupils with a place there, and its files; one that goes again has ended."""

    number: str
    pupils: int
    waiting: int
    collected: int
    rejected: int

    @property
    def sent(self) -> int:
        """All files that were sent and count."""
        return self.waiting + self.collected + self.rejected


def count_schools(board: Board, pupils: Sequence[tuple[str, int]]) -> list[SchoolProgress]:
    """Return every school that has pupils or files of a board, by number. `pupils` are counted by school."""
    rows = Part.objects.filter(bulk__board=board, again=False).values_list("destination", "transfer__state")
    files: defaultdict[str, Counter[FileFate]] = defaultdict(Counter)
    for destination, state, count in rows.annotate(count=Count("pk")).order_by():
        if fate := FATES.get(State(state)):
            files[destination][fate] += count
    places = dict(pupils)
    return [
        SchoolProgress(number, places.get(number, 0), *(files[number][fate] for fate in FileFate))
        for number in sorted({*places, *files})
    ]
