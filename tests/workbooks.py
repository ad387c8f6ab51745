"""Excel workbooks for tests, written as Excel writes them, part by part, so that any part can be wrong."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

Cell = str | int | date | None
Sheet = Sequence[Sequence[Cell]]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODS = "urn:oasis:names:tc:opendocument:xmlns"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="[$-452]dd/mm/yyyy;@"/></numFmts>'
    '<cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>'
)
DAY = 2
"""The style of a cell that shows its number as a day."""


def workbook(sheets: Mapping[str, Sheet | str], **parts: bytes | str) -> bytes:
    """Return a workbook with these sheets, each of rows, or of the XML of its rows; `parts` take the place of its own.

    A part is named by the last of its name: `workbook`, `styles`, `sharedStrings`, `sheet1`.
    """
    texts: list[str] = []
    own: dict[str, bytes | str] = {}
    for number, rows in enumerate(sheets.values(), start=1):
        data = (
            rows if isinstance(rows, str) else "".join(row_of(place, row, texts) for place, row in enumerate(rows, 1))
        )
        own[f"worksheets/sheet{number}"] = f'<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData></worksheet>'
    shown = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"/>' for number, name in enumerate(sheets, 1)
    )
    own["workbook"] = f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><workbookPr/><sheets>{shown}</sheets></workbook>'
    own["styles"] = STYLES
    own["sharedStrings"] = f'<sst xmlns="{MAIN}">{"".join(f"<si><t>{escape(text)}</t></si>" for text in texts)}</sst>'
    targets = [(f"worksheets/sheet{number}", "worksheet") for number in range(1, len(sheets) + 1)]
    targets += [("styles", "styles"), ("sharedStrings", "sharedStrings")]
    own["_rels/workbook.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{LINKS}/{kind}" Target="{target}.xml"/>'
            for number, (target, kind) in enumerate(targets, 1)
        )
        + "</Relationships>"
    )
    named = {name.rpartition("/")[2]: name for name in own}
    own |= {named[name]: part for name, part in parts.items()}
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as zipped:
        zipped.writestr("[Content_Types].xml", "<Types/>")
        for name, part in own.items():
            zipped.writestr(f"xl/{name}" if name.endswith(".rels") else f"xl/{name}.xml", part)
    return out.getvalue()


def row_of(number: int, row: Sequence[Cell], texts: list[str]) -> str:
    """Return a row; its texts go among those that cells share. Blank cells are left out, as Excel leaves them out."""
    cells = []
    for place, value in enumerate(row):
        name = f"{chr(ord('A') + place)}{number}"
        if isinstance(value, date):
            cells.append(f'<c r="{name}" s="{DAY}"><v>{(value - date(1899, 12, 30)).days}</v></c>')
        elif isinstance(value, int):
            cells.append(f'<c r="{name}"><v>{value}</v></c>')
        elif value is not None:
            texts.append(value)
            cells.append(f'<c r="{name}" t="s"><v>{len(texts) - 1}</v></c>')
    return f'<row r="{number}">{"".join(cells)}</row>'


def open_document(sheets: Mapping[str, Sheet | str]) -> bytes:
    """Return an OpenDocument spreadsheet (.ods) with these sheets, each of rows, or of the XML of its rows."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}">{rows if isinstance(rows, str) else _ods_rows(rows)}</table:table>'
        for name, rows in sheets.items()
    )
    names = " ".join(f'xmlns:{each}="{ODS}:{each}:1.0"' for each in ("office", "table", "text"))
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = f"<office:document-content {names}>{body}</office:document-content>"
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as zipped:
        zipped.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", ZIP_STORED)
        zipped.writestr("content.xml", content)
    return out.getvalue()


def _ods_rows(rows: Sheet) -> str:
    return "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)


def _ods_cell(cell: Cell) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, date):
        value = f'office:value-type="date" office:date-value="{cell}"'
        return f"<table:table-cell {value}><text:p>{cell:%d/%m/%y}</text:p></table:table-cell>"
    return f"<table:table-cell><text:p>{escape(str(cell))}</text:p></table:table-cell>"
