"""How families of each origin name their children, and how else offices come to write those names."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from benchmarks.second_county.weighted import WeightedNames

Birth = tuple[str, date]
"""Sex, M or F, and day of birth."""


@dataclass(frozen=True, slots=True)
class Rewriting:
    """Another way in which an office writes a child's own names, and what kind of difference that is."""

    kind: str
    forename: str
    middle: str
    surname: str


@dataclass(frozen=True, slots=True)
class Naming:
    """A child's names, and how else they are written."""

    forename: str
    middle: str
    surname: str
    rewritings: tuple[Rewriting, ...] = ()


NameChildren = Callable[[Random, Sequence[Birth]], list[Naming]]


@dataclass(frozen=True, slots=True)
class CommonHabit:
    """One family name for all, one forename each, and a middle name for most."""

    surnames: WeightedNames
    boys: WeightedNames
    girls: WeightedNames
    middle_boys: WeightedNames
    middle_girls: WeightedNames
    with_middle: float = 0.8
    double: float = 0.05
    alike: float = 0.05

    def __call__(self, chance: Random, births: Sequence[Birth]) -> list[Naming]:
        """Name the children of one family."""
        surname = self.surnames.draw(chance)
        if chance.random() < self.double:
            surname += f"{'-' if chance.random() < 0.7 else ' '}{self.surnames.draw_other(chance, surname)}"
        taken: list[str] = []
        namings = []
        for sex, _ in births:
            forename = draw_new(chance, self.boys if sex == "M" else self.girls, taken, alike=self.alike)
            namings.append(Naming(forename, self.middle(chance, sex, forename), surname))
        return namings

    def middle(self, chance: Random, sex: str, forename: str) -> str:
        """Return middle names: none, one or, of seven, two."""
        if chance.random() >= self.with_middle:
            return ""
        names = self.middle_boys if sex == "M" else self.middle_girls
        first = names.draw_other(chance, forename)
        return f"{first} {names.draw_other(chance, first)}" if chance.random() < 0.15 else first


def draw_new(chance: Random, names: WeightedNames, taken: list[str], alike: float = 0.0) -> str:
    """Draw a forename that no brother or sister has; with the chance `alike` one that begins or ends like theirs."""
    for attempt in range(40):
        name = names.draw(chance)
        wanted = bool(taken) and attempt < 30 and alike > 0 and chance.random() < alike * 12
        if name in taken or (wanted and not _alike(name, taken[-1])):
            continue
        break
    taken.append(name)
    return name


def _alike(one: str, other: str) -> bool:
    return one[:2] == other[:2] or one[-3:] == other[-3:]


@dataclass(frozen=True, slots=True)
class GenderedSurname:
    """A common habit where daughters have other endings than sons, and offices mix them up."""

    habit: CommonHabit
    endings: tuple[tuple[str, str], ...]

    def __call__(self, chance: Random, births: Sequence[Birth]) -> list[Naming]:
        """Name the children of one family."""
        return [
            self._with_ending(naming, sex) for naming, (sex, _) in zip(self.habit(chance, births), births, strict=True)
        ]

    def _with_ending(self, naming: Naming, sex: str) -> Naming:
        for male, female in self.endings:
            if naming.surname.endswith(male):
                other = naming.surname.removesuffix(male) + female
                own, wrong = (naming.surname, other) if sex == "M" else (other, naming.surname)
                rewriting = Rewriting("ending of surname", naming.forename, naming.middle, wrong)
                return Naming(naming.forename, naming.middle, own, (rewriting,))
        return naming


@dataclass(frozen=True, slots=True)
class WelshHabit:
    """A Welsh family: old patronymics now and then, and a second forename that serves as a surname."""

    habit: CommonHabit
    english: CommonHabit

    def __call__(self, chance: Random, births: Sequence[Birth]) -> list[Naming]:
        """Name the children of one family; four in ten families give English forenames."""
        surname = self.habit.surnames.draw(chance)
        if chance.random() < self.habit.double:
            surname += f"-{self.habit.surnames.draw_other(chance, surname)}"
        habit = self.habit if chance.random() < 0.6 else self.english
        namings = []
        for naming in habit(chance, births):
            rewritings: tuple[Rewriting, ...] = ()
            if naming.middle:
                last = naming.middle.split()[-1]
                rewritings = (
                    Rewriting("second forename as surname", naming.forename, "", last),
                    Rewriting("second forename as surname", naming.forename, surname, last),
                )
            namings.append(Naming(naming.forename, naming.middle, surname, rewritings))
        return namings


