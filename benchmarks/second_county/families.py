"""Families of the county: origin, home, children with their names, birthdays and numbers."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from benchmarks.second_county.homes import ELSEWHERE, Home, UpnBook, draw_home, school_of
from benchmarks.second_county.naming import Birth, Naming
from benchmarks.second_county.origins import ORIGINS, Origin

FIRST_BIRTH, LAST_BIRTH = date(2009, 9, 1), date(2021, 8, 31)
TODAY = date(2026, 1, 15)
"""The day of the census."""
TWINS = 0.02
_SIZES, _SIZE_WEIGHTS = (1, 2, 3, 4, 5), (34, 40, 17, 6, 3)
_OF_STORE = list(accumulate(origin.of_store for origin in ORIGINS))
_OF_ROLL = list(accumulate(origin.of_roll for origin in ORIGINS))
PLACEHOLDER_ORIGINS = {
    "somali": 0.12,
    "arabic": 0.1,
    "south_asian_muslim": 0.03,
    "bengali": 0.02,
    "nigerian": 0.01,
    "vietnamese": 0.02,
}
"""How often all papers of a child say 1 January, because nobody knows the day."""
BRITISH = {"welsh", "english", "irish_scottish"}


@dataclass(frozen=True, slots=True)
class Person:
    """A child as they are: names, sex, day of birth, the number they have and when they came to school here."""

    naming: Naming
    sex: str
    born: date
    upn: str
    upn_year: int


@dataclass(frozen=True, slots=True)
class Family:
    """Children of one home, the eldest first; the mother's surname is drawn for families of the store only."""

    origin: Origin
    home: Home
    children: tuple[Person, ...]
    mothers_surname: str


def entry_year(born: date) -> int:
    """Return the year of the September in which a child begins in reception."""
    return born.year + (5 if born.month >= 9 else 4)


def draw_family(chance: Random, book: UpnBook, *, of_store: bool) -> Family:
    """Draw a family as common in the store, or on the roll."""
    origin = chance.choices(ORIGINS, cum_weights=_OF_STORE if of_store else _OF_ROLL)[0]
    return family_of(chance, book, origin, mothers=of_store)


def family_of(
    chance: Random, book: UpnBook, origin: Origin, births: list[Birth] | None = None, *, mothers: bool = True
) -> Family:
    """Draw a family of the origin, with these births or any."""
    births = births or draw_births(chance, origin)
    habit = origin.habits[0] if len(origin.habits) == 1 else chance.choice(origin.habits)
    home = draw_home(chance)
    namings = habit(chance, births)
    children = tuple(
        _person(chance, book, origin, home, naming, birth) for naming, birth in zip(namings, births, strict=True)
    )
    other = ""
    if mothers:
        other = (
            habit(chance, births[:1])[0].surname if chance.random() < 0.7 else other_surname(chance, namings[0].surname)
        )
    return Family(origin, home, children, other)


def draw_births(chance: Random, origin: Origin) -> list[Birth]:
    """Return sexes and days of birth, the eldest first; one child in fifty is the twin of the one before."""
    size = chance.choices(_SIZES, _SIZE_WEIGHTS)[0]
    if origin.more_children > 0 and chance.random() < origin.more_children:
        size += chance.choice((1, 1, 2))
    span = (LAST_BIRTH - FIRST_BIRTH).days
    born = FIRST_BIRTH + timedelta(days=chance.randrange(span))
    births = [born]
    while len(births) < size:
        if chance.random() < TWINS:
            births.append(births[-1])
        else:
            births.append(births[-1] + timedelta(days=chance.randrange(330, 1500)))
    fitting = [day for day in births if day <= LAST_BIRTH]
    unknown = PLACEHOLDER_ORIGINS.get(origin.name, 0)
    return [("MF"[chance.random() < 0.487], _placeholder(chance, day, unknown)) for day in fitting]


def _placeholder(chance: Random, born: date, unknown: float) -> date:
    return date(born.year, 1, 1) if unknown and chance.random() < unknown and born.year > FIRST_BIRTH.year else born


def _person(chance: Random, book: UpnBook, origin: Origin, home: Home, naming: Naming, birth: Birth) -> Person:
    """Return a child with the number that the first school here gave: at the beginning, or on arrival at any age."""
    sex, born = birth
    year = min(entry_year(born), TODAY.year - 1)
    if chance.random() < (0.03 if origin.name in BRITISH else 0.4):
        year = chance.randint(year, TODAY.year - 1)
    elif chance.random() < 0.3:
        year -= 1  # nursery
    if chance.random() < 0.15:
        school = "".join(chance.choice(ELSEWHERE))
    else:
        school = school_of(chance, home, secondary=year - born.year >= 12)
    return Person(naming, sex, born, book.issue(school, year), year)


def other_surname(chance: Random, surname: str) -> str:
    """Return a surname that a family here may take: Welsh or English."""
    habit = ORIGINS[chance.randrange(2)].habits[0]
    births: list[Birth] = [("F", FIRST_BIRTH)]
    for _ in range(9):
        if (other := habit(chance, births)[0].surname) != surname:
            return other
    return "Smith"
