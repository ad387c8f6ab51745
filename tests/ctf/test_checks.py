from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.ctf.checks import CHECKS, FileLimits, check_ctf
from handover.ctf.faults import ALL_FAULTS
from handover.ctf.filename import parse_name
from handover.ctf.findings import quote
from handover.ctf.pupil_checks import PUPIL_CHECKS
from handover.ctf.verdict import FileVerdict
from tests.ctf.building import ALYS, BETSAN, ctf, header, pupil
from tests.ctf.cases import ACCEPTED, REFUSALS
from tests.ctf.checking import NAME, TODAY, checked, codes, said

LOST_ONE = "ctf.lost_one_pupil"
MOST_NAMED = 5


@pytest.mark.parametrize("wrong", REFUSALS)
def test_a_bad_file_is_refused_in_words_that_name_the_fault(wrong: str) -> None:
    name, data, code, words = REFUSALS[wrong]
    report = checked(data, name)
    assert report.verdict is FileVerdict.REFUSE
    assert words in said(report, code)


@pytest.mark.parametrize("what", ACCEPTED)
def test_a_file_that_a_receiver_can_use_is_accepted_with_its_warnings(what: str) -> None:
    data, expected = ACCEPTED[what]
    report = checked(data)
    assert report.verdict is FileVerdict.ACCEPT
    assert codes(report) == expected


def test_a_wrong_check_letter_says_the_right_one() -> None:
    report = checked(ctf([pupil(ALYS.replace("C6", "A6"))]))
    (problem,) = report.problems
    assert problem.message() == "UPN A681299005070: the check letter should be C, or a digit is wrong."
    assert (problem.line, problem.path, problem.pupil) == (22, "/CTfile/CTFpupilData/Pupil[1]/UPN", 1)


def test_all_faulty_birth_dates_are_told_by_pupil() -> None:
    bad = ("2018-02-30", "2031-01-01", "06/05/2018")
    children = [pupil(ALYS.replace("070", f"07{n}"), born=f"<DOB>{day}</DOB>") for n, day in enumerate(bad, 1)]
    report = checked(ctf(children))
    told = {(each.pupil, each.line, each.code) for each in report.problems if "birth" in each.code}
    assert told == {
        (1, 23, "ctf.birth_date_impossible"),
        (2, 29, "ctf.birth_date_future"),
        (3, 35, "ctf.birth_date_form"),
    }
    assert report.document is not None
    assert [child.birth_date is None for child in report.document.pupils] == [True, False, True]


def test_a_repaired_name_waits_for_a_yes() -> None:
    report = checked(ctf(), "6812990_CTF_6814990_1.xml")
    assert report.verdict is FileVerdict.REPAIR
    assert report.name is not None
    assert report.name.canonical == NAME


def test_content_alone_is_checked_when_there_is_no_name() -> None:
    assert checked(ctf(head=header("6602991", "9364990")), None).verdict is FileVerdict.ACCEPT
    two_lost = ctf([pupil(), pupil(BETSAN)], header(destination="MMMMMMM"))
    assert codes(checked(two_lost, None)) == ["ctf.lost_one_pupil"]


@pytest.mark.parametrize("destination", ["XXXXXXX", "MMMMMMM", "681LLLL"])
def test_an_authority_forwards_a_renamed_file_and_the_first_sender_is_told(destination: str) -> None:
    report = checked(ctf(head=header("6602991", destination)), "681LLLL_CTF_6812993_007.xml")
    assert report.verdict is FileVerdict.ACCEPT
    assert f"first sent by 6602991 to {destination}" in said(report, "ctf.first_sent_by")


def test_an_authority_may_not_redirect_one_school_s_file_to_another() -> None:
    report = checked(ctf(head=header("6602991", "6814990")), "681LLLL_CTF_6812993_007.xml")
    assert codes(report) == ["ctf.header_differs"]


