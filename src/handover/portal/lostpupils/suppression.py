"""Small numbers are not published: who can be counted on one hand can be recognised. Pure.

A number from one to four is hidden. One hidden number could be worked out from the total, and several that are all
small could be guessed, so the next larger ones are hidden with it until one of at least five is among them, and their
sum fits so many other numbers that it tells none of them (six is one and five, and nothing else). Where that cannot be
reached, the total is hidden too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LEAST_SHOWN = 5
LEAST_SPARE = 3
"""By how much the hidden numbers are at least larger than the smallest that they could be: each of one to four is possible."""


@dataclass(frozen=True, slots=True)
class Published:
    """Numbers that may be published; None stands for one that is hidden."""

    counts: tuple[int | None, ...]
    total: int | None

    def concealed(self) -> "Published":
        """Return the same without any number above nought, for where another table would tell them."""
        return Published(tuple(0 if count == 0 else None for count in self.counts), None)


def suppress_small_counts(counts: Sequence[int]) -> Published:
    """Return what may be published of these numbers and of their sum."""
    hidden = {place for place, count in enumerate(counts) if 0 < count < LEAST_SHOWN}
    larger = sorted(
        (place for place, count in enumerate(counts) if count >= LEAST_SHOWN), key=lambda place: counts[place]
    )
    while hidden and larger and not _tells_nothing([counts[place] for place in hidden]):
        hidden.add(larger.pop(0))
    safe = not hidden or _tells_nothing([counts[place] for place in hidden])
    shown = tuple(None if place in hidden else count for place, count in enumerate(counts))
    return Published(shown, sum(counts) if safe else None)


def _tells_nothing(hidden: Sequence[int]) -> bool:
    """Say whether hidden numbers cannot be worked out from their sum."""
    least = sum(LEAST_SHOWN if count >= LEAST_SHOWN else 1 for count in hidden)
    return max(hidden) >= LEAST_SHOWN and sum(hidden) - least >= LEAST_SPARE
