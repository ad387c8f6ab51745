"""The marks of a register, taken apart: one character a session, or two since England's codes of August 2024."""

import re
from collections import Counter
from typing import Final

from handover.common.codesets import codes

_LONG: Final = "|".join(sorted(code for code in codes("attendance") if len(code) > 1))
_MARK: Final = re.compile(rf"{_LONG}|\S")
_DIGIT: Final = re.compile("[0-9]")


def count_marks(marks: str) -> dict[str, int]:
    """Return how often each mark stands in a text, `C1` as one; blanks, which make short marks as long as others, are none.

    No source says how a file of CTF 24 or later writes a mark of two characters; no mark of one character is a digit, so
    either way of writing them is unmistakable.
    """
    if marks.isascii() and not _DIGIT.search(marks):
        return _count_signs("".join(marks.split()))  # short marks alone, as nearly every register has
    return Counter(_MARK.findall(marks))


def _count_signs(text: str) -> dict[str, int]:
    """Return how often each character stands in a text, by taking out one after the other: a year has few of them."""
    counts: dict[str, int] = {}
    while text:
        sign, length = text[0], len(text)
        text = text.replace(sign, "")
        counts[sign] = length - len(text)
    return counts
