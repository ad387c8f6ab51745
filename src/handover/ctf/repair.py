"""The only repairs there are: of names, each one printed in the seed or made by a computer, each shown for a yes.

Digits are never guessed and one marker is never turned into another (reference/ctf.md section 3.2). What is inside a
file is never repaired.
"""

import re
import unicodedata
from dataclasses import dataclass

from handover.common.problems import ProblemKind
from handover.ctf import name_faults as faults


@dataclass(frozen=True, slots=True)
class Repair:
    """One safe change of a name: where it applies, what is written instead, and the words that tell the sender."""

    kind: ProblemKind
    pattern: re.Pattern[str]
    replacement: str


def _repair(kind: ProblemKind, pattern: str, replacement: str) -> Repair:
    return Repair(kind, re.compile(pattern, re.ASCII | re.IGNORECASE), replacement)


_PLACE = r"\d{3}(?:\d{4}|LLLL)"
_FIRST = rf"^({_PLACE})"
_TO = rf"(?:{_PLACE}|X{{7,8}}|M{{7,8}})"
_KIND = r"[A-Z][A-Z0-9]{2}"
_DESK = r"\d{3}(?:\d{4}|[A-Z]{4,5})|X{7,8}|M{7,8}"
_END = r"(?=\.(?:xml|zip)$)"
_SAVED_TWICE = r" ?[(\[]\d{1,3}[)\]]"
_COPIED = rf"(?: - Cop[yi]| copy)(?: \d{{1,3}}|{_SAVED_TWICE})?"

# In this order: each works on what the one before it left.
REPAIRS: tuple[Repair, ...] = (
    _repair(faults.OUTER_BLANKS, r"^ +| +$", ""),
    _repair(
        faults.NO_EXTENSION,
        rf"^((?:Cop[yi] (?:of|o) )?(?:{_DESK})[ _-]*{_KIND}[ _-]*(?:{_DESK})(?:[ _-]\d{{1,3}})?"
        rf"(?:{_COPIED}|{_SAVED_TWICE}|[- ]\d{{1,2}})?)\.?$",
        r"\1.xml",
    ),
    _repair(faults.TWICE_XML, r"(\.xml|\.zip)\1+$", r"\1"),
    _repair(faults.BROWSER_SUFFIX, r"(?<=\.xml)\.\d{1,2}$", ""),
    _repair(faults.COPY, rf"^Cop(?:y(?: \(\d{{1,3}}\))? of|i o) |(?:{_COPIED})+{_END}", ""),
    _repair(faults.BROWSER_SUFFIX, rf"(?:{_SAVED_TWICE})+{_END}", ""),
    _repair(faults.BROWSER_SUFFIX, r"(?<=_\d{3})[- ]\d{1,2}(?=\.xml$)|(?<=[^ ]) \d{1,2}(?=\.zip$)", ""),
    _repair(faults.FIVE_L, r"(?<![0-9A-Z])(\d{3})LLLLL(?=_)", r"\1LLLL"),
    _repair(faults.SEPARATORS, rf"^({_PLACE})(?:[ _-]*[ -][ _-]*|__+)(?=CTF)", r"\1_"),
    _repair(faults.SEPARATORS, rf"(?<=_CTF)(?:[ _-]*[ -][ _-]*|__+)(?={_TO})", "_"),
    _repair(faults.SEPARATORS, rf"(_CTF_{_TO})(?:[ _-]*[ -][ _-]*|__+)(?=\d{{1,3}}\.xml$)", r"\1_"),
    _repair(faults.NO_UNDERSCORE, _FIRST + rf"_CTF(?={_PLACE}_)", r"\1_CTF_"),
    _repair(faults.EIGHT_X, _FIRST + r"_CTF_X{8}(?=[_.])", r"\1_CTF_XXXXXXX"),
    _repair(faults.EIGHT_M, _FIRST + r"_CTF_M{8}(?=[_.])", r"\1_CTF_MMMMMMM"),
    _repair(faults.SHORT_NUMBER, rf"_({_KIND}_(?:{_DESK}))_(\d)(?=\.xml$)", r"_\1_00\2"),
    _repair(faults.SHORT_NUMBER, rf"_({_KIND}_(?:{_DESK}))_(\d\d)(?=\.xml$)", r"_\1_0\2"),
)

# Signs that Unicode takes apart into no plain letter.
_PLAIN = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE"}
    | dict.fromkeys("–—−‐‑", "-")  # dashes that a word processor writes for a hyphen
    | dict.fromkeys("‘’ʼ", "'")
)


def repair_name(name: str) -> tuple[str, tuple[ProblemKind, ...]]:
    """Return the name with every safe repair made, and which ones were needed."""
    made: list[ProblemKind] = []
    for repair in REPAIRS:
        changed = repair.pattern.sub(repair.replacement, name)
        if changed != name and repair.kind not in made:
            made.append(repair.kind)
        name = changed
    return name, tuple(made)


def write_plainly(text: str) -> str:
    """Return a text without its accents, such as `Sian` for `Siân`; what has no plain letter stays as it is."""
    apart = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
