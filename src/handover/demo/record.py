"""A child's record as the software shows it to its user: plain lines out of the objects it holds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from handover.demo.roll import SchoolRoll
from handover.sif.model import SifObject
from handover.sif.objects import (
    AssessmentResultComponent,
    ContactPersonal,
    LearnerAssessmentResult,
    LearnerAttendanceSummary,
    LearnerContact,
    LearnerEntitlement,
    LearnerSchoolEnrolment,
    LearnerSpecialNeeds,
    SchoolInfo,
)


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """A school that the child is or was at."""

    name: str
    entry: date
    leaving: date | None


@dataclass(frozen=True, slots=True)
class RecordLines:
    """What there is of a child: contacts with their telephones, needs, entitlements, attendance, results, schools."""

    contacts: tuple[tuple[str, str], ...]
    needs: tuple[str, ...]
    entitlements: tuple[str, ...]
    attendance: tuple[tuple[int, int, int], ...]
    """The year in which the school year ends, the sessions attended, the sessions possible."""
    results: tuple[tuple[str, str], ...]
    schools: tuple[SchoolLine, ...]


def describe_record(roll: SchoolRoll, learner: str) -> RecordLines:
    """Return the lines of a child's record."""
    things = roll.holding.objects_of(learner)
    return RecordLines(
        contacts=tuple(_contact(roll, each) for each in _in_order(things)),
        needs=tuple(line for each in things if isinstance(each, LearnerSpecialNeeds) for line in _needs(each)),
        entitlements=tuple(each.entitlement_type for each in things if isinstance(each, LearnerEntitlement)),
        attendance=tuple(
            (each.school_year, each.sessions_attended_total, each.sessions_possible)
            for each in things
            if isinstance(each, LearnerAttendanceSummary)
        ),
        results=tuple(_result(roll, each) for each in things if isinstance(each, LearnerAssessmentResult)),
        schools=tuple(
            sorted(
                (_school(roll, each) for each in things if isinstance(each, LearnerSchoolEnrolment)),
                key=lambda line: line.entry,
            )
        ),
    )


def _in_order(things: Iterable[SifObject]) -> list[LearnerContact]:
    """Return the links to contacts in the order in which they are called; those without a place last."""
    links = [each for each in things if isinstance(each, LearnerContact)]
    return sorted(links, key=lambda link: (link.contact_sequence is None, link.contact_sequence or 0))


def _contact(roll: SchoolRoll, link: LearnerContact) -> tuple[str, str]:
    person = roll.holding.find_object("ContactPersonal", link.contact_personal_ref_id)
    if not isinstance(person, ContactPersonal):
        return link.contact_personal_ref_id, ""
    name, phone = person.personal_information.name, person.personal_information.phone_number
    shown = " ".join(part for part in (name.title, name.given_name, name.family_name) if part)
    return shown, phone.number if phone is not None else ""


def _needs(need: LearnerSpecialNeeds) -> Iterator[str]:
    kinds = ", ".join(each.value for each in need.sen_type_list or ())
    yield f"{need.provision}: {kinds}" if kinds else need.provision


def _result(roll: SchoolRoll, result: LearnerAssessmentResult) -> tuple[str, str]:
    """Return what was assessed, by the codes of its stage and subject where there are some, and the result."""
    component = roll.holding.find_object("AssessmentResultComponent", result.assessment_component_ref_id)
    if not isinstance(component, AssessmentResultComponent):
        return "", result.result
    codes = (*(component.stage_list or ()), *(component.assessment_subject_list or ()))
    return " ".join(codes) or component.name, result.result


def _school(roll: SchoolRoll, enrolment: LearnerSchoolEnrolment) -> SchoolLine:
    school = roll.holding.find_object("SchoolInfo", enrolment.school_info_ref_id)
    name = school.school_name if isinstance(school, SchoolInfo) else ""
    return SchoolLine(name, enrolment.entry_date, enrolment.exit_date)
