"""A workbook that anybody may open: what a stranger wrote is text, and nothing is cut."""

import io
import zipfile
from dataclasses import dataclass
from datetime import date

import pytest

from handover.common.workbook_writing import write_workbook
from tests.read_workbook import read_sheets


@dataclass(frozen=True)
class Plain:
    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+441632960000",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "＝1",
        '=HYPERLINK("https://example.org")',
        "https://example.org",
        "1/2",
        "007",
    ],
)
def test_what_looks_like_a_formula_an_address_or_a_number_is_text(text: str) -> None:
    data = write_workbook([Plain("Pupils", ("Name",), ((text,),))])
    assert read_sheets(data)["Pupils"] == [["Name"], [text]]
    inside = zipfile.ZipFile(io.BytesIO(data))
    assert not [name for name in inside.namelist() if "externalLink" in name or "hyperlink" in name.lower()]
    assert b"<hyperlink" not in inside.read("xl/worksheets/sheet1.xml")


def test_what_would_be_a_formula_once_it_is_typed_anew_is_marked_as_text() -> None:
    styles = zipfile.ZipFile(io.BytesIO(write_workbook([Plain("A", ("B",), (("=1",),))]))).read("xl/styles.xml")
    assert b'quotePrefix="1"' in styles


def test_days_are_days_numbers_are_numbers_and_nothing_is_an_empty_cell() -> None:
    sheet = Plain("A", ("Day", "Number", "None", "Text"), ((date(2026, 9, 1), 7, None, "x"),))
    assert read_sheets(write_workbook([sheet]))["A"][1] == ["46266", "7", "x"]


def test_a_long_text_goes_on_in_the_next_cells() -> None:
    (row,) = read_sheets(write_workbook([Plain("A", ("Text",), (("x" * 70_000,),))]))["A"][1:]
    assert [len(cell) for cell in row] == [32_767, 32_767, 4_466]


def test_sheets_have_names_that_excel_takes() -> None:
    names = ("Free school meals: [all]/some?", "A" * 40, "A" * 40, "a" * 40, "", "'")
    data = write_workbook([Plain(name, ("B",), ()) for name in names])
    inside = zipfile.ZipFile(io.BytesIO(data)).read("xl/workbook.xml").decode()
    for name in ("Free school meals   all  some", "A" * 31, f"{'A' * 27} 2", f"{'a' * 27} 3", '"1"', '"1 2"'):
        assert name in inside
