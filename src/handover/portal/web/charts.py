"""What a picture of numbers needs before it is drawn: round numbers for its axis, and rows of nothing put together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

MOST_STEPS = 4
"""Lines of an axis above nought."""
ROUND = (1, 2, 5)
LEAST_FOLDED = 2
"""Rows of nothing that are put together; one alone stands for itself."""


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A row of a picture: its name, the name of the last of the rows that it stands for, and its numbers (none: nothing)."""

    first: str
    last: str
    counts: tuple[int, ...]

    @property
    def folded(self) -> bool:
        """Whether it stands for several rows of nothing."""
        return not self.counts


def fold_empty_rows(rows: Iterable[tuple[str, Sequence[int]]]) -> list[ChartRow]:
    """Put rows that follow each other and hold nothing but noughts together."""
    found: list[ChartRow] = []
    for empty, run in groupby(rows, key=lambda row: not any(row[1])):
        group = list(run)
        if empty and len(group) >= LEAST_FOLDED:
            found.append(ChartRow(group[0][0], group[-1][0], ()))
        else:
            found.extend(ChartRow(name, name, tuple(counts)) for name, counts in group)
    return found


def choose_axis(most: int) -> list[int]:
    """Return round numbers from 0 to at least `most`, at most five of them: the lines of an axis."""
    size = 1
    while True:
        for each in ROUND:
            step = each * size
            steps = -(-max(most, 1) // step)
            if steps <= MOST_STEPS:
                return [step * number for number in range(steps + 1)]
        size *= 10
