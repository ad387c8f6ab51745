"""Whether a secret can be guessed: a key that somebody typed, copied from a page, or left empty. Random ones always pass."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

SHORTEST_TEXT: Final = 50
FEWEST_CHARACTERS: Final = 10
"""Of 50 random hexadecimal digits fewer than ten different ones come up once in many millions."""
FEWEST_BYTES: Final = 16
"""32 random bytes are nearly always more than 25 different ones."""
LONGEST_RUN: Final = 8
WORDS: Final = ("changeme", "change-me", "insecure", "not-a-secret", "secret", "example", "password", "…", "...")


def text_fault(text: str) -> str | None:
    """Return what is wrong with a secret text, None for one that may be random."""
    if len(text) < SHORTEST_TEXT:
        return f"has {len(text)} characters, and needs {SHORTEST_TEXT}"
    if len(set(text)) < FEWEST_CHARACTERS or repeats(text) or runs(text.encode()):
        return "is a pattern that can be guessed"
    if word := next((word for word in WORDS if word in text.lower()), None):
        return f"holds “{word}”: it was written by hand or copied from a page"
    return None


def key_fault(key: bytes) -> str | None:
    """Return what is wrong with a key of 32 bytes, None for one that may be random."""
    if len(set(key)) < FEWEST_BYTES or repeats(key) or runs(key):
        return "is a pattern that can be guessed"
    return None


def is_typed(key: bytes) -> bool:
    """Say whether a key consists of characters alone, as one does that was made from a text."""
    return all(32 <= byte < 127 for byte in key)


def repeats(text: Sequence[int] | str) -> bool:
    """Say whether a text is the same piece again and again."""
    return any(text[: len(text) - step] == text[step:] for step in range(1, len(text) // 2 + 1))


def runs(text: bytes) -> bool:
    """Say whether a text goes up or down by the same step for long, as `abcdefgh` or the bytes 0, 1, 2 do."""
    length, step = 1, 0
    for before, after in pairwise(text):
        length, step = (length + 1, step) if after - before == step else (2, after - before)
        if length > LONGEST_RUN:
            return True
    return False