def test_a_school_that_renames_is_asked_with_both_pairs() -> None:
    report = checked(ctf(head=header("6602991", "XXXXXXX")))
    (problem,) = report.problems
    assert problem.kind.askable
    for place in ("6812990", "6814990", "6602991", "XXXXXXX"):
        assert place in problem.message()


def test_a_file_of_another_sender_is_refused() -> None:
    assert checked(ctf(), sender="6812990").verdict is FileVerdict.ACCEPT
    assert "signed in for 6602991" in said(checked(ctf(), sender="6602991"), "ctf.sender_differs")


@pytest.mark.parametrize(
    ("beginning", "code", "what"),
    [
        (b"PK\x03\x04", "ctf.zip", "ZIP"),
        (b"PK\x05\x06", "ctf.zip", "ZIP"),
        (b"%PDF-1.7", "ctf.other_file", "PDF"),
        (b"\x1f\x8b\x08", "ctf.other_file", "gzip"),
        (b"7z\xbc\xaf", "ctf.other_file", "7-Zip"),
        (b"\xd0\xcf\x11\xe0", "ctf.other_file", "Microsoft Office"),
        (b"\x89PNG", "ctf.other_file", "PNG"),
        (b"\xff\xd8\xff\xe0", "ctf.other_file", "JPEG"),
        (b"GIF89a", "ctf.other_file", "GIF"),
        (b"{\\rtf1", "ctf.other_file", "RTF"),
        (b"MZ\x90", "ctf.other_file", "Windows"),
    ],
)
def test_another_kind_of_file_is_called_what_it_is(beginning: bytes, code: str, what: str) -> None:
    (problem,) = checked(beginning + b" and more").problems
    assert (problem.code, problem.values["what"]) == (code, what)


def test_a_larger_file_than_the_limit_is_refused_unread() -> None:
    report = check_ctf(ctf(), parse_name(NAME), today=TODAY, limits=FileLimits(size_bytes=100))
    assert codes(report) == ["ctf.too_large"]
    assert report.pupils == 0
    half = FileLimits(size_bytes=512 * 1024)
    report = check_ctf(b" " * (512 * 1024 + 1), parse_name(NAME), today=TODAY, limits=half)
    assert said(report, "ctf.too_large") == "The file is larger than the limit of 0.5 MB."


def test_more_pupils_than_the_limit_are_refused() -> None:
    report = check_ctf(ctf([pupil()] * 4), parse_name(NAME), today=TODAY, limits=FileLimits(pupils=3))
    assert codes(report) == ["ctf.too_many_pupils"]


def test_the_list_of_problems_ends_and_says_how_many_more_there_are() -> None:
    warnings = [pupil(sex="", who=ALYS.replace("070", f"07{n}")) for n in (1, 2, 3)]
    report = check_ctf(ctf(warnings), parse_name(NAME), today=TODAY, limits=FileLimits(problems=3))
    assert report.verdict is FileVerdict.ACCEPT
    assert said(report, "ctf.more_problems") == "There are 3 more problems of the same kinds."
    errors = [pupil(sex="", who="<UPN/>") for _ in range(3)]
    report = check_ctf(ctf(errors), parse_name(NAME), today=TODAY, limits=FileLimits(problems=3))
    assert report.verdict is FileVerdict.REFUSE
    assert said(report, "ctf.more_errors") == "There are 9 more problems, some of which stop the file."


