"""The assessment objects: for every rule, objects that break it and objects that keep it."""

from datetime import date
from decimal import Decimal

from handover.sif.objects import AssessmentResultComponent, AssessmentResultGradeSet
from tests.sif.cases.making import END, NOBODY, START, Make, entry, one, sample


def component(**changes):
    return one("AssessmentResultComponent", **changes)


def marks(*ranges):
    """A component scored by marks in these ranges: start, end, low, high."""
    sets = tuple(
        AssessmentResultComponent.MarkSet(start_date=s, end_date=e, min_value=Decimal(a), max_value=Decimal(b))
        for s, e, a, b in ranges
    )
    return component(component_type="Mark", mark_set_list=sets)


def versions(*starts):
    grades = sample()["AssessmentResultGradeSet"][0].grade_sets[0].grades
    made = AssessmentResultGradeSet.GradeSet
    return one(
        "AssessmentResultGradeSet", grade_sets=tuple(made(start_date=s, end_date=e, grades=grades) for s, e in starts)
    )


def ranked(*ranks):
    grade = AssessmentResultGradeSet.Grade
    grades = tuple(
        grade(title=str(n), description="x", rank_order=rank, numeric_value=Decimal(n)) for n, rank in enumerate(ranks)
    )
    version = AssessmentResultGradeSet.GradeSet(start_date=date(2020, 1, 1), grades=grades)
    return one("AssessmentResultGradeSet", grade_sets=(version,))


def result(text, *others):
    return [*others, one("LearnerAssessmentResult", result=text)]


def graded():
    return [one("AssessmentResultGradeSet"), one("AssessmentResultComponent")]


CASES: dict[str, tuple[Make | None, Make]] = {
    "AssessmentLearnerSet-1": (
        lambda: [one("AssessmentLearnerSet", school_group_ref_id=None)],
        lambda: [one("AssessmentLearnerSet", school_group_ref_id=None, learner_list=(NOBODY,))],
    ),
    "AssessmentResponseComponent-1": (None, lambda: [one("AssessmentResponseComponent", year_list=None)]),
    "AssessmentResponseComponent-2": (
        lambda: [one("AssessmentResponseComponent", year_list=("08",))],
        lambda: [one("AssessmentResponseComponent", year_list=("2008",))],
    ),
    "AssessmentResultComponent-1": (
        lambda: [component(assessment_result_grade_set_ref_id=None)],
        lambda: [component(component_type="Comment", assessment_result_grade_set_ref_id=None)],
    ),
    "AssessmentResultComponent-2": (
        lambda: [component(component_type="Mark")],
        lambda: [marks((None, None, 1, 2))],
    ),
    "AssessmentResultComponent-3": (
        lambda: [marks((None, START, 1, 2), (END, None, 1, 2))],
        lambda: [marks((None, END, 1, 2), (START, None, 1, 2))],
    ),
    "AssessmentResultComponent-4": (lambda: [marks((None, None, 9, 2))], lambda: [marks((None, None, 2, 9))]),
    "AssessmentResultComponent-5": (
        lambda: [component(year_list=("2007/8",))],
        lambda: [component(year_list=("2008",))],
    ),
    "AssessmentResultGradeSet-1": (
        lambda: [versions((END, None), (START, None))],
        lambda: [versions((date(2020, 1, 1), END), (START, None))],
    ),
    "AssessmentResultGradeSet-2": (lambda: [ranked(1, 2, 2)], lambda: [ranked(1, 2, 3)]),
    "AssessmentSession-1": (
        lambda: [one("AssessmentSession", assessment_learner_set_ref_id=NOBODY)],
        lambda: [one("AssessmentLearnerSet"), one("AssessmentSession")],
    ),
    "LearnerAssessmentResponseSet-1": (
        lambda: [entry("LearnerAssessmentResponseSet", "items", response_status="Attempted")],
        lambda: [
            entry(
                "LearnerAssessmentResponseSet",
                "items",
                response_status="Attempted (viewed but no response given)",
            )
        ],
    ),
    "LearnerAssessmentResult-1": (lambda: result("Z", *graded()), lambda: result("A", *graded())),
    "LearnerAssessmentResult-2": (None, lambda: [one("LearnerAssessmentResult")]),
}
