"""Which UPN each of the two records of a child carries."""

from dataclasses import replace
from random import Random

from benchmarks.second_county.families import TODAY, Family, Person
from benchmarks.second_county.homes import UpnBook
from benchmarks.second_county.records import Record
from benchmarks.second_county.slips import slip_upn

_WAYS = (
    "same",
    "new",
    "temporary on roll",
    "missing on roll",
    "former on roll",
    "temporary in store",
    "missing in store",
)
_WEIGHTS = (49.0, 36.0, 4.0, 1.5, 4.0, 3.5, 2.0)
MISTYPED, VALID_BY_CHANCE, OF_BROTHER = 0.022, 0.25, 0.006


def give_numbers(
    chance: Random, book: UpnBook, family: Family, person: Person, store: Record, roll: Record, arrived: int
) -> tuple[Record, Record, frozenset[str]]:
    """Return both records with their numbers, and what is the matter with them.

    `arrived` is the year in which the child came to the school that has them on roll now.
    """
    way = chance.choices(_WAYS, _WEIGHTS)[0]
    school = roll.school or "6602000"
    new = book.issue(school, arrived) if way in _NEW else person.upn
    kinds = {f"UPN {way}"} if way != "same" else set()
    if way == "temporary in store":
        store = replace(store, upn=book.issue(store.school, person.upn_year, temporary=True))
        new = person.upn if chance.random() < 0.3 else new
    elif way == "missing in store":
        store = replace(store, upn="")
    elif way == "temporary on roll":
        new = book.issue(school, arrived, temporary=True)
    elif way == "missing on roll":
        new = ""
    elif way == "former on roll":
        roll = replace(roll, former_upn=person.upn)
    roll = replace(roll, upn=new)
    if chance.random() < OF_BROTHER and len(family.children) > 1:
        brother = chance.choice([other for other in family.children if other is not person])
        kinds.add("UPN of a brother or sister")
        if chance.random() < 0.5:
            store = replace(store, upn=brother.upn)
        else:
            roll = replace(roll, upn=brother.upn)
    return *_mistype(chance, store, roll, kinds), frozenset(kinds)


_NEW = {"new", "former on roll", "temporary in store", "missing in store"}


def _mistype(chance: Random, store: Record, roll: Record, kinds: set[str]) -> tuple[Record, Record]:
    """Mistype the number of one record now and then, at any place; a check letter that is made anew hides it."""
    for on_roll in (False, True):
        record = roll if on_roll else store
        if not record.upn or chance.random() >= MISTYPED:
            continue
        valid = chance.random() < VALID_BY_CHANCE
        kinds.add("UPN mistyped, valid by chance" if valid else "UPN mistyped")
        record = replace(record, upn=slip_upn(record.upn, chance, valid))
        store, roll = (store, record) if on_roll else (record, roll)
    return store, roll


def arrival_year(chance: Random, left: int) -> int:
    """Return the year in which a child who left in that year came to another school."""
    return min(left + chance.choices((0, 1, 2), (70, 25, 5))[0], TODAY.year - 1)
