"""The roll of one invented school as SIF objects: the school, its learners and what goes with them when they move."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from handover.common.authorities import is_welsh
from handover.invented.places import invent_postcode, region_of
from handover.invented.sif.people import invent_learner
from handover.invented.sif.plan import PlannedLearner, SchoolPlan
from handover.sif.model import SifObject
from handover.sif.objects import (
    PAON,
    Address,
    AssessmentResultComponent,
    LearnerAssessmentResult,
    LearnerAttendanceSummary,
    LearnerEntitlement,
    PersonDietaryPreference,
    PersonPicture,
    SchoolInfo,
)

PRIMARY_YEARS: Final = ("R", "1", "2", "3", "4", "5", "6")
SECONDARY_YEARS: Final = ("7", "8", "9", "10", "11")
RECEPTION_AGE: Final = 5
STAYS: Final = (PersonPicture, PersonDietaryPreference)
"""What a learner has that no record of a move holds."""


@dataclass(frozen=True, slots=True)
class _Tested:
    """What is assessed at the end of a year group, with the results that are met."""

    stage: str
    after: str
    results: tuple[str, ...]


_STAGES: Final = (
    _Tested("KS1", "2", ("1", "2", "2", "2", "3")),
    _Tested("KS2", "6", ("3", "4", "4", "4", "5")),
)


def invent_roll(
    seed: int,
    number: str,
    name: str,
    *,
    learners: int = 30,
    days: int = 60,
    year: int = 2027,
    years: tuple[str, ...] | None = None,
) -> Iterator[SifObject]:
    """Yield the objects of the school with this number of seven digits, what others refer to first.

    Without `years` its fourth digit decides between primary and secondary. Attendance is counted over so many days from the
    start of the school year that ends in `year`.
    """
    taught = years or (SECONDARY_YEARS if number[3] in "46" else PRIMARY_YEARS)
    plan = SchoolPlan(seed, learners, days, year, number[:3], number[3:])
    yield _school(plan, name, taught)
    tested = {
        (stage.stage, subject): _component(plan, stage, subject) for stage in _STAGES for subject in _subjects(plan)
    }
    yield from tested.values()
    for planned in plan.pupils:
        nc_year = taught[planned.serial % len(taught)]
        pupil = replace(planned, nc_year=nc_year, age=_age(nc_year))
        for thing in invent_learner(plan, pupil):
            if isinstance(thing, LearnerEntitlement):
                yield thing.replace(provider_id=None)  # names an LAInfo, which no school provides
            elif not isinstance(thing, STAYS):
                yield thing
        if plan.school_days:
            yield _attendance(plan, pupil)
        yield from _results(plan, pupil, tested)


def _school(plan: SchoolPlan, name: str, taught: tuple[str, ...]) -> SchoolInfo:
    region = region_of(plan.la)
    return SchoolInfo(
        ref_id=plan.school,
        establishment_id=plan.number,
        la_id=plan.la,
        school_name=name,
        school_address=Address(
            type="Current",
            paon=PAON(description=name),
            town=region.towns[0],
            post_code=invent_postcode(region, plan.chance),
            country="GBR",
        ),
        phase="SY" if taught == SECONDARY_YEARS else "PY",
        nc_year_group_list=taught,
        gender_of_entry="C",
        sessions_per_day=2,
        operational_status="1",
    )


def _age(nc_year: str) -> int:
    """Return the age that goes with a year group on the 31 August that ends it."""
    return RECEPTION_AGE + PRIMARY_YEARS.index(nc_year) if nc_year in PRIMARY_YEARS else RECEPTION_AGE + int(nc_year)


def _subjects(plan: SchoolPlan) -> tuple[str, ...]:
    return ("CYM", "MAT", "SCI") if is_welsh(plan.la) else ("ENG", "MAT", "SCI")


def _component(plan: SchoolPlan, tested: _Tested, subject: str) -> AssessmentResultComponent:
    title = f"{tested.stage} {subject}"
    return AssessmentResultComponent(
        ref_id=plan.new_id(),
        name=title,
        local_id="SUB",
        short_description=title,
        description=f"{title}, teacher assessment",
        assessment_subject_list=(subject,),
        stage_list=(tested.stage,),
        component_type="Comment",
        result_qualifier="NL",
        assessment_method="TA",
    )


def _attendance(plan: SchoolPlan, pupil: PlannedLearner) -> LearnerAttendanceSummary:
    possible = 2 * len(plan.school_days)
    ill = plan.chance.randrange(possible // 8 + 1)
    reason = LearnerAttendanceSummary.Reason
    return LearnerAttendanceSummary(
        learner_personal_ref_id=pupil.ref_id,
        school_info_ref_id=plan.school,
        school_year=plan.year,
        start_date=plan.school_days[0],
        end_date=plan.school_days[-1],
        reasons_list=(
            reason(code="I", type="Absent", status="Authorised", total=ill),
            reason(code="/", type="Present", status="NA", total=possible - ill),
        ),
        sessions_attended_total=possible - ill,
        sessions_possible=possible,
        authorised_absences=ill,
        unauthorised_absences=0,
    )


def _results(
    plan: SchoolPlan, pupil: PlannedLearner, tested: dict[tuple[str, str], AssessmentResultComponent]
) -> Iterator[LearnerAssessmentResult]:
    """Yield what a learner got at the end of the stages that lie behind."""
    order = (*PRIMARY_YEARS, *SECONDARY_YEARS)
    for stage in _STAGES:
        since = order.index(pupil.nc_year) - order.index(stage.after)
        if since <= 0:
            continue
        for subject in _subjects(plan):
            yield LearnerAssessmentResult(
                ref_id=plan.new_id(),
                assessment_component_ref_id=tested[stage.stage, subject].ref_id,
                learner_personal_ref_id=pupil.ref_id,
                school_info_ref_id=plan.school,
                achievement_date=date(plan.year - since, 7, 9),
                result=plan.chance.choice(stage.results),
                result_status="R",
            )
