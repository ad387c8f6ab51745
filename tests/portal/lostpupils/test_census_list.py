from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.common.lists.columns import PupilColumn
from handover.common.lists.headings import read_heading
from handover.common.lists.kinds import ListKind
from handover.common.lists.reader import read_columns
from handover.common.problems import Problem, Severity
from handover.matching.links import OnRoll
from handover.portal.expected.reading import EXPECTED
from handover.portal.lostpupils.census_list import CENSUS, read_census
from handover.portal.phase.offers import OFFERS

TODAY = date(2026, 1, 20)
HEADER = "UPN,Former UPN,Surname,Forename,Birth date,Gender,Postcode,Establishment\n"
SIAN = "D681299026017,,Llŷr,Siân,2015-03-11,F,CF99 1AA,681/2990\n"


def found(data: bytes | str) -> tuple[list[OnRoll], list[Problem]]:
    every = list(read_census([data.encode() if isinstance(data, str) else data], TODAY))
    return (
        [each for each in every if isinstance(each, OnRoll)],
        [each for each in every if isinstance(each, Problem)],
    )


def codes(data: bytes | str) -> list[str]:
    return [problem.code for problem in found(data)[1]]


def test_a_pupil_is_read_with_line_and_school() -> None:
    (pupil,), problems = found(HEADER + SIAN)
    assert not problems
    assert (pupil.line, pupil.establishment) == (2, "6812990")
    assert pupil.child.surname == "Llŷr"
    assert pupil.child.birth_date == date(2015, 3, 11)
    assert pupil.child.upn == "D681299026017"


@pytest.mark.parametrize(
    "header",
    [
        "upn;FORMER_UPN;Last Name;First Name;DOB;Sex;Post Code;LA/Estab\n",
        "Pupil UPN;Old UPN;Cyfenw;Enw cyntaf;Dyddiad geni;Rhywedd;Cod post;Sefydliad\n",
    ],
)
def test_columns_may_be_called_as_offices_call_them(header: str) -> None:
    (pupil,), problems = found(header + SIAN.replace(",", ";"))
    assert not problems
    assert (pupil.child.forename, pupil.child.gender) == ("Siân", "F")


def test_la_and_school_may_stand_in_two_columns() -> None:
    (pupil,), _ = found("UPN,Surname,Forename,DOB,LA,Estab\n,Jones,Non,01/02/2016,681,2990\n")
    assert pupil.establishment == "6812990"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_accents_survive_every_encoding_that_offices_use(encoding: str) -> None:
    (pupil,), problems = found(
        (HEADER + SIAN.replace("Llŷr", "Lloŷd" if encoding != "cp1252" else "Llôyd")).encode(encoding)
    )
    assert pupil.child.forename == "Siân"
    assert [problem.code for problem in problems] == (["census.encoding"] if encoding == "cp1252" else [])


def test_accents_that_a_spreadsheet_broke_are_put_right() -> None:
    (pupil,), (problem,) = found((HEADER + SIAN).encode().decode("cp1252", "ignore").replace("Llŷr", "Pugh").encode())
    assert pupil.child.forename == "Siân"
    assert problem.code == "census.letters_broken"


@pytest.mark.parametrize(
    "written",
    [
        "2015-03-11",
        "11/03/2015",
        "11-03-2015",
        "11.3.2015",
        "11/03/2015 00:00:00",
        "2015-03-11T00:00:00",
        "11 Mar 2015",
        "11-Mawrth-2015",
        "20150311",
    ],
)
def test_days_may_be_written_as_offices_write_them(written: str) -> None:
    (pupil,), problems = found(HEADER + SIAN.replace("2015-03-11", written))
    assert pupil.child.birth_date == date(2015, 3, 11)
    assert not problems


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("31/02/2015", "census.date"),
        ("03/31/2015", "census.date"),
        ("11/03/15", "census.date"),
        ("42074", "census.date"),
        ("soon", "census.date"),
        ("1915-03-11", "census.age"),
        ("2027-03-11", "census.age"),
    ],
)
def test_an_impossible_day_is_told_and_the_pupil_is_still_matched(written: str, code: str) -> None:
    (pupil,), (problem,) = found(HEADER + SIAN.replace("2015-03-11", written))
    assert pupil.child.birth_date is None
    assert (problem.code, problem.line) == (code, 2)
    assert written in problem.message()
    assert written in problem.message("cy")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "census.empty"),
        (b"PK\x03\x04rest", "census.not_csv"),
        (b"<?xml version='1.0'?>", "census.not_csv"),
        ((HEADER + SIAN).encode("utf-16")[:-1], "census.not_text"),
        (HEADER.encode() + b"\0\0\0", "census.not_text"),
        (b"x" * 200_000, "census.long_line"),
        (b"Name,Number\nJones,1\n", "census.header"),
        (SIAN.encode(), "census.header"),
        (b"UPN,Surname,Surname,Forename,DOB,School\n", "census.columns_asked"),
        (HEADER.encode() + b'"' + b"x\n" * 100_000, "census.quote"),
    ],
)
def test_a_file_that_is_no_extract_is_refused_in_one_sentence(data: bytes, code: str) -> None:
    pupils, (problem,) = found(data)
    assert not pupils
    assert problem.code == code
    assert problem.severity is Severity.ERROR
    assert problem.remedy()


