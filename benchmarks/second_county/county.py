"""The second county: lost pupils, a roll, and the truth about who is who.

It was written by somebody who had not looked at the model of `handover.matching`: its names, habits and slips come from
what is known of naming in England and Wales, and its rates are guesses. **Look at its children, and tune to them, only with
the seeds of `TUNED`; figures are quoted from those of `UNTUNED`**, which nobody looks into but for counting.

A child who is lost may be on the roll once, twice (a dual registration: either row is right) or not at all. Records of lost
pupils depend on the seed and on how many are lost, not on the length of the roll.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random

from benchmarks.second_county.differences import Subject, differ
from benchmarks.second_county.families import Family, Person, draw_family, entry_year
from benchmarks.second_county.homes import Home, UpnBook, draw_home, draw_near, school_of
from benchmarks.second_county.name_tables import ENGLISH_OF, SHORT_OF
from benchmarks.second_county.numbers import arrival_year, give_numbers
from benchmarks.second_county.records import Record, write_record
from handover.matching.links import LostRecord, OnRoll

TUNED: tuple[int, ...] = (101, 102, 103, 104, 105)
UNTUNED: tuple[int, ...] = (701, 702, 703, 704, 705)

FAMILY_NOT_ON_ROLL, CHILD_NOT_ON_ROLL = 0.37, 0.05
TOGETHER, DUAL, DUAL_OF_OTHERS = 0.8, 0.02, 0.003
FIRST_LEFT, LAST_LEFT = 2016, 2025
_MOVES = ("stayed", "near", "far")
_MOVE_WEIGHTS = (22.0, 33.0, 45.0)


@dataclass(frozen=True, slots=True)
class Pupil:
    """A lost pupil: the record in the store, who it is, the records on roll and what differs between them."""

    key: str
    family: Family
    person: Person
    record: Record
    rows: tuple[Record, ...]
    kinds: frozenset[str]


class SecondCounty:
    """One county, drawn from a seed. The lost pupils are kept in memory; the others on roll are drawn when they "
    "are read."""

    def __init__(self, seed: int, lost: int, on_roll: int, damage: float = 1.0) -> None:
        """Draw the lost pupils, and choose the lines of those who are on roll."""
        self.seed, self.on_roll = seed, on_roll
        self._book = UpnBook()
        self._pupils, left_behind = _draw_lost(Random(f"{seed}:lost"), self._book, lost, damage)
        rows = [(pupil.key, row) for pupil in self._pupils for row in pupil.rows]
        rows += [("", row) for row in left_behind]
        if len(rows) > on_roll:
            raise ValueError(
                f"a roll of {on_roll} is too short for {len(rows)} rows of {lost} lost pupils and their families"
            )
        lines = Random(f"{seed}:lines").sample(range(1, on_roll + 1), len(rows))
        self._held = {line: row for line, (_, row) in zip(lines, rows, strict=True)}
        self._truth: dict[str, frozenset[int]] = {pupil.key: frozenset() for pupil in self._pupils}
        for line, (key, _) in zip(lines, rows, strict=True):
            if key:
                self._truth[key] |= {line}

    @property
    def truth(self) -> Mapping[str, frozenset[int]]:
        """The lines of each lost pupil on the roll, by key: none, one or two."""
        return self._truth

    @property
    def pupils(self) -> list[Pupil]:
        """All that is known of the lost pupils."""
        return self._pupils

    def lost_records(self) -> list[LostRecord]:
        """Return the store."""
        return [LostRecord(pupil.key, pupil.record.child()) for pupil in self._pupils]

    def origins(self) -> dict[str, str]:
        """Return the origin of each lost pupil, by key."""
        return {pupil.key: pupil.family.origin.name for pupil in self._pupils}

    def kinds(self) -> dict[str, frozenset[str]]:
        """Return what differs between the records of each lost pupil who is on roll, by key."""
        return {pupil.key: pupil.kinds for pupil in self._pupils if pupil.rows}

    def roll(self) -> Iterator[OnRoll]:
        """Give the roll, line by line: the found, their brothers and sisters, and everybody else."""
        chance = Random(f"{self.seed}:roll")
        others = draw_others(chance, self._book.copy())
        for line in range(1, self.on_roll + 1):
            record = self._held.get(line) or next(others)
            yield OnRoll(line, record.child(with_school=False), record.school)


def generate(seed: int, lost: int = 20_000, on_roll: int = 500_000, damage: float = 1.0) -> SecondCounty:
    """Return the county of the seed; with `damage` names, dates and homes differ so many times as often as usual."""
    return SecondCounty(seed, lost, on_roll, damage)


