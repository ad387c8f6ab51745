"""Lists as offices write them, whatever they are about: what is read, what is left out, and what is refused whole."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.common.lists.columns import COLUMN_NAMES, PupilColumn
from handover.common.lists.faults import list_faults
from handover.common.lists.kinds import ListKind, ProblemLog
from handover.common.lists.reader import ListRow, read_each_row, read_list_rows
from handover.common.problems import Severity
from handover.common.text import Text

DO = Text("Do this.", "Gwnewch hyn.")
UPN, SURNAME, FORENAME = PupilColumn.UPN, PupilColumn.SURNAME, PupilColumn.FORENAME
PLACES = ListKind(
    prefix="places",
    columns={column: COLUMN_NAMES[column] for column in (UPN, SURNAME, FORENAME)},
    needed=((UPN,), (SURNAME, FORENAME)),
    faults=list_faults("places", row=DO, heading=DO),
    told=3,
)
SIAN = {UPN: "B681299003017", SURNAME: "Prydderch", FORENAME: "Siân"}
HEADING, SIAN_ROW = "UPN,Surname,Forename\n", "B681299003017,Prydderch,Siân\n"


def listed(data: bytes | str, kind: ListKind = PLACES) -> tuple[list[ListRow], list[tuple[str, int | None]]]:
    """Return the rows of a list, and its problems by code and line."""
    log = ProblemLog(kind)
    rows = list(read_list_rows([data.encode() if isinstance(data, str) else data], log))
    return rows, [(problem.code.removeprefix("places."), problem.line) for problem in log.problems]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be-mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_way_in_which_a_spreadsheet_saves_text_is_read(separator: str, encoding: str, end: str) -> None:
    text = (HEADING + SIAN_ROW).replace(",", separator).replace("\n", end)
    data = b"\xfe\xff" + text.encode("utf-16-be") if encoding == "utf-16-be-mark" else text.encode(encoding)
    assert listed(data) == ([ListRow(2, SIAN)], [])


def test_windows_1252_is_told_once_with_the_first_line_that_is() -> None:
    rows, problems = listed((HEADING + "1,Jones,Non\n" + SIAN_ROW * 2).encode("cp1252"))
    assert (rows[1].values, problems) == (SIAN, [("encoding", 3)])


@pytest.mark.parametrize(
    ("titles", "line"),
    [
        ("Year 6 leavers\n\n", 4),
        ("Year 6 leavers,,\nPrinted on 1 September, 2026\n\n\n", 6),
        ("Cyngor Caerwennol; Ysgolion; 2026/27; pob disgybl\n", 3),
        ('"A title\nof two lines",,\n', 4),
    ],
)
def test_what_stands_above_the_heading_is_passed_over_and_lines_are_counted_from_the_top(
    titles: str, line: int
) -> None:
    assert listed(titles + HEADING + SIAN_ROW) == ([ListRow(line, SIAN)], [])


def test_heading_is_looked_for_in_the_first_twenty_rows_and_no_further() -> None:
    assert listed("A title\n" * 19 + HEADING + SIAN_ROW)[0] == [ListRow(21, SIAN)]
    assert listed("A title\n" * 20 + HEADING + SIAN_ROW) == ([], [("header", 1)])


def test_cells_of_a_heading_may_be_written_on_two_lines() -> None:
    rows, problems = listed('"Pupil\nUPN","Legal\nsurname",Forename\n' + SIAN_ROW)
    assert (rows, problems) == ([ListRow(4, SIAN)], [])


@pytest.mark.parametrize(
    ("heading", "missing"),
    [
        ("Name,Class", "UPN"),
        ("Surname,Class", "Forename"),
        ("Class,First name", "Surname"),
    ],
)
def test_columns_that_are_missing_are_named_for_the_way_that_is_nearest(heading: str, missing: str) -> None:
    log = ProblemLog(PLACES)
    assert not list(read_list_rows([f"{heading}\nx,y\n".encode()], log))
    (problem,) = log.problems
    assert problem.message() == f"The list does not name the columns that are needed: {missing} not found."
    assert problem.line == 1


def test_missing_columns_are_told_at_the_row_that_looks_most_like_a_heading() -> None:
    assert listed("Year 6,,\nSurname,Class,\n") == ([], [("header", 2)])


def test_two_columns_that_mean_the_same_are_refused_by_the_name_of_the_second() -> None:
    log = ProblemLog(PLACES)
    assert not list(read_list_rows([b"UPN,Surname,Pupil UPN\n1,2,3\n"], log))
    assert log.problems[0].message() == "Two columns mean the same: the second is Pupil UPN."
    log = ProblemLog(PLACES)
    assert not list(read_list_rows([b"UPN,Surname,Pupil UPN,upn\n1,2,3,4\n"], log))
    assert log.problems[0].message() == "Two columns mean the same: the second is Pupil UPN."


def test_columns_that_nobody_knows_are_passed_over_and_blank_rows_too() -> None:
    rows, problems = listed("Class,UPN,,Surname\n\n7B,B681299003017,x,Prydderch\n,,,\n  , ,,\n")
    assert rows == [ListRow(3, {UPN: "B681299003017", SURNAME: "Prydderch"})]
    assert not problems


# The row is left out on which the quotation mark stands, wherever the next line is a row again.
STRAY = [
    ('B1,"Jones,Ann\nB2,Smith,Bob\nB3,Rees,Non\n', 2, [3, 4]),  # never closed
    ('B1,Jones,Ann\nB2,"Smith,Bob\nB3,"Rees",Non\n', 3, [2, 4]),  # closed by the next, and then letters
    ('B1,"Jones,Ann\nB2,Smith,Bob\nB3,Rees,Non"\n', 2, [3, 4]),  # closed at the end of another row: too few cells
    ('B1,Jones,"Ann\nB2",Smith,Bob\n', 2, [3]),  # closed in the row that follows, further to the left: too many cells
    ('B1,"Jones"x,Ann\nB2,Smith,Bob\n', 2, [3]),  # letters behind a closing mark
    ('B1,Jones,Ann\nB2,Smith,"Bob\n', 3, [2]),  # never closed, in the last row
    ('B1,Jones,Ann\n\nB2,Smith,"Bob\n\n\nB3,Rees,Non\n', 4, [2, 7]),  # blank rows all around
    ('B1,"Jones,Ann\n' + "B2,Smith,Bob\n" * 60, 2, list(range(3, 63))),  # more lines than any cell has
    ('B1,"Jones,Ann\n' + "B2,Smith,Bob\n" * 60 + 'B3,Rees",Non\n', 2, list(range(3, 64))),  # closed far behind that
]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize(("rows", "line", "used"), STRAY)
def test_stray_quotation_mark_costs_its_own_row_and_no_other(
    rows: str, line: int, used: list[int], separator: str, end: str
) -> None:
    found, problems = listed((HEADING + rows).replace(",", separator).replace("\n", end))
    assert [row.line for row in found] == used
    assert problems == [("quote_row", line)]


# Where the rows begin again is not known: the whole list is refused, at the line on which the row begins.
NOBODY_KNOWS = [
    ('B1,Jones,Ann\nB2,"Smith,Bob\nB3,Rees",Non\n', 3),  # closed by another slip: as many cells as there should be
    ('"B1,Jones,Ann\nB2",Smith,Bob\nB3,Rees,Non\n', 2),  # closed in the row that follows: as many cells
    ('B1,"Jones,Ann\r' + "B2,Smith,Bob\r" * 3 + 'B3,Rees",Non\r', 2),
    ('B1,"Jones, the younger","Ann"x\nB2,Smith,Bob\n', 2),  # more separators than a row has
    ('B1,"Jo\nnes"x,Ann\nB2,Smith,Bob\n', 2),  # the row goes on in the next line
    ('B1,Jones,"Ann\nnobody\nB2,Smith,Bob\n', 2),  # the next line is no row
]


@pytest.mark.parametrize(("rows", "line"), NOBODY_KNOWS)
def test_stray_quotation_mark_refuses_the_list_where_nobody_knows_how_it_goes_on(rows: str, line: int) -> None:
    assert listed(HEADING + rows)[1] == [("quote", line)]


@pytest.mark.parametrize(
    "heading",
    ['UPN,Surname,Forename,"Class\n', 'UPN,"Surname,Forename,Class\n', '"UPN,Surname,Forename,Class\n'],
)
def test_stray_quotation_mark_in_the_heading_takes_no_row_into_it(heading: str) -> None:
    rows = 'B1,Jones,Ann,7B\nB2,Smith,Bob,7"B"\nB3,Rees,Non,"7B"\n'
    found, problems = listed(heading + rows)
    assert not found
    assert problems[0][0] in {"quote", "header"}


def test_stray_quotation_mark_in_a_title_takes_no_row_into_it() -> None:
    assert listed('Leavers of "Year 6,,\n"to print\n' + HEADING + SIAN_ROW) == ([ListRow(4, SIAN)], [])


def test_one_stray_quotation_mark_in_fifteen_hundred_rows_costs_one_pupil() -> None:
    rows = [f"B{number},Jones,Ann\n" for number in range(1500)]
    rows[98] = 'B98,"Jones,Ann\n'
    log = ProblemLog(PLACES)
    found = list(read_list_rows([(HEADING + "".join(rows)).encode()], log))
    assert [row.line for row in found] == [*range(2, 100), *range(101, 1502)]
    assert [(problem.code, problem.line) for problem in log.problems] == [("places.quote_row", 100)]
    log.add_counts()
    assert log.problems[0].message() == "1,500 rows were read: 1,499 used, 1 left out."


def test_heading_that_comes_once_more_is_no_pupil() -> None:
    rows, problems = listed(HEADING + "B1,Jones,Ann\n" + HEADING + SIAN_ROW)
    assert ([row.line for row in rows], problems) == ([2, 4], [("heading_again", 3)])


def test_pupil_whose_name_is_that_of_a_column_is_a_pupil() -> None:
    assert [row.values[SURNAME] for row in listed(HEADING + "UPN,Surname,Ann\n")[0]] == ["Surname"]


def test_cell_of_more_letters_than_are_read_is_told() -> None:
    rows, problems = listed(HEADING + f"B1,{'x' * 200},Ann\nB2,{'x' * 201},Ann\n")
    assert [len(row.values[SURNAME]) for row in rows] == [200, 200]
    assert problems == [("long_cell", 3)]


def test_quotation_marks_that_belong_are_read() -> None:
    rows, problems = listed(HEADING + 'B1,"O""Neill, the younger","Siân\nHaf"\nB2,O"Neill,Ann\n')
    assert [(row.line, row.values[SURNAME], row.values[FORENAME]) for row in rows] == [
        (2, 'O"Neill, the younger', "Siân Haf"),
        (4, 'O"Neill', "Ann"),
    ]
    assert not problems


@pytest.mark.parametrize("row", ["B1,Jones\n", "B1,Jones,Ann,x\n", '"B1","Jones"\n', 'B1,"Jones, the younger",Ann,x\n'])
def test_row_with_too_few_or_too_many_values_is_left_out_and_told(row: str) -> None:
    rows, problems = listed(HEADING + row + SIAN_ROW)
    assert ([each.line for each in rows], problems) == ([3], [("cells", 2)])


def test_empty_values_behind_a_row_are_no_values() -> None:
    assert listed(HEADING + SIAN_ROW.replace("\n", ",, \n"))[0] == [ListRow(2, SIAN)]


def test_formula_is_read_without_its_signs_or_keeps_its_row_out_as_the_kind_of_list_says() -> None:
    data = HEADING + "B1,=@Jones,Ann\n"
    assert listed(data) == ([ListRow(2, {UPN: "B1", SURNAME: "Jones", FORENAME: "Ann"})], [("formula", 2)])
    assert listed(data, replace(PLACES, formulas=False)) == ([], [("formula", 2)])


def test_longest_list_is_taken_and_one_row_more_refuses_it() -> None:
    kind = replace(PLACES, most_rows=3)
    assert listed(HEADING + "\n" + SIAN_ROW * 3, kind)[1] == []
    assert listed(HEADING + SIAN_ROW * 4, kind)[1] == [("too_many", 5)]
    log = ProblemLog(replace(PLACES, most_rows=1200))
    list(read_list_rows([(HEADING + SIAN_ROW * 1201).encode()], log))
    assert [problem.message() for problem in log.problems] == ["The list has more than 1,200 rows."]


def test_longest_line_is_read_and_one_byte_more_refuses_the_list() -> None:
    row = SIAN_ROW.removesuffix("\n")
    assert listed(HEADING + row + " " * (65535 - len(row.encode())) + "\n") == ([ListRow(2, SIAN)], [])
    assert listed(HEADING + row + " " * (65536 - len(row.encode())) + "\n") == ([], [("long_line", 2)])


def test_problems_can_be_taken_while_the_list_is_read_and_each_comes_once() -> None:
    log = ProblemLog(PLACES)
    log.add("cells", 2, wanted=3, found=1)
    assert [problem.line for problem in log.take_problems()] == [2]
    log.add("cells", 3, wanted=3, found=1)
    assert [problem.line for problem in log.take_problems()] == [3]
    assert log.problems == []


def test_three_of_a_kind_are_told_and_the_rest_is_counted() -> None:
    log = ProblemLog(PLACES)
    list(read_list_rows([(HEADING + "x\n" * 5 + "=1,Jones,Ann\n").encode()], log))
    log.add_counts()
    assert [problem.code for problem in log.problems] == [
        "places.rows",
        *["places.cells"] * 3,
        "places.formula",
        "places.more",
    ]
    assert log.problems[-1].message() == "2 more problems like these were met."


@pytest.mark.parametrize(("rows", "counted"), [(3, []), (4, ["places.more"])])
def test_nothing_is_counted_until_there_is_more_than_was_told(rows: int, counted: list[str]) -> None:
    log = ProblemLog(PLACES)
    list(read_list_rows([(HEADING + "x\n" * rows).encode()], log))
    log.add_counts()
    assert [problem.code for problem in log.problems] == ["places.rows", *["places.cells"] * 3, *counted]


@pytest.mark.parametrize(
    ("written", "read", "told"),
    [
        ("SiÃ¢n", "Siân", [("letters_broken", 2)]),
        ("JosÃ© é", "José é", [("letters_broken", 2)]),
        ("Nguyá»…n", "Nguyễn", [("letters_broken", 2)]),
        ("Ä°rem", "İrem", [("letters_broken", 2)]),
        ("Paweł", "Paweł", []),
        ("Ãsa", "Ãsa", []),  # what cannot have been UTF-8 is left as it stands
    ],
)
def test_accents_that_were_broken_before_are_mended_only_where_it_is_certain(
    written: str, read: str, told: list[tuple[str, int]]
) -> None:
    rows, problems = listed(HEADING + f"B1,Jones,{written}\n")
    assert (rows[0].values[FORENAME], problems) == (read, told)


def test_what_was_broken_is_shown_as_it_stood() -> None:
    log = ProblemLog(PLACES)
    list(read_list_rows([(HEADING + "B1,Jones,SiÃ¢n\n").encode()], log))
    assert log.problems[0].message() == (
        "Accents were broken before this file was made (“SiÃ¢n”); they were read as they must have been."
    )


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", ("empty", 1)),
        (b"\n \n,,\n", ("empty", 1)),
        (b"\xef\xbb\xbf", ("empty", 1)),
        (b"PK\x03\x04 and something", ("not_csv", 1)),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", ("not_csv", 1)),
        (b"%PDF-1.7", ("not_csv", 1)),
        (b"<html>", ("not_csv", 1)),
        (b'{"UPN": 1}', ("not_csv", 1)),
        (b"UPN\nB1\nB\x002\n", ("not_text", 3)),
        ("UPN\nB1\n".encode("utf-16-le"), ("not_text", 1)),
        ("UPN\nB1\n".encode("utf-16")[:-1], ("not_text", None)),
        (b"UPN\n" + b"x" * 70_000, ("long_line", None)),
        (b"x" * 200_000 + b"\nUPN\n", ("long_line", 1)),
    ],
)
def test_what_is_no_list_is_refused(data: bytes, problem: tuple[str, int | None]) -> None:
    assert listed(data)[1][-1] == problem
    assert PLACES.faults[f"places.{problem[0]}"].severity is Severity.ERROR


def test_row_comes_out_before_the_next_is_asked_for() -> None:
    def chunks() -> Iterator[bytes]:
        yield (HEADING + SIAN_ROW).encode()
        raise AssertionError("read too far")

    assert next(read_list_rows(chunks(), ProblemLog(PLACES))).values == SIAN


@given(st.binary(max_size=200), st.integers(1, 9))
def test_no_bytes_break_the_reader_and_pieces_do_not_matter(data: bytes, size: int) -> None:
    for start in (b"", HEADING.encode(), b"PK\x03\x04", b"\xff\xfe"):
        whole = start + data
        pieces = [whole[place : place + size] for place in range(0, len(whole), size)]
        one, other = ProblemLog(PLACES), ProblemLog(PLACES)
        assert list(read_list_rows([whole], one)) == list(read_list_rows(pieces, other))
        assert one.problems == other.problems


CELLS = st.text(st.sampled_from("ab ,;'\"\n"), min_size=1, max_size=6).map(lambda text: f"x{text}x")


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=5), st.sampled_from(",;\t"))
def test_what_a_spreadsheet_wrote_is_read_or_refused_but_never_fewer_rows(
    rows: Sequence[Sequence[str]], separator: str
) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows([["UPN", "Surname", "Forename"], *rows])
    found, problems = listed(out.getvalue())
    plain = [[cell.replace("\n", " ") for cell in row] for row in rows]
    assert problems or [list(row.values.values()) for row in found] == plain
    assert {code for code, _ in problems} <= {"quote"}


@pytest.mark.parametrize(("told", "used"), [(False, False), (True, True)])
def test_program_that_neither_uses_a_row_nor_says_why_is_stopped_and_one_that_does_both(told: bool, used: bool) -> None:
    log = ProblemLog(replace(PLACES, leaving_out=frozenset({"long_cell"})))

    def read_row(row: ListRow) -> ListRow | None:
        if told:
            log.add("long_cell", row.line, limit=1)
        return row if used else None

    with pytest.raises(AssertionError, match="row 2"):
        list(read_each_row([(HEADING + SIAN_ROW).encode()], log, read_row))


def test_rows_read_used_and_left_out_are_counted_blank_ones_not() -> None:
    log = ProblemLog(PLACES)
    list(read_each_row([(HEADING + SIAN_ROW + "\n,,\nx\n" + SIAN_ROW).encode()], log, lambda row: row))
    assert (log.count.read, log.count.used, log.count.left_out) == (3, 2, 1)