def test_a_missing_column_is_named() -> None:
    _, (problem,) = found("Surname,Forename,Gender,Establishment\n")
    assert "UPN, Birth date" in problem.message()


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("a,b,c\n", "census.cells"),
        (SIAN.replace("Llŷr,Siân", ","), "census.name"),
        (SIAN.replace("681/2990", "Ysgol y Bryn"), "census.establishment"),
    ],
)
def test_a_row_that_cannot_be_used_is_left_out_with_its_line(row: str, code: str) -> None:
    pupils, (problem, counted) = found(HEADER + "\n" + row + SIAN)
    assert counted.message() == "2 rows were read: 1 used, 1 left out."
    assert (problem.code, problem.line) == (code, 3)
    assert [pupil.line for pupil in pupils] == [4]


def test_a_repeated_row_counts_once() -> None:
    pupils, (counted, problem) = found(HEADER + SIAN + SIAN)
    assert len(pupils) == 1
    assert counted.message("cy") == "Darllenwyd 2 res: defnyddiwyd 1, gadawyd 1 allan."
    assert (problem.code, problem.line) == ("census.duplicate", 3)


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "@SUM(A1)", "+44", "-Pugh"])
def test_a_formula_is_harmless_text(name: str) -> None:
    (pupil,), (problem,) = found(HEADER + SIAN.replace("Llŷr", name))
    assert pupil.child.surname == name[1:]
    assert problem.code == "census.formula"


def test_numbers_that_a_spreadsheet_was_told_to_keep_are_read() -> None:
    (pupil,), problems = found(HEADER + SIAN.replace("681/2990", '"=""6812990"""'))
    assert (pupil.establishment, problems) == ("6812990", [])


def test_a_name_may_hold_a_comma_or_a_line_end() -> None:
    pupils, problems = found(HEADER + SIAN.replace("Siân", '"Siân,\nHaf"') + SIAN)
    assert [(pupil.line, pupil.child.forename) for pupil in pupils] == [(2, "Siân, Haf"), (4, "Siân")]
    assert not problems


def test_many_problems_of_one_kind_are_counted_not_told() -> None:
    _, problems = found(HEADER + "a,b\n" * (150))
    assert len(problems) == 102
    assert problems[0].message() == "150 rows were read: 0 used, 150 left out."
    assert problems[-1].code == "census.more"
    assert "50" in problems[-1].message()


def test_the_pieces_may_end_anywhere() -> None:
    data = (HEADER + SIAN).replace("\n", "\r\n").encode()
    whole = list(read_census([data], TODAY))
    assert list(read_census([bytes([byte]) for byte in data], TODAY)) == whole
    assert list(read_census([data.replace(b"\r\n", b"\r")], TODAY)) == whole


def test_a_long_extract_is_read_row_by_row() -> None:
    def chunks() -> Iterator[bytes]:
        yield HEADER.encode()
        yield SIAN.encode()
        raise AssertionError("read too far")

    columns = read_columns([HEADER.encode()], CENSUS)
    assert columns
    rows = read_census(chunks(), TODAY, columns.choices)
    assert isinstance(next(rows), OnRoll)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    for start in (b"", HEADER.encode()):
        for each in read_census([start + data], TODAY):
            assert isinstance(each, OnRoll) or (each.message() and each.message("cy") and each.remedy())


def test_the_names_that_a_pupil_goes_by_are_read() -> None:
    heading = HEADER.replace("\n", ",Preferred surname,Known as\n")
    (pupil,), problems = found(heading + SIAN.replace("\n", ",Rees,Shani\n"))
    assert (pupil.child.preferred_surname, pupil.child.preferred_forename) == ("Rees", "Shani")
    assert not problems


@pytest.mark.parametrize(
    ("kind", "column", "name"),
    [
        (kind, column, name)
        for kind in (CENSUS, EXPECTED, OFFERS)
        for column, names in kind.columns.items()
        for name in names
    ],
)
def test_each_name_of_a_column_means_that_column_alone(kind: ListKind, column: PupilColumn, name: str) -> None:
    assert read_heading([name], kind).places == {column: 0}
