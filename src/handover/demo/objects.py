"""Which SIF objects the demo's school software speaks, in the order in which one refers to another, and how they are found."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from handover.sif.model import AnyWhole, SifObject
from handover.sif.objects import (
    AssessmentResultComponent,
    ContactPersonal,
    LearnerAssessmentResult,
    LearnerAttendanceSummary,
    LearnerContact,
    LearnerEntitlement,
    LearnerPersonal,
    LearnerSchoolEnrolment,
    LearnerSpecialNeeds,
    SchoolInfo,
)


@dataclass(frozen=True, slots=True)
class SpokenObject:
    """An object: its class, the field that names its learner, and the paths by which it is found at once."""

    kind: type[AnyWhole]
    learner: str | None
    indexed: Mapping[str, str]
    """Path in a query to the field that holds its value."""


def _spoken(kind: type[AnyWhole], learner: str | None, **indexed: str) -> SpokenObject:
    paths = {path.replace("at_", "@"): field for path, field in indexed.items()}
    return SpokenObject(kind, learner, MappingProxyType(paths))


_LEARNER: Final = "learner_personal_ref_id"

SPOKEN_OBJECTS: Final[Mapping[str, SpokenObject]] = MappingProxyType(
    {
        each.kind.xml_name: each
        for each in (
            _spoken(SchoolInfo, None, at_RefId="ref_id", EstablishmentId="establishment_id"),
            _spoken(AssessmentResultComponent, None, at_RefId="ref_id"),
            _spoken(ContactPersonal, None, at_RefId="ref_id"),
            _spoken(LearnerPersonal, "ref_id", at_RefId="ref_id", UPN="upn"),
            _spoken(
                LearnerContact,
                _LEARNER,
                at_LearnerPersonalRefId=_LEARNER,
                at_ContactPersonalRefId="contact_personal_ref_id",
            ),
            _spoken(LearnerSchoolEnrolment, _LEARNER, at_RefId="ref_id", at_LearnerPersonalRefId=_LEARNER),
            _spoken(LearnerSpecialNeeds, _LEARNER, at_RefId="ref_id", at_LearnerPersonalRefId=_LEARNER),
            _spoken(LearnerEntitlement, _LEARNER, at_RefId="ref_id", LearnerPersonalRefId=_LEARNER),
            _spoken(LearnerAttendanceSummary, _LEARNER, at_LearnerPersonalRefId=_LEARNER),
            _spoken(LearnerAssessmentResult, _LEARNER, at_RefId="ref_id", at_LearnerPersonalRefId=_LEARNER),
        )
    }
)


def name_learner(thing: SifObject) -> str | None:
    """Return the RefId of the learner an object is about; None for what several learners share."""
    field = SPOKEN_OBJECTS[thing.xml_name].learner
    return getattr(thing, field) if field is not None else None


def identify_object(thing: SifObject) -> str:
    """Return what tells an object from others of its type, as one text."""
    return "|".join(map(str, thing.identity))
