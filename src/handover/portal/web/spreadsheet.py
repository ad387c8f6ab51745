"""Lists as CSV: sent line by line, marked as UTF-8 for spreadsheets, and without a cell that one would run as a formula."""

import csv
from collections.abc import Iterable, Iterator

from django.http import StreamingHttpResponse

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""What tells a spreadsheet that letters with accents are meant as they stand."""


class LineWriter:
    """What the csv module writes to: it hands each line on."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def harmless(cell: object) -> str:
    """Return a cell that a spreadsheet shows and does not run."""
    text = str(cell)
    return f"'{text}" if isinstance(cell, str) and text.lstrip(" ").startswith(FORMULA) else text


def csv_lines(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Yield the lines of a CSV file."""
    writer = csv.writer(LineWriter())
    yield MARK
    for row in rows:
        yield writer.writerow([harmless(cell) for cell in row])


def csv_response(name: str, rows: Iterable[Iterable[object]]) -> StreamingHttpResponse:
    """Return rows, the headings first, as a file of that name to be saved."""
    response = StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
