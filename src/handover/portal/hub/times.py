"""How long the ways of records take, as they are counted: in seconds of two significant figures.

So few different lengths there are that a database counts them quickly among any number of records, and no time that is
published tells when one child moved. Pure.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import Final

FIGURES: Final = 2
Clock = Callable[[], datetime]
"""What tells the time to an act that may take long: a step is noted as of when it is taken."""


def round_to_two_figures(length: timedelta) -> int:
    """Return a length of time in whole seconds, rounded to two significant figures: 4, 37, 130, 86,000. Never below nought."""
    seconds = max(0, round(length.total_seconds()))
    return round(seconds, FIGURES - len(str(seconds))) if seconds >= 10**FIGURES else seconds


def find_percentile(counts: Sequence[tuple[int, int]], share: float) -> int | None:
    """Return the shortest time within which that share of records had arrived; none of no records.

    `counts` are times with how many records took so long. It is a time that a record really took (nearest rank), not one
    between two of them.
    """
    wanted = ceil(share * sum(count for _, count in counts))
    reached = 0
    for seconds, count in sorted(counts):
        reached += count
        if count and reached >= wanted:
            return seconds
    return None
