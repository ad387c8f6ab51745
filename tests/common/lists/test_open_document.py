"""Lists as OpenDocument spreadsheets: what a sheet shows is read, and nothing that only claims to be there."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

from handover.common.lists.columns import COLUMN_NAMES, PupilColumn
from handover.common.lists.faults import list_faults
from handover.common.lists.kinds import ListKind, ProblemLog
from handover.common.lists.reader import ListRow, read_list_rows
from handover.common.text import Text
from tests.workbooks import open_document, workbook

DO = Text("Do this.", "Gwnewch hyn.")
UPN, BORN, SCHOOL = PupilColumn.UPN, PupilColumn.BIRTH_DATE, PupilColumn.ESTABLISHMENT
PLACES = ListKind(
    prefix="places",
    columns={column: COLUMN_NAMES[column] for column in (UPN, BORN, SCHOOL)},
    needed=((UPN,),),
    faults=list_faults("places", row=DO, heading=DO),
    told=3,
)
HEADING = ["UPN", "DOB", "School"]


def listed(data: bytes) -> tuple[list[ListRow], list[str]]:
    log = ProblemLog(PLACES)
    rows = list(read_list_rows([data[:5], data[5:]], log))
    return rows, [problem.code.removeprefix("places.") for problem in log.problems]


def test_row_is_read_with_its_number_below_titles_and_a_date_as_the_day_that_it_is() -> None:
    data = open_document({"Offers": [["Offers 2027"], [], HEADING, ["B1", date(2015, 3, 11), "0681"]]})
    assert listed(data) == ([ListRow(4, {UPN: "B1", BORN: "2015-03-11", SCHOOL: "0681"})], [])


def row_of(*cells: str, **more: str) -> str:
    attributes = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in more.items())
    shown = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
    return f"<table:table-row{attributes}>{shown}</table:table-row>"


def test_thousand_blank_rows_are_not_there_and_a_repeated_row_is_as_many() -> None:
    blank = '<table:table-row table:number-rows-repeated="1000"><table:table-cell/></table:table-row>'
    twice = row_of("B1", "", "6814990", number_rows_repeated="2")
    rows, problems = listed(open_document({"A": row_of(*HEADING) + blank + twice}))
    assert [row.line for row in rows] == [1002, 1003]
    assert not problems


def test_row_repeated_beyond_every_sheet_ends_where_a_sheet_ends() -> None:
    many = row_of("B1", "", "6814990", number_rows_repeated="9999999")
    log = ProblemLog(replace(PLACES, most_rows=10))
    assert len(list(read_list_rows([open_document({"A": row_of(*HEADING) + many})], log))) == 10
    assert log.refused


def test_rows_that_a_filter_hides_are_read_and_told() -> None:
    hidden = row_of("B1", "", "6814990", visibility="filter")
    rows, problems = listed(open_document({"A": row_of(*HEADING) + hidden}))
    assert [row.values[UPN] for row in rows] == ["B1"]
    assert problems == ["hidden_rows"]


def test_rows_that_an_excel_sheet_hides_are_read_and_told_too() -> None:
    def row(number: int, *cells: str, more: str = "") -> str:
        shown = "".join(f'<c t="inlineStr"><is><t>{each}</t></is></c>' for each in cells)
        return f'<row r="{number}"{more}>{shown}</row>'

    rows, problems = listed(workbook({"A": row(1, *HEADING) + row(2, "B1", "", "6814990", more=' hidden="1"')}))
    assert [each.values[UPN] for each in rows] == ["B1"]
    assert problems == ["hidden_rows"]


def test_merged_cell_stands_in_each_of_its_rows() -> None:
    sheet = [HEADING, ["B1", None, 6814990], ["B2"], ["B3", None, 6814991]]
    data = workbook({"A": sheet})
    merged = workbook({"A": sheet}, sheet1=part_with_merge(data))
    rows, problems = listed(merged)
    assert [each.values[SCHOOL] for each in rows] == ["6814990", "6814990", "6814991"]
    assert not problems


def part_with_merge(data: bytes) -> str:

    sheet = ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    return sheet.replace("</sheetData>", '</sheetData><mergeCells><mergeCell ref="C2:C3"/></mergeCells>')


def test_first_sheet_with_the_headings_is_read_and_the_others_told() -> None:
    rows, problems = listed(open_document({"Notes": [["Read me"]], "List": [HEADING, ["B1", None, "6814990"]]}))
    assert [row.values[UPN] for row in rows] == ["B1"]
    assert problems == ["sheets"]


def test_damaged_or_other_zip_is_refused_in_words() -> None:
    data = open_document({"A": [HEADING]})
    assert listed(data[:200])[1] == ["workbook"]
    assert listed(data.replace(b"spreadsheet", b"text-thesis"))[1] == ["not_csv"]
