"""Every rule that an object can break, as one table, and beside it what only explains or is part of the grammar."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from handover.sif.checks.rule import SifRule

BY_GRAMMAR: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Address-T4": "sif.range",
        "Cycle-1": "sif.missing",
        "Junction-1": "sif.code",
        "LearnerAssessmentResponseSet-1": "sif.code",
        "LearnerAttendanceSummary-5": "sif.code",
        "LearnerBehaviourIncident-2": "sif.code",
        "LearnerBehaviourIncident-4": "sif.range",
        "LearnerBehaviourIncident-9": "sif.missing",
        "LearnerContact-3": "sif.range",
        "LearnerEntitlement-3": "sif.missing_attribute",
        "LearnerExclusion-1": "sif.range",
        "LearnerPersonal-1": "sif.pattern",
        "LearnerPersonal-4": "sif.missing",
        "LearnerSchoolEnrolment-3": "sif.range",
        "LearnerSpecialNeeds-4": "sif.code",
        "LocationContext-T1": "sif.missing",
        "Period-T1": "sif.missing",
        "PhoneNumber-T1": "sif.pattern",
        "SchoolGroup-1": "sif.missing_attribute",
        "SchoolMealStatus-1": "sif.value",
        "TeachingGroup-2": "sif.missing",
        "TermInfo-2": "sif.range",
        "WorkforcePersonal-1": "sif.pattern",
    }
)
"""Rules that the grammar already enforces, and the problem that a breach is."""

BY_ANOTHER: Final[Mapping[str, str]] = MappingProxyType(
    {"LAInfo-1": "sif.AddressList-T1", "SchoolInfo-4": "sif.AddressList-T1"}
)
"""Rules of an object that a rule of a common type enforces, and the problem that a breach is."""

GLOBAL: Final[Mapping[str, str]] = MappingProxyType(
    {
        "G1": "sif.pattern",
        "G2": "sif.G2",
        "G3": "sif.order",
        "G4": "sif.missing",
        "G5": "sif.missing_attribute",
        "G6": "sif.missing",
        "G7": "sif.nil",
        "G8": "sif.AddressList-T1",
        "G9": "sif.value",
        "G10": "sif.order",
        "G11": "sif.code",
    }
)
"""The rules for every object, and the problem that a breach is."""

OF_GLOBAL: Final[Mapping[str, str]] = MappingProxyType(
    {
        "sif.missing": "G4",
        "sif.missing_attribute": "G5",
        "sif.nil": "G7",
        "sif.nil_in_whole": "G7",
        "sif.action_in_whole": "G8",
        "sif.code": "G11",
        "sif.newer_code": "G11",
        "sif.open_code": "G11",
        "sif.defect_code": "G11",
        "sif.pattern": "G1",
    }
)
"""The rule for every object that a fault of form breaks; G3, the table itself, where none is named."""

MEANING: Final[Mapping[str, str]] = MappingProxyType(
    {
        "AssessmentResponseComponent-1": "says what a missing list means",
        "Identity-4": "says that a GUID must not be resolved",
        "Identity-5": "leaves more to notes that the section does not hold",
        "Junction-7": "says that ShortDesc is optional",
        "LearnerAssessmentResult-2": "says where further facts go",
        "LearnerBehaviourIncident-6": "speaks of a condition that cannot hold",
        "LearnerEntitlement-4": "says how a type is to be understood",
        "LearnerExclusion-3": "says how sessions are counted",
        "LearnerPersonal-5": "says that several may be Yes",
        "LearnerSchoolEnrolment-4": "says that dates may lie ahead",
        "LearnerSpecialNeeds-3": "says that dates may lie ahead",
        "LearnerSpecialNeeds-5": "says who uses the elements",
        "Lesson-5": "says that an empty list is valid",
        "NonTeachingActivity-2": "says which type prevails",
        "PersonDietaryPreference-1": "says what a missing MealEffect means",
        "SchoolGroup-3": "says which year to write for a long-lived group",
        "SchoolGroupType-1": "says that the list may be missing",
        "SchoolInfo-5": "points to an object that does not exist",
        "TTTeacher-2": "says what a description is for",
        "WorkforcePersonal-3": "says that two numbers need not agree",
    }
)
"""Rules that only explain: no object can break them, and none is refused for them."""

KEY_RULES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "LearnerAttendanceSummary": "LearnerAttendanceSummary-1",
        "LearnerContact": "LearnerContact-2",
        "LearnerSpecialNeeds": "LearnerSpecialNeeds-2",
        "PersonPicture": "PersonPicture-4",
    }
)
"""The rule that a repeated key breaks, where an object has one of its own; G2 otherwise."""


@lru_cache(maxsize=1)
def all_rules() -> Mapping[str, SifRule]:
    """Return every rule by its id."""
    from handover.sif.checks.rules import assessment, attendance, everything, learners, people, school, timetable, types

    modules = (everything, types, assessment, attendance, learners, people, school, timetable)
    return MappingProxyType({rule.id: rule for module in modules for rule in module.RULES})
