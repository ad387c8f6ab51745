"""A workbook as a test reads it: by its bare XML, owing nothing to the program that wrote it."""

import io
import zipfile

from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read_sheets(data: bytes) -> dict[str, list[list[str]]]:
    """Return the cells of each sheet as texts, row by row; a formula fails."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [sheet.get("name") for sheet in etree.fromstring(archive.read("xl/workbook.xml")).iter(MAIN + "sheet")]
        shared = etree.fromstring(archive.read("xl/sharedStrings.xml"))
        texts = ["".join(item.itertext()) for item in shared.iter(MAIN + "si")]
        sheets = {}
        for number, name in enumerate(names, 1):
            page = etree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
            assert not list(page.iter(MAIN + "f")), "a formula"
            sheets[name] = [[_cell(cell, texts) for cell in row] for row in page.iter(MAIN + "row")]
    return sheets


def _cell(cell: etree._Element, texts: list[str]) -> str:
    value = cell.find(MAIN + "v")
    if value is None:
        return ""
    return texts[int(value.text)] if cell.get("t") == "s" else value.text
