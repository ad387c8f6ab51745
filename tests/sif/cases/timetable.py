"""The timetable objects: for every rule, objects that break it and objects that keep it."""

from tests.sif.cases.making import NOBODY, SOMEBODY, Make, entry, one, period, sample, twins, with_


def day(*periods):
    return entry("Cycle", "tt_day_list", period_list=periods)


def standard():
    return sample()["Cycle"][0].standard_period_list[0]


def output(**changes):
    return entry("Junction", "output_list", **changes)


def teaching_output(**changes):
    thing = sample()["Junction"][1]
    return thing.replace(output_list=(thing.output_list[0].replace(**changes), *thing.output_list[1:]))


def scope(**changes):
    return one("Scope", **changes)


def lesson(**changes):
    return one("Lesson", **changes)


CASES: dict[str, tuple[Make | None, Make]] = {
    "Cycle-1": (lambda: [period(short_name=None)], lambda: [one("Cycle")]),
    "Cycle-2": (
        lambda: [day(standard().replace(short_name=None, type="R"))],
        lambda: [day(standard().replace(type="R"))],
    ),
    "Cycle-3": (lambda: [day(standard())], lambda: [day(standard().replace(type="R"))]),
    "Cycle-4": (lambda: [entry("Cycle", "tt_day_list", tt_day_id="DY02")], lambda: [one("Cycle")]),
    "Cycle-5": (
        lambda: [entry("Cycle", "tt_day_list", day_index=9)],
        lambda: [entry("Cycle", "tt_day_list", day_index=1)],
    ),
    "Cycle-6": (lambda: [period(period_index=9)], lambda: [one("Cycle")]),
    "Junction-1": (lambda: [entry("Junction", "input_list", type="TG")], lambda: [one("Junction")]),
    "Junction-2": (lambda: [entry("Junction", "input_list", type=None)], lambda: [one("Junction")]),
    "Junction-3": (lambda: [sample()["Junction"][1]], lambda: list(sample()["Junction"])),
    "Junction-4": (
        lambda: [teaching_output(teaching_group_ref_id=None)],
        lambda: [teaching_output(teaching_group_ref_id=NOBODY)],
    ),
    "Junction-4i": (lambda: [output(teaching_group_ref_id=NOBODY)], lambda: [one("Junction")]),
    "Junction-5": (
        lambda: [one("Junction", output_list=one("Junction").output_list * 2)],
        lambda: [one("Junction")],
    ),
    "Junction-5i": (lambda: [output(group_local_id=None)], lambda: [teaching_output(group_local_id=None)]),
    "Junction-6": (lambda: [output(desc=None)], lambda: [teaching_output(desc=None)]),
    "Junction-7": (None, lambda: [output(short_desc=None)]),
    "Junction-8": (lambda: [teaching_output(nc_year_list=("7",))], lambda: [output(nc_year_list=("7", "8"))]),
    "Lesson-1": (
        lambda: [lesson(teaching_group_ref_id=None)],
        lambda: [lesson(teaching_group_ref_id=None, type="N", nt_code_ref=NOBODY)],
    ),
    "Lesson-2": (
        lambda: [lesson(teaching_group_ref_id=None, type="N")],
        lambda: [lesson(teaching_group_ref_id=None, type="N", nt_code_ref=NOBODY)],
    ),
    "Lesson-3": (lambda: [one("Cycle"), lesson(tt_day_id="DY99")], lambda: [one("Cycle"), lesson()]),
    "Lesson-4": (lambda: [one("Cycle"), lesson(length=9)], lambda: [one("Cycle"), lesson(length=2)]),
    "Lesson-5": (None, lambda: [lesson(teacher_list=())]),
    "NonTeachingActivity-1": (
        lambda: twins("NonTeachingActivity", ref_id=NOBODY),
        lambda: twins("NonTeachingActivity", ref_id=NOBODY, nt_code="OTHER"),
    ),
    "NonTeachingActivity-2": (None, lambda: [one("NonTeachingActivity", type="X")]),
    "Scope-1": (
        lambda: [scope(schedule_name=None)],
        lambda: [scope(schedule_creation_date=None, schedule_name=None, start_date=None, end_date=None)],
    ),
    "Scope-2": (None, lambda: [scope(status="RP")]),
    "Scope-3": (lambda: [scope(school_year=2020)], lambda: [scope()]),
    "TeachingGroup-1": (lambda: [one("TeachingGroup", group_definition=None)], lambda: [one("TeachingGroup")]),
    "TeachingGroup-2": (
        lambda: [with_("TeachingGroup", "group_definition", tt_subject_ref_id=None)],
        lambda: [one("TeachingGroup")],
    ),
    "TeachingGroup-3": (
        lambda: [one("TeachingGroup", main_teacher_ref_id=(NOBODY, SOMEBODY))],
        lambda: [one("TeachingGroup", main_teacher_ref_id=(NOBODY,))],
    ),
    "TTTeacher-2": (None, lambda: [one("TTTeacher", workforce_personal_ref_id=None)]),
    **{
        f"{name}-1": (
            lambda name=name: twins(name, ref_id=NOBODY),
            lambda name=name: twins(name, ref_id=NOBODY, code="NEW"),
        )
        for name in ("TTRoom", "TTSite", "TTSubject", "TTTeacher")
    },
}
