"""The marks of a register, taken apart: one character a session, or two since England's codes of August 2024."""

import re
from typing import Final

from handover.common.codesets import codes

_LONG: Final = "|".join(sorted(code for code in codes("attendance") if len(code) > 1))
_MARK: Final = re.compile(rf"{_LONG}|\S")
_DIGIT: Final = re.compile("[0-9]")


def split_marks(marks: str) -> tuple[str, ...]:
    """Return the marks of a text in order, `C1` as one; blanks, which make short marks as long as the others, are none.

    No source says how a file of CTF 24 or later writes a mark of two characters; no mark of one character is a digit, so
    either way of writing them is unmistakable.
    """
    if marks.isascii() and not _DIGIT.search(marks):
        return tuple("".join(marks.split()))  # short marks alone, as nearly every register has
    return tuple(_MARK.findall(marks))
