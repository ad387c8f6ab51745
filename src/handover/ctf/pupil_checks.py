"""The checks of one pupil's record, in order, as a table (reference/ctf.md section 5, step 7; sections 6 and 7)."""

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from lxml import etree

from handover.common.accented_names import guess_lost_letters
from handover.common.calendar import academic_year
from handover.common.codesets import codes
from handover.common.damaged_letters import may_be_damaged, mend_letters
from handover.common.hidden_letters import HIDDEN, TURNING, codes_of, may_be_hidden
from handover.common.identifiers import check_uln, check_upn, guess_upn
from handover.common.text import Text
from handover.common.xml import local_name, path_of
from handover.ctf.elements import ValueForm, every_element
from handover.ctf.findings import ProblemList, quote
from handover.ctf.header_checks import join_number
from handover.ctf.marks import count_marks
from handover.ctf.model import Address, Pupil, YearAttendance
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


NOBODY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "surname_unknown": "surname_missing",
        "forename_unknown": "forename_missing",
        "birth_date_unknown": "birth_date_missing",
    }
)
"""What one pupil among others may lack with a warning, and the error that it is where the file tells of nobody else."""


def says_who(pupil: Pupil, where: PupilPlace) -> bool:
    """Say whether the file says who a pupil is: surname, forename and birth date are there."""
    return all(where.given(tag) for tag in ("Surname", "Forename", "DOB"))


def _names(pupil: Pupil, at: At) -> None:
    if pupil.surname is None and not at.where.given("Surname"):
        at.note("surname_unknown", "Surname")
    if pupil.forename is None and not at.where.given("Forename"):
        at.note("forename_unknown", "Forename")


def _birth_date(pupil: Pupil, at: At) -> None:
    born = pupil.birth_date
    if born is None:
        if not at.where.given("DOB"):
            at.note("birth_date_unknown", "DOB")
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
    found, upn = check_upn(pupil.upn), quote(pupil.upn)
    if found.form == "malformed":
        guess = guess_upn(pupil.upn)
        if guess is None:
            at.note("upn_malformed", "UPN", upn=upn)
            return
        found = guess.meant
        for fault, is_so in (
            ("upn_small", guess.small),
            ("upn_blanks", guess.parted),
            ("upn_look_alike", guess.look_alike),
        ):
            if is_so:
                at.note(fault, "UPN", upn=upn, meant=found.given)
    if not found.correct:
        at.note("upn_check_letter", "UPN", upn=found.given, expected=found.expected_letter)
        return
    if found.form == "temporary":
        at.note("upn_temporary", "UPN", upn=found.given)
    if not found.la_known:
        at.note("upn_la_unknown", "UPN", upn=found.given, la=found.la_number)


def _other_numbers(pupil: Pupil, at: At) -> None:
    for former in pupil.basic.former_upns:
        if not (found := check_upn(former)).correct:
            guess = guess_upn(former)
            meant = guess is not None and guess.meant.correct
            why = _MEANT.filled(upn=guess.meant.given) if guess is not None and meant else found.explain()
            at.note("former_upn", "BasicDetails/FormerUPN", upn=quote(former), why=why)
    if pupil.uln is not None and not check_uln(pupil.uln):
        at.note("uln", "UniqueLearnerNumber", uln=quote(pupil.uln))


_MEANT: Final = Text("Perhaps {upn}.", "Efallai mai {upn}.")
_SEX_SINCE: Final = 24
"""The version from which the element is called `Sex` (reference/ctf.md section 2)."""


def _sex(pupil: Pupil, at: At) -> None:
    if pupil.sex is None and not (at.where.given("Gender") or at.where.given("Sex")):
        header = at.where.header
        version = (header.version_number if header is not None else None) or 0
        at.note("sex_missing", "Sex" if version >= _SEX_SINCE else "Gender")


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
        tag, day = (first, start) if start is not None else (last, end)
        if born is not None and day is not None and day < born:
            at.note("before_birth", f"{path}/{tag}", element=tag, value=day)


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
        if marks is not None and (strange := count_marks(marks).keys() - _MARKS):
            shown = quote(" ".join(sorted(strange)))
            at.note("marks_unknown", f"{path}/AttendSessions/AttendanceMarks", year=year.year or "", marks=shown)


