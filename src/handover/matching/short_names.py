"""Short and pet forms of forenames, which share neither spelling nor sound with the whole name.

A short form may stand for several names (Alex), so it joins none of them: Alexander and Alexandra are two names. The forms
are in tables by language (`pet_names.py`); they go through equal names, so that what stands for Mohammed stands for
Muhammad as well. That a name is the beginning of another (Ben, Benjamin) needs no row.
"""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from handover.matching.equal_names import EQUALS
from handover.matching.pet_names import PET_NAME_TABLES

MEMORY: Final = 1 << 16
LEAST: Final = 3
"""Letters from which the beginning of a name is a short form of it."""
SERVANT_OF: Final = ("abdul", "abdel", "abdal", "abdur", "abdi", "cabdi", "oluwa", "olu", "chukwu")
"""What is left off in front of a name that says whose servant or gift a child is: Abdirahman, Oluwadarasimi."""


def _forms() -> dict[str, frozenset[str]]:
    stand_for: dict[str, set[str]] = {}
    for whole, *forms in (row for table in PET_NAME_TABLES for row in table.rows()):
        stand_for.setdefault(whole, set()).add(whole)
        for form in forms:
            stand_for.setdefault(form, set()).add(whole)
    return {name: frozenset(wholes) for name, wholes in stand_for.items()}


WHOLE_NAMES: Final[Mapping[str, frozenset[str]]] = MappingProxyType(_forms())
"""Every name of the table, with the whole names that it may stand for; a whole name stands for itself."""


@lru_cache(MEMORY)
def whole_names_of(word: str) -> frozenset[str]:
    """Return the whole names that a folded name may stand for, each also as the first of its equals: `mo`, mohammed.

    Names are of one child, as far as the tables know, if they have one of these in common.
    """
    wholes = WHOLE_NAMES.get(word, frozenset((word,))) | {
        word.removeprefix(servant)
        for servant in SERVANT_OF
        if word.startswith(servant) and len(word) - len(servant) > LEAST
    }
    return wholes.union(EQUALS.get(word, ()), *(EQUALS.get(whole, ()) for whole in wholes))


def share_whole_name(one: str, other: str) -> bool:
    """Say whether one of two folded names is a short form of the other, or both are of a third, by the tables."""
    return not whole_names_of(one).isdisjoint(whole_names_of(other))


def are_forms_of_third(one: str, other: str) -> bool:
    """Say whether two folded names are both short forms of a third, and neither is the whole name of the other."""
    return share_whole_name(one, other) and one not in whole_names_of(other) and other not in whole_names_of(one)


def is_short_form(one: str, other: str) -> bool:
    """Say whether one of two folded names is a short form of the other, by its beginning or by the tables."""
    short, long = sorted((one, other), key=len)
    return (len(short) >= LEAST and long.startswith(short)) or share_whole_name(one, other)
