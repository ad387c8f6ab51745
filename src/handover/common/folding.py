"""A text in plain small letters, as names and headings are compared: without what a keyboard adds or loses."""

import re
from functools import lru_cache
from typing import Final

from anyascii import anyascii

APOSTROPHES: Final = "'’‘ʼʻ`´′ʹ＇ʾʿ"
DASHES: Final = "-‐‑‒–—―−﹘﹣-_/"
LONGEST: Final = 80
"""Letters of a text that are read. No name is longer; what is would only cost time."""

_FOLDED: Final = str.maketrans(
    {**dict.fromkeys(APOSTROPHES), **dict.fromkeys(DASHES, " "), **dict.fromkeys(".,;&", " ")}
)
_NOT_A_NAME: Final = re.compile(r"[^a-z0-9 ]")


@lru_cache(1 << 12)
def fold(text: str) -> str:
    """Return a name in plain small letters, its words parted by one blank: `Ŵyn-Siôn` becomes `wyn sion`.

    Accents, apostrophes of every kind, other signs and other alphabets' letters are brought to a to z; dashes of every
    kind part words. Nothing is left of a text without letters or digits.
    """
    plain = anyascii(text[:LONGEST].translate(_FOLDED)).translate(_FOLDED).lower()
    return " ".join(_NOT_A_NAME.sub("", plain).split())
