"""Letters that nobody sees and that change what is seen: they turn the direction of writing, or take no room.

A name with one looks like another name, and is not found by what is typed. Unicode Technical Report 36, section 2; the
classes are those of the Unicode Character Database (`Bidi_Control`, and `Default_Ignorable_Code_Point` but for the joiners
inside of emoji, which stand in no name either).
"""

import re
from typing import Final

TURNING: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\U000e0000-\U000e0fff\x7f-\x9f]"
)
DELETE: Final = "\x7f"
"""The only hidden letter of ASCII."""
HIDDEN: Final = re.compile(f"{TURNING.pattern}|{INVISIBLE.pattern}")


def may_be_hidden(text: str) -> bool:
    """Say whether a text, however long, has a letter that nobody sees."""
    return DELETE in text if text.isascii() else HIDDEN.search(text) is not None


def without_hidden(text: str) -> str:
    """Return a text as it is seen, without letters that nobody sees."""
    return HIDDEN.sub("", text)


def codes_of(text: str) -> str:
    """Return the hidden letters of a text by their numbers, each once: `U+202E`."""
    return ", ".join(dict.fromkeys(f"U+{ord(letter):04X}" for letter in HIDDEN.findall(text)))
