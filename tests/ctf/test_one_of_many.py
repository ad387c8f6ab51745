"""A pupil who lacks something is named by whatever there is, and does not hold up the others of the file."""

import pytest

from handover.ctf.verdict import FileVerdict
from tests.ctf.building import ALYS, BETSAN, ctf, header, pupil
from tests.ctf.cases import left
from tests.ctf.checking import checked, codes, said

NAMELESS = "<UPN>C681299005070</UPN><Surname/><Forename> </Forename>"


def messages(*pupils: str, **parts: str) -> list[str]:
    return [problem.message() for problem in checked(ctf(pupils, **parts)).problems]


def test_a_pupil_without_a_name_goes_with_the_others_and_is_named_by_upn_birth_date_and_place() -> None:
    report = checked(ctf([pupil(BETSAN), pupil(NAMELESS), pupil(ALYS.replace("070", "072").replace("C", "A"))]))
    assert (report.verdict, report.pupils) == (FileVerdict.ACCEPT, 3)
    first, second, *_ = report.problems
    who = "the 2nd pupil, after Betsan Testfield (UPN C681299005070, born 6 May 2018)"
    assert first.message() == f"The surname is empty: {who}. The other pupils of the file are not held up."
    assert (first.code, second.code, first.pupil) == ("ctf.surname_unknown", "ctf.forename_unknown", 2)
    assert "disgybl rhif 2, ar ôl Betsan Testfield (UPN C681299005070, ganwyd 6 Mai 2018)" in first.message("cy")


@pytest.mark.parametrize(
    ("place", "said"),
    [(1, "the 1st pupil"), (2, "the 2nd pupil"), (3, "the 3rd pupil"), (4, "the 4th"), (11, "the 11th")],
)
def test_a_pupil_of_whom_nothing_is_known_is_named_by_the_place(place: int, said: str) -> None:
    pupils = [pupil(f"<Surname>T{n}</Surname><Forename>A</Forename>") for n in range(1, 12)]
    pupils[place - 1] = pupil("", born="")
    words = [problem.message() for problem in checked(ctf(pupils)).problems if problem.code == "ctf.surname_unknown"]
    assert len(words) == 1
    assert said in words[0]
    assert ("after" in words[0]) == (place > 1)


@pytest.mark.parametrize(
    ("who", "born", "code"),
    [
        (NAMELESS, "<DOB>2018-05-06</DOB>", "ctf.surname_missing"),
        (ALYS, "", "ctf.birth_date_missing"),
    ],
)
def test_a_file_that_tells_of_nobody_who_they_are_is_refused(who: str, born: str, code: str) -> None:
    report = checked(ctf([pupil(who, born=born), pupil(who.replace("C681299005070", "R681299005071"), born=born)]))
    assert report.verdict is FileVerdict.REFUSE
    assert codes(report).count(code) == 2


def test_what_one_pupil_lacks_stops_the_only_pupil_of_a_lost_file() -> None:
    lost = ctf([pupil(NAMELESS)], header(destination="XXXXXXX"))
    assert checked(lost, "6812990_CTF_XXXXXXX_001.xml").verdict is FileVerdict.REFUSE


@pytest.mark.parametrize("born", ["<DOB>2018-02-30</DOB>", "<DOB>2031-01-01</DOB>", "<DOB>06/05/2018</DOB>"])
def test_a_birth_date_that_is_wrong_stops_the_file_for_it_may_be_another_child_s(born: str) -> None:
    assert checked(ctf([pupil(BETSAN), pupil(born=born)])).verdict is FileVerdict.REFUSE


@pytest.mark.parametrize(
    ("written", "accepted"),
    [
        ("2018-05-06T00:00:00", True),
        ("2018-05-06T00:00:00.000", True),
        ("2018-05-06 00:00:00", True),
        ("2018-05-06T00:00", True),
        ("2018-05-06T00:00:00Z", True),
        ("2018-05-06Z", True),
        ("2018-05-05T23:00:00Z", False),
        ("2018-05-06T09:30:00", False),
        ("2018-05-06T00:00:01", False),
        ("2018-05-06T", False),
        ("2018-5-6", False),
        ("2018-02-30T00:00:00", False),
    ],
)
def test_a_birth_date_with_a_time_is_taken_where_it_is_unmistakable(written: str, accepted: bool) -> None:
    report = checked(ctf([pupil(born=f"<DOB>{written}</DOB>")]))
    assert (report.verdict is FileVerdict.ACCEPT) == accepted
    if accepted:
        assert codes(report) == ["ctf.birth_date_time"]
        assert "Alys Testfield" in said(report, "ctf.birth_date_time")
        assert report.document is not None
        assert report.document.pupils[0].birth_date is not None


