"""Letters that were read in the wrong code: `SiÃ¢n` for Siân. Mended for comparing; what was sent is never changed.

A program wrote UTF-8, and another read each of its bytes as a letter of an old code page. Every such letter becomes two or
three, of which the second is mostly a sign that stands in no name; so the damage can be seen, and undone. Only what
comes out as a letter of a European name is taken for damage. (The library ftfy weighs the likelihood of whole texts; it
leaves single names such as Llŷr, Ŵyn and Şahin as they are.)
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_PAGES: Final = ("cp1252", "cp1250", "cp850", "mac_roman")
"""Windows in western and in central Europe, DOS, and the Macintosh."""
_ROUNDS: Final = 2
"""A file that was read wrongly, saved and read wrongly again is damaged twice."""


def _wanted() -> Iterator[str]:
    """Yield the letters of names that UTF-8 writes as more than one byte, and the signs between that double damage has."""
    yield from map(chr, (*range(0xA0, 0x180), 0x192, 0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x218, 0x21C)))
    yield from map(chr, (*range(0x2BB, 0x2BD), 0x2C6, 0x2DC, *range(0x1E00, 0x1F00)))
    yield from "‘’‚“”„–—…†‡•‰‹›€™"


def _read_wrongly(letter: str, page: str) -> str:
    return "".join(_byte_as(byte, page) for byte in letter.encode())


def _byte_as(byte: int, page: str) -> str:
    try:
        return bytes((byte,)).decode(page)
    except UnicodeDecodeError:
        return chr(byte)  # the few bytes that the page has no letter for are left as control characters


def _damage() -> dict[str, str]:
    """Return what each letter looks like after it was read wrongly, where that cannot stand in a name itself."""
    found: dict[str, str] = {}
    for page in _PAGES:
        for letter in _wanted():
            wrong = _read_wrongly(letter, page)
            if not wrong[1:].isalpha():
                found.setdefault(wrong, letter)
            elif page == "cp1252" and wrong[0] in "ÃÄÅ":
                found.setdefault(wrong, letter)  # Åš, Äž: no language has these two behind each other
    return found


_MENDED: Final = _damage()
_BROKEN: Final = re.compile("|".join(sorted((re.escape(broken) for broken in _MENDED), key=len, reverse=True)))


@lru_cache(1 << 14)
def mend_letters(text: str) -> str:
    """Return a text whose letters were read in the wrong code as it was meant; any other text as it is."""
    if text.isascii():
        return text
    for _ in range(_ROUNDS):
        text, found = _BROKEN.subn(lambda match: _MENDED[match[0]], text)
        if not found:
            break
    return text
