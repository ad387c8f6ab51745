"""Reading lists of expected pupils as offices write them."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.common.identifiers import make_upn
from handover.common.lists.columns import PupilColumn
from handover.portal.expected.faults import FAULTS
from handover.portal.expected.reading import MOST, ExpectedList, read_expected_list, read_expected_rows
from handover.portal.expected.row import Expected

TODAY = date(2026, 9, 1)
SIAN_UPN = "B681299003017"
SIAN = Expected(2, SIAN_UPN, "Prydderch", "Siân", date(2015, 2, 11), "6812990")
HEADER = "UPN,Surname,Forename,Birth date,From school\n"


def listed(text: str | bytes) -> ExpectedList:
    return read_expected_list([text.encode() if isinstance(text, str) else text], TODAY)


def codes(found: ExpectedList) -> list[str]:
    return [problem.code.partition(".")[2] for problem in found.problems]


def test_office_lists_who_is_coming_and_from_where():
    found = listed(HEADER + f"{SIAN_UPN},Prydderch,Siân,11/02/2015,681/2990\n")
    assert found == ExpectedList((SIAN,), ())


@pytest.mark.parametrize(
    "header",
    [
        "Pupil UPN;LAST NAME;First-name;D.O.B.;Previous school",
        "upn\tCyfenw\tEnw cyntaf\tDyddiad geni\tYsgol flaenorol",
        "\ufeffUPN|Legal surname|Legal forename|DOB|School number",
    ],
)
def test_headers_are_read_in_every_way_in_which_they_are_written(header):
    separator = next(sign for sign in ";\t|" if sign in header)
    row = separator.join([SIAN_UPN.lower(), "Prydderch", "Siân", "2015-02-11", "681 2990"])
    assert listed(f"{header}\r\n{row}\r\n") == ExpectedList((SIAN,), ())


def test_column_that_nobody_asked_for_is_passed_over():
    found = listed(f"Form,UPN,Allergies\n7B,{SIAN_UPN},nuts\n")
    assert [pupil.upn for pupil in found.pupils] == [SIAN_UPN]


def test_school_to_which_a_pupil_goes_is_not_where_the_pupil_comes_from():
    found = listed(f"UPN,School,From school\n{SIAN_UPN},6814990,6812990\n")
    assert found.pupils[0].source == "6812990"


def test_school_of_another_authority_may_be_written_in_two_columns():
    found = listed(f"UPN,LA,Estab\n{SIAN_UPN},660,2991\n")
    assert found.pupils[0].source == "6602991"


def test_authority_may_stand_where_the_school_is_not_known():
    assert listed(f"UPN,From school\n{SIAN_UPN},660LLLL\n").pupils[0].source == "660LLLL"


def test_name_and_birth_date_are_enough():
    found = listed("Surname,Forename,DOB\nPrydderch,Siân,11 Feb 2015\n")
    assert found.pupils == (Expected(2, "", "Prydderch", "Siân", date(2015, 2, 11), ""),)


@pytest.mark.parametrize("row", ["Prydderch,Siân,", ",Siân,11/2/2015", "-,.,11/2/2015", "Prydderch,.,"])
def test_less_than_name_and_birth_date_is_left_out_and_said(row):
    found = listed(f"Surname,Forename,DOB\n{row}\n")
    assert not found.pupils
    assert codes(found)[-1] == "too_little"
    assert found.problems[-1].line == 2


@pytest.mark.parametrize(
    "row", ["Suryani,.", "Suryani,-", "Suryani,Suryani", "Suryani,", ".,Suryani", "suryani,SURYANI"]
)
def test_child_with_one_name_is_taken_with_a_date_and_is_the_same_child_however_it_is_written(row):
    found = listed(f"Surname,Forename,DOB\n{row},8/7/2014\nSuryani,.,8.7.2014\n")
    assert [pupil.named for pupil in found.pupils] == [("suryani", "", date(2014, 7, 8))]
    assert codes(found)[-1] == "duplicate"


@pytest.mark.parametrize("written", ["31/02/2015", "11/2/15", "next week", "2015-13-01"])
def test_wrong_date_is_said_with_its_line_and_the_pupil_kept_by_upn(written):
    found = listed(HEADER + f"{SIAN_UPN},Prydderch,Siân,{written},\n")
    assert codes(found) == ["date"]
    assert (found.problems[0].line, written in found.problems[0].message()) == (2, True)
    assert found.pupils[0].birth_date is None


@pytest.mark.parametrize("written", ["01/01/1950", "01/01/2027"])
def test_nobody_so_old_or_not_yet_born_is_coming(written):
    assert codes(listed(HEADER + f"{SIAN_UPN},Prydderch,Siân,{written},\n")) == ["age"]


def test_wrong_upn_is_said_with_the_right_letter_and_the_pupil_kept_by_name():
    found = listed(HEADER + f"C{SIAN_UPN[1:]},Prydderch,Siân,11/2/2015,\n")
    assert codes(found) == ["upn"]
    assert "should be B" in found.problems[0].message()
    assert "dylai" in found.problems[0].message("cy").casefold()
    assert found.pupils[0].upn == ""


def test_wrong_school_is_said_and_the_pupil_kept():
    found = listed(HEADER + f"{SIAN_UPN},Prydderch,Siân,11/2/2015,St Mary's\n")
    assert codes(found) == ["school"]
    assert found.pupils[0].source == ""


def test_row_that_stands_there_twice_is_taken_once():
    row = f"{SIAN_UPN},Prydderch,Siân,11/2/2015,6812990\n"
    found = listed(HEADER + row + row)
    assert (len(found.pupils), codes(found)) == (1, ["rows", "duplicate"])
    assert found.problems[0].message() == "2 rows were read: 1 used, 1 left out."
    assert "line 2" in found.problems[1].message()


def test_same_child_with_and_without_a_upn_is_one_child():
    bare, full = ",PRYDDERCH,Sian,11/2/2015,\n", f"{SIAN_UPN},Prydderch,Siân,11/2/2015,6812990\n"
    for rows in (bare + full, full + bare):
        found = listed(HEADER + rows)
        assert [pupil.upn for pupil in found.pupils] == [SIAN_UPN]
        assert codes(found) == ["rows", "duplicate"]


def test_twins_are_two_children():
    found = listed("Surname,Forename,DOB\nPrydderch,Siân,11/2/2015\nPrydderch,Siôn,11/2/2015\n")
    assert (len(found.pupils), codes(found)) == (2, [])


def test_one_upn_for_two_names_is_said():
    rows = f"{SIAN_UPN},Prydderch,Siân,11/2/2015,\n{SIAN_UPN},Prydderch,Siôn,11/2/2015,\n"
    found = listed(HEADER + rows)
    assert (len(found.pupils), codes(found)) == (1, ["rows", "upn_twice"])


def test_one_name_with_two_upns_is_said_and_both_are_kept():
    other = make_upn("681", "2990", 3, 18)
    rows = f"{SIAN_UPN},Prydderch,Siân,11/2/2015,\n{other},Prydderch,Siân,11/2/2015,\n"
    found = listed(HEADER + rows)
    assert (len(found.pupils), codes(found)) == (2, ["same_name"])


def test_formula_is_read_as_text_and_said():
    found = listed(HEADER + f'{SIAN_UPN},"=HYPERLINK(""http://x"",""y"")",@Siân,11/2/2015,\n')
    assert codes(found) == ["formula", "formula"]
    assert found.pupils[0].surname == 'HYPERLINK("http://x","y")'
    assert found.pupils[0].forename == "Siân"


def test_number_that_a_spreadsheet_was_told_not_to_reckon_with_is_no_formula():
    found = listed(HEADER + f'="{SIAN_UPN}",Prydderch,Siân,11/2/2015,="6812990"\n')
    assert found == ExpectedList((SIAN,), ())


def test_list_from_an_old_spreadsheet_keeps_its_accents():
    found = listed((HEADER + f"{SIAN_UPN},Prydderch,Siân,11/2/2015,6812990\n").encode("cp1252"))
    assert (found.pupils, codes(found)) == ((SIAN,), ["encoding"])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"PK\x03\x04rest", "not_csv"),
        (b"UPN\n\0\n", "not_text"),
        (b"Name,Class\nx,y\n", "header"),
        (b"UPN,Pupil UPN\nx,y\n", "columns_asked"),
        (b'UPN,Surname\n"x,y\nz\n', "quote"),
        (b"UPN\n" + b"x" * 200_000, "long_line"),
    ],
)
def test_what_is_no_list_is_refused_with_a_reason(data, code):
    found = listed(data)
    assert found.refused
    assert not found.pupils
    assert codes(found)[-1] == code


def test_list_that_is_too_long_is_refused_whole():
    # Digits are no letters of a name; each child needs one of their own.
    rows = "".join(
        f"P,{''.join(chr(97 + int(digit)) for digit in str(number))},11/2/2015\n" for number in range(MOST + 1)
    )
    found = listed("Surname,Forename,DOB\n" + rows)
    assert (found.pupils, codes(found)) == ((), ["too_many"])


def test_the_same_mistake_in_every_row_is_told_some_times_and_counted():
    rows = "".join(f"{make_upn('681', '2990', 3, serial)},x\n" for serial in range(25))
    found = listed("UPN,DOB\n" + rows)
    assert codes(found).count("date") == 20
    assert "5 more" in found.problems[-1].message()


@given(st.binary(max_size=400))
def test_no_bytes_make_it_stumble(data):
    listed(data)


@given(st.text(max_size=400), st.integers(1, 7))
def test_every_problem_can_be_said_and_pieces_do_not_matter(text, size):
    data = (HEADER + text).encode("utf-8", "replace")
    found = read_expected_list((data[start : start + size] for start in range(0, len(data), size)), TODAY)
    assert found == listed(data)
    for problem in found.problems:
        assert problem.code in FAULTS
        assert "{" not in problem.message().replace("{", "", text.count("{"))
        assert problem.remedy("cy")


@given(
    st.lists(
        st.tuples(
            st.integers(0, 999),
            st.sampled_from(["Prydderch", "O'Neill", "Tudur-Rees"]),
            st.dates(date(2010, 1, 1), TODAY),
        ),
        unique_by=lambda row: row[0],
        max_size=30,
    )
)
def test_each_child_of_a_good_list_is_there_once(rows):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["UPN", "Surname", "Forename", "Birth date"])
    for serial, surname, born in rows:
        writer.writerow([make_upn("681", "2990", 3, serial), surname, f"Siân {surname}", born.isoformat()])
    found = listed(out.getvalue())
    assert [pupil.upn for pupil in found.pupils] == [make_upn("681", "2990", 3, serial) for serial, *_ in rows]
    assert not found.refused


def test_pupils_given_one_by_one_are_read_as_the_rows_of_a_list_are():
    siân = {PupilColumn.UPN: SIAN_UPN, PupilColumn.SURNAME: "Prydderch"}
    found = read_expected_rows([siân, {PupilColumn.SURNAME: "Nowak"}, siân], TODAY)
    assert [(pupil.line, pupil.upn, pupil.surname) for pupil in found.pupils] == [(1, SIAN_UPN, "Prydderch")]
    assert [(problem.code, problem.line) for problem in found.problems] == [
        ("expected.rows", None),
        ("expected.too_little", 2),
        ("expected.duplicate", 3),
    ]
    assert not found.refused
