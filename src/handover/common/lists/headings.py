"""Which row of a list names its columns, and where each column stands."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from handover.common.damaged_letters import mend_letters
from handover.common.folding import fold
from handover.common.lists.columns import PupilColumn
from handover.common.lists.kinds import ListKind

MOST_TITLES: Final = 20
"""Rows among which the heading is looked for: offices put a title, a date and blank rows above it."""
_NOT_A_LETTER: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A row as a heading: where each column stands, how many cells there are, and what keeps it from being one.

    `twice` is the first cell that means the same as one before it; `missing` are the columns that are needed and not
    there, by the names that we use. `first` is the place of the first column, and `name` what stands there.
    """

    places: Mapping[PupilColumn, int]
    width: int
    twice: str
    missing: tuple[str, ...]
    first: int = 0
    name: str = ""


def read_heading(cells: Sequence[str], kind: ListKind) -> Heading:
    """Read a row as the heading of a kind of list."""
    places: dict[PupilColumn, int] = {}
    twice = ""
    for place, cell in enumerate(cells):
        column = _columns_by_name(kind).get(_bare(cell))
        if column in places:
            twice = twice or cell.strip()
        elif column:
            places[column] = place
    # What is missing is said of the set of columns that is nearest to being there.
    nearest = max(kind.needed, key=lambda needed: sum(column in places for column in needed))
    missing = tuple(kind.columns[column][0] for column in nearest if column not in places)
    if any(places.keys() >= set(needed) for needed in kind.needed):
        missing = ()
    first = min(places.values(), default=0)
    return Heading(places, len(cells), twice, missing, first, cells[first].strip() if places else "")


@cache
def _columns_by_name(kind: ListKind) -> Mapping[str, PupilColumn]:
    return {_bare(name): column for column, names in kind.columns.items() for name in names}


def _bare(name: str) -> str:
    return _NOT_A_LETTER.sub("", fold(mend_letters(name)))
