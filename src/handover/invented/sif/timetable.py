"""The timetable of a sample school."""

from collections.abc import Iterator
from datetime import time

from handover.invented.sif.plan import SchoolPlan
from handover.invented.sif.subjects import SUBJECTS, TaughtSubject
from handover.sif.model import SifObject
from handover.sif.objects import (
    Cycle,
    Junction,
    Lesson,
    NonTeachingActivity,
    Period,
    Scope,
    TeachingGroup,
    TTRoom,
    TTSite,
    TTSubject,
    TTTeacher,
)

_DAYS = (("DY01", "Mon", "Monday"), ("DY02", "Tue", "Tuesday"), ("DY03", "Wed", "Wednesday"))
_PERIODS = 4


def invent_timetable(plan: SchoolPlan) -> Iterator[SifObject]:
    """Yield the timetable: its scope and cycle, what it uses, its groups, junctions and lessons."""
    yield _scope(plan)
    yield _cycle(plan)
    site, activity = plan.new_id(), plan.new_id()
    rooms = [plan.new_id() for _ in SUBJECTS]
    teachers = [plan.new_id() for _ in SUBJECTS]
    yield TTSite(ref_id=site, code="MAIN", description="Main", type="S")
    yield NonTeachingActivity(ref_id=activity, nt_code="MEET", description="Meeting", type="N")
    for number, (room, teacher) in enumerate(zip(rooms, teachers, strict=True)):
        yield TTRoom(ref_id=room, code=f"R{number}", description=f"Room {number}", site_ref_id=site)
        person = plan.staff[number % len(plan.staff)]
        yield TTTeacher(
            ref_id=teacher, code=f"T{number}", workforce_personal_ref_id=person, description=f"Teacher {number}"
        )
    groups = []
    for subject, teacher in zip(SUBJECTS, teachers, strict=True):
        subject_id, group = plan.new_id(), plan.new_id()
        groups.append(group)
        yield TTSubject(ref_id=subject_id, code=subject.code, description=subject.description)
        yield _teaching_group(group, subject, subject_id, teacher)
    yield from _junctions(plan, groups)
    for slot in range(len(_DAYS) * _PERIODS):
        pick = slot % len(SUBJECTS)
        yield Lesson(
            ref_id=plan.new_id(),
            tt_day_id=_DAYS[slot // _PERIODS][0],
            period_index=slot % _PERIODS + 1,
            type="T",
            teaching_group_ref_id=groups[pick],
            teacher_list=(teachers[pick],),
            tt_room_ref_id=rooms[pick],
        )
    yield Lesson(ref_id=plan.new_id(), tt_day_id="DY01", period_index=1, type="N", nt_code_ref=activity)


def _teaching_group(ref_id: str, subject: TaughtSubject, subject_id: str, teacher: str) -> SifObject:
    return TeachingGroup(
        ref_id=ref_id,
        group_definition=TeachingGroup.GroupDefinition(
            short_name=subject.code, long_name=subject.description, tt_subject_ref_id=subject_id
        ),
        main_teacher_ref_id=(teacher,),
        group_teacher_list=(TeachingGroup.GroupTeacher(tt_teacher_ref_id=teacher, type="A"),),
    )


def _scope(plan: SchoolPlan) -> SifObject:
    return Scope(
        ref_id=plan.new_id(),
        tt_scope_name="Timetable",
        supplier_name="Invented Timetables",
        product="Slots",
        version="1",
        school_info_ref_id=plan.school,
        school_name="Ysgol",
        schedule_creation_date=plan.first_day,
        schedule_name="Final",
        school_year=plan.year,
        start_date=plan.first_day,
        end_date=plan.last_day,
        status="ET",
    )


def _cycle(plan: SchoolPlan) -> SifObject:
    periods = tuple(
        Period(
            period_index=index,
            short_name=str(index),
            long_name=f"Period {index}",
            start_time=time(8 + index),
            end_time=time(9 + index),
            type="T",
        )
        for index in range(1, _PERIODS + 1)
    )
    days = tuple(
        Cycle.TTDay(tt_day_id=day, short_name=short, long_name=name, day_index=index)
        for index, (day, short, name) in enumerate(_DAYS, 1)
    )
    return Cycle(
        ref_id=plan.new_id(),
        cycle_name="Three days",
        cycle_days=len(_DAYS),
        periods_per_day=_PERIODS,
        standard_period_list=periods,
        tt_day_list=days,
    )


def _junctions(plan: SchoolPlan, groups: list[str]) -> Iterator[SifObject]:
    yield Junction(
        ref_id=plan.new_id(),
        label="Whole school",
        short_label="School",
        input_list=(Junction.Input(type="SC"),),
        output_list=(Junction.Output(type="YR", group_local_id="Y7", desc="Year 7", nc_year_list=("7",)),),
    )
    yield Junction(
        ref_id=plan.new_id(),
        label="Year 7",
        short_label="Y7",
        input_list=(Junction.Input(group_local_id="Y7"),),
        output_list=tuple([Junction.Output(type="TG", teaching_group_ref_id=group) for group in groups]),
    )