def _draw_lost(chance: Random, book: UpnBook, lost: int, damage: float) -> tuple[list[Pupil], list[Record]]:
    """Draw families until so many pupils are lost; return them and the records of those who are not lost."""
    pupils: list[Pupil] = []
    left_behind: list[Record] = []
    while len(pupils) < lost:
        family = draw_family(chance, book, of_store=True)
        left = chance.randint(FIRST_LEFT, LAST_LEFT)
        there = [person for person in family.children if entry_year(person.born) <= left]
        if not there:
            continue
        gone = there if len(there) == 1 or chance.random() < TOGETHER else [chance.choice(there)]
        away = chance.random() < FAMILY_NOT_ON_ROLL
        home = draw_home_after_move(chance, family.home)
        for person in gone[: lost - len(pupils)]:
            on_roll = not away and chance.random() >= CHILD_NOT_ON_ROLL
            key = str(len(pupils))
            pupils.append(_lose(chance, book, key, family, person, home, left, on_roll=on_roll, damage=damage))
        left_behind += [
            write_record(chance, person, family.home, _school(chance, family.home, person, 2026), 2026)
            for person in family.children
            if person not in gone
        ]
    return pupils, left_behind


def draw_home_after_move(chance: Random, home: Home) -> Home:
    """Return where a family lives after a child was lost: where it was, near by or far away."""
    way = chance.choices(_MOVES, _MOVE_WEIGHTS)[0]
    return home if way == "stayed" else draw_near(chance, home) if way == "near" else draw_home(chance)


def _school(chance: Random, home: Home, person: Person, year: int) -> str:
    return school_of(chance, home, secondary=year - entry_year(person.born) >= 7)


def _other_school(chance: Random, home: Home, person: Person, known: set[str]) -> str:
    """Return the school where the child is now: one that has not had them, but for one child of a hundred."""
    school = _school(chance, home, person, 2026)
    while school in known and chance.random() < 0.99:
        school = _school(chance, draw_near(chance, home), person, 2026)
    return school


def _lose(
    chance: Random,
    book: UpnBook,
    key: str,
    family: Family,
    person: Person,
    home: Home,
    left: int,
    *,
    on_roll: bool,
    damage: float,
) -> Pupil:
    """Return a lost pupil of the family, which lives in the new home now."""
    arrived = arrival_year(chance, left)
    store = write_record(chance, person, family.home, _school(chance, family.home, person, left), left)
    store = _preferred(chance, family, person, store)
    roll = write_record(
        chance, person, home, _other_school(chance, home, person, {store.school, person.upn[1:8]}), 2026
    )
    store, roll, kinds = differ(chance, Subject(family, person), store, roll, damage)
    store, roll, numbers = give_numbers(chance, book, family, person, store, roll, max(arrived, person.upn_year))
    if not on_roll:
        return Pupil(key, family, person, store, (), frozenset())
    rows: tuple[Record, ...] = (roll,)
    if chance.random() < DUAL:
        rows = (roll, replace(roll, school=_school(chance, draw_near(chance, home), person, 2026)))
        kinds |= {"two rows on roll"}
    if home != family.home:
        kinds |= {"moved far" if home.district // 3 != family.home.district // 3 else "moved near"}
    return Pupil(key, family, person, store, rows, kinds | numbers)


def _preferred(chance: Random, family: Family, person: Person, store: Record) -> Record:
    """Return the record with the names that the family prefers, which one school of twelve writes down."""
    if chance.random() >= 0.08:
        return store
    known_by = [*SHORT_OF.get(person.naming.forename, ()), *ENGLISH_OF.get(person.naming.forename, ())]
    known_by += [each.forename for each in person.naming.rewritings if each.forename != person.naming.forename]
    if person.naming.middle:
        known_by.append(person.naming.middle.split()[0])
    forename = chance.choice(known_by) if known_by and chance.random() < 0.6 else person.naming.forename
    surname = family.mothers_surname if chance.random() < 0.15 else person.naming.surname
    return replace(store, preferred_forename=forename, preferred_surname=surname)


def draw_others(chance: Random, book: UpnBook) -> Iterator[Record]:
    """Draw everybody else on the roll, without end: family by family, three in a thousand of them registered twice."""
    while True:
        family = draw_family(chance, book, of_store=False)
        for person in family.children:
            record = write_record(chance, person, family.home, _school(chance, family.home, person, 2026), 2026)
            yield record
            if chance.random() < DUAL_OF_OTHERS:
                yield replace(record, school=_school(chance, draw_near(chance, family.home), person, 2026))
