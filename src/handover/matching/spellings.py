"""How one sound is written in several ways: particles, prefixes, letters, vowels. Tables alone; `names.py` reads them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that belong to the name behind them. With a patronymic's `ap` and `ab` the name may have grown together.
PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {prefix: prefix for prefix in _words("o mc mac m d n fitz st ni nic ap ab")} | {"saint": "st"}
)
PARTICLES: Final = _words(
    "van von der den de da do dos das du del della di la le las los el al bin ibn ben bint ter ten te zu "
    "zum und ul ur e y i binti ferch verch"
)
PATRONYMIC: Final = frozenset({"ap", "ab"})

# Letters whose accent changes the sound, for those who write as they hear. Others lose the accent only.
LETTER_SOUNDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ş": "sh",
        "ș": "sh",
        "š": "sh",
        "ś": "sh",
        "ç": "ch",
        "ć": "ch",
        "č": "ch",
        "ż": "zh",
        "ź": "zh",
        "ž": "zh",
        "ñ": "ny",
        "ń": "n",
        "ł": "w",
        "ğ": "",
        "ț": "ts",
        "ţ": "ts",
        "ą": "on",
        "ę": "en",
        "ā": "a",
        "ä": "e",
        "ö": "oe",
        "ü": "ue",
        "ø": "oe",
        "å": "o",
    }
)

# The vowel behind the first sound, as far as ears agree on it: open (a), front (i), rounded (o), a glide (y). Two
# letters stand for a spelling that is heard both ways. Looked up whole, then by two letters, then by one.
VOWELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("a", "ai", "ay", "aa"), "a"),
        **dict.fromkeys(("e", "i", "y", "ee", "ea", "ie"), "i"),
        **dict.fromkeys(("o", "u", "w", "oe", "ue", "eu", "ew", "iw", "uw"), "o"),
        **dict.fromkeys(("io", "iu"), "y"),
        "ia": "yi",
        "oi": "oi",
        **dict.fromkeys(("ae", "ei", "ey"), "ai"),
        **dict.fromkeys(("au", "aw"), "ao"),
        **dict.fromkeys(("eo", "yw", "wy"), "io"),
    }
)
