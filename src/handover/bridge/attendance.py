"""Attendance: totals of a year and the marks of its register in a file; summaries, and records of sessions, in SIF."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final, NamedTuple

from handover.bridge.extended import ExtendedTexts, KeptTexts
from handover.bridge.leftovers import note_differences, note_lost, note_texts_left
from handover.bridge.losses import UNHEARD, LossNotes, place_object
from handover.bridge.originals import put_back
from handover.bridge.rows import RowPlan, build_group, row_plan
from handover.bridge.school_years import is_nameable_year, name_school_year, school_year_days
from handover.bridge.schools import NamedSchool, named_year
from handover.bridge.translation_codes import ATTENDANCE_REASONS
from handover.bridge.writing import PupilWriting
from handover.ctf.fragments import read_fragment, write_fragment
from handover.ctf.marks import count_marks
from handover.ctf.model import AttendanceMarks, YearAttendance
from handover.ctf.values import read_ctf_day
from handover.sif.objects import LearnerAttendanceSummary

OBJECT: Final = "LearnerAttendanceSummary"
RECORD: Final = "LearnerAttendance"
AT: Final = "Pupil/Attendance/YearData"
SESSIONS_A_DAY: Final = 2
REMEMBERED: Final = 4096
"""Reasons that are made once: the same few hundred marks and counts make up all registers."""
NO_MARKS: Final = AttendanceMarks()
UNRECORDED: Final = "#"
"""The mark of a session without a record: a register of a file has one for each session of each calendar day."""


class SummaryPeriod(NamedTuple):
    """First and last day of a summary, and whether the marks of the file say so."""

    first: date
    last: date
    told: bool


def _plan() -> RowPlan:
    return row_plan(OBJECT, AT, YearAttendance)


def _period(year: YearAttendance, sessions: int) -> SummaryPeriod:
    """Return the days of a year's attendance: those of the marks, else of the whole school year."""
    assert year.year is not None
    first, last = school_year_days(year.year)
    start, marks = year.sessions.start, year.sessions.marks
    if start is None or marks is None or not first <= start <= last:
        return SummaryPeriod(first, last, told=False)
    days = (sessions + 1) // SESSIONS_A_DAY
    return SummaryPeriod(start, min(last, start + timedelta(days=max(days - 1, 0))), told=True)


def _reasons(
    year: YearAttendance, counts: Mapping[str, int], at: str, notes: LossNotes
) -> tuple[tuple[Any, ...], bool]:
    """Return the reasons of absence, counted from the marks or made of the totals, and whether the marks tell them."""
    strange = [mark for mark in counts if mark not in ATTENDANCE_REASONS]
    if strange:
        notes.add("marks_unknown", f"{at}/AttendSessions/AttendanceMarks", " ".join(strange), kept=True)
    told = [(mark, count) for mark, count in counts.items() if mark in ATTENDANCE_REASONS]
    if not told:
        totals = (("/", year.attended), ("C", year.authorised), ("O", year.unauthorised))
        made = [(mark, count) for mark, count in totals if count] or [("/", year.attended or 0)]
        return tuple([_reason(mark, count) for mark, count in made]), False
    return tuple([_reason(mark, count) for mark, count in told]), True


@lru_cache(maxsize=REMEMBERED)
def _reason(mark: str, count: int) -> Any:
    kind: Any
    status: Any
    kind, status = ATTENDANCE_REASONS[mark]
    return LearnerAttendanceSummary.Reason(code=mark, type=kind, status=status, total=count)


def _missing(year: YearAttendance, school: str | None) -> tuple[str, str] | None:
    if year.year is None or not is_nameable_year(year.year):
        return "incomplete", "Year"
    for value, tag in ((year.attended, "SessionsAttended"), (year.possible, "SessionsPossible")):
        if value is None:
            return "incomplete", tag
    return None if school is not None else ("no_school", "")


def write_summary(
    year: YearAttendance, learner: str, school: str, at: str, notes: LossNotes, extended: ExtendedTexts
) -> dict[str, Any]:
    """Return the fields of the summary of a year's attendance."""
    fields = _plan().to_sif(year, at, notes)
    if not _adds_up(year):
        notes.add("sums_differ", f"{at}/SessionsPossible", year.possible, kept=True)
        fields.pop("authorised_absences", None)
        fields.pop("unauthorised_absences", None)
    counts = count_marks(year.sessions.marks) if year.sessions.marks is not None else {}
    period = _period(year, sum(counts.values()))
    if not period.told:
        extended.mark("StartDate", period.first)
        extended.mark("EndDate", period.last)
        notes.add("period_derived", at, None, f"{period.first} – {period.last}")
    reasons, told = _reasons(year, counts, at, notes)
    if not told:
        extended.mark("ReasonsList", "totals")
        notes.add("reasons_derived", at)
    return fields | {
        "learner_personal_ref_id": learner,
        "school_info_ref_id": school,
        "start_date": period.first,
        "end_date": period.last,
        "reasons_list": reasons,
    }