def test_a_leaver_without_a_leaving_date_is_named() -> None:
    assert messages(pupil(rest=left(""))) == ["The leaving date of Alys Testfield is missing (LeavingDate)."]
    without = left("").replace("<LeavingDate></LeavingDate>", "")
    assert messages(pupil(rest=without)) == ["The leaving date of Alys Testfield is missing (LeavingDate)."]


@pytest.mark.parametrize("day", ["2026-07-17", "2027-07-17", "2010-07-17T00:00:00"])
def test_a_leaver_with_a_leaving_date_is_not_told_that_it_is_missing(day: str) -> None:
    assert not any("missing" in words for words in messages(pupil(rest=left(day))))


def test_a_leaving_date_that_cannot_be_is_told_once_with_the_name() -> None:
    assert messages(pupil(rest=left("2026-02-30"))) == [
        "LeavingDate of Alys Testfield is a day that does not exist: 2026-02-30."
    ]
    (words,) = messages(pupil(rest=left("17/07/2026")))
    assert "LeavingDate of Alys Testfield" in words
    (words,) = messages(pupil(rest=left("2029-07-17")))
    assert words == "The leaving date of Alys Testfield is more than a year after the file was made: 2029-07-17."


def test_only_the_school_that_sends_need_say_when_the_pupil_left() -> None:
    earlier = left("", "1990").replace("</SchoolHistory>", "") + left("2026-07-17").replace("<SchoolHistory>", "")
    assert messages(pupil(rest=earlier)) == []
    assert messages(pupil(rest=left("2023-07-17", "1990"))) == [
        "The leaving date of Alys Testfield is missing (LeavingDate)."
    ]


@pytest.mark.parametrize("status", ["M", "S", "G"])
def test_a_pupil_of_two_schools_need_not_be_leaving(status: str) -> None:
    assert messages(pupil(rest=f"<BasicDetails><EnrolStatus>{status}</EnrolStatus></BasicDetails>{left('')}")) == []


def test_a_file_within_one_school_is_of_nobody_who_leaves() -> None:
    own = header(destination="6812990")
    report = checked(ctf([pupil(rest=left(""))], own), "6812990_CTF_6812990_001.xml")
    assert codes(report) == ["name.own_school"]


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        ("<BasicDetails><MiddleNames>SiÃ´n</MiddleNames></BasicDetails>", "MiddleNames of Alys Testfield: SiÃ´n, Siôn"),
        (
            "<BasicDetails><PreferredForename>LlÅ·r</PreferredForename></BasicDetails>",
            "PreferredForename of Alys Testfield: LlÅ·r, Llŷr",
        ),
        (
            "<Address><AddressLines><AddressLine1>TÅ· Gwyn</AddressLine1></AddressLines></Address>",
            "AddressLine1 of Alys Testfield: TÅ· Gwyn, Tŷ Gwyn",
        ),
        (
            "<Contacts><Contact><Surname>Rees</Surname><Forename>RenÃ©e</Forename></Contact></Contacts>",
            "Forename of Alys Testfield: RenÃ©e, Renée",
        ),
        (
            "<BasicDetails><MiddleNames>Si&amp;acirc;n</MiddleNames></BasicDetails>",
            "MiddleNames of Alys Testfield: Si&acirc;n, Siân",
        ),
        (
            "<BasicDetails><MiddleNames>Si?n</MiddleNames></BasicDetails>",
            "MiddleNames of Alys Testfield: Si?n, Siân / Siôn",
        ),
        (
            "<BasicDetails><MiddleNames>Ll\ufffdr</MiddleNames></BasicDetails>",
            "MiddleNames of Alys Testfield: Ll\ufffdr, Llŷr",
        ),
        ("<BasicDetails><MiddleNames>X?q</MiddleNames></BasicDetails>", "MiddleNames of Alys Testfield: X?q, "),
        (
            "<Address><BS7666Address><Street>Heol y T\ufffd</Street></BS7666Address></Address>",
            "Street of Alys Testfield: Heol y T\ufffd, ",
        ),
    ],
)
def test_damaged_letters_are_told_with_the_child_and_what_they_may_have_been(rest: str, told: str) -> None:
    (problem,) = checked(ctf([pupil(rest=rest)])).problems
    values = problem.values
    assert f"{values['element']} of Alys Testfield: {values['value']}, {values['meant']}" == told
    for language in ("en", "cy"):
        assert all(part in problem.message(language) for part in ("Alys Testfield", values["value"], values["meant"]))


