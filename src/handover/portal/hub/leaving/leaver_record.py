"""What a school's software is asked for when a pupil leaves, as a table, and the record that its answers make."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from handover.portal.hub.losses import KeptLoss
from handover.sif.model import AnyWhole, SifObject, WholeObject
from handover.sif.objects import (
    AssessmentResultComponent,
    ContactPersonal,
    LearnerAssessmentResult,
    LearnerAttendance,
    LearnerAttendanceSummary,
    LearnerContact,
    LearnerEntitlement,
    LearnerPersonal,
    LearnerSchoolEnrolment,
    LearnerSpecialNeeds,
    PartialLearnerPersonal,
    PartialLearnerSchoolEnrolment,
    SchoolInfo,
)

P = TypeVar("P", bound=SifObject)


@dataclass(frozen=True, slots=True)
class AskedObject:
    """An object of the record: by the value of which path it is asked for, where that value comes from, and whether the
    record can go without it.

    `keys` gives the values from what has been gathered; several are asked for together. `needed`: without it there is no
    record.
    """

    kind: type[AnyWhole]
    path: str
    keys: Callable[["GatheredRecord"], Iterable[str | None]]
    needed: bool = False


@dataclass(slots=True)
class GatheredRecord:
    """What a school's software gave of one child, and what of it was left out."""

    enrolment_ref: str
    learner_ref: str = ""
    objects: list[SifObject] = field(default_factory=list)
    left_out: list[KeptLoss] = field(default_factory=list)
    _had: set[tuple[str, str]] = field(default_factory=set)

    def add(self, thing: SifObject) -> None:
        """Add an object unless the record has it: an enrolment is asked for twice, and anything may be given twice."""
        ref_id = getattr(thing, "ref_id", None)
        if ref_id is None:
            if thing not in self.objects:
                self.objects.append(thing)
        elif (key := (thing.xml_name, ref_id.upper())) not in self._had:
            self._had.add(key)
            self.objects.append(thing)

    def leave_out(self, told: KeptLoss) -> None:
        """Note what was left out, each thing once."""
        if told not in self.left_out:
            self.left_out.append(told)

    def of(self, kind: type[WholeObject[P]]) -> list[P]:
        """Return the objects of a type, whatever they lack."""
        found: Iterable[Any] = (thing for thing in self.objects if thing.xml_name == kind.xml_name)
        return list(found)

    @property
    def enrolment(self) -> PartialLearnerSchoolEnrolment:
        """The enrolment that ended."""
        return next(each for each in self.of(LearnerSchoolEnrolment) if is_same_id(each.ref_id, self.enrolment_ref))

    @property
    def learner(self) -> PartialLearnerPersonal:
        """The child."""
        return self.of(LearnerPersonal)[0]


def _of_learner(record: GatheredRecord) -> Iterable[str | None]:
    return (record.learner_ref,)


def _contacts(record: GatheredRecord) -> Iterable[str | None]:
    return (each.contact_personal_ref_id for each in record.of(LearnerContact))


def _components(record: GatheredRecord) -> Iterable[str | None]:
    return (each.assessment_component_ref_id for each in record.of(LearnerAssessmentResult))


def _schools(record: GatheredRecord) -> Iterable[str | None]:
    return (getattr(each, "school_info_ref_id", None) for each in record.objects)


ROUNDS: Final[tuple[tuple[AskedObject, ...], ...]] = (
    (AskedObject(LearnerSchoolEnrolment, "@RefId", lambda record: (record.enrolment_ref,), needed=True),),
    (
        AskedObject(LearnerPersonal, "@RefId", _of_learner, needed=True),
        AskedObject(LearnerSchoolEnrolment, "@LearnerPersonalRefId", _of_learner),
        AskedObject(LearnerContact, "@LearnerPersonalRefId", _of_learner),
        AskedObject(LearnerSpecialNeeds, "@LearnerPersonalRefId", _of_learner),
        AskedObject(LearnerEntitlement, "LearnerPersonalRefId", _of_learner),
        AskedObject(LearnerAttendanceSummary, "@LearnerPersonalRefId", _of_learner),
        AskedObject(LearnerAttendance, "@LearnerPersonalRefId", _of_learner),
        AskedObject(LearnerAssessmentResult, "@LearnerPersonalRefId", _of_learner),
    ),
    (
        AskedObject(ContactPersonal, "@RefId", _contacts),
        AskedObject(AssessmentResultComponent, "@RefId", _components),
        AskedObject(SchoolInfo, "@RefId", _schools),
    ),
)
"""What is asked for, round by round: each round needs what the one before it gave."""


def is_same_id(one: str | None, other: str | None) -> bool:
    """Say whether two RefIds are the same: capitals do not count."""
    return (one or "").upper() == (other or "").upper()
