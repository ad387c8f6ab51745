"""Which row of a list names its columns, and where each column stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from handover.common.lists.columns import PupilColumn
from handover.common.lists.kinds import ListKind
from handover.common.lists.meanings import bare_heading, find_missing

MOST_TITLES: Final = 20
"""Rows among which the heading is looked for: offices put a title, a date and blank rows above it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A row as a heading: where each column stands, how many cells there are, and what keeps it from being one.

    `twice` is the first cell that means the same as one before it; `missing` are the columns that are needed and not
    there, by the names that we use. `names` is what stands in each of the places.
    """

    places: Mapping[PupilColumn, int]
    width: int
    twice: str
    missing: tuple[str, ...]
    names: Mapping[int, str]


def read_heading(cells: Sequence[str], kind: ListKind) -> Heading:
    """Read a row as the heading of a kind of list."""
    places: dict[PupilColumn, int] = {}
    twice = ""
    for place, cell in enumerate(cells):
        column = _columns_by_name(kind).get(bare_heading(cell))
        if column in places:
            twice = twice or cell.strip()
        elif column:
            places[column] = place
    stand_ins = {kind.stands_for[column] for column in places if column in kind.stands_for}
    missing = find_missing({*places, *stand_ins}, kind)
    return Heading(places, len(cells), twice, missing, {place: cells[place].strip() for place in places.values()})


@cache
def _columns_by_name(kind: ListKind) -> Mapping[str, PupilColumn]:
    return {bare_heading(name): column for column, names in kind.columns.items() for name in names}
