"""What the checks say of a pupil, to the day and to the place, and what they keep silent about."""

import pytest

from tests.ctf.building import ALYS, BETSAN, ctf, header, pupil
from tests.ctf.checking import checked, codes

PUPIL = "/CTfile/CTFpupilData/Pupil[2]"


def places(rest: str, **parts: str) -> list[str]:
    """Return code and path of what is said of the second pupil of a file."""
    report = checked(ctf([pupil(BETSAN), pupil(rest=rest, **parts)]))
    assert {problem.pupil for problem in report.problems} <= {2}
    return [f"{problem.code} {problem.path}" for problem in report.problems]


def meals(start: str, end: str) -> str:
    return f"<FSMinstance><FSMstartDate>{start}</FSMstartDate><FSMendDate>{end}</FSMendDate></FSMinstance>"


def stage(start: str, end: str) -> str:
    return f"<SEN><StartDate>{start}</StartDate><EndDate>{end}</EndDate></SEN>"


def school(entry: str, leaving: str) -> str:
    return f"<School><EntryDate>{entry}</EntryDate><LeavingDate>{leaving}</LeavingDate></School>"


GOOD = ("2026-01-05", "2026-01-06")
TURNED = ("2026-01-06", "2026-01-05")


@pytest.mark.parametrize(
    ("rest", "place"),
    [
        (f"<FSMhistory>{meals(*GOOD)}{meals(*TURNED)}</FSMhistory>", "FSMhistory/FSMinstance[2]/FSMendDate"),
        (f"<SENhistory>{stage(*GOOD)}{stage(*TURNED)}</SENhistory>", "SENhistory/SEN[2]/EndDate"),
        (f"<SchoolHistory>{school(*GOOD)}{school(*TURNED)}</SchoolHistory>", "SchoolHistory/School[2]/LeavingDate"),
    ],
)
def test_a_span_that_ends_before_it_begins_is_told_with_its_number(rest: str, place: str) -> None:
    assert places(rest) == [f"ctf.dates_order {PUPIL}/{place}"]


@pytest.mark.parametrize(
    ("start", "end"), [("2026-01-05", "2026-01-05"), ("", "2026-01-05"), ("2026-01-05", ""), ("2018-05-06", "")]
)
def test_a_span_of_one_day_or_with_one_end_is_in_order(start: str, end: str) -> None:
    spans = f"<FSMhistory>{meals(start, end)}</FSMhistory><SchoolHistory>{school(start, end)}</SchoolHistory>"
    assert places(spans) == []


def test_what_begins_before_birth_is_told_though_it_has_no_end() -> None:
    assert places(f"<SENhistory>{stage('2018-05-05', '')}</SENhistory>") == [
        f"ctf.before_birth {PUPIL}/SENhistory/SEN[1]/StartDate"
    ]
    assert places(f"<SENhistory>{stage('2018-05-05', '')}</SENhistory>", born="") == [
        f"ctf.birth_date_unknown {PUPIL}/DOB"
    ]


def test_the_second_need_of_one_rank_the_second_contact_and_the_second_year_are_named() -> None:
    need = "<SENneed><SENtypeRank>{}</SENtypeRank></SENneed>".format
    needs = f"<SENhistory><SENneeds>{need(1)}{need(2)}{need(1)}</SENneeds></SENhistory>"
    contact = "<Contact><Surname>Testfield</Surname></Contact><Contact><Forename>Ada</Forename></Contact>"
    assert places(f"{needs}<Contacts>{contact}</Contacts>") == [
        f"ctf.need_rank {PUPIL}/SENhistory/SENneeds/SENneed[3]/SENtypeRank",
        f"ctf.contact_surname {PUPIL}/Contacts/Contact[2]/Surname",
    ]


def test_needs_without_a_rank_share_none() -> None:
    assert places("<SENhistory><SENneeds><SENneed/><SENneed/></SENneeds></SENhistory>") == []


def year(possible: str, attended: str, authorised: str, unauthorised: str, rest: str = "") -> str:
    parts = (
        ("SessionsPossible", possible),
        ("SessionsAuthorised", authorised),
        ("SessionsAttended", attended),
        ("SessionsUnauthorised", unauthorised),
    )
    return (
        "<YearData><Year>2025</Year>" + "".join(f"<{tag}>{n}</{tag}>" for tag, n in parts if n) + rest + "</YearData>"
    )


def test_attended_authorised_and_unauthorised_sessions_make_up_the_possible_ones() -> None:
    right = year("380", "350", "20", "10")
    wrong = year("380", "350", "20", "0")
    assert places(f"<Attendance>{right}{wrong}</Attendance>") == [
        f"ctf.sessions_sum {PUPIL}/Attendance/YearData[2]/SessionsPossible"
    ]


def test_sessions_that_do_not_add_up_are_told_with_every_figure() -> None:
    (problem,) = checked(ctf([pupil(rest=f"<Attendance>{year('380', '350', '20', '9')}</Attendance>")])).problems
    assert dict(problem.values) == {
        "year": "2025",
        "possible": "380",
        "attended": "350",
        "authorised": "20",
        "unauthorised": "9",
    }
    for language in ("en", "cy"):
        assert all(figure in problem.message(language) for figure in ("380", "350", "20", "9"))


