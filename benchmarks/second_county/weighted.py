"""Names with how common they are, read from a line of text."""

from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, product
from random import Random


@dataclass(frozen=True, slots=True)
class WeightedNames:
    """Names to draw from, each by its weight."""

    names: Sequence[str]
    reached: Sequence[float]

    def draw(self, chance: Random) -> str:
        """Return one of the names."""
        return self.names[bisect(self.reached, chance.random() * self.reached[-1])]

    def draw_other(self, chance: Random, than: str) -> str:
        """Return a name that is not `than`."""
        for _ in range(20):
            if (name := self.draw(chance)) != than:
                return name
        return next(name for name in self.names if name != than)


def weigh(text: str, tail: Iterable[str] = (), tail_share: float = 0.0, whole: float = 0.0) -> WeightedNames:
    """Read "40 Jones Davies 3 Parry": a number is the weight of each name after it; `_` stands for a blank in a name.

    The names of `tail` share `tail_share` of all, or what is missing to `whole`; the first of them is ten times as common
    as the last.
    """
    names: list[str] = []
    weights: list[float] = []
    weight = 1.0
    for word in text.split():
        if word[0].isdigit():
            weight = float(word)
        else:
            names.append(word.replace("_", " "))
            weights.append(weight)
    rare = sorted(set(tail) - set(names), key=lambda name: (hash_of(name), name))
    if rare:
        shares = [1 / (1 + 9 * place / len(rare)) for place in range(len(rare))]
        rest = whole - sum(weights) if whole else sum(weights) * tail_share / (1 - tail_share)
        names += rare
        weights += [share * rest / sum(shares) for share in shares]
    return WeightedNames(names, list(accumulate(weights)))


def compose(beginnings: str, endings: str) -> list[str]:
    """Return every beginning with every ending: the long tail of rare family names."""
    return [first + last for first, last in product(beginnings.split(), endings.split())]


def hash_of(name: str) -> int:
    """Return a number that orders names as if shuffled, the same in every process."""
    return sum((place + 7) * ord(letter) ** 2 for place, letter in enumerate(name)) % 7919