@pytest.mark.parametrize(
    ("version", "today", "said"),
    [
        ("26.0", date(2026, 11, 24), []),
        ("25.0", date(2026, 11, 24), []),
        ("24.0", date(2026, 11, 24), ["ctf.version_other"]),
        ("27.0", date(2026, 11, 24), ["ctf.version_unknown"]),
        ("7.0", date(2026, 11, 24), ["ctf.version_other"]),
        ("6.0", date(2026, 11, 24), ["ctf.version_unsupported"]),
        ("99.0", date(2026, 11, 24), ["ctf.version_unknown"]),
        ("100.0", date(2026, 11, 24), ["ctf.version_unsupported"]),
        ("26.0", date(2026, 7, 31), ["ctf.version_unknown"]),
        ("26.0", date(2026, 8, 1), ["ctf.version_coming"]),
        ("26.0", date(2026, 8, 31), ["ctf.version_coming"]),
        ("25.0", date(2026, 8, 31), []),
        ("24.0", date(2026, 8, 31), []),
        ("27.0", date(2026, 8, 31), ["ctf.version_unknown"]),
        ("27.0", date(2027, 1, 1), ["ctf.version_unknown"]),
    ],
)
def test_a_version_goes_by_the_school_year(version: str, today: date, said: list[str]) -> None:
    report = check_ctf(ctf(head=header(version=version, made="2026-08-20T10:00:00")), parse_name(NAME), today=today)
    assert codes(report) == said


def test_a_version_that_is_not_yet_in_use_is_told_beside_the_newest() -> None:
    assert said(checked(ctf(head=header(version="27.0"))), "ctf.version_unknown").startswith(
        "CTF version 27.0 is an unknown version: the newest is 26."
    )


def test_another_version_is_told_beside_those_of_this_year_and_the_last() -> None:
    report = checked(ctf(head=header(version="24.0")))
    assert "26" in report.problems[0].message() + report.problems[0].remedy()
    assert (report.problems[0].values["current"], report.problems[0].values["previous"]) == ("26", "25")
    assert (report.problems[0].line, report.problems[0].path) == (3, "/CTfile/Header/CTFversion")


@pytest.mark.parametrize(
    ("made", "year", "right"),
    [
        ("2026-07-31T10:00:00", "2025", True),
        ("2026-07-31T10:00:00", "2026", False),
        ("2026-08-01T10:00:00", "2026", True),
        ("2026-08-31T10:00:00", "2025", True),
        ("2026-08-31T10:00:00", "2027", False),
        ("2026-09-01T10:00:00", "2026", True),
        ("2026-09-01T10:00:00", "2025", False),
        ("2026-09-01T10:00:00", "2027", False),
    ],
)
def test_the_new_school_year_may_begin_in_august(made: str, year: str, right: bool) -> None:
    report = checked(ctf(head=header(made=made, year=year), pupils=[pupil(born="<DOB>2018-05-06</DOB>")]))
    assert codes(report) == ([] if right else ["ctf.academic_year"])


def test_a_fault_of_the_header_is_told_at_its_line_and_one_of_the_second_header_there() -> None:
    nameless = checked(ctf(head=header().replace("Common", "Uncommon")))
    assert [(each.code, each.line, each.path) for each in nameless.problems] == [
        ("ctf.document_name", 3, "/CTfile/Header/DocumentName")
    ]
    twice = checked(ctf(head=header() * 2))
    found = {each.code: (each.line, each.path) for each in twice.problems}
    assert found["ctf.header_repeated"] == (20, "/CTfile/Header[2]")


def test_a_file_without_a_header_hears_what_else_is_wrong_with_it() -> None:
    report = checked(ctf([pupil(), pupil(ALYS.replace("Alys", "Alis"))], head=""))
    assert codes(report) == ["ctf.header_missing", "ctf.upn_twice"]
    assert [(each.line, each.path) for each in report.problems] == [
        (2, "/CTfile"),
        (10, "/CTfile/CTFpupilData/Pupil[2]/UPN"),
    ]


def test_the_first_ten_of_the_pupils_who_are_too_many_are_named() -> None:
    def words(count: int) -> str:
        children = [
            pupil(ALYS.replace("Alys", f"A{number:02}").replace("070", f"{number:03}")) for number in range(count)
        ]
        return said(checked(ctf(children, header(destination="XXXXXXX")), "6812990_CTF_XXXXXXX_001.xml"), LOST_ONE)

    assert f"A{MOST_NAMED - 1:02} Testfield" in words(MOST_NAMED)
    assert "…" not in words(MOST_NAMED)
    assert f"A{MOST_NAMED:02} Testfield" not in words(MOST_NAMED + 1)
    assert "…" in words(MOST_NAMED + 1)


