"""Brothers, sisters and twins of lost pupils on a roll that does not have the right child: none of them may be certain."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from benchmarks.second_county.county import draw_home_after_move, draw_others
from benchmarks.second_county.families import BRITISH, Family, Person, entry_year, family_of
from benchmarks.second_county.homes import UpnBook, school_of
from benchmarks.second_county.name_tables import ENGLISH_OF, SHORT_OF, SPELLINGS_OF
from benchmarks.second_county.naming import Birth
from benchmarks.second_county.origins import ORIGIN_OF, Origin
from benchmarks.second_county.records import write_record
from benchmarks.second_county.spelling import drop_marks
from handover.matching.links import LostRecord, OnRoll


@dataclass(frozen=True, slots=True)
class SiblingTrap:
    """A lost pupil and a brother or sister on roll: two children, whatever the records have in common."""

    lost: LostRecord
    on_roll: OnRoll
    origin: str
    kinds: frozenset[str]


_SHARES = {
    "south_asian_muslim": 20, "bengali": 9, "vietnamese": 12, "somali": 10, "arabic": 9, "chinese": 8, "punjabi_sikh": 6,
    "nigerian": 5, "ghanaian": 2, "english": 8, "welsh": 5, "irish_scottish": 2, "polish": 2, "other_indian": 2,
}  # fmt: skip
"""Most of the origins in which brothers and sisters share a part of the forename, of a hundred pairs."""
_AGES = {"twins": 45, "a year apart": 20, "same day, another year": 10, "years apart": 25}
_ALIKE = {"one word in common": 40, "beginning or end in common": 25, "any names": 35}
_FIRSTS = {"F": ("Anne", "Lily", "Ella", "Gracie", "Mary", "Sophie"), "M": ("John", "Tommy", "Alfie", "Jon", "Billy")}
_SECONDS = {"F": ("Marie", "Louise", "Kate", "Rose"), "M": ("Paul", "James", "Lee", "Ray")}
_NUMBERS = {"two UPNs": 55, "temporary UPN": 15, "new UPN": 14, "no UPN": 6, "brother's or sister's UPN": 10}


def sibling_traps(seed: int, count: int) -> list[SiblingTrap]:
    """Return so many pairs, the rows on roll with the lines 1 to `count`."""
    return _draw_traps(seed, count)[0]


def trap_roll(seed: int, count: int, on_roll: int) -> Iterator[OnRoll]:
    """Give a roll of that length: the rows of the traps first, then children who have nothing to do with them."""
    traps, book = _draw_traps(seed, count)
    yield from (trap.on_roll for trap in traps)
    others = draw_others(Random(f"{seed}:others"), book)
    for line in range(count + 1, on_roll + 1):
        record = next(others)
        yield OnRoll(line, record.child(with_school=False), record.school)


def _draw_traps(seed: int, count: int) -> tuple[list[SiblingTrap], UpnBook]:
    chance, book = Random(f"{seed}:traps"), UpnBook()
    traps: list[SiblingTrap] = []
    while len(traps) < count:
        origin = ORIGIN_OF[chance.choices(list(_SHARES), list(_SHARES.values()))[0]]
        ages = chance.choices(list(_AGES), list(_AGES.values()))[0]
        alike = chance.choices(list(_ALIKE), list(_ALIKE.values()))[0]
        family = _draw_siblings(chance, book, origin, ages, alike)
        if family is not None:
            traps.append(_set_trap(chance, book, family, {ages, alike}, len(traps)))
    return traps, book


def _draw_siblings(chance: Random, book: UpnBook, origin: Origin, ages: str, alike: str) -> Family | None:
    """Return two children whose forenames are two names, and have as much in common as is wanted; None if none is met."""
    for _ in range(40):
        family = family_of(chance, book, origin, _births(chance, ages), mothers=False)
        if alike == "one word in common" and origin.name in BRITISH:
            family = _with_double_forenames(chance, family)
        if _told_apart(family) and _in_common(family, alike):
            return family
    return None


def _with_double_forenames(chance: Random, family: Family) -> Family:
    """Return the family with a name like Anne-Marie and Anne-Louise, or John-Paul and John-James, for each child."""
    shared = {sex: chance.choice(firsts) for sex, firsts in _FIRSTS.items()}
    children = []
    for place, child in enumerate(family.children):
        second = _SECONDS[child.sex][(chance.randrange(2) * 2 + place) % len(_SECONDS[child.sex])]
        naming = replace(child.naming, forename=f"{shared[child.sex]}-{second}", rewritings=())
        children.append(replace(child, naming=naming))
    return replace(family, children=tuple(children))


def _in_common(family: Family, alike: str) -> bool:
    one, other = (drop_marks(child.naming.forename).lower().replace("-", " ") for child in family.children)
    if alike == "one word in common":
        return not set(one.split()).isdisjoint(other.split())
    return alike == "any names" or one[:3] == other[:3] or one[-3:] == other[-3:]


def _births(chance: Random, ages: str) -> list[Birth]:
    born = date(2009, 9, 1) + timedelta(days=chance.randrange(8 * 365))
    other = {
        "twins": born,
        "a year apart": born + timedelta(days=chance.randint(330, 420)),
        "same day, another year": date(born.year + chance.choice((1, 2, 3)), born.month, min(born.day, 28)),
        "years apart": born + timedelta(days=chance.randint(421, 1500)),
    }[ages]
    if ages == "same day, another year":
        born = date(born.year, born.month, min(born.day, 28))
    sex = chance.choice("MF")
    return [(sex, born), (sex if chance.random() < 0.8 else chance.choice("MF"), other)]


def _told_apart(family: Family) -> bool:
    """Say whether each forename has a word that is no spelling, short form or slip of any name of the other child."""
    one, other = family.children
    return all(
        any(all(_unlike(word, name) for name in _words(f"{against.forename} {against.middle}")) for word in _words(own))
        for own, against in ((one.naming.forename, other.naming), (other.naming.forename, one.naming))
    )


def _words(names: str) -> list[str]:
    return drop_marks(names).replace("-", " ").split()


def _unlike(one: str, other: str) -> bool:
    a, b = one.lower(), other.lower()
    related = {*SPELLINGS_OF.get(one, ()), *SHORT_OF.get(one, ()), *ENGLISH_OF.get(one, ())}
    related |= {name for name in SHORT_OF if one in SHORT_OF[name]} | {
        name for name in ENGLISH_OF if one in ENGLISH_OF[name]
    }
    return other not in related and not a.startswith(b) and not b.startswith(a) and _distance(a, b) > 1


def _distance(one: str, other: str) -> int:
    """Return how many letters must be changed, added or taken away."""
    before = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        now = [row]
        for column, against in enumerate(other, start=1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (letter != against)))
        before = now
    return before[-1]


def _set_trap(chance: Random, book: UpnBook, family: Family, kinds: set[str], number: int) -> SiblingTrap:
    lost, other = chance.sample(family.children, 2)
    home = draw_home_after_move(chance, family.home)
    school = _school(chance, family, lost)
    store = write_record(chance, lost, family.home, school, 2024)
    roll = write_record(
        chance, other, home, school_of(chance, home, secondary=2025 - entry_year(other.born) >= 7), 2026
    )
    numbers = chance.choices(list(_NUMBERS), list(_NUMBERS.values()))[0]
    if numbers == "temporary UPN":
        store = replace(store, upn=book.issue(school, lost.upn_year, temporary=True))
    elif numbers == "new UPN":
        roll = replace(roll, upn=book.issue(roll.school, 2025))
    elif numbers == "no UPN":
        store = replace(store, upn="")
    elif numbers == "brother's or sister's UPN":
        store = replace(store, upn=other.upn)
    kinds |= {numbers, "one home" if home == family.home else "moved"}
    row = OnRoll(number + 1, roll.child(with_school=False), roll.school)
    return SiblingTrap(LostRecord(f"trap {number}", store.child()), row, family.origin.name, frozenset(kinds))


def _school(chance: Random, family: Family, person: Person) -> str:
    return school_of(chance, family.home, secondary=2024 - entry_year(person.born) >= 7)
