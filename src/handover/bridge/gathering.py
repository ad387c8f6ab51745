"""SIF objects of any number of learners, sorted by whom they belong to."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from handover.bridge.components import ComponentCodes, read_component
from handover.bridge.extended import KeptTexts
from handover.bridge.leftovers import mend_object, note_leftovers, note_texts_left
from handover.bridge.losses import LossNotes, place_object
from handover.bridge.schools import NamedSchool, read_school
from handover.ctf.model import CommonTransferFile
from handover.sif.model import SifObject, WholeObject
from handover.sif.writer import write_object

RESULT: Final = "LearnerAssessmentResult"
OF_LEARNER: Final[Mapping[str, str]] = {
    "LearnerContact": "learner_personal_ref_id",
    "LearnerSchoolEnrolment": "learner_personal_ref_id",
    "LearnerSpecialNeeds": "learner_personal_ref_id",
    "LearnerEntitlement": "learner_personal_ref_id",
    "LearnerAttendanceSummary": "learner_personal_ref_id",
    "LearnerAttendance": "learner_personal_ref_id",
    "LearnerAssessmentResult": "learner_personal_ref_id",
}
"""The kinds of object that are of one learner and have a place in a file, and the field that says of whom."""


@dataclass(slots=True)
class GatheredObjects:
    """Objects by kind and by learner, each once."""

    learners: dict[str, Any] = field(default_factory=dict)
    by_learner: dict[str, dict[str, list[Any]]] = field(default_factory=dict)
    people: dict[str, Any] = field(default_factory=dict)
    schools: dict[str, NamedSchool] = field(default_factory=dict)
    components: dict[str, ComponentCodes] = field(default_factory=dict)
    links: dict[str, int] = field(default_factory=dict)
    notes: LossNotes = field(default_factory=LossNotes)

    def of(self, learner: str, kind: str) -> list[Any]:
        """Return the objects of a kind of one learner, in the order in which they came."""
        return self.by_learner.get(learner, {}).get(kind, [])

    def mend(self, learner: str, notes: LossNotes) -> None:
        """Take out of all objects of one learner what cannot be read, and note it."""
        self.learners[learner] = _mended(self.learners[learner], notes)
        kinds = self.by_learner.get(learner, {})
        for kind, found in kinds.items():
            kinds[kind] = [_mended(thing, notes) for thing in found]
        for link in kinds.get("LearnerContact", ()):
            person = self.people.get(link.contact_personal_ref_id)
            if person is not None:
                self.people[person.ref_id] = _mended(person, notes)


def _mended(thing: Any, notes: LossNotes) -> Any:
    notes.turn_to(thing)
    return mend_object(thing, thing.xml_name, notes)


def gather_objects(objects: Iterable[SifObject]) -> GatheredObjects:
    """Sort objects; one that came twice counts as it came last, and one that cannot be read is left out."""
    gathered = GatheredObjects()
    each_once: dict[tuple[str, object], SifObject] = {}
    for given in objects:
        # What an object that was read lacks and must have is no reason to do without the rest.
        thing = given.as_partial() if isinstance(given, WholeObject) and given.xml_source is not None else given
        try:
            key = (thing.xml_name, thing.identity)
        except ValueError:
            gathered.notes.add("unreadable_object", thing.xml_name)
            continue
        if key in each_once and write_object(each_once[key]) != write_object(thing):
            gathered.notes.add("object_twice", place_object(thing))
        each_once[key] = thing
    for thing in each_once.values():
        try:
            _sort(thing, gathered)
        except ValueError:
            _sort(_mended(thing, gathered.notes), gathered)
    _note_strays(gathered)
    return gathered


def _sort(thing: Any, gathered: GatheredObjects) -> None:
    kind = thing.xml_name
    if kind == "LearnerPersonal":
        gathered.learners[thing.ref_id] = thing
    elif kind in OF_LEARNER:
        learner = getattr(thing, OF_LEARNER[kind])
        if kind == "LearnerSchoolEnrolment":
            _ = thing.entry_date, thing.exit_date  # by which the school of a record is chosen before it is read
        gathered.by_learner.setdefault(learner, {}).setdefault(kind, []).append(thing)
        if kind == "LearnerContact":
            contact = thing.contact_personal_ref_id
            gathered.links[contact] = gathered.links.get(contact, 0) + 1
    elif kind == "ContactPersonal":
        gathered.people[thing.ref_id] = thing
    elif kind == "SchoolInfo":
        gathered.schools[thing.ref_id] = _school(thing, gathered.notes)
    elif kind == "AssessmentResultComponent":
        gathered.components[thing.ref_id] = read_component(thing, gathered.notes)
    else:
        gathered.notes.add("object_no_home", place_object(thing))


def _school(thing: Any, notes: LossNotes) -> NamedSchool:
    texts = KeptTexts(thing)
    notes.turn_to(thing)
    note_leftovers(thing, "SchoolInfo", notes)
    note_texts_left(texts, "SchoolInfo", notes)
    sessions = thing.sessions_per_day
    if sessions is not None and not texts.is_derived("SessionsPerDay", sessions):
        notes.add("no_ctf_home", "SchoolInfo/SessionsPerDay", sessions)
    return read_school(thing, texts.is_derived("SchoolName", thing.school_name))


def note_unused(gathered: GatheredObjects, file: CommonTransferFile) -> None:
    """Note the schools, and what was assessed, of which nothing stands in the file."""
    told = set(_told_schools(file))
    results = {
        thing.assessment_component_ref_id for kinds in gathered.by_learner.values() for thing in kinds.get(RESULT, ())
    }
    numbers = Counter((school.la, school.estab) for school in gathered.schools.values())
    for ref_id, school in gathered.schools.items():
        number, place = (school.la, school.estab), f"SchoolInfo[{ref_id}]"
        if numbers[number] > 1:
            gathered.notes.add("school_twice", place, school.name)
        if not any(each[:2] == number for each in told):
            gathered.notes.add("object_no_home", place)
            continue
        if not any(each[:2] == number and each[4] for each in told):
            gathered.notes.add("school_as_history", place, school.name)
        for at, tag, value in ((2, "URN", school.urn), (3, "SchoolName", school.name)):
            if value is not None and not any(each[:2] == number and each[at] == value for each in told):
                gathered.notes.add("no_ctf_home", f"{place}/{tag}", value)
    for ref_id in gathered.components:
        if ref_id not in results:
            gathered.notes.add("component_unused", f"AssessmentResultComponent[{ref_id}]")


def _told_schools(file: CommonTransferFile) -> Iterator[tuple[str | None, str | None, str | None, str | None, bool]]:
    """Yield authority, number, URN and name of each school wherever the file names it, and whether SIF has an object of it."""
    source = file.header.source
    yield source.la, source.estab, source.urn, source.name, True
    for pupil in file.pupils:
        for spell in pupil.schools:
            yield spell.la, spell.estab, spell.urn, spell.name, False
        for year in pupil.attendance:
            yield year.la, year.estab, None, year.school, True


def _note_strays(gathered: GatheredObjects) -> None:
    """Note objects of learners that are not there, and contacts of nobody."""
    for learner, kinds in gathered.by_learner.items():
        if learner not in gathered.learners:
            for thing in (each for found in kinds.values() for each in found):
                gathered.notes.add("learner_absent", place_object(thing))
    linked = {
        link.contact_personal_ref_id for learner in gathered.learners for link in gathered.of(learner, "LearnerContact")
    }
    for contact, thing in gathered.people.items():
        if contact not in linked:
            gathered.notes.add("contact_unlinked", place_object(thing))
