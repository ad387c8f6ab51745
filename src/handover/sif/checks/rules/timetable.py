"""The rules of the timetable objects (sections 6.3.9, 6.3.11, 6.3.25, 6.3.26, 6.3.33, 6.3.34, 6.3.36 to 6.3.39)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from handover.common.problems import Severity
from handover.sif.checks.rule import ERROR, WARNING, Breach, Context, SifRule, breach, make_rule
from handover.sif.checks.rules.common import CORRECT, FILL, LOOK, REMOVE, UNIQUE, school_year, twice

if TYPE_CHECKING:
    from handover.sif.objects import Cycle, Junction, Lesson, Scope, TeachingGroup

_FROM_TIMETABLE = ("BT", "ET")
_CODE = ("Another {type} has the code {code}.", "Mae gan {type} arall y cod {code}.")
_OWN_CODE = ("Give each its own code.", "Rhowch ei god ei hun i bob un.")
_DATED = ("schedule_creation_date", "schedule_name", "start_date", "end_date")


def _standard_repeated(thing: Cycle, _: Context) -> Iterator[Breach]:
    standard = {period.period_index: period for period in thing.standard_period_list or ()}
    for day in thing.tt_day_list or ():
        for place, period in enumerate(day.period_list or ()):
            if standard.get(period.period_index) == period:
                yield breach(day, "period_list", place, index=period.period_index)


def _day_ids(thing: Cycle, _: Context) -> Iterator[Breach]:
    days = thing.tt_day_list or ()
    for place in twice([day.tt_day_id for day in days]):
        yield breach(days[place], "tt_day_id", day=days[place].tt_day_id)


def _day_indexes(thing: Cycle, _: Context) -> Iterator[Breach]:
    days = thing.tt_day_list or ()
    again = set(twice([day.day_index for day in days]))
    for place, day in enumerate(days):
        index = day.day_index
        if place in again or (index is not None and (index < 1 or index > (thing.cycle_days or index))):
            yield breach(day, "day_index", index=index, days=thing.cycle_days)


def _period_indexes(thing: Cycle, _: Context) -> Iterator[Breach]:
    limit = thing.periods_per_day
    lists = [thing.standard_period_list or (), *(day.period_list or () for day in thing.tt_day_list or ())]
    for periods in lists:
        again = set(twice([period.period_index for period in periods]))
        for place, period in enumerate(periods):
            index = period.period_index
            if place in again or (index is not None and limit is not None and index > limit):
                yield breach(period, "period_index", index=index, limit=limit)


def _input_group(thing: Junction, _: Context) -> Iterator[Breach]:
    for entry in thing.input_list or ():
        if entry.type is None and entry.group_local_id is None:
            yield breach(entry, "group_local_id")


def _output_group(thing: Junction, _: Context) -> Iterator[Breach]:
    for output in thing.output_list or ():
        if output.type == "TG" and output.teaching_group_ref_id is None:
            yield breach(output, "teaching_group_ref_id")


def _output_group_elsewhere(thing: Junction, _: Context) -> Iterator[Breach]:
    for output in thing.output_list or ():
        if output.type not in ("TG", None) and output.teaching_group_ref_id is not None:
            yield breach(output, "teaching_group_ref_id", type=output.type)


def _output_ids(thing: Junction, _: Context) -> Iterator[Breach]:
    outputs = thing.output_list or ()
    for place in twice([output.group_local_id for output in outputs]):
        yield breach(outputs[place], "group_local_id", id=outputs[place].group_local_id)


def _output_id_missing(thing: Junction, _: Context) -> Iterator[Breach]:
    for output in thing.output_list or ():
        if output.type != "TG" and output.group_local_id is None:
            yield breach(output, "group_local_id", type=output.type)


def _output_described(thing: Junction, _: Context) -> Iterator[Breach]:
    for output in thing.output_list or ():
        if output.type != "TG" and output.desc is None:
            yield breach(output, "desc", type=output.type)


def _output_years(thing: Junction, _: Context) -> Iterator[Breach]:
    for output in thing.output_list or ():
        if output.type not in ("YR", None) and output.nc_year_list is not None:
            yield breach(output, "nc_year_list", type=output.type)


def _taught_group(thing: Lesson, _: Context) -> Iterator[Breach]:
    if thing.type == "T" and thing.teaching_group_ref_id is None:
        yield breach(thing, "teaching_group_ref_id")


def _activity(thing: Lesson, _: Context) -> Iterator[Breach]:
    if thing.teaching_group_ref_id is None and thing.nt_code_ref is None:
        yield breach(thing, "nt_code_ref")


def _all_or_none(thing: Scope, _: Context) -> Iterator[Breach]:
    there = [name for name in _DATED if getattr(thing, name) is not None]
    for name in _DATED:
        if there and name not in there:
            names = {field.name: field.node.name for field in thing.fields}
            yield breach(thing, name, element=names[name])


def _who_says(thing: Scope, context: Context) -> Iterator[Breach]:
    if context.sender is None or thing.status is None:
        return
    if (context.sender == "timetable") != (thing.status in _FROM_TIMETABLE):
        yield breach(thing, "status", status=thing.status, sender=context.sender)


def _scope_year(thing: Scope, _: Context) -> Iterator[Breach]:
    for name in ("start_date", "end_date"):
        day = getattr(thing, name)
        if day is not None and thing.school_year is not None and school_year(day) != thing.school_year:
            yield breach(thing, "school_year", year=thing.school_year, day=day)
            return


def _defined(thing: TeachingGroup, _: Context) -> Iterator[Breach]:
    if thing.group_definition is None:
        yield breach(thing, "group_definition")


def _main_teachers(thing: TeachingGroup, _: Context) -> Iterator[Breach]:
    if len(thing.main_teacher_ref_id) > 1:
        yield breach(thing, "main_teacher_ref_id", 1, count=len(thing.main_teacher_ref_id))


RULES: Final[tuple[SifRule, ...]] = (
    make_rule(
        "Cycle-2",
        WARNING,
        (
            "{element} is missing: the type Period demands it, but the text of Cycle leaves it free here.",
            "Mae {element} ar goll: mae'r math Period yn ei fynnu, ond mae testun Cycle yn ei adael yn rhydd yma.",
        ),
        LOOK,
    ),
    make_rule(
        "Cycle-3",
        WARNING,
        (
            "Period {index} is the same as on the standard day; only those that differ are listed.",
            "Mae cyfnod {index} yr un fath ag ar y diwrnod safonol; dim ond y rhai gwahanol a restrir.",
        ),
        LOOK,
        _standard_repeated,
    ),
    make_rule(
        "Cycle-4",
        ERROR,
        ("Two days have the TTDayId {day}.", "Mae gan ddau ddiwrnod y TTDayId {day}."),
        UNIQUE,
        _day_ids,
        partial=True,
    ),
    make_rule(
        "Cycle-5",
        WARNING,
        (
            "DayIndex {index} is used twice or is not one of the {days:day} of the cycle.",
            "Defnyddir DayIndex {index} ddwywaith neu nid yw'n un o {days:day} y cylch.",
        ),
        LOOK,
        _day_indexes,
        partial=True,
    ),
    make_rule(
        "Cycle-6",
        WARNING,
        (
            "PeriodIndex {index} is used twice in its list or is above PeriodsPerDay ({limit}).",
            "Defnyddir PeriodIndex {index} ddwywaith yn ei restr neu mae'n uwch na PeriodsPerDay ({limit}).",
        ),
        LOOK,
        _period_indexes,
        partial=True,
    ),
    make_rule(
        "Junction-2",
        ERROR,
        (
            "GroupLocalId is missing; only an input of Type SC (the whole school) goes without.",
            "Mae GroupLocalId ar goll; dim ond mewnbwn o Type SC (yr ysgol gyfan) sydd heb un.",
        ),
        FILL,
        _input_group,
    ),
    make_rule(
        "Junction-3",
        ERROR,
        ("No other Junction puts out the group {id}.", "Nid oes Junction arall yn allbynnu'r grŵp {id}."),
        CORRECT,
    ),
    make_rule(
        "Junction-4",
        ERROR,
        (
            "TeachingGroupRefId is missing; an output of Type TG needs one.",
            "Mae TeachingGroupRefId ar goll; mae angen un ar allbwn o Type TG.",
        ),
        FILL,
        _output_group,
    ),
    make_rule(
        "Junction-4i",
        WARNING,
        (
            "TeachingGroupRefId belongs to outputs of Type TG; this one is {type}.",
            "I allbynnau o Type TG y perthyn TeachingGroupRefId; {type} yw hwn.",
        ),
        LOOK,
        _output_group_elsewhere,
        partial=True,
    ),
    make_rule(
        "Junction-5",
        ERROR,
        ("Two outputs have the GroupLocalId {id}.", "Mae gan ddau allbwn y GroupLocalId {id}."),
        UNIQUE,
        _output_ids,
        partial=True,
    ),
    make_rule(
        "Junction-5i",
        WARNING,
        (
            "GroupLocalId is missing; an output of Type {type} normally has one.",
            "Mae GroupLocalId ar goll; mae gan allbwn o Type {type} un fel arfer.",
        ),
        FILL,
        _output_id_missing,
    ),
    make_rule(
        "Junction-6",
        ERROR,
        (
            "Desc is missing; only outputs of Type TG go without, and this one is {type}.",
            "Mae Desc ar goll; dim ond allbynnau o Type TG sydd heb un, a {type} yw hwn.",
        ),
        FILL,
        _output_described,
    ),
    make_rule(
        "Junction-8",
        ERROR,
        (
            "NCYearList belongs to outputs of Type YR; this one is {type}.",
            "I allbynnau o Type YR y perthyn NCYearList; {type} yw hwn.",
        ),
        REMOVE,
        _output_years,
        partial=True,
    ),
    make_rule(
        "Lesson-1",
        ERROR,
        (
            "TeachingGroupRefId is missing; a taught lesson (Type T) needs one.",
            "Mae TeachingGroupRefId ar goll; mae angen un ar wers a ddysgir (Type T).",
        ),
        FILL,
        _taught_group,
    ),
    make_rule(
        "Lesson-2",
        ERROR,
        (
            "There is neither TeachingGroupRefId nor NTCodeRef.",
            "Nid oes TeachingGroupRefId na NTCodeRef.",
        ),
        FILL,
        _activity,
    ),
    make_rule(
        "Lesson-3",
        ERROR,
        (
            "The Cycle has no day {day} with a period {index}.",
            "Nid oes gan y Cycle ddiwrnod {day} â chyfnod {index}.",
        ),
        CORRECT,
    ),
    make_rule(
        "Lesson-4",
        WARNING,
        (
            "The lesson begins in period {index} and lasts {length}, but a day has {limit:period}.",
            "Mae'r wers yn dechrau yng nghyfnod {index} ac yn para {length}, ond {limit:period} sydd mewn diwrnod.",
        ),
        LOOK,
    ),
    make_rule("NonTeachingActivity-1", ERROR, _CODE, _OWN_CODE),
    make_rule("TTRoom-1", ERROR, _CODE, _OWN_CODE),
    make_rule("TTSite-1", ERROR, _CODE, _OWN_CODE),
    make_rule("TTSubject-1", ERROR, _CODE, _OWN_CODE),
    make_rule("TTTeacher-1", ERROR, _CODE, _OWN_CODE),
    make_rule(
        "Scope-1",
        WARNING,
        (
            "{element} is missing, while others of the schedule's dates and name are there.",
            "Mae {element} ar goll, er bod eraill o ddyddiadau ac enw'r amserlen yno.",
        ),
        FILL,
        _all_or_none,
    ),
    make_rule(
        "Scope-2",
        ERROR,
        (
            "The status {status} is not one that {sender} software sends.",
            "Nid yw'r statws {status} yn un y mae meddalwedd {sender} yn ei anfon.",
        ),
        CORRECT,
        _who_says,
        partial=True,
    ),
    make_rule(
        "Scope-3",
        WARNING,
        (
            "SchoolYear is {year}, but {day} is not in the school year that ends then.",
            "{year} yw SchoolYear, ond nid yw {day} yn y flwyddyn ysgol sy'n gorffen bryd hynny.",
        ),
        LOOK,
        _scope_year,
        partial=True,
    ),
    make_rule(
        "TeachingGroup-1",
        ERROR,
        ("GroupDefinition is missing.", "Mae GroupDefinition ar goll."),
        FILL,
        _defined,
    ),
    make_rule(
        "TeachingGroup-3",
        Severity.NOTE,
        (
            "{count:# main teacher is|# main teachers are} named; the table allows it although the name speaks of one.",
            "Enwir {count:main teacher}; mae'r tabl yn ei ganiatáu er bod yr enw'n sôn am un.",
        ),
        LOOK,
        _main_teachers,
        partial=True,
    ),
)
