"""Facts that objects state about each other and that must agree.

Each rule keeps only what it compares: a code, a date, a hash of a name. What can be judged when an object comes is
judged then; what needs an object that has not come waits for the end.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from handover.common.problems import Problem
from handover.sif.checks.place import ObjectPlace
from handover.sif.checks.rule import breach
from handover.sif.checks.rules import all_rules
from handover.sif.checks.rules.common import school_year
from handover.sif.checks.single import locate, problem_of
from handover.sif.model import SifElement, SifObject
from handover.sif.nodes import line_of_node

_CONNEXIONS_PHASES: Final = ("MP", "MS", "SY", "SP", "XX")
_OWN_CLASS_AGE: Final = 6


def make_problem(rule: str, object: str, ref_id: str, path: str, line: int | None, **words: object) -> Problem:
    """Return a problem of an object that is no longer at hand."""
    values = {name: str(value) for name, value in words.items()} | {"object": object, "ref_id": ref_id, "rule": rule}
    return Problem(all_rules()[rule].kind, line, path, None, MappingProxyType(values))


class FactPlace(NamedTuple):
    """The place of a fact that waits: the object, its RefId, the path and the line."""

    object: str
    ref_id: str
    path: str
    line: int | None


class StatedResult(NamedTuple):
    """An assessment result that waits for its component or grade set."""

    component: str
    text: str
    day: date
    where: FactPlace


class Component(NamedTuple):
    """What an assessment component allows: its type, grade set, and mark ranges (start, end, low, high)."""

    type: str
    grade_set: str | None
    marks: tuple[tuple[date, date, Decimal, Decimal], ...]


class Enrolment(NamedTuple):
    """What an enrolment says that its learner repeats."""

    year: str
    school: str


class StatedSchool(NamedTuple):
    """What a school says that others repeat."""

    la: str
    number: str
    phase: str | None


@dataclass
class StatedFacts:
    """What has been stated so far."""

    families: dict[str, dict[str, int]] = field(default_factory=dict)
    births: dict[str, int] = field(default_factory=dict)
    enrolments: dict[str, Enrolment] = field(default_factory=dict)
    schools: dict[str, StatedSchool] = field(default_factory=dict)
    components: dict[str, Component] = field(default_factory=dict)
    grades: dict[str, tuple[tuple[date, date, frozenset[str]], ...]] = field(default_factory=dict)
    parents: dict[str, tuple[str, FactPlace]] = field(default_factory=dict)
    codes: dict[tuple[str, str], int] = field(default_factory=dict)
    outputs: set[str] = field(default_factory=set)
    days: dict[str, frozenset[int]] = field(default_factory=dict)
    periods: int = 0
    stamps: dict[str, object] = field(default_factory=dict)
    inputs: dict[str, FactPlace] = field(default_factory=dict)
    lessons: dict[tuple[str, int, int], FactPlace] = field(default_factory=dict)
    results: list[StatedResult] = field(default_factory=list)
    currents: list[tuple[str, tuple[str, str, str], FactPlace]] = field(default_factory=list)
    connexions: list[tuple[tuple[str, str], FactPlace]] = field(default_factory=list)
    classes: list[tuple[str, int, str, FactPlace]] = field(default_factory=list)

    def add(self, thing: SifObject, place: ObjectPlace) -> list[Problem]:
        """Take in what an object states; return what it contradicts."""
        take = _TAKE.get(thing.xml_name)
        try:
            return list(take(self, thing, place)) if take else []
        except (ValueError, TypeError, AttributeError):
            return []  # a malformed object has its own problems and states nothing that can be compared

    def finish(self, complete: bool) -> Iterator[Problem]:
        """Yield the contradictions that only the whole shows."""
        yield from _currents(self)
        yield from _connexions(self)
        yield from _classes(self)
        yield from _lessons(self)
        yield from _cycles(self)
        for result in self.results:
            yield from _judge(self, result)
        for group, where in self.inputs.items():
            if group not in self.outputs and (complete or self.outputs):
                yield make_problem("Junction-3", *where, id=group)


Take = Callable[[StatedFacts, Any, ObjectPlace], Iterator[Problem]]


def _where(place: ObjectPlace, part: SifElement, name: str) -> FactPlace:
    at, below = locate(part, name, None)
    return FactPlace(place.root.tag.rpartition("}")[2], place.ref_id, place.path(at, below), line_of_node(at))


def _person(rule: str) -> Take:
    def take(facts: StatedFacts, thing: Any, place: ObjectPlace) -> Iterator[Problem]:
        name = thing.xml_name
        person = thing.personal_information
        family = hash((person.name.family_name or "").casefold()) if person and person.name else 0
        for other, known in facts.families.items():
            if other != name and known.get(thing.ref_id, family) != family:
                yield problem_of(all_rules()[rule], breach(thing, "ref_id", other=other), place)
        facts.families.setdefault(name, {})[thing.ref_id] = family

    return take


def _learner(facts: StatedFacts, thing: Any, place: ObjectPlace) -> Iterator[Problem]:
    person = thing.personal_information
    if person.demographics is not None and person.demographics.birth_date is not None:
        facts.births[thing.ref_id] = person.demographics.birth_date.toordinal()
    current = thing.current_school_enrolment
    if current is not None:
        stated = (current.la_id, current.establishment_id, current.nc_year_group)
        facts.currents.append(
            (current.learner_school_enrolment_ref_id, stated, _where(place, thing, "current_school_enrolment"))
        )
        if thing.connexions_agreement is not None:
            facts.connexions.append((stated[:2], _where(place, thing, "connexions_agreement")))
    yield from _person("LearnerPersonal-7")(facts, thing, place)


def _currents(facts: StatedFacts) -> Iterator[Problem]:
    for enrolment, (la, number, year), where in facts.currents:
        known = facts.enrolments.get(enrolment)
        if known is None:
            continue
        if known.year != year:
            yield make_problem("LearnerPersonal-2", *where, field="NCYearGroup", stated=year, actual=known.year)
        school = facts.schools.get(known.school)
        if school is not None and school[:2] != (la, number):
            stated, actual = f"{la}/{number}", f"{school.la}/{school.number}"
            yield make_problem(
                "LearnerPersonal-2", *where, field="LAId / EstablishmentId", stated=stated, actual=actual
            )


def _connexions(facts: StatedFacts) -> Iterator[Problem]:
    phases = {(school.la, school.number): school.phase for school in facts.schools.values()}
    for school, where in facts.connexions:
        phase = phases.get(school)
        if phase is not None and phase not in _CONNEXIONS_PHASES:
            yield make_problem("LearnerPersonal-6", *where, phase=phase)


def _enrolment(facts: StatedFacts, thing: Any, place: ObjectPlace) -> Iterator[Problem]:
    facts.enrolments[thing.ref_id] = Enrolment(thing.nc_year_group_actual, thing.school_info_ref_id)
    if thing.class_type not in (None, "O"):
        year = school_year(thing.entry_date)
        where = _where(place, thing, "class_type")
        facts.classes.append((thing.learner_personal_ref_id, year, thing.class_type, where))
    yield from ()


def _classes(facts: StatedFacts) -> Iterator[Problem]:
    for learner, year, stated, where in facts.classes:
        ordinal = facts.births.get(learner)
        if ordinal is None:
            continue
        born = date.fromordinal(ordinal)
        before = date(year - 1, 8, 31)
        age = before.year - born.year - ((before.month, before.day) < (born.month, born.day))
        if age >= _OWN_CLASS_AGE:
            yield make_problem("LearnerSchoolEnrolment-1", *where, stated=stated, born=born)


def _school(facts: StatedFacts, thing: Any, place: ObjectPlace) -> Iterator[Problem]:
    facts.schools[thing.ref_id] = StatedSchool(thing.la_id, thing.establishment_id, thing.phase)
    yield from ()


def _coded(name: str, rule: str) -> Take:
    def take(facts: StatedFacts, thing: Any, place: ObjectPlace) -> Iterator[Problem]:
        code = getattr(thing, name)
        seen = (thing.xml_name, code)
        if seen in facts.codes:
            yield problem_of(all_rules()[rule], breach(thing, name, type=seen[0], code=code), place)
        facts.codes[seen] = 1

    return take


def _attendance(facts: StatedFacts, thing: Any, place: ObjectPlace) -> Iterator[Problem]:
    stamp = thing.record_timestamp
    if thing.ref_id in facts.stamps:
        before = facts.stamps[thing.ref_id]
        if stamp is None or before is None or stamp.isoformat() == before:
            yield problem_of(all_rules()["LearnerAttendance-4"], breach(thing, "record_timestamp"), place)
        if thing.attendance_note is None:
            yield problem_of(all_rules()["LearnerAttendance-3"], breach(thing, "attendance_note"), place)
    facts.stamps[thing.ref_id] = stamp.isoformat() if stamp else None


def _junction(facts: StatedFacts, thing: Any, place: ObjectPlace) -> Iterator[Problem]:
    for output in thing.output_list or ():
        if output.group_local_id is not None:
            facts.outputs.add(output.group_local_id)
    for entry in thing.input_list or ():
        if entry.group_local_id is not None and entry.type is None:
            facts.inputs.setdefault(entry.group_local_id, _where(place, entry, "group_local_id"))
    yield from ()


def _cycle(facts: StatedFacts, thing: Any, place: ObjectPlace) -> Iterator[Problem]:
    standard = {period.period_index for period in thing.standard_period_list or ()}
    for day in thing.tt_day_list or ():
        facts.days[day.tt_day_id] = frozenset(standard | {period.period_index for period in day.period_list or ()})
    facts.periods = thing.periods_per_day
    yield from ()


def _lesson(facts: StatedFacts, thing: Any, place: ObjectPlace) -> Iterator[Problem]:
    slot = (thing.tt_day_id, thing.period_index, thing.length or 1)
    if slot not in facts.lessons:
        facts.lessons[slot] = _where(place, thing, "period_index")
    yield from ()


def _lessons(facts: StatedFacts) -> Iterator[Problem]:
    if not facts.days:
        return
    for (day, index, length), where in facts.lessons.items():
        if index not in facts.days.get(day, ()):
            yield make_problem("Lesson-3", *where, day=day, index=index)
        elif index + length - 1 > facts.periods:
            yield make_problem("Lesson-4", *where, index=index, length=length, limit=facts.periods)


def _group(facts: StatedFacts, thing: Any, place: ObjectPlace) -> Iterator[Problem]:
    if thing.parent_school_group_ref_id is not None:
        where = _where(place, thing, "parent_school_group_ref_id")
        facts.parents[thing.ref_id] = (thing.parent_school_group_ref_id, where)
    yield from ()


def _cycles(facts: StatedFacts) -> Iterator[Problem]:
    for group, (parent, where) in facts.parents.items():
        seen: set[str] = set()
        while parent in facts.parents and parent != group and parent not in seen:
            seen.add(parent)
            parent = facts.parents[parent][0]
        if parent == group:
            yield make_problem("SchoolGroup-2i", *where)


def _component(facts: StatedFacts, thing: Any, place: ObjectPlace) -> Iterator[Problem]:
    marks = tuple(
        (part.start_date or date.min, part.end_date or date.max, part.min_value, part.max_value)
        for part in thing.mark_set_list or ()
    )
    facts.components[thing.ref_id] = Component(thing.component_type, thing.assessment_result_grade_set_ref_id, marks)
    yield from ()


def _grade_set(facts: StatedFacts, thing: Any, place: ObjectPlace) -> Iterator[Problem]:
    facts.grades[thing.ref_id] = tuple(
        (version.start_date, version.end_date or date.max, frozenset(grade.title for grade in version.grades or ()))
        for version in thing.grade_sets or ()
    )
    yield from ()


def _result(facts: StatedFacts, thing: Any, place: ObjectPlace) -> Iterator[Problem]:
    component = facts.components.get(thing.assessment_component_ref_id)
    waits = component is None or (component.type == "Grade" and (component.grade_set or "") not in facts.grades)
    where = (
        _where(place, thing, "result")
        if waits or not _fits(facts, component, thing.result, thing.achievement_date)
        else None
    )
    if where is not None:
        result = StatedResult(thing.assessment_component_ref_id, thing.result, thing.achievement_date, where)
        if waits:
            facts.results.append(result)
        else:
            yield from _judge(facts, result)


def _fits(facts: StatedFacts, component: Component | None, text: str, day: date) -> bool:
    if component is None or component.type == "Comment":
        return True
    if component.type == "Grade":
        versions = facts.grades.get(component.grade_set or "")
        return versions is None or any(start <= day <= end and text in titles for start, end, titles in versions)
    try:
        mark = Decimal(text.strip())
    except InvalidOperation:
        return False
    ranges = [(low, high) for start, end, low, high in component.marks if start <= day <= end]
    return not component.marks or any(low <= mark <= high for low, high in ranges)


def _judge(facts: StatedFacts, result: StatedResult) -> Iterator[Problem]:
    component = facts.components.get(result.component)
    if component is not None and not _fits(facts, component, result.text, result.day):
        expected = "a grade" if component.type == "Grade" else "within a mark range"
        yield make_problem(
            "LearnerAssessmentResult-1", *result.where, result=result.text, expected=expected, day=result.day
        )


_TAKE: Final[Mapping[str, Take]] = MappingProxyType(
    {
        "LearnerPersonal": _learner,
        "ContactPersonal": _person("ContactPersonal-1"),
        "WorkforcePersonal": _person("WorkforcePersonal-2"),
        "LearnerSchoolEnrolment": _enrolment,
        "SchoolInfo": _school,
        "LearnerAttendance": _attendance,
        "NonTeachingActivity": _coded("nt_code", "NonTeachingActivity-1"),
        "TTRoom": _coded("code", "TTRoom-1"),
        "TTSite": _coded("code", "TTSite-1"),
        "TTSubject": _coded("code", "TTSubject-1"),
        "TTTeacher": _coded("code", "TTTeacher-1"),
        "Junction": _junction,
        "Cycle": _cycle,
        "Lesson": _lesson,
        "SchoolGroup": _group,
        "AssessmentResultComponent": _component,
        "AssessmentResultGradeSet": _grade_set,
        "LearnerAssessmentResult": _result,
    }
)