_MARKS: Final = frozenset(codes("attendance"))


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
    if not may_be_hidden(at.where.text):
        return
    for element in record.iter("{*}*"):
        text = f"{element.text or ''}{element.tail or ''}"
        if HIDDEN.search(text):
            fault = "turning_letters" if TURNING.search(text) else "invisible_letters"
            at.note(fault, _path_below(element), element=quote(local_name(element)), letters=quote(codes_of(text)))


def _path_below(element: etree._Element) -> str:
    """Return the way from the pupil to an element of the record."""
    return path_of(element).rpartition("/Pupil")[2].partition("/")[2]


def _leaving(pupil: Pupil, at: At) -> None:
    """See that a pupil who goes to another school has a day of leaving this one (reference/ctf.md section 4.9)."""
    header = at.where.header
    if header is None or not pupil.schools or pupil.basic.enrolment in STAYING:
        return
    source = join_number(header.source)
    if source is None or not source.isdigit() or source == join_number(header.destination):
        return
    if not all(each.la and each.estab for each in pupil.schools):
        return
    ours = [number for number, each in enumerate(pupil.schools, 1) if f"{each.la}{each.estab}" == source]
    number = ours[-1] if ours else len(pupil.schools)
    path = f"SchoolHistory/School[{number}]/LeavingDate"
    left = pupil.schools[number - 1].leaving if ours else None
    if left is None:
        if not (ours and at.where.given(path)):
            at.note("leaving_date_missing", path)
    elif left > _made(at) + timedelta(days=LONGEST_NOTICE):
        at.note("leaving_date_far", path, value=left)


STAYING: Final = frozenset("MSG")
"""Enrolled at two schools, or a guest: such a pupil need not be leaving."""
LONGEST_NOTICE: Final = 366
"""Days; who leaves later than that after the file was made has a mistyped year."""


def _damaged(pupil: Pupil, at: At) -> None:
    """Look for letters that were read in a wrong code, or were lost on the way."""
    record = at.where.element
    whole = at.where.text
    if not (any(sign in whole for sign in _SIGNS) or may_be_damaged(whole)):
        return
    for element in record.iter("{*}*"):
        tag, text = local_name(element), (element.text or "").strip()
        if not text or tag in _NOT_WORDS:
            continue
        mended = mend_letters(html.unescape(text)) if _ENTITY.search(text) else mend_letters(text)
        told: dict[str, object] = {"element": quote(tag), "value": quote(text)}
        if mended != text:
            at.note("damaged_letters", _path_below(element), **told, meant=quote(mended))
        elif LOST_LETTER in text or (tag in _NAMES and _ASKED.search(text)):
            meant = quote(" / ".join(guess_lost_letters(text)))
            at.note("lost_letters_guess" if meant else "lost_letters", _path_below(element), **told, meant=meant)


LOST_LETTER: Final = "\ufffd"
"""What programs put where they could not read a letter."""
_SIGNS: Final = ("?", "&", LOST_LETTER)
_ENTITY: Final = re.compile(r"&(?:#\d{2,6}|#x[0-9A-Fa-f]{2,5}|[A-Za-z]{2,8});")
_ASKED: Final = re.compile(r"\?(?=\w)|(?<=\w)\?")
_NOT_WORDS: Final = frozenset({"AttendanceMarks", "Result"})
_NAMES: Final = frozenset(
    [element.tag for _, element in every_element(Pupil) if element.form is ValueForm.NAME]
    + [element.tag for _, element in every_element(Address) if element.form is ValueForm.TEXT]
)


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
    PupilCheck(Text("attendance adds up", "mae'r presenoldeb yn adio'n gywir"), _attendance),
    PupilCheck(Text("the day of leaving is there", "mae'r diwrnod gadael yno"), _leaving),
    PupilCheck(Text("no letters were damaged on the way", "ni ddifrodwyd llythrennau ar y ffordd"), _damaged),
    PupilCheck(Text("no letters that nobody sees", "dim llythrennau nad oes neb yn eu gweld"), _hidden),
    PupilCheck(
        Text("what the receiving school should hear", "yr hyn y dylai'r ysgol sy'n derbyn ei glywed"), _to_be_told
    ),
)
"""Run in this order for every pupil."""


def check_pupil(pupil: Pupil, at: At) -> None:
    """Run every check of the table."""
    for check in PUPIL_CHECKS:
        check.run(pupil, at)