@dataclass(frozen=True, slots=True)
class MuslimHabit:
    """Boys with Mohammed (or Md, Abdul, Syed) in front of the name they are called by; girls with Bibi or Begum."""

    surnames: WeightedNames
    boys: WeightedNames
    girls: WeightedNames
    honour: tuple[str, ...]
    titles: tuple[str, ...]

    def __call__(self, chance: Random, births: Sequence[Birth]) -> list[Naming]:
        """Name the children of one family; in one family of three all sons are called Mohammed and another name."""
        surname = self.surnames.draw(chance)
        father = self.boys.draw(chance)
        honoured = chance.random() < 0.35
        honour = chance.choice(self.honour)
        taken: list[str] = []
        return [self._name(chance, sex, surname, father, honour if honoured else "", taken) for sex, _ in births]

    def _name(self, chance: Random, sex: str, surname: str, father: str, honour: str, taken: list[str]) -> Naming:
        own = draw_new(chance, self.boys if sex == "M" else self.girls, taken, alike=0.05)
        if sex == "F":
            title = chance.choice(self.titles)
            middle = chance.choice(("", "", title, self.girls.draw_other(chance, own)))
            return Naming(
                own,
                middle,
                surname,
                (
                    Rewriting("chain name", own, "", title),
                    Rewriting("chain name", own, title, father),
                ),
            )
        if honour:
            return Naming(
                f"{honour} {own}",
                "",
                surname,
                (
                    Rewriting("part of forename", own, honour, surname),
                    Rewriting("part of forename", own, "", surname),
                    Rewriting("part of forename", honour, own, surname),
                    Rewriting("chain name", honour, "", own),
                ),
            )
        middle = chance.choice(("", "", self.boys.draw_other(chance, own), "Mohammed"))
        return Naming(
            own,
            middle,
            surname,
            (
                Rewriting("chain name", own, middle, father),
                Rewriting("part of forename", f"Mohammed {own}", "", surname),
            ),
        )


@dataclass(frozen=True, slots=True)
class ChainHabit:
    """The own name, the father's, the grandfather's: any of the last two is taken for the surname."""

    boys: WeightedNames
    girls: WeightedNames
    fathers: WeightedNames
    families: WeightedNames

    def __call__(self, chance: Random, births: Sequence[Birth]) -> list[Naming]:
        """Name the children of one family."""
        father = self.fathers.draw(chance)
        grandfather = self.families.draw_other(chance, father)
        eldest = self.fathers.draw_other(chance, grandfather)
        short = chance.random() < 0.25
        taken = [father]
        namings = []
        for sex, _ in births:
            own = draw_new(chance, self.boys if sex == "M" else self.girls, taken)
            namings.append(
                Naming(
                    own,
                    "" if short else father,
                    grandfather,
                    (
                        Rewriting("chain name", own, "", father),
                        Rewriting("chain name", own, grandfather, father),
                        Rewriting("chain name", f"{own} {father}", "", grandfather),
                        Rewriting("chain name", own, f"{father} {grandfather}", eldest),
                        Rewriting("chain name", own, "", f"{father} {grandfather}"),
                    ),
                )
            )
        return namings


@dataclass(frozen=True, slots=True)
class SikhHabit:
    """A compound forename that boys and girls share, Singh or Kaur, and a family name that some do not use."""

    surnames: WeightedNames
    stems: Sequence[str]
    endings: Sequence[str]
    boys: WeightedNames
    girls: WeightedNames

    def __call__(self, chance: Random, births: Sequence[Birth]) -> list[Naming]:
        """Name the children of one family."""
        family = self.surnames.draw(chance)
        by_faith = chance.random() < 0.3
        taken: list[str] = []
        return [self._name(chance, sex, family, by_faith, taken) for sex, _ in births]

    def _name(self, chance: Random, sex: str, family: str, by_faith: bool, taken: list[str]) -> Naming:
        faith = "Singh" if sex == "M" else "Kaur"
        own = f"{chance.choice(self.stems)}{chance.choice(self.endings)}"
        if chance.random() < 0.4 or own in taken:
            own = draw_new(chance, self.boys if sex == "M" else self.girls, taken)
        else:
            taken.append(own)
        names = ((faith, family), ("", faith), ("", f"{faith} {family}"), ("", family))
        first, *others = names if not by_faith else (names[1], names[0], names[2], names[3])
        return Naming(own, *first, tuple(Rewriting("Kaur or Singh", own, *other) for other in others))


@dataclass(frozen=True, slots=True)
class TwoSurnames:
    """Mother's and father's surname, of which one often goes missing."""

    habit: CommonHabit

    def __call__(self, chance: Random, births: Sequence[Birth]) -> list[Naming]:
        """Name the children of one family."""
        mothers, fathers = self.habit.surnames.draw(chance), self.habit.surnames.draw(chance)
        surname = f"{mothers} {fathers}" if chance.random() < 0.7 else fathers
        whole = f"{mothers} {fathers}"
        return [
            Naming(
                each.forename,
                each.middle,
                surname,
                (
                    Rewriting(
                        "half of double surname" if surname == whole else "second surname added",
                        each.forename,
                        each.middle,
                        fathers if surname == whole else whole,
                    ),
                    Rewriting("half of double surname", each.forename, each.middle, mothers)
                    if surname == whole
                    else Rewriting("second surname added", each.forename, mothers, fathers),
                ),
            )
            for each in self.habit(chance, births)
        ]
