"""The checks of one pupil's record, in order, as a table (reference/ctf.md section 5, step 7; sections 6 and 7)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from handover.common.calendar import academic_year
from handover.common.codesets import codes
from handover.common.hidden_letters import HIDDEN, TURNING, codes_of, without_hidden
from handover.common.identifiers import check_uln, check_upn
from handover.common.text import Text
from handover.common.xml import local_name, path_of
from handover.ctf.findings import ProblemList, quote
from handover.ctf.model import Pupil, YearAttendance
from handover.ctf.reader import PupilPlace

OLDEST: Final = 25
"""Years; an older pupil is possible and worth a look."""


@dataclass(frozen=True, slots=True)
class At:
    """A pupil's place, and the way to note a fault there."""

    where: PupilPlace
    findings: ProblemList
    today: date

    def note(self, fault: str, path: str, **values: object) -> None:
        """Note a fault at a path below the pupil."""
        position = self.where.position
        self.findings.add(
            fault, self.where.line(path), f"{self.where.form.pupil_path(position)}/{path}", position, **values
        )


@dataclass(frozen=True, slots=True)
class PupilCheck:
    """One thing that is looked at for every pupil."""

    title: Text
    run: Callable[[Pupil, At], None]


def _names(pupil: Pupil, at: At) -> None:
    if pupil.surname is None and not at.where.given("Surname"):
        at.note("surname_missing", "Surname")
    if pupil.forename is None and not at.where.given("Forename"):
        at.note("forename_missing", "Forename")


def _birth_date(pupil: Pupil, at: At) -> None:
    born = pupil.birth_date
    if born is None:
        if not at.where.given("DOB"):
            at.note("birth_date_missing", "DOB")
    elif born > at.today:
        at.note("birth_date_future", "DOB", value=born)
    elif (age := _age(born, _made(at))) > OLDEST or age < 0:
        at.note("age", "DOB", age=age)


def _made(at: At) -> date:
    """Return the day on which the file was made, so that an old file is not told that its pupils have grown up."""
    header = at.where.header
    return header.made.date() if header is not None and header.made is not None else at.today