@pytest.mark.parametrize("name", ["Siân", "Llŷr", "Şahin", "Nguyễn", "Mac Giolla Bhríde", "D'Souza", "Căşăneanu"])
def test_a_sound_name_is_not_called_damaged(name: str) -> None:
    assert messages(pupil(ALYS.replace("Alys", name))) == []


def test_a_question_in_free_words_is_no_lost_letter() -> None:
    assert messages(pupil(rest="<Email>who?@example.org</Email>")) == []


@pytest.mark.parametrize(
    ("upn", "told"),
    [
        ("c681299005070", ["capitals. It should be C681299005070."]),
        ("C681 2990 05070", ["blanks or signs inside. It should be C681299005070."]),
        (
            "c681-2990-05070",
            ["capitals. It should be C681299005070.", "blanks or signs inside. It should be C681299005070."],
        ),
        ("C6812990O5O7O", ["the letter O for 0, I for 1 or S for 5). Perhaps it is C681299005070."]),
        ("k30249912501a", ["capitals. It should be K30249912501A.", "is a temporary one."]),
        (
            "a681299005070",
            ["capitals. It should be A681299005070.", "the check letter should be C, or a digit is wrong."],
        ),
        ("681299005070", ["a UPN is a letter, eleven digits and a digit or letter."]),
    ],
)
def test_what_is_wrong_with_a_upn_is_said_with_the_right_one(upn: str, told: list[str]) -> None:
    found = messages(pupil(ALYS.replace("C681299005070", upn)))
    assert len(found) == len(told)
    for words, message in zip(told, found, strict=True):
        assert message.endswith(words)


def test_two_pupils_of_one_upn_are_found_whatever_its_letters() -> None:
    report = checked(ctf([pupil(), pupil(BETSAN.replace("R681299005071", "c681 299005070"))]))
    assert "ctf.upn_twice" in codes(report)


@pytest.mark.parametrize("space", ["", ' xmlns="http://www.dcsf.gov.uk/schemas/cbds"'])
@pytest.mark.parametrize("tag", ["Sex", "Gender"])
def test_an_element_is_called_as_the_file_calls_it(tag: str, space: str) -> None:
    contact = f"<Contacts><Contact><Surname>R</Surname><{tag}>9</{tag}></Contact></Contacts>"
    twice = f"<{tag}>N</{tag}><{tag}>F</{tag}>"
    report = checked(ctf([pupil(sex=twice, rest=contact)], root="CTfile" + space))
    assert [(problem.values["element"], (problem.path or "").rpartition("/")[2]) for problem in report.problems] == [
        (tag, tag),
        (tag, tag),
        (tag, tag),
    ]


@pytest.mark.parametrize(
    ("marks", "strange"),
    [
        ("/\\C1C2J1Y1Y7", ""),
        ("/ \\ C1Y3# # ", ""),
        ("/\\C9", "9"),
        ("A1/", "1 A"),
        ("Y8", "8"),
    ],
)
def test_attendance_marks_of_two_characters_are_known(marks: str, strange: str) -> None:
    sessions = f"<AttendSessions><AttendanceMarks>{marks}</AttendanceMarks></AttendSessions>"
    report = checked(ctf([pupil(rest=f"<Attendance><YearData>{sessions}</YearData></Attendance>")]))
    assert [problem.values["marks"] for problem in report.problems] == ([strange] if strange else [])


def test_a_partial_file_is_told_to_who_sends_it_to_another_school() -> None:
    def told(destination: str) -> list[str]:
        head = header(destination=destination).replace(">full<", ">partial<")
        return codes(checked(ctf(head=head), f"6812990_CTF_{destination}_001.xml"))

    assert told("6814990") == ["ctf.partial_file"]
    assert told("XXXXXXX") == ["ctf.partial_file"]
    assert told("6812990") == ["name.own_school"]
    assert told("681LLLL") == []
