"""The bytes of a census extract as lines of text: UTF-8 with or without its mark, or Windows-1252.

What is not UTF-8 is taken for Windows-1252, line by line, since that is what spreadsheets in this country write; what
was UTF-8 once and has been through such a spreadsheet is put right.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from handover.common.problems import Problem
from handover.matching.census_faults import FAULTS

LONGEST_LINE: Final = 1 << 16
# First bytes by which a file is known to be no CSV.
SIGNATURES: Final = (
    (b"PK\x03\x04", "Excel (.xlsx)"),
    (b"\xd0\xcf\x11\xe0", "Excel (.xls)"),
    (b"%PDF", "PDF"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
    (b"<", "XML"),
    (b"{", "JSON"),
)
_BROKEN: Final = re.compile("[ÃÅÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ ¡-¿]")


class NotText(Exception):
    """The file is not a text; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def read_lines(chunks: Iterable[bytes], fault: Callable[..., None]) -> Iterator[str]:
    """Yield the lines, with their ends; call `fault` with code, line and values for what a person should know.

    Raises NotText where reading must end.
    """
    foreign = False
    for line, data in enumerate(_split(chunks), start=1):
        if line == 1:
            data = _start(data)
        if b"\0" in data:
            raise NotText(FAULTS["census.not_text"].at(line=line))
        try:
            text = data.decode()
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
            if not foreign:
                fault("encoding", line)
            foreign = True
        if _BROKEN.search(text):
            broken, text = text, _mended(text)
            if broken != text:
                fault("letters_broken", line, value=broken.strip()[:60])
        yield text


def _split(chunks: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        lines = (rest + chunk).splitlines(keepends=True)
        # the last may go on in the next piece, and a carriage return may have its line feed there
        rest = lines.pop() if lines and not lines[-1].endswith(b"\n") else b""
        yield from lines
        if len(rest) > LONGEST_LINE:
            raise NotText(FAULTS["census.long_line"].at())
    yield from rest.splitlines(keepends=True)


def _start(data: bytes) -> bytes:
    for signature, what in SIGNATURES:
        if data.startswith(signature):
            raise NotText(FAULTS["census.not_csv"].at(line=1, what=what))
    return data.removeprefix(b"\xef\xbb\xbf")


def _mended(text: str) -> str:
    """Return what UTF-8 meant before it was taken for Windows-1252; the text as it is where it meant nothing."""
    try:
        return text.encode("cp1252").decode()
    except UnicodeError:
        return text
