"""The rules of the assessment objects (sections 6.3.1 to 6.3.7, 6.3.13, 6.3.14)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from handover.sif.checks.rule import ERROR, WARNING, Breach, Context, SifRule, breach, make_rule
from handover.sif.checks.rules.common import CORRECT, DATES, FILL, LOOK, check_apart, four_digits, twice

if TYPE_CHECKING:
    from handover.sif.objects import AssessmentLearnerSet, AssessmentResultComponent, AssessmentResultGradeSet

_YEAR = ("The year {year} does not have four digits.", "Nid oes gan y flwyddyn {year} bedwar digid.")
_REFERENCE = (
    "Send the object that it points to as well, or correct the reference.",
    "Anfonwch y gwrthrych y mae'n cyfeirio ato hefyd, neu cywirwch y cyfeiriad.",
)


def _learners_or_group(thing: AssessmentLearnerSet, _: Context) -> Iterator[Breach]:
    if thing.learner_list is None and thing.school_group_ref_id is None:
        yield breach(thing, "learner_list")


def _grade_set(thing: AssessmentResultComponent, _: Context) -> Iterator[Breach]:
    if thing.component_type == "Grade" and thing.assessment_result_grade_set_ref_id is None:
        yield breach(thing, "assessment_result_grade_set_ref_id")


def _mark_sets(thing: AssessmentResultComponent, _: Context) -> Iterator[Breach]:
    if thing.component_type == "Mark" and thing.mark_set_list is None:
        yield breach(thing, "mark_set_list")


def _ranges(thing: AssessmentResultComponent, _: Context) -> Iterator[Breach]:
    for part in thing.mark_set_list or ():
        if part.min_value is not None and part.max_value is not None and part.min_value > part.max_value:
            yield breach(part, "min_value", low=part.min_value, high=part.max_value)
        if part.start_date and part.end_date and part.start_date > part.end_date:
            yield breach(part, "start_date", low=part.start_date, high=part.end_date)


def _ranks(thing: AssessmentResultGradeSet, _: Context) -> Iterator[Breach]:
    for version in thing.grade_sets or ():
        grades = version.grades or ()
        for place in twice([grade.rank_order for grade in grades]):
            yield breach(grades[place], "rank_order", rank=grades[place].rank_order)


RULES: Final[tuple[SifRule, ...]] = (
    make_rule(
        "AssessmentLearnerSet-1",
        ERROR,
        (
            "Neither LearnerList nor SchoolGroupRefId is there; one of them must be.",
            "Nid oes LearnerList na SchoolGroupRefId; rhaid cael un ohonynt.",
        ),
        FILL,
        _learners_or_group,
    ),
    make_rule(
        "AssessmentResponseComponent-2",
        WARNING,
        _YEAR,
        LOOK,
        four_digits(lambda thing: thing.year_list, "year_list"),
        partial=True,
    ),
    make_rule(
        "AssessmentResultComponent-1",
        ERROR,
        (
            "ComponentType is Grade, but AssessmentResultGradeSetRefId is missing.",
            "Grade yw ComponentType, ond mae AssessmentResultGradeSetRefId ar goll.",
        ),
        FILL,
        _grade_set,
    ),
    make_rule(
        "AssessmentResultComponent-2",
        ERROR,
        (
            "ComponentType is Mark, but MarkSetList is missing.",
            "Mark yw ComponentType, ond mae MarkSetList ar goll.",
        ),
        FILL,
        _mark_sets,
    ),
    make_rule(
        "AssessmentResultComponent-3",
        ERROR,
        (
            "The dates of two mark sets overlap (from {start}).",
            "Mae dyddiadau dwy set o farciau'n gorgyffwrdd (o {start}).",
        ),
        DATES,
        check_apart(lambda thing: thing.mark_set_list),
        partial=True,
    ),
    make_rule(
        "AssessmentResultComponent-4",
        WARNING,
        ("{low} is above {high}.", "Mae {low} yn uwch na {high}."),
        LOOK,
        _ranges,
        partial=True,
    ),
    make_rule(
        "AssessmentResultComponent-5",
        WARNING,
        _YEAR,
        LOOK,
        four_digits(lambda thing: thing.year_list, "year_list"),
        partial=True,
    ),
    make_rule(
        "AssessmentResultGradeSet-1",
        ERROR,
        (
            "Two versions of the grades are in force at once (from {start}).",
            "Mae dau fersiwn o'r graddau mewn grym ar yr un pryd (o {start}).",
        ),
        DATES,
        check_apart(lambda thing: thing.grade_sets),
        partial=True,
    ),
    make_rule(
        "AssessmentResultGradeSet-2",
        WARNING,
        (
            "Two grades share the rank {rank}; the highest number is the best grade.",
            "Mae gan ddwy radd yr un safle, {rank}; y rhif uchaf yw'r radd orau.",
        ),
        LOOK,
        _ranks,
        partial=True,
    ),
    make_rule(
        "AssessmentSession-1",
        ERROR,
        (
            "There is no AssessmentLearnerSet {target}; a session cannot be without one.",
            "Nid oes AssessmentLearnerSet {target}; ni all sesiwn fod heb un.",
        ),
        _REFERENCE,
    ),
    make_rule(
        "LearnerAssessmentResult-1",
        ERROR,
        (
            "The result {result} is not {expected} of its component on {day}.",
            "Nid yw'r canlyniad {result} yn {expected} ei gydran ar {day}.",
        ),
        CORRECT,
    ),
)
