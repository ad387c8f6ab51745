"""Small numbers are not published: who can be counted on one hand can be recognised. Pure.

A number from one to four is hidden. One hidden number could be worked out from the total, and several that are all
small could be guessed, so the next larger ones are hidden with it until one of at least five is among them; where
there is none, the total is hidden too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LEAST_SHOWN = 5


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
    safe = not hidden
    for place in sorted(range(len(counts)), key=lambda place: counts[place]):
        if safe:
            break
        if counts[place] >= LEAST_SHOWN:
            hidden.add(place)
            safe = True
    shown = tuple(None if place in hidden else count for place, count in enumerate(counts))
    return Published(shown, sum(counts) if safe else None)