def read_summary(thing: Any, school: NamedSchool, sessions: AttendanceMarks = NO_MARKS) -> YearAttendance:
    """Return the year of a summary, with these marks."""
    found = _plan().to_ctf(thing, OBJECT, UNHEARD)
    found |= {("la",): school.la, ("estab",): school.estab, ("school",): school.name, ("sessions",): sessions}
    year: YearAttendance = build_group(
        YearAttendance, {way: value for way, value in found.items() if value is not None}
    )
    return year


def write_attendance(work: PupilWriting) -> None:
    """Add a summary for each year; what SIF cannot hold, and the marks themselves, travel as they were written."""
    met: set[tuple[int | None, str | None]] = set()
    for place, year in enumerate(work.pupil.attendance, 1):
        at = f"{AT}[{place}]"
        named = named_year(year)
        school = work.file.schools.ref_id(named)
        missing = _missing(year, school)
        if missing is None and (year.year, school) in met:
            missing = ("said_twice", "")
        if missing is not None or school is None:
            reason, given = missing or ("no_school", "")
            work.extended.keep(f"YearData_{place}", write_fragment("YearData", year))
            work.notes.add(reason, at, year.school, given, kept=True)
            continue
        met.add((year.year, school))
        extended = ExtendedTexts()
        name = work.file.schools.name(named)
        if year.school != name or not _adds_up(year):
            extended.keep("YearData", write_fragment("YearData", year))
        else:
            _keep_sessions(year, extended)
        _note_beside(year, name, at, work.notes)
        fields = write_summary(year, work.ref_id, school, at, work.notes, extended)
        work.objects.append(LearnerAttendanceSummary(**fields, sif_extended_elements=extended.elements()))


def _keep_sessions(year: YearAttendance, extended: ExtendedTexts) -> None:
    if year.sessions.start is not None:
        extended.keep("AttendanceStartDate", year.sessions.start.isoformat())
    if year.sessions.marks is not None:
        extended.keep("AttendanceMarks", year.sessions.marks)


def _note_beside(year: YearAttendance, name: str | None, at: str, notes: LossNotes) -> None:
    if year.sessions.start is not None:
        notes.add("no_sif_home", f"{at}/AttendSessions/AttendanceStartDate", year.sessions.start, kept=True)
    if year.sessions.marks is not None:
        notes.add("no_sif_home", f"{at}/AttendSessions/AttendanceMarks", year.sessions.marks, kept=True)
    if year.school != name:
        notes.add("school_name", f"{at}/SchoolName", year.school, name, kept=True)


def read_attendance(
    summaries: Sequence[Any],
    records: Sequence[Any],
    schools: Mapping[str, NamedSchool],
    kept: KeptTexts,
    notes: LossNotes,
) -> tuple[YearAttendance, ...]:
    """Return the years of a learner, with the marks of the records of sessions; periods of one year are added up."""
    years: list[YearAttendance] = []
    by_key: dict[tuple[object, ...], int] = {}
    places: dict[int, Any] = {}
    added: set[int] = set()
    for thing in summaries:
        notes.turn_to(thing)
        school = schools.get(thing.school_info_ref_id)
        if school is None:
            notes.add("school_absent", OBJECT, thing.school_info_ref_id)
            continue
        year = _return_year(thing, school, notes)
        key = (year.year, thing.school_info_ref_id)
        if key in by_key:
            first = by_key[key]
            _note_sums(thing, year.school, notes)
            if first not in added:
                _note_sums(places[first], year.school, notes)
                added.add(first)
            years[first] = _added(years[first], year)
        else:
            places[len(years)] = thing
            by_key[key] = len(years)
            years.append(year)
    _take_marks(records, schools, years, by_key, places, notes)
    put_back(years, kept.take_numbered("YearData"), YearAttendance)
    return tuple(years)


def _return_year(thing: Any, school: NamedSchool, notes: LossNotes) -> YearAttendance:
    texts = KeptTexts(thing)
    text = texts.take("YearData")
    original = read_fragment(text, YearAttendance) if text is not None else None
    if original is not None and _without_beside(original) == replace(read_summary(thing, school), school=None):
        note_texts_left(texts, OBJECT, notes)
        return original
    start, marks = texts.take("AttendanceStartDate"), texts.take("AttendanceMarks")
    if start is not None or marks is not None:
        day: Any = read_ctf_day(start)[0] if start is not None else None
        sessions = AttendanceMarks(start=day, marks=marks)
        note_texts_left(texts, OBJECT, notes)
        return read_summary(thing, school, sessions)
    year = read_summary(thing, school)
    extended = ExtendedTexts()
    if _missing(year, "") is None:
        learner, at_school = thing.learner_personal_ref_id, thing.school_info_ref_id
        back = LearnerAttendanceSummary(**write_summary(year, learner, at_school, "", UNHEARD, extended))
        _note_reasons(thing, back, texts, notes)
        mine = thing.replace(sif_extended_elements=None, **_as_derived(thing, back, texts))
        note_differences(mine, back, OBJECT, notes)
    note_texts_left(texts, OBJECT, notes)
    return year


