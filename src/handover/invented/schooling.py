"""A pupil's time at school: which schools, how often there, with what results."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from handover.common.authorities import is_welsh
from handover.common.calendar import (
    YEAR_GROUPS,
    academic_year,
    academic_year_dates,
    is_school_day,
    nation_of,
)
from handover.ctf.model import Assessment, AttendanceMarks, KeyStage, SchoolSpell, YearAttendance

DAY: Final = timedelta(days=1)
FIRST_SECONDARY: Final = YEAR_GROUPS.index("7")
RECEPTION: Final = YEAR_GROUPS.index("R")

PRESENT: Final = frozenset("/\\LBPVWJ")
AUTHORISED: Final = frozenset("CEFHIMRST")
UNAUTHORISED: Final = frozenset("GNOU")


@dataclass(frozen=True, slots=True)
class AttendedSchool:
    """A school as a file names it."""

    la: str
    estab: str
    name: str


def feeder_of(school: AttendedSchool) -> AttendedSchool:
    """Return the invented primary school whose pupils go on to this secondary school."""
    return AttendedSchool(school.la, f"2{school.estab[1:]}", f"{school.name.split()[0]} Primary School")


def invent_history(school: AttendedSchool, place: int, day: date, chance: Random) -> tuple[SchoolSpell, ...]:
    """Return the schools of a pupil who leaves this one on `day` from the year group at this place in the order."""
    begun = academic_year(day)
    spells: list[SchoolSpell] = []
    entered = min(place, RECEPTION)
    if place >= FIRST_SECONDARY:
        primary = feeder_of(school)
        spells.append(
            SchoolSpell(
                la=primary.la,
                estab=primary.estab,
                name=primary.name,
                entry=date(begun - (place - RECEPTION), 9, 4),
                leaving=date(begun - (place - FIRST_SECONDARY), 7, 19),
                reason="JS",
            )
        )
        entered = FIRST_SECONDARY
    elif place > RECEPTION and chance.random() < 0.3:
        moved = chance.randrange(RECEPTION + 1, place + 1)
        spells.append(
            SchoolSpell(
                la=school.la,
                estab=f"2{chance.randrange(970, 990)}",
                name=chance.choice(("Millbrook Primary School", "Ysgol Tresarn", "Lower Fern Primary School")),
                entry=date(begun - (place - RECEPTION), 9, 4),
                leaving=date(begun - (place - moved), 7, 15),
                reason="ST",
            )
        )
        entered = moved
    last = YEAR_GROUPS[place] == "6"
    spells.append(
        SchoolSpell(
            la=school.la,
            estab=school.estab,
            name=school.name,
            entry=min(date(begun - (place - entered), 9, 4), day),
            leaving=day,
            reason="JS" if last else "ST",
            last_school=True,
        )
    )
    return tuple(spells)


def invent_attendance(school: AttendedSchool, place: int, day: date, chance: Random) -> tuple[YearAttendance, ...]:
    """Return this school year with its marks up to `day` and, where the pupil was here, last year's totals."""
    begun = academic_year(day)
    first, _ = academic_year_dates(begun)
    health = chance.choice((0.01, 0.02, 0.03, 0.08))
    this_year = _year(school, begun, invent_marks(school.la, first, day, health, chance), with_marks=True)
    if place in (0, FIRST_SECONDARY):
        return (this_year,)
    earlier, last = academic_year_dates(begun - 1)
    marks = invent_marks(school.la, earlier, last, health, chance)
    return _year(school, begun - 1, marks, with_marks=False), this_year


def invent_marks(la: str, first: date, last: date, health: float, chance: Random) -> str:
    """Return two marks for every calendar day: `#` when the school is shut, and spells of illness."""
    nation = nation_of(la)
    marks: list[str] = []
    days_ill = 0
    for number in range((last - first).days + 1):
        if not is_school_day(first + DAY * number, nation):
            marks.append("##")
            continue
        if not days_ill and chance.random() < health:
            days_ill = chance.randrange(1, 5)
        if days_ill:
            days_ill -= 1
            marks.append("II")
        else:
            marks.append(chance.choices(("/\\", "L\\", "M\\", "/O", "VV"), (940, 30, 15, 5, 10))[0])
    return "".join(marks)


def _year(school: AttendedSchool, year: int, marks: str, *, with_marks: bool) -> YearAttendance:
    counts = {kind: sum(mark in kind for mark in marks) for kind in (PRESENT, AUTHORISED, UNAUTHORISED)}
    return YearAttendance(
        year=year,
        la=school.la,
        estab=school.estab,
        school=school.name,
        possible=sum(counts.values()),
        authorised=counts[AUTHORISED],
        attended=counts[PRESENT],
        unauthorised=counts[UNAUTHORISED],
        sessions=AttendanceMarks(start=date(year, 9, 1), marks=marks) if with_marks else AttendanceMarks(),
    )


@dataclass(frozen=True, slots=True)
class _Stage:
    """What is assessed at the end of a year group: subjects, how, and which results are met."""

    group: str
    stage: str
    subjects: tuple[str, ...]
    method: str
    component: str
    qualifier: str
    results: tuple[str, ...]


_WALES: Final = (
    _Stage("2", "KS1", ("CYM", "MAT", "SCI"), "TA", "SUB", "NL", ("1", "2", "2", "2", "3")),
    _Stage("6", "KS2", ("CYM", "ENG", "MAT", "SCI"), "TA", "SUB", "NL", ("3", "4", "4", "4", "5")),
    _Stage("9", "KS3", ("CYM", "ENG", "MAT", "SCI", "GEO", "HIS"), "TA", "SUB", "NL", ("4", "5", "5", "6", "7")),
)
_ENGLAND: Final = (
    _Stage("R", "FSP", ("PSE", "PHY", "LIT", "MAT"), "TA", "SUB", "FS", ("1", "2", "2", "2")),
    _Stage("1", "KS1", ("ENG",), "TT", "PHO", "NR", ("40", "37", "34", "31", "A")),
    _Stage("2", "KS1", ("ENG", "MAT", "SCI"), "TA", "SUB", "NL", ("WTS", "EXS", "EXS", "GDS")),
    _Stage("4", "KS2", ("MAT",), "TT", "MTC", "MT", ("25", "24", "21", "18", "X")),
    _Stage("6", "KS2", ("ENG", "MAT", "SCI"), "TA", "SUB", "NL", ("WTS", "EXS", "EXS", "GDS")),
)


def invent_assessments(la: str, place: int, day: date, chance: Random) -> tuple[KeyStage, ...]:
    """Return the results a pupil of this place in the year groups has by `day`; results come out in July."""
    wales = is_welsh(la)
    found: dict[str, list[Assessment]] = {}
    for row in _WALES if wales else _ENGLAND:
        ended = academic_year(day) + 1 - (place - YEAR_GROUPS.index(row.group))
        if day < date(ended, 7, 1):
            continue
        found.setdefault(row.stage, []).extend(
            Assessment(
                locale="WLS" if wales else "ENG",
                year=ended,
                subject=subject,
                method=row.method,
                component=row.component,
                status="R",
                qualifier=row.qualifier,
                result=chance.choice(row.results),
                result_date=date(ended, 7, 9) if chance.random() < 0.3 else None,
            )
            for subject in row.subjects
        )
    return tuple(KeyStage(stage=stage, results=tuple(results)) for stage, results in found.items())
