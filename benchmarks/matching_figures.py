"""What a matching found, counted: precision and recall, the whole curve, and how far the told probabilities are true."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from benchmarks.matching_cases import Lines, MatchingCase

PRECISIONS = (0.999, 0.9975, 0.995, 0.99, 0.98, 0.95)
BANDS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9999, 1.0)


@dataclass(frozen=True, slots=True)
class ToldLink:
    """A link as a way of matching tells it; `certainty` is certain, look or upn, and empty where a way has no such words."""

    key: str
    line: int
    weight: float
    certainty: str = ""
    probability: float | None = None

    @property
    def rank(self) -> tuple[float, float]:
        """How sure the way is of the link: by what it says, then by weight."""
        return (-1.0 if self.probability is None else self.probability), self.weight


Truth = dict[str, Lines]


def is_right(link: ToldLink, truth: Truth) -> bool:
    """Say whether the link is true; of two rows of one child either is."""
    return link.line in truth[link.key]


def found_by(links: Iterable[ToldLink], truth: Truth) -> frozenset[str]:
    """Return the lost pupils of whom a right link is there."""
    return frozenset(link.key for link in links if is_right(link, truth))


def told_as(links: Iterable[ToldLink], *certainties: str) -> list[ToldLink]:
    """Return the links that are told so."""
    return [link for link in links if link.certainty in certainties]


def write_share(part: int, whole: int) -> str:
    """Return a share with four places, or - of nothing."""
    return f"{part / whole:.4f}" if whole else "-"


def write_precision(links: Iterable[ToldLink], case: MatchingCase, keys: frozenset[str]) -> str:
    """Return precision and recall of the links of these lost pupils, with the number of wrong ones."""
    links = [link for link in links if link.key in keys]
    right = sum(is_right(link, case.truth) for link in links)
    found = found_by(links, case.truth)
    return (
        f"precision {write_share(right, len(links))} ({len(links) - right} wrong of {len(links)}), "
        f"recall {write_share(len(found), len(keys & case.findable))}"
    )


def best_links(links: Iterable[ToldLink]) -> list[ToldLink]:
    """Return the best link of each lost pupil, the surest first."""
    best: dict[str, ToldLink] = {}
    for link in links:
        if link.key not in best or link.rank > best[link.key].rank:
            best[link.key] = link
    return sorted(best.values(), key=lambda link: (link.rank, link.key), reverse=True)


def recall_at(links: Iterable[ToldLink], case: MatchingCase, precision: float) -> float:
    """Return the recall of the best links, taken from the top while so many are right: more than a line could be drawn for."""
    right, best = 0, 0
    for count, link in enumerate(best_links(links), start=1):
        right += is_right(link, case.truth)
        if right >= precision * count:
            best = right
    return best / max(len(case.findable), 1)


def tell_reliability(links: Iterable[ToldLink], truth: Truth) -> Iterator[tuple[str, int, float, float]]:
    """Give, for each band of told probability, its name, how many links, the mean that was told and the share that is true."""
    known = [(link.probability, is_right(link, truth)) for link in links if link.probability is not None]
    for low, high in itertools.pairwise(BANDS):
        band = [each for each in known if low <= each[0] < high or high == each[0] == 1.0]
        if band:
            told = sum(probability for probability, _ in band) / len(band)
            yield f"{low:g} to {high:g}", len(band), told, sum(right for _, right in band) / len(band)