def _as_derived(thing: Any, back: Any, texts: KeptTexts) -> dict[str, Any]:
    """Return the fields whose values were worked out, so that nobody is told of their loss."""
    found = {}
    for path, field in (("StartDate", "start_date"), ("EndDate", "end_date")):
        if texts.is_derived(path, getattr(thing, field)):
            found[field] = getattr(back, field)
    return found | {"reasons_list": back.reasons_list}


def _note_reasons(thing: Any, back: Any, texts: KeptTexts, notes: LossNotes) -> None:
    """Note the reasons of absence, of which a file has totals alone, that do not come back as they were."""
    if texts.is_derived("ReasonsList", "totals"):
        return
    left = list(back.reasons_list or ())
    for place, reason in enumerate(thing.reasons_list or (), 1):
        if reason in left:
            left.remove(reason)
        else:
            note_lost(reason, f"{OBJECT}/ReasonsList/Reason[{place}]", notes)


def _note_counted(thing: Any, notes: LossNotes) -> None:
    """Note the reasons that would now be counted from the marks, but for those that are noted already."""
    notes.turn_to(thing)
    noted = {loss.path for loss in notes.losses}
    at = f"{place_object(thing)}/ReasonsList/Reason"
    for place, reason in enumerate(thing.reasons_list or (), 1):
        if f"{at}[{place}]/Code" not in noted:
            note_lost(reason, f"{OBJECT}/ReasonsList/Reason[{place}]", notes)


def _without_beside(year: YearAttendance) -> YearAttendance:
    """Return a year without what a summary does not hold."""
    held: dict[str, Any] = {} if _adds_up(year) else {"authorised": None, "unauthorised": None}
    return replace(year, school=None, sessions=NO_MARKS, **held)


def _adds_up(year: YearAttendance) -> bool:
    if year.authorised is None or year.unauthorised is None:
        return True
    return (year.attended or 0) + year.authorised + year.unauthorised == year.possible


def _note_sums(thing: Any, school: str | None, notes: LossNotes) -> None:
    """Note a summary, and each figure of it, that was added up with another."""
    notes.turn_to(thing)
    notes.add("periods_added", OBJECT, school)
    for field in ("sessions_possible", "sessions_attended_total", "authorised_absences", "unauthorised_absences"):
        value = getattr(thing, field)
        notes.add("periods_added" if value is not None else "comes_back", f"{OBJECT}/{_tag(field)}", value)


def _tag(name: str) -> str:
    return next(field.node.name for field in LearnerAttendanceSummary.fields if field.name == name)


def _added(one: YearAttendance, other: YearAttendance) -> YearAttendance:
    def both(name: str) -> int | None:
        values = [value for value in (getattr(one, name), getattr(other, name)) if value is not None]
        return sum(values) if values else None

    totals: dict[str, Any] = {name: both(name) for name in ("possible", "authorised", "attended", "unauthorised")}
    return replace(one, **totals)


def _take_marks(
    records: Sequence[Any],
    schools: Mapping[str, NamedSchool],
    years: list[YearAttendance],
    by_key: dict[tuple[object, ...], int],
    summaries: Mapping[int, Any],
    notes: LossNotes,
) -> None:
    """Write the records of sessions as the marks of a register, for each school and school year."""
    sessions: dict[tuple[int, str], dict[tuple[date, str], str]] = {}
    for record in records:
        notes.turn_to(record)
        note_texts_left(KeptTexts(record), RECORD, notes)
        nowhere = record.session not in ("AM", "PM") or record.school_info_ref_id not in schools
        if nowhere or record.attendance_date is None or record.attendance_code is None:
            notes.add("no_session", RECORD, record.attendance_code)
            continue
        year = name_school_year(record.attendance_date).start
        marks = sessions.setdefault((year, record.school_info_ref_id), {})
        session = (record.attendance_date, record.session)
        if session in marks:
            notes.add("session_twice", RECORD, record.attendance_code)
        marks.setdefault(session, record.attendance_code)
    closed = False
    for (year, ref_id), marks in sessions.items():
        school = schools[ref_id]
        place = by_key.get((year, ref_id))
        written = _register(marks)
        if place is None:
            years.append(
                YearAttendance(year=year, la=school.la, estab=school.estab, school=school.name, sessions=written)
            )
        elif years[place].sessions == NO_MARKS:
            years[place] = replace(years[place], sessions=written)
            if place in summaries:
                _note_counted(summaries[place], notes)
            notes.add_all("comes_back", f"{OBJECT}/ReasonsList/Reason", None, given=written.marks)
        notes.add_all("marks_as_text", RECORD, len(marks), given=f"{school.name or school.number}, {year}/{year + 1}")
        closed = closed or (UNRECORDED not in marks.values() and UNRECORDED in (written.marks or ""))
    if closed:
        notes.add_all("unrecorded_sessions", f"{RECORD}/AttendanceCode", None, given=UNRECORDED)


def _register(marks: Mapping[tuple[date, str], str]) -> AttendanceMarks:
    """Return the marks from the first day to the last; a session without a record is marked as one that is closed."""
    first, last = min(marks)[0], max(marks)[0]
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    text = "".join(marks.get((day, session), UNRECORDED) for day in days for session in ("AM", "PM"))
    return AttendanceMarks(start=first, marks=text)
