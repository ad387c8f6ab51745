"""What a school's software is asked for when a pupil leaves, as a table, and the record that its answers make."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from handover.portal.hub.losses import KeptLoss
from handover.sif.model import SifObject
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
    SchoolInfo,
)


@dataclass(frozen=True, slots=True)
class AskedObject:
    """An object of the record: by the value of which path it is asked for, where that value comes from, and whether the
    record can go without it.

    `keys` gives the values from what has been gathered; several are asked for together. `needed`: without it there is no
    record.
    """

    kind: type[SifObject]
    path: str
    keys: Callable[["GatheredRecord"], Iterable[str]]
    needed: bool = False


@dataclass(slots=True)
class GatheredRecord:
    """What a school's software gave of one child, and what of it was left out."""

    enrolment_ref: str
    learner_ref: str = ""
    objects: list[SifObject] = field(default_factory=list)
    left_out: list[KeptLoss] = field(default_factory=list)
    _had: set[tuple[type[SifObject], str]] = field(default_factory=set)

    def add(self, thing: SifObject) -> None:
        """Add an object unless the record has it: an enrolment is asked for twice, and anything may be given twice."""
        ref_id = getattr(thing, "ref_id", None)
        if ref_id is None:
            if thing not in self.of(type(thing)):
                self.objects.append(thing)
        elif (key := (type(thing), ref_id.upper())) not in self._had:
            self._had.add(key)
            self.objects.append(thing)

    def leave_out(self, told: KeptLoss) -> None:
        """Note what was left out, each thing once."""
        if told not in self.left_out:
            self.left_out.append(told)

    def of(self, kind: type[Any]) -> list[Any]:
        """Return the objects of a type."""
        return [thing for thing in self.objects if isinstance(thing, kind)]

    @property
    def enrolment(self) -> LearnerSchoolEnrolment:
        """The enrolment that ended."""
        ended: LearnerSchoolEnrolment = next(
            each for each in self.of(LearnerSchoolEnrolment) if is_same_id(each.ref_id, self.enrolment_ref)
        )
        return ended

    @property
    def learner(self) -> LearnerPersonal:
        """The child."""
        found: LearnerPersonal = self.of(LearnerPersonal)[0]
        return found


def _of_learner(record: GatheredRecord) -> Iterable[str]:
    return (record.learner_ref,)


def _contacts(record: GatheredRecord) -> Iterable[str]:
    return (each.contact_personal_ref_id for each in record.of(LearnerContact))


def _components(record: GatheredRecord) -> Iterable[str]:
    return (each.assessment_component_ref_id for each in record.of(LearnerAssessmentResult))


def _schools(record: GatheredRecord) -> Iterable[str]:
    return (each.school_info_ref_id for each in record.objects if getattr(each, "school_info_ref_id", None))


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
