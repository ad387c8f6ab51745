"""Schools: named by their numbers in a Common Transfer File, by the RefId of a SchoolInfo in SIF."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple

from handover.bridge.extended import ExtendedTexts
from handover.bridge.identity import derive_ref_id
from handover.bridge.losses import LossNotes
from handover.bridge.translations import clean_text
from handover.bridge.types import KnownObjects
from handover.common.identifiers import split_establishment
from handover.ctf.model import DestinationSchool, Header, Pupil, SchoolSpell, SourceSchool, YearAttendance
from handover.sif.objects import SchoolInfo

SESSIONS_A_DAY: Final = 2
REMEMBERED: Final = 4096


@lru_cache(maxsize=REMEMBERED)
def join_school_number(la: str | None, estab: str | None) -> str | None:
    """Return the seven digits of a school, or None where these are no school's."""
    if la is None or estab is None or len(la) != 3:
        return None
    found = split_establishment(la + estab)
    return found.joined if found is not None else None


class NamedSchool(NamedTuple):
    """What a file says about a school."""

    la: str | None
    estab: str | None
    name: str | None = None
    urn: str | None = None

    @property
    def number(self) -> str | None:
        """The seven digits, or None where it is no school's number: an authority, a marker of a lost pupil, a slip."""
        return join_school_number(self.la, self.estab)


def named_source(source: SourceSchool) -> NamedSchool:
    """Return the school that made a file."""
    return NamedSchool(source.la, source.estab, source.name, source.urn)


def named_destination(destination: DestinationSchool) -> NamedSchool:
    """Return the school that a file is for."""
    return NamedSchool(destination.la, destination.estab, None, destination.urn)


def school_of_pupil(header: Header, pupil: Pupil) -> tuple[NamedSchool, bool]:
    """Return the school that a record comes from, and whether it is the file's own.

    A file that an authority made has none: then it is the last school of the history.
    """
    source = named_source(header.source)
    if source.number is not None:
        return source, True
    spells = [NamedSchool(each.la, each.estab, each.name, each.urn) for each in pupil.schools]
    found = [each for each in spells if each.number is not None]
    return (found[-1], False) if found else (source, True)


@dataclass(slots=True)
class _Entry:
    ref_id: str
    name: str | None
    urn: str | None
    known: bool


class SchoolRegister:
    """The schools that a conversion speaks of, each once; those that the zone has are not written again."""

    def __init__(self, known: KnownObjects) -> None:
        self._known = known.schools
        self._entries: dict[str, _Entry] = {}

    def ref_id(self, school: NamedSchool) -> str | None:
        """Return the RefId of a school, or None where what is said is no school's number."""
        number = school.number
        if number is None:
            return None
        entry = self._entries.get(number)
        if entry is None:
            known = self._known.get(number)
            entry = _Entry(known or derive_ref_id("SchoolInfo", number), None, None, known is not None)
            self._entries[number] = entry
        entry.name = entry.name or school.name
        entry.urn = entry.urn or school.urn
        return entry.ref_id

    def name(self, school: NamedSchool) -> str | None:
        """Return what a school is called in its SchoolInfo."""
        entry = self._entries.get(school.number or "")
        return None if entry is None else clean_text(entry.name) if entry.name else None

    def objects(self, notes: LossNotes) -> tuple[SchoolInfo, ...]:
        """Return the schools that are not in the zone yet."""
        new = {number: each for number, each in self._entries.items() if not each.known}
        if new:
            notes.add("sessions_a_day", "SchoolInfo/SessionsPerDay", None, SESSIONS_A_DAY)
        return tuple([self._school(number, each, notes) for number, each in new.items()])

    def _school(self, number: str, entry: _Entry, notes: LossNotes) -> SchoolInfo:
        extended = ExtendedTexts()
        extended.mark("SessionsPerDay", SESSIONS_A_DAY)
        name = entry.name
        if name is None:
            name = f"{number[:3]}/{number[3:]}"
            extended.mark("SchoolName", name)
            notes.add("derived", "SchoolInfo/SchoolName", None, name)
        return SchoolInfo(
            ref_id=entry.ref_id,
            establishment_id=number[3:],
            la_id=number[:3],
            school_name=clean_text(name),
            urn=" ".join(entry.urn.split()) if entry.urn else None,
            sessions_per_day=SESSIONS_A_DAY,
            sif_extended_elements=extended.elements(),
        )


def named_spell(spell: SchoolSpell) -> NamedSchool:
    """Return the school of a row of the history."""
    return NamedSchool(spell.la, spell.estab, spell.name, spell.urn)


def named_year(year: YearAttendance) -> NamedSchool:
    """Return the school of a year's attendance."""
    return NamedSchool(year.la, year.estab, year.school)


def read_school(school: Any, derived_name: bool) -> NamedSchool:
    """Return what a SchoolInfo says; a name that was worked out is none."""
    return NamedSchool(school.la_id, school.establishment_id, None if derived_name else school.school_name, school.urn)
