"""A sample school: authority, people, groups, timetable, attendance, assessment, meals, all references right."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

from handover.invented.places import invent_postcode, region_of
from handover.invented.sif import people, timetable
from handover.invented.sif.plan import PlannedLearner, SchoolPlan
from handover.invented.sif.subjects import SUBJECTS
from handover.sif.model import SifObject
from handover.sif.objects import (
    PAON,
    Address,
    AssessmentLearnerSet,
    AssessmentResponseComponent,
    AssessmentResponseComponentGroup,
    AssessmentResultComponent,
    AssessmentResultComponentGroup,
    AssessmentResultGradeSet,
    AssessmentSession,
    LAInfo,
    LearnerAssessmentResponseSet,
    LearnerAssessmentResult,
    LearnerAttendance,
    LearnerAttendanceSummary,
    LearnerBehaviourIncident,
    LearnerExclusion,
    LearnerGroupEnrolment,
    SchoolGroup,
    SchoolGroupType,
    SchoolInfo,
    SchoolMealStatus,
    TermInfo,
)

_GRADES = ("A", "B", "C", "D", "E")
_ABSENCE = 0.05


def invent_school(seed: int, *, learners: int = 30, days: int = 5, year: int = 2026) -> Iterator[SifObject]:
    """Yield the objects of an invented school, what others refer to first.

    `days` of attendance are marked from the start of the school year that ends in `year`.
    """
    plan = SchoolPlan(seed, learners, days, year)
    yield from _establishment(plan)
    yield from people.invent_staff(plan)
    for pupil in plan.pupils:
        yield from people.invent_learner(plan, pupil)
    yield from _groups(plan)
    yield from timetable.invent_timetable(plan)
    yield from _attendance(plan)
    yield from _behaviour(plan)
    yield from _assessment(plan)
    yield from _meals(plan)


def invent_examples() -> dict[str, SifObject]:
    """Return one object of each type, by its name, from one school."""
    found: dict[str, SifObject] = {}
    for thing in invent_school(7, learners=60, days=1):
        found.setdefault(type(thing).__name__, thing)
    return found


def _establishment(plan: SchoolPlan) -> Iterator[SifObject]:
    yield LAInfo(
        ref_id=plan.authority,
        la_id=plan.la,
        la_name="CARDIFF",
        la_full_name="Invented authority of the samples",
        la_url="https://la.example/",
    )
    region = region_of(plan.la)
    head = people.invent_person(plan)
    name = f"Ysgol Gyfun {plan.chance.choice(region.localities)}"
    yield SchoolInfo(
        ref_id=plan.school,
        la_info_ref_id=plan.authority,
        establishment_id=plan.number,
        la_id=plan.la,
        school_name=name,
        school_url="https://ysgol.example/",
        school_address=Address(
            type="Current",
            paon=PAON(description=name),
            town=region.towns[0],
            post_code=invent_postcode(region, plan.chance),
            country="GBR",
        ),
        head_teacher_info=SchoolInfo.HeadTeacherInfo(contact_name=f"Dr {head.given} {head.family}"),
        phase="SY",
        nc_year_group_list=("7", "8", "9", "10", "11"),
        gender_of_entry="C",
        boarders="No",
        sessions_per_day=2,
        nursery="No",
        special="No",
        operational_status="1",
    )
    months = (("AUT", (9, 1), (12, 18)), ("SPR", (1, 5), (3, 27)), ("SUM", (4, 13), (7, 20)))
    for code, first, last in months:
        in_year = plan.year - (code == "AUT")
        yield TermInfo(
            ref_id=plan.new_id(),
            school_info_ref_id=plan.school,
            school_year=plan.year,
            start_date=plan.first_day.replace(year=in_year, month=first[0], day=first[1]),
            end_date=plan.first_day.replace(year=in_year, month=last[0], day=last[1]),
            term_code=code,
            terms_per_year=3,
        )


def _groups(plan: SchoolPlan) -> Iterator[SifObject]:
    kind = plan.new_id()
    yield SchoolGroupType(
        ref_id=kind, school_info_ref_id=plan.school, school_year=plan.year, group_type="R", title="Registration"
    )
    for number, group in enumerate(plan.form_groups):
        teacher = plan.staff[number % len(plan.staff)]
        yield SchoolGroup(
            ref_id=group,
            school_group_type_ref_id=kind,
            school_year=plan.year,
            local_id=f"F{number:03d}",
            group_name=f"Form {number + 1}",
            schedule_info_list=(
                SchoolGroup.ScheduleInfo(
                    teacher_list=(SchoolGroup.Teacher(workforce_personal_ref_id=teacher, role="TCH"),)
                ),
            ),
        )
    for pupil in plan.pupils:
        yield LearnerGroupEnrolment(
            ref_id=plan.new_id(),
            learner_personal_ref_id=pupil.ref_id,
            school_group_ref_id=plan.form_groups[pupil.form],
            school_year=plan.year,
            entry_date=plan.first_day,
        )


def _attendance(plan: SchoolPlan) -> Iterator[SifObject]:
    for pupil in plan.pupils:
        absent = 0
        for day in plan.school_days:
            for session, present in (("AM", "/"), ("PM", "\\")):
                ill = plan.chance.random() < _ABSENCE
                absent += ill
                yield LearnerAttendance(
                    ref_id=plan.new_id(),
                    learner_personal_ref_id=pupil.ref_id,
                    school_info_ref_id=plan.school,
                    attendance_date=day,
                    session=session,
                    attendance_domain="Session",
                    attendance_code="I" if ill else present,
                    record_timestamp=datetime.combine(day, time(9 if session == "AM" else 13, 5), UTC),
                    input_source="WF",
                    workforce_personal_ref_id=plan.staff[pupil.form % len(plan.staff)],
                    school_group_ref_id=plan.form_groups[pupil.form],
                )
        if plan.school_days:
            yield _summary(plan, pupil, absent)


def _summary(plan: SchoolPlan, pupil: PlannedLearner, absent: int) -> SifObject:
    possible = 2 * len(plan.school_days)
    reason = LearnerAttendanceSummary.Reason
    return LearnerAttendanceSummary(
        learner_personal_ref_id=pupil.ref_id,
        school_info_ref_id=plan.school,
        school_year=plan.year,
        start_date=plan.school_days[0],
        end_date=plan.school_days[-1],
        reasons_list=(reason(code="I", type="Absent", status="Authorised", total=absent),),
        sessions_attended_total=possible - absent,
        sessions_possible=possible,
        authorised_absences=absent,
        unauthorised_absences=0,
    )


def _behaviour(plan: SchoolPlan) -> Iterator[SifObject]:
    incident = LearnerBehaviourIncident
    for pupil in plan.pupils[::40]:
        teacher = plan.staff[pupil.form % len(plan.staff)]
        when = datetime.combine(plan.first_day + timedelta(days=10), time(11, 30))
        yield incident(
            ref_id=plan.new_id(),
            school_info_ref_id=plan.school,
            behaviour_type=incident.BehaviourType(weighting=-2, classification="Disruption"),
            incident=incident.Incident(date=when, location="Class", confidentiality="Low"),
            participants=incident.Participants(
                employees=(incident.Employee(workforce_personal_ref_id=teacher, participation_types=("Recorder",)),),
                learners=(
                    incident.Learner(
                        learner_personal_ref_id=pupil.ref_id,
                        participation_types=("Perpetrator",),
                        weighting="-2",
                        actions=(incident.Action(classification="Communication", date=when, person=teacher),),
                    ),
                ),
            ),
        )
        yield LearnerExclusion(
            ref_id=plan.new_id(),
            learner_personal_ref_id=pupil.ref_id,
            category="FIXD",
            reason="DB",
            start_date=plan.first_day + timedelta(days=11),
            start_session=1,
            end_date=plan.first_day + timedelta(days=12),
            actual_sessions=2,
        )


def _assessment(plan: SchoolPlan) -> Iterator[SifObject]:
    grades, component, group = plan.new_id(), plan.new_id(), plan.new_id()
    learner_set, session, question, paper = plan.new_id(), plan.new_id(), plan.new_id(), plan.new_id()
    teacher = plan.staff[0]
    yield _grade_set(plan, grades)
    yield AssessmentResultComponent(
        ref_id=component,
        name="Maths year test",
        short_description="Maths",
        description="Maths, end of year",
        assessment_subject_list=(SUBJECTS[0].assessed,),
        assessment_result_grade_set_ref_id=grades,
        component_type="Grade",
        result_qualifier="LG",
        assessment_method="TT",
    )
    yield AssessmentResultComponentGroup(ref_id=group, name="Year test", component_list=(component,))
    yield AssessmentLearnerSet(
        ref_id=learner_set,
        assessment_result_component_group_ref_id=group,
        creation_date_time=datetime.combine(plan.first_day, time(8)),
        school_group_ref_id=plan.form_groups[0],
        workforce_personal_ref_id=teacher,
    )
    yield AssessmentSession(
        ref_id=session,
        assessment_learner_set_ref_id=learner_set,
        session_date=plan.last_day,
        school_info_ref_id=plan.school,
        activity="Test",
        status="Complete",
        staff_list=(teacher,),
    )
    yield AssessmentResponseComponent(ref_id=question, name="Part A", description="Maths, part A")
    yield AssessmentResponseComponentGroup(
        ref_id=paper, assessment_session_ref_id=session, name="Maths paper", component_list=(question,)
    )
    answers = LearnerAssessmentResponseSet
    for pupil in plan.pupils:
        yield answers(
            ref_id=plan.new_id(),
            assessment_response_component_ref_id=question,
            learner_personal_ref_id=pupil.ref_id,
            items=(answers.Item(response=str(plan.chance.randint(1, 50)), response_status="Complete", mark="1"),),
        )
        yield LearnerAssessmentResult(
            ref_id=plan.new_id(),
            assessment_component_ref_id=component,
            learner_personal_ref_id=pupil.ref_id,
            school_info_ref_id=plan.school,
            achievement_date=plan.last_day,
            result=plan.chance.choice(_GRADES),
            result_status="R",
            assessment_session_list=(session,),
        )


def _grade_set(plan: SchoolPlan, ref_id: str) -> SifObject:
    grade = AssessmentResultGradeSet.Grade
    grades = tuple(
        grade(title=title, description=f"Grade {title}", rank_order=rank, numeric_value=Decimal(rank * 10))
        for rank, title in enumerate(reversed(_GRADES), 1)
    )
    version = AssessmentResultGradeSet.GradeSet(start_date=plan.first_day, grades=grades)
    return AssessmentResultGradeSet(ref_id=ref_id, name="Letter grades", grade_sets=(version,))


def _meals(plan: SchoolPlan) -> Iterator[SifObject]:
    for day in plan.school_days:
        yield SchoolMealStatus(
            ref_id=plan.new_id(),
            school_info_ref_id=plan.school,
            school_meal_status_date=day,
            school_meal_status_date_session="PM",
            school_meal_status_tier="Whole school",
        )
