"""How Chinese, Vietnamese and Ghanaian families name their children."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.second_county.naming import Birth, Naming, Rewriting, draw_new
from benchmarks.second_county.weighted import WeightedNames


@dataclass(frozen=True, slots=True)
class ChineseHabit:
    """A forename of two syllables, the first of which brothers and sisters may share, and an English name for "
    "school."""

    surnames: WeightedNames
    first: WeightedNames
    second: WeightedNames
    english: WeightedNames

    def __call__(self, chance: Random, births: Sequence[Birth]) -> list[Naming]:
        """Name the children of one family."""
        surname = self.surnames.draw(chance)
        shared = self.first.draw(chance) if chance.random() < 0.35 else ""
        taken: list[str] = []
        namings = []
        for _ in births:
            second = draw_new(chance, self.second, taken)
            first = shared or self.first.draw_other(chance, second)
            apart, joined = f"{first} {second}", f"{first}{second.lower()}"
            english = self.english.draw(chance)
            own = joined if chance.random() < 0.4 else apart
            namings.append(
                Naming(
                    own,
                    english if chance.random() < 0.3 else "",
                    surname,
                    (
                        Rewriting("joined forename", apart if own == joined else joined, "", surname),
                        Rewriting("joined forename", f"{first}-{second}", "", surname),
                        Rewriting("English name", english, own, surname),
                        Rewriting("English name", english, "", surname),
                    ),
                )
            )
        return namings


@dataclass(frozen=True, slots=True)
class VietnameseHabit:
    """The surname, a middle name such as Thị or Văn that stands with the forename, and the own name last."""

    surnames: WeightedNames
    boys: WeightedNames
    girls: WeightedNames
    middle_boys: WeightedNames
    middle_girls: WeightedNames

    def __call__(self, chance: Random, births: Sequence[Birth]) -> list[Naming]:
        """Name the children of one family."""
        surname = self.surnames.draw(chance)
        shared = {"M": self.middle_boys.draw(chance), "F": self.middle_girls.draw(chance)}
        together = chance.random() < 0.5
        taken: list[str] = []
        namings = []
        for sex, _ in births:
            own = draw_new(chance, self.boys if sex == "M" else self.girls, taken)
            middles = self.middle_boys if sex == "M" else self.middle_girls
            middle = shared[sex] if chance.random() < 0.6 else middles.draw(chance)
            both = f"{middle} {own}"
            first = (both, "") if together else (own, middle)
            others = ((own, middle), (own, ""), (middle, own)) if together else ((both, ""), (own, ""))
            namings.append(
                Naming(*first, surname, tuple(Rewriting("part of forename", *other, surname) for other in others))
            )
        return namings


@dataclass(frozen=True, slots=True)
class GhanaianHabit:
    """A Christian name and the name of the day of the week on which the child was born, in either order."""

    surnames: WeightedNames
    boys: WeightedNames
    girls: WeightedNames
    day_boys: Sequence[str]
    day_girls: Sequence[str]

    def __call__(self, chance: Random, births: Sequence[Birth]) -> list[Naming]:
        """Name the children of one family."""
        surname = self.surnames.draw(chance)
        taken: list[str] = []
        namings = []
        for sex, born in births:
            christian = draw_new(chance, self.boys if sex == "M" else self.girls, taken)
            day = (self.day_boys if sex == "M" else self.day_girls)[born.weekday()]
            first, second = (christian, day) if chance.random() < 0.7 else (day, christian)
            namings.append(
                Naming(
                    first,
                    second,
                    surname,
                    (
                        Rewriting("middle name as forename", second, "", surname),
                        Rewriting("middle name as forename", second, first, surname),
                    ),
                )
            )
        return namings