@pytest.mark.parametrize(
    "parts", [("", "350", "20", "9"), ("380", "", "20", "9"), ("380", "350", "", "9"), ("380", "350", "20", "")]
)
def test_sessions_are_not_added_up_where_a_part_is_not_told(parts: tuple[str, str, str, str]) -> None:
    assert places(f"<Attendance>{year(*parts)}</Attendance>") == []


def marks(start: str, letters: str) -> str:
    return (
        f"<AttendSessions><AttendanceStartDate>{start}</AttendanceStartDate>"
        f"<AttendanceMarks>{letters}</AttendanceMarks></AttendSessions>"
    )


def test_marks_are_of_the_school_year_they_stand_in_and_of_known_letters() -> None:
    first, last = year("", "", "", "", marks("2025-09-01", "/\\")), year("", "", "", "", marks("2026-08-31", "/\\"))
    assert places(f"<Attendance>{first}{last}</Attendance>") == []
    wrong = year("", "", "", "", marks("2026-09-01", "/?%"))
    report = checked(ctf([pupil(rest=f"<Attendance>{first}{wrong}</Attendance>")]))
    at = "/CTfile/CTFpupilData/Pupil[1]/Attendance/YearData[2]/AttendSessions"
    assert [(each.code, each.path) for each in report.problems] == [
        ("ctf.marks_year", f"{at}/AttendanceStartDate"),
        ("ctf.marks_unknown", f"{at}/AttendanceMarks"),
    ]
    assert "% ?" in report.problems[1].message()


def test_marks_that_nobody_knows_are_told_with_their_year_or_without_one() -> None:
    def words(year: str) -> str:
        rest = f"<Attendance><YearData>{year}{marks('2025-09-01', '%')}</YearData></Attendance>"
        (problem,) = checked(ctf([pupil(rest=rest)])).problems
        return str(problem.values["year"])

    assert words("<Year>2025</Year>") == "2025"
    assert words("") == ""


def test_a_hidden_letter_is_told_with_its_element_and_the_pupil_as_it_is_seen() -> None:
    (problem,) = checked(ctf([pupil(BETSAN), pupil(ALYS.replace("Alys", "Al\u200bys"))])).problems
    assert (problem.code, problem.path, problem.pupil) == ("ctf.invisible_letters", f"{PUPIL}/Forename", 2)
    assert dict(problem.values) == {"element": "Forename", "letters": "U+200B"}
    assert problem.wordings["pupil"].en == "Alys Testfield"


def test_the_first_need_without_a_rank_and_one_of_rank_nought_share_none() -> None:
    need = "<SENneed><SENtypeRank>{}</SENtypeRank></SENneed>".format
    assert places(f"<SENhistory><SENneeds><SENneed/>{need(0)}</SENneeds></SENhistory>") == []


@pytest.mark.parametrize(
    ("born", "said"),
    [
        ("2000-09-10", "ctf.age"),  # 26 on the day on which the file was made
        ("2000-09-11", ""),
        ("2000-10-09", ""),
        ("2026-09-10", ""),
        ("2026-09-11", "ctf.age"),  # not born when the file was made
        ("2026-11-24", "ctf.age"),
        ("2026-11-25", "ctf.birth_date_future"),
    ],
)
def test_an_age_is_counted_to_the_day_the_file_was_made(born: str, said: str) -> None:
    assert codes(checked(ctf([pupil(born=f"<DOB>{born}</DOB>")]))) == ([said] if said else [])


def test_an_age_is_counted_to_today_where_the_file_does_not_say_when_it_was_made() -> None:
    untimed = header(made="")
    assert "ctf.age" not in codes(checked(ctf([pupil(born="<DOB>2000-11-25</DOB>")], untimed)))
    assert "ctf.age" in codes(checked(ctf([pupil(born="<DOB>2000-11-24</DOB>")], untimed)))


def test_a_name_that_is_there_and_empty_is_told_once_and_one_that_is_not_there_too() -> None:
    given = ALYS.replace("Alys", "").replace("Testfield", "")
    absent = "<UPN>C681299005070</UPN>"
    told = [f"ctf.surname_unknown {PUPIL}/Surname", f"ctf.forename_unknown {PUPIL}/Forename"]
    assert places("", who=given) == told
    assert places("", who=absent) == told


def test_a_number_of_another_kind_is_told_at_its_element() -> None:
    assert places(
        "<UniqueLearnerNumber>1234567890</UniqueLearnerNumber>"
        "<BasicDetails><FormerUPN>X</FormerUPN><MedicalFlag>1</MedicalFlag></BasicDetails>"
        "<LookedAfter><InCare>1</InCare></LookedAfter>",
        who=ALYS.replace("C6", "A6"),
        sex="",
    ) == [
        f"ctf.upn_check_letter {PUPIL}/UPN",
        f"ctf.former_upn {PUPIL}/BasicDetails/FormerUPN",
        f"ctf.uln {PUPIL}/UniqueLearnerNumber",
        f"ctf.sex_missing {PUPIL}/Sex",
        f"ctf.in_care {PUPIL}/LookedAfter/InCare",
        f"ctf.medical {PUPIL}/BasicDetails/MedicalFlag",
    ]
