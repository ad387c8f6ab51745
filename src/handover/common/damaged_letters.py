"""Letters that were read in the wrong code: `SiÃ¢n` for Siân. Mended for comparing; what was sent is never changed.

A program wrote UTF-8, and another read each of its bytes as a letter of an old code page. Every such letter becomes two or
three, one of which is mostly a sign that stands in no name; so the damage can be seen, and undone. Pairs of letters that
some language does have behind each other are left alone. (The library ftfy judges how likely a text is. It leaves
names such as Llŷr, Ŵyn and Şahin damaged, and is made for more than names.)
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_PAGES: Final = ("cp1252", "latin_1", "cp1250", "cp850", "mac_roman")
"""Windows in western and in central Europe, Unix, DOS, and the Macintosh."""
_LETTERS: Final = "".join(
    chr(number)
    for block in (
        (0xC0, 0x180),
        (0x1A0, 0x1A2),
        (0x1AF, 0x1B1),
        (0x218, 0x21C),
        (0x2BB, 0x2BD),
        (0x300, 0x340),
        (0x1E00, 0x1F00),
    )
    for number in range(*block)
)
"""What names are written with that UTF-8 writes as more than one byte; accents that stand by themselves too."""
_MARKS: Final = "‘’–—"
_NEVER_TOGETHER: Final = {"cp1252": "ÃÄÅÈ", "latin_1": "", "cp1250": "Ĺ", "cp850": "", "mac_roman": ""}
"""The capitals behind which no language has another letter of this page's signs: Åš, Äž, Ĺž."""
_SIGNS: Final = frozenset("ªºµˇˆ")
"""Letters by their class that are signs in fact."""
_ROUNDS: Final = 2
"""A file that was read wrongly, saved and read wrongly again is damaged twice."""


def _as_letter(byte: int, page: str) -> str:
    try:
        return bytes((byte,)).decode(page)
    except UnicodeDecodeError:
        return chr(byte)  # the few bytes that the page has no letter for are left as control characters


def _damage_of(page: str) -> Iterator[tuple[str, str]]:
    """Yield what each letter looks like after it was read in this page, and the letter, where that stands in no name."""
    page_letters = {_as_letter(byte, page) for byte in range(0x80, 0x100)}  # of these, damage that was damaged is made
    for letter in sorted({*_LETTERS, *_MARKS, *page_letters}):
        read = "".join(_as_letter(byte, page) for byte in letter.encode())
        if not read.isalpha() or not _SIGNS.isdisjoint(read) or _is_foreign_pair(read, page):
            yield read, letter


def _is_foreign_pair(read: str, page: str) -> bool:
    """Say whether no language has these letters behind each other."""
    if page == "cp1250" and read[0] in "ÄĂ":  # Căşăneanu is Romanian, Päťoš Slovak; Ăł and Äą are nobody's
        return read[1] not in "Şş" and (read[0] == "Ă" or read[1].islower())
    return read[0] in _NEVER_TOGETHER[page]


def _damage() -> dict[str, str]:
    found: dict[str, str] = {}
    for page in _PAGES:
        for read, letter in _damage_of(page):
            found.setdefault(read, letter)
    return found


_MENDED: Final = _damage()
_DAMAGED: Final = re.compile("|".join(map(re.escape, sorted(_MENDED, key=len, reverse=True))))


def may_be_damaged(text: str) -> bool:
    """Say whether anything in a text, however long, looks like letters that were read in the wrong code."""
    return not text.isascii() and _DAMAGED.search(text) is not None


@lru_cache(1 << 14)
def mend_letters(text: str) -> str:
    """Return a text whose letters were read in the wrong code as it was meant; any other text as it is."""
    if text.isascii():
        return text
    for _ in range(_ROUNDS):
        text, found = _DAMAGED.subn(lambda match: _MENDED[match[0]], text)
        if not found:
            break
    return text
