"""Lists as Excel workbooks: what a sheet shows is read, and a workbook that means harm is not opened."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.common.lists.columns import COLUMN_NAMES, PupilColumn
from handover.common.lists.faults import list_faults
from handover.common.lists.kinds import ListKind, ProblemLog
from handover.common.lists.reader import ListRow, read_list_rows
from handover.common.lists.workbook import is_of_a_day
from handover.common.text import Text
from tests.workbooks import MAIN, STYLES, Sheet, workbook

DO = Text("Do this.", "Gwnewch hyn.")
UPN, SURNAME, BORN, SCHOOL = PupilColumn.UPN, PupilColumn.SURNAME, PupilColumn.BIRTH_DATE, PupilColumn.ESTABLISHMENT
PLACES = ListKind(
    prefix="places",
    columns={column: COLUMN_NAMES[column] for column in (UPN, SURNAME, BORN, SCHOOL)},
    needed=((UPN,),),
    faults=list_faults("places", row=DO, heading=DO),
    told=3,
    most_rows=1000,
)
HEADING = ["UPN", "Surname", "Date of birth", "School"]
SIAN = ["B681299003017", "Llŷr", date(2015, 3, 11), 6814990]
READ = {UPN: "B681299003017", SURNAME: "Llŷr", BORN: "2015-03-11", SCHOOL: "6814990"}


def listed(data: bytes) -> tuple[list[ListRow], list[str]]:
    log = ProblemLog(PLACES)
    rows = list(read_list_rows([data], log))
    return rows, [problem.code.removeprefix("places.") for problem in log.problems]


def cells(row: str, **parts: str) -> dict[PupilColumn, str]:
    """Return what is read of the second row of a sheet, given as XML."""
    first = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>UPN</t></is></c><c t="inlineStr"><is><t>Surname</t></is></c></row>'
    )
    (found,), problems = listed(workbook({"A": f'{first}<row r="2">{row}</row>'}, **parts))
    assert not problems
    return dict(found.values)


def test_row_is_read_with_its_number_in_the_sheet_and_a_date_as_the_day_it_shows() -> None:
    sheet: Sheet = [["Leavers 2026"], [], HEADING, SIAN, [], ["B1", None, None, 6814990]]
    rows, problems = listed(workbook({"Year 6": sheet}))
    assert rows == [
        ListRow(4, READ),
        ListRow(6, {UPN: "B1", SURNAME: "", BORN: "", SCHOOL: "6814990"}),
    ]
    assert not problems


def test_values_beside_the_columns_are_nobodys() -> None:
    assert listed(workbook({"A": [HEADING, [*SIAN, None, "a note"]]})) == ([ListRow(2, READ)], [])


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ('<c r="A2" t="s"><v>0</v></c>', "shared"),
        ('<c r="A2" t="s"><v>1</v></c>', ""),  # there is no such text
        ('<c r="A2" t="s"><v>7</v></c>', ""),
        ('<c r="A2" t="inlineStr"><is><r><t>in </t></r><r><t>line</t></r><rPh><t>x</t></rPh></is></c>', "in line"),
        ('<c r="A2" t="str"><f>A1&amp;"x"</f><v>UPNx</v></c>', "UPNx"),
        ('<c r="A2" t="str"><f>A1</f><v></v></c>', ""),
        ('<c r="A2"><v>6814990</v></c>', "6814990"),
        ('<c r="A2"><v>6.81499E6</v></c>', "6814990"),
        ('<c r="A2"><v>0.5</v></c>', "0.5"),
        ('<c r="A2"><v>x</v></c>', "x"),
        ('<c r="A2"><v>1E400</v></c>', "1E400"),
        ('<c r="A2" s="1"><v>42074</v></c>', "2015-03-11"),
        ('<c r="A2" s="2"><v>42074.75</v></c>', "2015-03-11"),
        ('<c r="A2" s="0"><v>42074</v></c>', "42074"),
        ('<c r="A2" s="99"><v>42074</v></c>', "42074"),
        ('<c r="A2" s="1"><v>99999999</v></c>', "99999999"),
        ('<c r="A2" t="d"><v>2015-03-11T00:00:00</v></c>', "2015-03-11T00:00:00"),
        ('<c r="A2" t="b"><v>1</v></c>', "1"),
        ('<c r="A2" t="e"><v>#N/A</v></c>', "#N/A"),
        ("<c><v>5</v></c>", "5"),  # a cell that does not say where it stands follows the one before
    ],
)
def test_cell_is_read_as_it_shows(cell: str, read: str) -> None:
    shared = f'<sst xmlns="{MAIN}"><si><t>shared</t></si></sst>'
    row = f'{cell}<c r="B2" t="inlineStr"><is><t>Llŷr</t></is></c>'
    assert cells(row, sharedStrings=shared) == {UPN: read, SURNAME: "Llŷr"}


def test_number_that_is_shown_with_zeros_before_it_is_read_with_them() -> None:
    styles = STYLES.replace("[$-452]dd/mm/yyyy;@", "0000000")
    assert cells('<c r="A2" s="2"><v>42074</v></c><c r="B2"><v>1</v></c>', styles=styles) == {
        UPN: "0042074",
        SURNAME: "1",
    }


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    book = workbook({"A": [HEADING, ["B1", None, date(2015, 3, 11)]]})
    old = workbook({"A": [HEADING, ["B1", None, date(2011, 3, 10)]]}, workbook=part_of(book, "workbook", "1904"))
    assert listed(old)[0][0].values[BORN] == "2015-03-11"


def part_of(book: bytes, part: str, change: str) -> str:
    text = ZipFile(BytesIO(book)).read(f"xl/{part}.xml").decode()
    return text.replace("<workbookPr/>", f'<workbookPr date{change}="1"/>')


def test_formula_that_was_never_reckoned_is_told_as_a_formula_and_not_reckoned() -> None:
    first = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in ("UPN", "Surname"))
    row = '<c t="str"><v>B1</v></c><c><f>HYPERLINK("http://x")</f></c>'
    rows, problems = listed(workbook({"A": f"<row>{first}</row><row>{row}</row>"}))
    assert (rows[0].values[SURNAME], problems) == ('HYPERLINK("http://x")', ["formula"])


def test_line_end_in_a_cell_is_a_blank_and_no_stray_quotation_mark() -> None:
    rows, problems = listed(workbook({"A": [HEADING, ["B1", 'A "x, y, z\nB, C, D', None, None]]}))
    assert (rows[0].values[SURNAME], problems) == ('A "x, y, z B, C, D', [])


def test_sheet_with_the_heading_is_read_and_the_others_are_told() -> None:
    book = workbook({"Cover": [["Caerwennol"], ["2026"]], "Pupils": [HEADING, SIAN], "Empty": [[]]})
    log = ProblemLog(PLACES)
    assert [row.line for row in read_list_rows([book], log)] == [2]
    assert [problem.message() for problem in log.problems] == ["The workbook has 2 sheets; only “Pupils” was read."]


def test_hidden_sheets_are_passed_over_and_told_if_they_hold_a_list() -> None:
    book = workbook({"Old": [HEADING, ["B2"]], "Pupils": [HEADING, SIAN]})
    hidden = ZipFile(BytesIO(book)).read("xl/workbook.xml").decode().replace('name="Old"', 'name="Old" state="hidden"')
    rows, problems = listed(workbook({"Old": [HEADING, ["B2"]], "Pupils": [HEADING, SIAN]}, workbook=hidden))
    assert (rows, problems) == ([ListRow(2, READ)], ["sheets"])
    rows, problems = listed(workbook({"Old": [["Codes"], ["7B"]], "Pupils": [HEADING, SIAN]}, workbook=hidden))
    assert (rows, problems) == ([ListRow(2, READ)], [])


@pytest.mark.parametrize(
    ("book", "code"),
    [
        (workbook({"A": []}), "empty"),
        (workbook({"A": [["Name", "Class"], ["x", "y"]]}), "header"),
        (workbook({"A": [["UPN", "Pupil UPN"], ["x", "y"]]}), "header_twice"),
        (workbook({"A": [["UPN"], *([str(number)] for number in range(1001))]}), "too_many"),
    ],
)
def test_workbook_without_a_list_is_refused_as_a_list_is(book: bytes, code: str) -> None:
    assert listed(book)[1] == [code]


def zipped(*files: tuple[str, bytes | str]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, data in files:
            made.writestr(name, data)
    return out.getvalue()


GOOD = {"A": [HEADING, SIAN]}
DOCTYPE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def hostile() -> Iterator[tuple[str, bytes]]:
    """Yield workbooks that must not be opened, by what is wrong with them."""
    for part in ("workbook", "workbook.xml.rels", "styles", "sharedStrings", "sheet1"):
        fine = ZipFile(BytesIO(workbook(GOOD)))
        name = next(each for each in fine.namelist() if each.endswith((f"{part}.xml", part)))
        yield f"entity in {part}", workbook(GOOD, **{part: DOCTYPE + fine.read(name).decode()})
        yield f"{part} is no XML", workbook(GOOD, **{part: "<x>"})
    yield "deep", workbook(GOOD, sheet1="<x>" * 40 + "</x>" * 40)
    yield "cut short", workbook(GOOD)[:-30]
    yield "path outside", zipped(("../xl/x", "x"), ("xl/workbook.xml", "<x/>"))
    yield "no parts", zipped(("xl/workbook.xml", '<x xmlns:r="r"><sheet name="A" r:id="r1"/></x>'))
    book = bytearray(workbook(GOOD))
    book[book.rfind(b"PK\x03\x04") + 6] |= 1
    book[book.rfind(b"PK\x01\x02") + 8] |= 1
    yield "locked by a password", bytes(book)


@pytest.mark.parametrize("book", [pytest.param(book, id=what) for what, book in hostile()])
def test_workbook_that_is_broken_or_means_harm_is_not_opened(book: bytes) -> None:
    assert listed(book) == ([], ["workbook"])


def test_bomb_is_not_opened() -> None:
    assert listed(workbook(GOOD, sheet1=b"<x>" + b" " * (65 * 1024 * 1024))) == ([], ["workbook"])


def test_row_of_half_a_million_cells_is_not_kept_in_memory() -> None:
    assert listed(workbook({"A": f"<row>{'<c><v>1</v></c>' * 500_000}</row>"})) == ([], ["workbook"])


def test_a_row_or_a_column_far_away_costs_nothing() -> None:
    first = '<row r="1"><c r="A1" t="str"><v>UPN</v></c></row>'
    far = '<row r="1048576"><c r="A1048576" t="str"><v>B1</v></c><c r="XFD1048576" t="str"><v>x</v></c></row>'
    rows, problems = listed(workbook({"A": first + far}))
    assert (rows, problems) == ([ListRow(1_048_576, {UPN: "B1"})], [])


def test_columns_beyond_those_of_any_list_are_not_read() -> None:
    far = "".join(
        f'<row r="{n}"><c r="A{n}" t="str"><v>{a}</v></c><c r="IW{n}" t="str"><v>{b}</v></c></row>'
        for n, a, b in ((1, "UPN", "Surname"), (2, "B1", "Jones"))
    )
    assert listed(workbook({"A": far})) == ([ListRow(2, {UPN: "B1"})], [])
    assert listed(workbook({"A": far.replace("IW", "IV")})) == ([ListRow(2, {UPN: "B1", SURNAME: "Jones"})], [])


def test_long_text_that_many_cells_share_is_made_short_once() -> None:
    shared = f'<sst xmlns="{MAIN}"><si><t>{"x" * 900_000}</t></si></sst>'
    first = '<row r="1"><c r="A1" t="str"><v>UPN</v></c></row>'
    rows, problems = listed(workbook({"A": f'{first}<row><c t="s"><v>0</v></c></row>'}, sharedStrings=shared))
    assert [row.values[UPN] for row in rows] == ["x" * 200]
    assert problems == ["long_cell"]


def test_rows_that_a_filter_hides_are_pupils_too() -> None:
    rows = '<row r="1"><c t="str"><v>UPN</v></c></row><row r="2" hidden="1"><c t="str"><v>B1</v></c></row>'
    assert [row.line for row in listed(workbook({"A": rows}))[0]] == [2]


def test_workbook_of_more_bytes_than_any_list_is_not_opened() -> None:
    def chunks() -> Iterator[bytes]:
        yield b"PK\x03\x04"
        for _ in range(33):
            yield bytes(1024 * 1024)
        raise AssertionError("read too far")

    log = ProblemLog(PLACES)
    assert not list(read_list_rows(chunks(), log))
    assert [problem.code for problem in log.problems] == ["places.workbook"]


@pytest.mark.parametrize("name", ["word/document.xml", "mimetype"])
def test_zip_that_is_no_workbook_is_called_a_zip(name: str) -> None:
    log = ProblemLog(PLACES)
    assert not list(read_list_rows([zipped((name, "x"))], log))
    assert log.problems[0].message() == "This is a zip file, neither CSV nor a spreadsheet (.xlsx, .ods)."


@pytest.mark.parametrize(
    ("code", "shows_a_day"),
    [
        ("dd/mm/yyyy", True),
        ("[$-809]d mmmm yyyy;@", True),
        ("General", False),
        ("0000", False),
        ('0 "days"', False),
        ("[Red]0.00", False),
        ("hh:mm:ss", False),
    ],
)
def test_format_of_a_number_says_whether_it_is_a_day(code: str, shows_a_day: bool) -> None:
    assert is_of_a_day(code) is shows_a_day


@given(st.data())
def test_no_damage_to_a_workbook_breaks_the_reader(data: st.DataObject) -> None:
    book = bytearray(workbook(GOOD))
    for _ in range(data.draw(st.integers(1, 5))):
        book[data.draw(st.integers(4, len(book) - 1))] = data.draw(st.integers(0, 255))
    listed(bytes(book))


@given(st.text(st.sampled_from('<>/ ="cvrstA1&;'), max_size=60))
def test_no_markup_breaks_the_reader(markup: str) -> None:
    listed(workbook({"A": f'<row r="1"><c t="str"><v>UPN</v></c></row><row>{markup}</row>'}))


def test_limit_of_rows_holds_for_sheets_too() -> None:
    log = ProblemLog(replace(PLACES, most_rows=2))
    rows = list(read_list_rows([workbook({"A": [["UPN"], ["1"], ["2"], ["3"]]})], log))
    assert ([row.line for row in rows], log.problems[0].line) == ([2, 3], 4)
