"""What an office writes down of a child."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date
from random import Random
from typing import Any

from benchmarks.second_county.families import Person
from benchmarks.second_county.homes import Home
from benchmarks.second_county.spelling import drop_marks
from handover.matching.evidence import Child

MIDDLE_MISSING, MIDDLE_INITIALS, MARKS_DROPPED, CAPITALS = 0.12, 0.03, 0.5, 0.03


@dataclass(frozen=True, slots=True)
class Record:
    """A child in the words of one office. `school` is the last school known, `school_year` the year group there."""

    surname: str
    forename: str
    birth_date: date | None
    upn: str = ""
    former_upn: str = ""
    former_surname: str = ""
    middle_names: str = ""
    gender: str = ""
    postcode: str = ""
    town: str = ""
    preferred_surname: str = ""
    preferred_forename: str = ""
    school: str = ""
    school_year: str = ""

    def child(self, *, with_school: bool = True) -> Child:
        """Return the record for comparing: the fields that a `Child` has; a roll has its school elsewhere."""
        return Child(**{name: getattr(self, name) for name in (_KNOWN if with_school else _WITHOUT_SCHOOL)})

    def with_names(self, forename: str, middle: str, surname: str) -> "Record":
        """Return the record with other names."""
        return replace(self, forename=forename, middle_names=middle, surname=surname)

    def mapped(self, change: Callable[[str], str]) -> "Record":
        """Return the record with every name changed."""
        changed: dict[str, Any] = {name: change(getattr(self, name)) for name in NAMES if getattr(self, name)}
        return replace(self, **changed)

    def having(self, field: str, text: str) -> "Record":
        """Return the record with another text in the field."""
        changed: dict[str, Any] = {field: text}
        return replace(self, **changed)


NAMES = ("surname", "forename", "middle_names", "former_surname", "preferred_surname", "preferred_forename")
_KNOWN = tuple(field.name for field in fields(Child) if field.name in {each.name for each in fields(Record)})
_WITHOUT_SCHOOL = tuple(name for name in _KNOWN if not name.startswith("school"))


def write_record(chance: Random, person: Person, home: Home, school: str = "", at: int = 0) -> Record:
    """Return what an office that makes no mistake writes: some leave out marks or middle names, or write capitals.

    `at` is the year in which it was written, for the year group; 0 leaves the year group out.
    """
    naming = person.naming
    middle = naming.middle
    if middle:
        less = chance.random()
        if less < MIDDLE_MISSING:
            middle = ""
        elif less < MIDDLE_MISSING + MIDDLE_INITIALS:
            middle = " ".join(word[0] for word in middle.split())
    group = at - person.born.year - (5 if person.born.month >= 9 else 4) if at else -1
    record = Record(
        surname=naming.surname,
        forename=naming.forename,
        birth_date=person.born,
        upn=person.upn,
        middle_names=middle,
        gender=person.sex,
        postcode=home.postcode,
        town=home.town,
        school=school,
        school_year=str(group) if 0 <= group <= 13 else "",
    )
    way = chance.random()
    if way < MARKS_DROPPED and not (naming.forename + naming.surname + middle).isascii():
        record = record.mapped(drop_marks)
    elif way > 1 - CAPITALS:
        record = record.mapped(str.upper)
    return record
