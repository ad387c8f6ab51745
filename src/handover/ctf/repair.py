"""The only repairs there are: of names, each one printed in the seed or made by a browser, each shown for a yes.

Digits are never guessed and one marker is never turned into another (reference/ctf.md section 3.2). What is inside a
file is never repaired.
"""

import re
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


_FIRST = r"^(\d{3}(?:\d{4}|LLLL))"

# In this order: each works on what the one before it left.
REPAIRS: tuple[Repair, ...] = (
    _repair(faults.OUTER_BLANKS, r"^ +| +$", ""),
    _repair(faults.BROWSER_SUFFIX, r" ?\(\d{1,3}\)(?=\.(?:xml|zip)$)", ""),
    _repair(faults.FIVE_L, r"(?<![0-9A-Z])(\d{3})LLLLL(?=_)", r"\1LLLL"),
    _repair(faults.NO_UNDERSCORE, _FIRST + r"_CTF(?=\d{3}(?:\d{4}|LLLL)_)", r"\1_CTF_"),
    _repair(faults.EIGHT_X, _FIRST + r"_CTF_X{8}(?=[_.])", r"\1_CTF_XXXXXXX"),
    _repair(faults.EIGHT_M, _FIRST + r"_CTF_M{8}(?=[_.])", r"\1_CTF_MMMMMMM"),
    _repair(faults.SHORT_NUMBER, r"_(CTF_(?:\d{3}(?:\d{4}|LLLL)|X{7}|M{7}))_(\d)(?=\.xml$)", r"_\1_00\2"),
    _repair(faults.SHORT_NUMBER, r"_(CTF_(?:\d{3}(?:\d{4}|LLLL)|X{7}|M{7}))_(\d\d)(?=\.xml$)", r"_\1_0\2"),
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