def test_a_signed_in_sender_may_be_written_in_any_letters_and_a_nameless_file_has_none() -> None:
    forwarded = ctf(head=header("681LLLL"))
    assert codes(checked(forwarded, "681LLLL_CTF_6814990_001.xml", sender="681llll")) == []
    assert "ctf.sender_differs" not in codes(checked(ctf(), "transfer.xml", sender="6812990"))


def test_a_value_in_a_message_is_cut_after_forty_letters_and_stands_on_one_line() -> None:
    assert quote("x" * 40) == "x" * 40
    assert quote("x" * 41) == "x" * 40 + "…"
    assert quote(" a\n\tb ") == "a b"


def test_an_old_file_does_not_call_its_pupils_too_old() -> None:
    old = header(version="10.0", made="2010-07-20T15:05:32", year="2009")
    assert codes(checked(ctf([pupil(born="<DOB>1999-02-11</DOB>")], old))) == ["ctf.version_other"]


def met() -> set[str]:
    reports = [checked(data, name) for name, data, _, _ in REFUSALS.values()]
    reports += [checked(data) for data, _ in ACCEPTED.values()]
    return {problem.code for report in reports for problem in report.problems}


def test_every_fault_of_content_is_met_by_a_test() -> None:
    elsewhere = {  # in test_reader, test_admissions, test_xml, test_filename, the attacks, and above
        *("ctf.too_large", "ctf.too_many_pupils", "ctf.too_many_unknown", "ctf.more_problems", "ctf.more_errors"),
        *("ctf.sender_differs", "ctf.first_sent_by", "ctf.text_too_long", "ctf.date_form", "ctf.date_impossible"),
        *("ctf.boolean_letter", "ctf.boolean_form", "ctf.whole_form", "ctf.code_unknown", "ctf.repeated"),
        *("ctf.version_coming", "ctf.text_long"),
        *("ctf.repeated_identity", "ctf.not_atf", "ctf.unknown_element", "ctf.unknown_attributes", "ctf.stray_text"),
    }
    content = {code for code in ALL_FAULTS if code.startswith("ctf.")}
    assert content - elsewhere <= met()


@pytest.mark.parametrize("code", ALL_FAULTS)
def test_every_fault_speaks_both_languages_with_the_same_values(code: str) -> None:
    kind = ALL_FAULTS[code]
    assert kind.code == code
    for words in (kind.message, kind.remedy):
        assert words.en != words.cy
        assert words.en.endswith((".", "}."))
        assert words.cy.endswith((".", "}."))
        assert _values(words.en) == _values(words.cy)


def _values(words: str) -> set[str]:
    return {part.split("}")[0].partition(":")[0] for part in words.split("{")[1:]}


def test_every_step_has_a_title_in_both_languages() -> None:
    for step in (*CHECKS, *PUPIL_CHECKS):
        assert step.title.en != step.title.cy


@given(data=st.binary(max_size=400))
def test_any_bytes_get_a_verdict(data: bytes) -> None:
    assert checked(data).verdict is FileVerdict.REFUSE


_FRAGMENTS = st.sampled_from(
    [
        "<Pupil>",
        "</Pupil>",
        "<Pupil/>",
        "<UPN>",
        "</UPN>",
        "<DOB>2018-05-06</DOB>",
        "<Contacts>",
        "</Contacts>",
        "x",
        "&amp;",
    ]
)


@given(inside=st.lists(_FRAGMENTS, max_size=12).map("".join), mend=st.sampled_from([str, str.upper, str.swapcase]))
def test_any_content_gets_a_verdict_and_readable_problems(inside: str, mend: Callable[[str], str]) -> None:
    report = checked(ctf([mend(inside)]))
    for problem in report.problems:
        assert "{" not in problem.message("en") + problem.message("cy") + problem.remedy("en") + problem.remedy("cy")
