"""How one sound is written in several ways: letters, particles, respellings. Tables alone; `names.py` reads them.

A *reading* is a way to say what is written: English always, and Welsh, Slavic or another where the spelling invites it
(its `cue`). Each reading yields a key of its own, so that a name meets others under every way it may have been heard.
The rules were drawn from the orthographies themselves and are held by the pairs in `tests/matching/name_pairs.py`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from re import Pattern
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
    "zum und ul ur e y i"
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
        "ā": "a",
        "ä": "e",
        "ö": "oe",
        "ü": "ue",
        "ø": "oe",
        "å": "o",
    }
)


@dataclass(frozen=True, slots=True)
class SpellingRule:
    """A way to say a spelling: when it is tried (`cue`; None for always), and what is then written instead."""

    name: str
    cue: Pattern[str] | None
    rules: tuple[tuple[Pattern[str], str], ...]
    any_rule: Pattern[str]

    def respell(self, folded: str) -> str | None:
        """Return the name as an English reader would write what is said, or None where this reading is not invited."""
        if self.cue is not None and not self.cue.search(folded):
            return None
        if not self.any_rule.search(folded):
            return folded
        for pattern, spelling in self.rules:
            folded = pattern.sub(spelling, folded)
        return folded


def _reading(name: str, cue: str | None, *rules: tuple[str, str]) -> SpellingRule:
    compiled = tuple((re.compile(pattern), spelling) for pattern, spelling in rules)
    any_rule = re.compile("|".join(f"(?:{re.sub(r'[(](?![?])', '(?:', pattern)})" for pattern, _ in rules))
    return SpellingRule(name, re.compile(cue) if cue else None, compiled, any_rule)


# What English ears do to any name before it is coded.
_HEARD: Final = (
    (r"^(?:mc|mac(?=[bcdfgjlmnpqrtvw]))", "mak"),
    (r"^mak(?=[ck])", "ma"),
    (r"augh(?=a)", "aw"),
    (r"u?gh(?=e?s?$)(?<!n..)", "u"),
    (r"([bdjkg])h(?=[aeiouyr]|$)", r"\1"),  # Dhaliwal, Khan, Bhatt; final too: Singh
    (r"zh", "j"),
    (r"^ts", "s"),
    (r"^thom", "tom"),
    (r"anth(?=on)", "ant"),
    (r"(?<=n)ich(?=ol)", "ik"),
    (r"mich(?=ae|ea)", "mik"),
    (r"^chr", "kr"),
    (r"sch(?=[mnlwrei])", "sh"),
    (r"sch", "sk"),
    (r"mp(?=[st])", "m"),
    (r"(?<=[aeiou])w(?=ar)", "u"),  # Stewart
    (r"x", "ks"),
    (r"(?<!^)y(?=[aeiou])", "i"),
    (r"(?<=w)y(?=[^aeiou])", "i"),
    (r"(?<=[bdfhklmnprstvwz])e$", ""),
    (r"(?<=[aeiouy])h(?=[bcdfgjklmnpqrstvwxz]|$)", ""),
)

READINGS: Final[tuple[SpellingRule, ...]] = (
    _reading("English", None, *_HEARD),
    _reading(
        "Welsh",
        r"dd|ff|ll|rh|ngh|ch|[bcdfghlmnprstv]w(?:[^aeiouyhr]|$)|[uiy]w$|^si[aeo]|^[mn]h|^ng|^c[eiy]|^i[aeo]",
        (r"^ngh", "k"),  # the nasal mutations of c, p, t, g
        (r"^mh", "p"),
        (r"^nh", "t"),
        (r"^ng(?=[^u])", "g"),
        (r"^dd", "d"),  # the soft mutation of d
        (r"^ff", "f"),
        (r"^c(?=[eiy])", "k"),
        (r"dd", "th"),
        (r"ff", "f"),
        (r"rh", "r"),
        (r"(?<!^)ch", "k"),
        (r"si(?=[aeo])", "sh"),
        (r"^i(?=[aeo])", "y"),
        (r"[uiy]w$", "oo"),
        (r"(?<=[bcdfghlmnprstv])w(?=[^aeiouyh]|$)", "oo"),
        (r"^gw(?=r)", "gur"),
        (r"(?<=[bcdfglmnprstv])u(?=[^aeiou])", "i"),  # u is said as i
        *_HEARD,
    ),
    _reading("Welsh, softened g", r"^gw[aeiy]", (r"^g", ""), *_HEARD),
    _reading(
        "Slavic",
        r"sz|[^s]?cz|rz|sk[iya]+$|[cz]k[ia]$|wicz|vi[ct]|[oe][wv]a?$|[ai][wv]$|^woj|[aey]k$|ja$|i[aey]$|dz|w[^aeiouyhr]",
        (r"sk(?:i|y|ii|yi|iy|yy|yj|ij|a|aya|aia)$", "ski"),
        (r"ck(?:i|y|a)$", "tski"),
        (r"zk(?:i|y|a)$", "zki"),
        (r"([oeyi])[wv]a?$", r"\1v"),
        (r"wicz$|vich$|vic$|vitch$|witz$|vits$", "vich"),
        (r"szcz", "sh"),
        (r"sz", "sh"),
        (r"cz", "ch"),
        (r"rz", "zh"),
        (r"w", "v"),
        (r"(?<=[aeiouy])j|^j|j$", "y"),
        (r"(?<=[^aeiou])ia$|iia$|ija$|iya$", "ya"),
        *_HEARD,
    ),
    _reading("Mac before a vowel", r"^mac[eiy]", (r"^mac", "mak"), *_HEARD),
    _reading(
        "French",
        r"^ou|^y?ou|oua|^dj|^tch|^ch",
        (r"oua", "wa"),
        (r"^ou(?=[aei])", "w"),
        (r"^dj", "j"),
        (r"^t?ch", "sh"),
        *_HEARD,
    ),
    _reading("Spanish", r"^x|^j(?=[aeo])|^g[ei]|^ll", (r"^ll", "y"), (r"^[xj]|^g(?=[ei])", "h"), *_HEARD),
)

# The vowel behind the first sound, as far as ears agree on it: open (a), front (i), rounded (o), a glide (y). Two
# letters stand for a spelling that is heard both ways. Looked up whole, then by two letters, then by one.
VOWELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("a", "ai", "ay", "aa"), "a"),
        **dict.fromkeys(("e", "i", "y", "ee", "ea", "ie"), "i"),
        **dict.fromkeys(("o", "u", "w", "oe", "ue", "eu", "ew", "iw", "uw"), "o"),
        **dict.fromkeys(("ia", "io", "iu"), "y"),
        **dict.fromkeys(("ae", "ei", "ey"), "ai"),
        **dict.fromkeys(("au", "aw"), "ao"),
        **dict.fromkeys(("eo", "yw", "wy"), "io"),
    }
)
