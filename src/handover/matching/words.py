"""The words of names, and what two of them have to do with each other: the same, a spelling, a short form, a slip."""

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final

from jellyfish import damerau_levenshtein_distance, jaro_winkler_similarity

from handover.common.damaged_letters import mend_letters
from handover.common.folding import fold
from handover.matching.equal_names import EQUALS
from handover.matching.names import expand_old_mac, join_prefixes, sound_keys
from handover.matching.placeholder_names import is_placeholder_name
from handover.matching.short_names import LEAST, share_whole_name
from handover.matching.spellings import PARTICLES, PATRONYMIC

MEMORY: Final = 1 << 17
SHORT_WORD: Final = 4
"""In a name this short, one letter makes another name (Non, Nia)."""
LIKE_ENOUGH: Final = 0.85
"""Jaro-Winkler similarity from which two names that are two slips apart may be one."""
LONG_WORD: Final = 8
VERY_LIKE: Final = 0.92
"""And from which long names may be one however many slips there are."""


class NamePlace(StrEnum):
    """The field of a name in which a word stands."""

    SURNAME = "surname"
    FORENAME = "forename"
    MIDDLE = "middle"


class WordAgreement(StrEnum):
    """How two words agree, closest first."""

    SAME = "same"
    EQUAL = "equal"  # another spelling of one name, by the table of equal names
    SOUND = "sound"  # alike to the ear
    SHORT = "short"  # one is a short or pet form of the other, or both are of a third
    LETTER = "letter"  # one slip of the finger
    BEGINNING = "beginning"  # one begins the other, three letters at least
    LIKE = "like"  # most letters agree: two slips in a long name
    NEAR = "near"  # one letter differs, in names so short that it may be another name
    INITIAL = "initial"


_ELIDED_DE: Final = re.compile("^d(?=[cfmps])")  # D'Souza, which is De Souza
_PARTICLES: Final = PARTICLES | PATRONYMIC
# Words that many of a people bear beside a name of their own: alone they tell nobody from anybody.
_TITLES: Final = (
    "mohammed kaur singh begum bibi khatun khatoon bano bi thi van abdul abd syed sheikh uddin ullah allah"
    " ur el al md mst"
)
TITLE_NAMES: Final = frozenset(_TITLES.split()) | {
    word for word, heads in EQUALS.items() if {"mohammed", "begum", "syed", "uddin"} & set(heads)
}


@lru_cache(MEMORY)
def split_name(name: str, place: NamePlace = NamePlace.FORENAME) -> tuple[str, ...]:
    """Return the words of a name as they are compared: mended, folded, without particles; none for a placeholder.

    In a surname `Mc`, `O` and their like stay with the word behind them.
    """
    mended = mend_letters(name)
    if is_placeholder_name(mended, surname=place is NamePlace.SURNAME):
        return ()
    words = fold(expand_old_mac(mended)).split()
    if place is NamePlace.SURNAME:
        words = [_ELIDED_DE.sub("", word) for word in join_prefixes(words)]
    first = 1 if place is NamePlace.FORENAME else 0  # Van in Van An is half of a forename
    kept = [word for at, word in enumerate(words[:-1]) if at < first or word not in _PARTICLES]
    return (*kept, *words[-1:])


def list_surname_keys(surname: str) -> tuple[str, ...]:
    """Return what rarities know a surname by: all its words as one, and each word."""
    words = split_name(surname, NamePlace.SURNAME)
    return tuple(dict.fromkeys(("".join(words), *words))) if words else ()


@lru_cache(MEMORY)
def compare_words(one: str, other: str) -> WordAgreement | None:
    """Say how two folded words agree, or None where they do not."""
    if one == other:
        return WordAgreement.SAME if one else None
    if not one or not other:
        return None
    if 1 in (len(one), len(other)):
        return WordAgreement.INITIAL if one[0] == other[0] else None
    ours, theirs = _keys_of_word(one), _keys_of_word(other)
    if not ours.isdisjoint(theirs):
        return WordAgreement.EQUAL if any(key[0] == "=" for key in ours & theirs) else WordAgreement.SOUND
    if share_whole_name(one, other):
        return WordAgreement.SHORT
    if (len(one), one) > (len(other), other):
        one, other = other, one
    return _compare_letters(one, other)


def _compare_letters(short: str, long: str) -> WordAgreement | None:
    longer = len(long) - len(short)
    slips = damerau_levenshtein_distance(short, long) if longer <= 2 else longer
    if slips == 1:
        return WordAgreement.LETTER if len(short) > SHORT_WORD else WordAgreement.NEAR
    if len(short) >= LEAST and long.startswith(short):
        return WordAgreement.BEGINNING
    if slips == 2:
        return WordAgreement.LIKE if jaro_winkler_similarity(short, long) >= LIKE_ENOUGH else None
    if len(short) >= LONG_WORD and jaro_winkler_similarity(short, long) >= VERY_LIKE:
        return WordAgreement.LIKE
    return None


@lru_cache(MEMORY)
def _keys_of_word(word: str) -> frozenset[str]:
    return frozenset(sound_keys(word))