def _age(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _upn(pupil: Pupil, at: At) -> None:
    if pupil.upn is None:
        if not at.where.given("UPN"):
            at.note("upn_missing", "UPN")
        return
    found = check_upn(pupil.upn)
    if found.form == "malformed":
        at.note("upn_malformed", "UPN", upn=quote(pupil.upn))
    elif not found.correct:
        at.note("upn_check_letter", "UPN", upn=pupil.upn, expected=found.expected_letter)
    else:
        if found.form == "temporary":
            at.note("upn_temporary", "UPN", upn=pupil.upn)
        if not found.la_known:
            at.note("upn_la_unknown", "UPN", upn=pupil.upn, la=found.la_number)


def _other_numbers(pupil: Pupil, at: At) -> None:
    for former in pupil.basic.former_upns:
        if not check_upn(former).correct:
            at.note("former_upn", "BasicDetails/FormerUPN", upn=quote(former))
    if pupil.uln is not None and not check_uln(pupil.uln):
        at.note("uln", "UniqueLearnerNumber", uln=quote(pupil.uln))


def _sex(pupil: Pupil, at: At) -> None:
    if pupil.sex is None and not (at.where.given("Gender") or at.where.given("Sex")):
        at.note("sex_missing", "Gender")


def _spells(pupil: Pupil) -> Iterator[tuple[str, str, date | None, str, date | None]]:
    """Yield every span of time: its path, the tag and day of its start, the tag and day of its end."""
    for number, meal in enumerate(pupil.meals.spells, 1):
        yield f"FSMhistory/FSMinstance[{number}]", "FSMstartDate", meal.start, "FSMendDate", meal.end
    for number, stage in enumerate(pupil.sen.stages, 1):
        yield f"SENhistory/SEN[{number}]", "StartDate", stage.start, "EndDate", stage.end
    for number, school in enumerate(pupil.schools, 1):
        yield f"SchoolHistory/School[{number}]", "EntryDate", school.entry, "LeavingDate", school.leaving


def _dates(pupil: Pupil, at: At) -> None:
    born = pupil.birth_date
    for path, first, start, last, end in _spells(pupil):
        if start is not None and end is not None and end < start:
            at.note("dates_order", f"{path}/{last}", later=last, later_date=end, earlier=first, earlier_date=start)
        if born is not None and start is not None and start < born:
            at.note("before_birth", f"{path}/{first}", element=first, value=start)


def _needs(pupil: Pupil, at: At) -> None:
    ranks: set[int] = set()
    for number, need in enumerate(pupil.sen.needs, 1):
        if need.rank is None:
            continue
        if need.rank in ranks:
            at.note("need_rank", f"SENhistory/SENneeds/SENneed[{number}]/SENtypeRank", rank=need.rank)
        ranks.add(need.rank)


def _contacts(pupil: Pupil, at: At) -> None:
    for number, contact in enumerate(pupil.contacts, 1):
        if contact.surname is None:
            at.note("contact_surname", f"Contacts/Contact[{number}]/Surname")


def _attendance(pupil: Pupil, at: At) -> None:
    for number, year in enumerate(pupil.attendance, 1):
        path = f"Attendance/YearData[{number}]"
        _sessions(year, path, at)
        start, marks = year.sessions.start, year.sessions.marks
        if start is not None and year.year is not None and academic_year(start) != year.year:
            at.note("marks_year", f"{path}/AttendSessions/AttendanceStartDate", year=year.year, start=start)
        if marks is not None and not _MARKS.issuperset(marks):
            shown = quote(" ".join(sorted(set(marks) - _MARKS)))
            at.note("marks_unknown", f"{path}/AttendSessions/AttendanceMarks", year=year.year or "", marks=shown)


_MARKS: Final = frozenset(code for code in codes("attendance") if len(code) == 1)


def _sessions(year: YearAttendance, path: str, at: At) -> None:
    parts = (year.attended, year.authorised, year.unauthorised)
    known = [part for part in parts if part is not None]
    if year.possible is None or len(known) < len(parts) or sum(known) == year.possible:
        return
    at.note(
        "sessions_sum",
        f"{path}/SessionsPossible",
        year=year.year or "",
        possible=year.possible,
        attended=year.attended,
        authorised=year.authorised,
        unauthorised=year.unauthorised,
    )


def _hidden(pupil: Pupil, at: At) -> None:
    record = at.where.element
    if not HIDDEN.search("".join(map(str, record.itertext()))):
        return
    shown = quote(without_hidden(pupil.full_name))
    for element in record.iter("{*}*"):
        text = f"{element.text or ''}{element.tail or ''}"
        if HIDDEN.search(text):
            fault = "turning_letters" if TURNING.search(text) else "invisible_letters"
            path = path_of(element).rpartition("/Pupil")[2].partition("/")[2]
            at.note(fault, path, element=quote(local_name(element)), pupil=shown, letters=quote(codes_of(text)))


def _to_be_told(pupil: Pupil, at: At) -> None:
    if pupil.care.in_care:
        at.note("in_care", "LookedAfter/InCare")
    if pupil.basic.medical_flag:
        at.note("medical", "BasicDetails/MedicalFlag")


PUPIL_CHECKS: Final[tuple[PupilCheck, ...]] = (
    PupilCheck(Text("surname and forename are there", "mae cyfenw ac enw cyntaf"), _names),
    PupilCheck(Text("the date of birth is there and possible", "mae'r dyddiad geni yno ac yn bosibl"), _birth_date),
    PupilCheck(Text("the UPN's form and check letter", "ffurf a llythyren wirio'r UPN"), _upn),
    PupilCheck(Text("former UPNs and the ULN", "UPNau blaenorol a'r ULN"), _other_numbers),
    PupilCheck(Text("the sex is there", "mae'r rhyw yno"), _sex),
    PupilCheck(Text("dates follow each other", "mae dyddiadau'n dilyn ei gilydd"), _dates),
    PupilCheck(Text("each need has its own rank", "mae gan bob angen ei drefn ei hun"), _needs),
    PupilCheck(Text("each contact has a surname", "mae gan bob cyswllt gyfenw"), _contacts),
    PupilCheck(Text("attendance adds up", "mae'r presenoldeb yn gywir"), _attendance),
    PupilCheck(Text("no letters that nobody sees", "dim llythrennau nas gwelir"), _hidden),
    PupilCheck(Text("what the receiving school should hear", "yr hyn y dylai'r ysgol ei glywed"), _to_be_told),
)
"""Run in this order for every pupil."""


def check_pupil(pupil: Pupil, at: At) -> None:
    """Run every check of the table."""
    for check in PUPIL_CHECKS:
        check.run(pupil, at)
