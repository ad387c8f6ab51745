"""The bytes of a list as lines of text: UTF-8 with or without its mark, UTF-16 with its mark, or Windows-1252.

What is not UTF-8 is taken for Windows-1252, line by line, since that is what spreadsheets in this country write.
"""

import codecs
from collections.abc import Iterable, Iterator
from typing import Final

from handover.common.lists.kinds import ProblemLog

LONGEST_LINE: Final = 1 << 16
"""Bytes of a line, above which it is none about a pupil."""
# First bytes by which a file is known to be no list.
SIGNATURES: Final = (
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0", "Excel (.xls)"),
    (b"%PDF", "PDF"),
    (b"<", "XML"),
    (b"{", "JSON"),
)
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_list_lines(start: bytes, chunks: Iterable[bytes], log: ProblemLog) -> Iterator[str]:
    """Yield the lines, with their ends. `chunks` are the bytes in pieces; `start` are the first of them, four or more.

    Raises ListRefused where reading must end.
    """
    for signature, what in SIGNATURES:
        if start.startswith(signature):
            log.refuse("not_csv", 1, what=what)
    utf8 = _as_utf8(chunks, log) if start.startswith(_UTF16) else chunks
    for line, data in enumerate(_split_lines(utf8, log), start=1):
        if len(data) > LONGEST_LINE:
            log.refuse("long_line", line)
        if b"\0" in data:
            log.refuse("not_text", line)
        yield _decode(data if line > 1 else data.removeprefix(codecs.BOM_UTF8), line, log)


def _decode(data: bytes, line: int, log: ProblemLog) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        if not log.counts["encoding"]:  # once is enough
            log.add("encoding", line)
        return data.decode("cp1252", "replace")


def _as_utf8(chunks: Iterable[bytes], log: ProblemLog) -> Iterator[bytes]:
    try:
        for text in codecs.iterdecode(chunks, "utf-16"):
            yield text.encode()
    except UnicodeDecodeError:
        log.refuse("not_text")


def _split_lines(chunks: Iterable[bytes], log: ProblemLog) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        lines = (rest + chunk).splitlines(keepends=True)
        # the last may go on in the next piece, and a carriage return may have its line feed there
        rest = lines.pop() if lines and not lines[-1].endswith(b"\n") else b""
        yield from lines
        if len(rest) > LONGEST_LINE:
            log.refuse("long_line")
    yield from rest.splitlines(keepends=True)
