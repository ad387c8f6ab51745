"""How much a Common Transfer File may hold. Real files are far below; only damage or malice comes near."""

from dataclasses import dataclass
from typing import Final

from handover.ctf.elements import LONGEST_NAME, LONGEST_TEXT

MEBIBYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class FileLimits:
    """Bytes of the file; levels of elements; characters of one text; pupils; characters of a name and of any element.

    `unknown` elements are kept up to that number, and `problems` are listed up to that number and then counted.
    """

    size_bytes: int = 25 * MEBIBYTE
    depth: int = 32
    text: int = 1_000_000
    pupils: int = 20_000
    name: int = LONGEST_NAME
    any_text: int = LONGEST_TEXT
    unknown: int = 10_000
    problems: int = 1_000
