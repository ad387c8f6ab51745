"""The rows of a CSV, one by one, none of them inside a cell of another.

A quotation mark that somebody typed at the start of a cell makes all that follows one cell, up to the next quotation mark:
hundreds of rows can vanish in it, and the row in which it ends may even have the right number of cells. So quotation
marks must be as RFC 4180 (section 2) wants them, and a cell of several lines that holds as many separators as a row does is
taken for what it is. Where no such reading is possible, the line on which the mark stands is as wide as a row and the next
is too, that row alone is left out and reading goes on; elsewhere nobody knows where the rows begin again.
"""

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

MOST_LINES: Final = 50
"""Lines of one row: more than any cell has, so that an open quotation mark is noticed soon."""
_ENDS: Final = "\r\n"


class StrayQuote(Exception):
    """A quotation mark takes in what is not its own, and nobody knows where the next row begins."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass(slots=True)
class CsvRows:
    """Rows as line (from 1) and cells; None for the cells of a row that is left out for a quotation mark.

    `lines` are those of the file, with their ends, `line` is the number of the first. `width` is how many cells a row has;
    as long as it is 0, because the heading was not found yet, no row can be left out by itself. Raises StrayQuote.
    """

    lines: Iterator[str]
    separator: str
    line: int = 1
    width: int = 0
    _ahead: deque[str] = field(default_factory=deque)

    def __iter__(self) -> Iterator[tuple[int, list[str] | None]]:
        """Yield the rows, blank ones too."""
        while (text := self._take_line()) is not None:
            start = self.line - 1
            yield start, self._read_quoted(text, start) if '"' in text else text.rstrip(_ENDS).split(self.separator)

    def _take_line(self) -> str | None:
        text = self._ahead.popleft() if self._ahead else next(self.lines, None)
        self.line += text is not None
        return text

    def _give_back(self, lines: Sequence[str]) -> None:
        self._ahead.extendleft(reversed(lines))
        self.line -= len(lines)

    def _read_quoted(self, first: str, start: int) -> list[str] | None:
        taken = [first]
        try:
            cells: list[str] = next(csv.reader(self._lines_of_row(taken), delimiter=self.separator, strict=True))
        except csv.Error:
            cells = []
        if len(taken) == 1 and cells:
            return cells
        if cells and (not self.width or len(drop_blank_cells(cells, self.width)) == self.width):
            if any(self._swallows(cell) for cell in cells):
                raise StrayQuote(start)
            return cells
        self._give_back(taken[1:])
        if not self._is_row_by_itself(first):
            raise StrayQuote(start)
        return None

    def _lines_of_row(self, taken: list[str]) -> Iterator[str]:
        """Yield the first line and those that the reader asks for besides, noting them."""
        yield taken[0]
        while len(taken) < MOST_LINES and (text := self._take_line()) is not None:
            taken.append(text)
            yield text

    def _swallows(self, cell: str) -> bool:
        """Say whether a cell of several lines looks like the end of one row and the start of another.

        A cell of a heading, whose width nobody knows yet, does so if it holds any separator.
        """
        return ("\n" in cell or "\r" in cell) and cell.count(self.separator) >= max(self.width - 1, 1)

    def _is_row_by_itself(self, text: str) -> bool:
        """Say whether a line is one row, whatever its quotation marks say, and the next line may begin another."""
        if not self.width or len(drop_blank_cells(text.split(self.separator), self.width)) != self.width:
            return False
        passed = []
        while (following := self._take_line()) is not None:
            passed.append(following)
            if following.strip():
                break
        self._give_back(passed)
        return following is None or following.count(self.separator) >= self.width - 1


def drop_blank_cells(cells: list[str], width: int) -> list[str]:
    """Return a row without the blank cells behind its last column."""
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    return cells
