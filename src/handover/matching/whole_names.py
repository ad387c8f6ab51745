"""Names as wholes: which words of two names agree, and how; which stand against each other; what is left over.

A name is its words, whatever field or order they are written in. `align_names` holds two names of one field against each
other (the forenames of two children), `align_whole_names` everything that two children are called: forenames, middle
names, surname, and the former and preferred ones. Both pair each word with the one it agrees with best. What an alignment
is worth is for the evidence to say (`evidence.py`): each word has its own rarity, and Adnan against Bilal weighs more
than Mohammed with Mohammed.

All comparisons are the same from either side, and the order of the words within a field changes nothing.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import product
from typing import Final

from handover.matching.word_pairing import NameWord, WordClash, WordPair, Words, find_clashes, pair_words, weigh_pair
from handover.matching.words import NamePlace, WordAgreement, split_name

__all__ = [
    "ChildNames",
    "NameAgreement",
    "NameAlignment",
    "NamePlace",
    "NameWord",
    "WholeNameAlignment",
    "WordAgreement",
    "WordClash",
    "WordPair",
    "align_names",
    "align_whole_names",
    "compare_whole_names",
]

MEMORY: Final = 1 << 16  # pairs of names that are remembered


class NameAgreement(StrEnum):
    """How two names of one field stand to each other as wholes."""

    SAME = "same"
    SOUND = "sound"  # every word agrees, some in another spelling
    SHORT = "short"  # every word agrees, some as short or pet form
    LETTER = "letter"  # every word agrees but for one slip of the finger in each
    LIKE = "like"  # every word agrees, some only by most of their letters
    INITIAL = "initial"  # every word agrees, some only by an initial
    PART = "part"  # one name has words more; all others agree
    SHARED = "shared"  # some words agree, others stand against each other: Mohammed Adnan, Mohammed Bilal
    DIFFERENT = "different"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class NameAlignment:
    """The best pairing of the words of two names; words that agree with none are left over."""

    pairs: tuple[WordPair, ...]
    left_one: tuple[NameWord, ...] = ()
    left_other: tuple[NameWord, ...] = ()
    missing: bool = False

    @property
    def agreement(self) -> NameAgreement:
        """How the names stand to each other as wholes."""
        if self.missing:
            return NameAgreement.MISSING
        if self.left_one and self.left_other:
            telling = [pair for pair in self.pairs if pair.agreement is not WordAgreement.INITIAL]
            return NameAgreement.SHARED if telling else NameAgreement.DIFFERENT
        if self.left_one or self.left_other:
            return NameAgreement.PART if self.pairs else NameAgreement.DIFFERENT
        return max((_WHOLE[pair.agreement] for pair in self.pairs), key=_LOOSENESS.index)

    @property
    def clashes(self) -> tuple[WordClash, ...]:
        """Return the words that stand against each other, telling ones first: forenames with forenames, and so on."""
        return find_clashes(self.left_one, self.left_other)


@dataclass(frozen=True, slots=True)
class WholeNameAlignment(NameAlignment):
    """The best pairing of all words of two children's names, across the places."""

    surname_of_one: str = "surname"
    """The field whose name was used: surname, former_surname or preferred_surname."""
    surname_of_other: str = "surname"
    forename_of_one: str = "forename"
    """The field whose name was used: forename or preferred_forename."""
    forename_of_other: str = "forename"

    @property
    def exchanged(self) -> bool:
        """Whether forename and surname have changed places: a surname here is a forename there, and the other way."""
        ways = {(pair.one.place, pair.other.place) for pair in self.pairs}
        forename, surname = NamePlace.FORENAME, NamePlace.SURNAME
        return {(forename, surname), (surname, forename)} <= ways

    @property
    def crossed(self) -> tuple[WordPair, ...]:
        """The pairs whose words stand at different places."""
        return tuple(pair for pair in self.pairs if pair.crosses)


@dataclass(frozen=True, slots=True)
class ChildNames:
    """What a child is called, as a record has it; an empty text where nothing is known."""

    surname: str = ""
    forename: str = ""
    middle_names: str = ""
    former_surname: str = ""
    preferred_surname: str = ""
    preferred_forename: str = ""


_WHOLE: Final = {
    WordAgreement.SAME: NameAgreement.SAME,
    WordAgreement.EQUAL: NameAgreement.SOUND,
    WordAgreement.SOUND: NameAgreement.SOUND,
    WordAgreement.SHORT: NameAgreement.SHORT,
    WordAgreement.BEGINNING: NameAgreement.SHORT,
    WordAgreement.LETTER: NameAgreement.LETTER,
    WordAgreement.NEAR: NameAgreement.LIKE,
    WordAgreement.LIKE: NameAgreement.LIKE,
    WordAgreement.INITIAL: NameAgreement.INITIAL,
}
_LOOSENESS: Final = tuple(NameAgreement)
_CLASH: Final = 6.0  # what a clash counts against an alignment, as `weigh_pair` counts


@lru_cache(MEMORY)
def align_names(one: str, other: str, place: NamePlace = NamePlace.FORENAME) -> NameAlignment:
    """Return the best pairing of the words of two names of one field."""
    ones, others = _place_words(one, place), _place_words(other, place)
    pairs, left_one, left_other = pair_words(ones, others)
    return NameAlignment(pairs, left_one, left_other, missing=not (ones and others))


@lru_cache(MEMORY)
def _place_words(name: str, place: NamePlace) -> Words:
    return tuple(NameWord(word, place) for word in split_name(name, place))


def compare_whole_names(one: str, other: str, place: NamePlace = NamePlace.FORENAME) -> NameAgreement:
    """Say how two names of one field stand to each other as wholes."""
    return align_names(one, other, place).agreement


@lru_cache(MEMORY)
def align_whole_names(one: ChildNames, other: ChildNames) -> WholeNameAlignment:
    """Return the best pairing of everything that two children are called, whatever place it is written in."""
    versions = product(_versions_of(one), _versions_of(other))
    found = [_align_versions(ours, theirs) for ours, theirs in versions]
    return max(found, key=_worth) if len(found) > 1 else found[0]


@dataclass(frozen=True, slots=True)
class _Version:
    """One way in which a child may be called: with the former surname, by the preferred forename."""

    words: tuple[NameWord, ...]
    surname: str
    forename: str
    one_name: bool


@lru_cache(MEMORY)
def _versions_of(names: ChildNames) -> tuple[_Version, ...]:
    """Return every way in which a child may be called; the first is as the record has it."""
    surnames = _tell_apart(
        {
            "surname": names.surname,
            "former_surname": names.former_surname,
            "preferred_surname": names.preferred_surname,
        }
    )
    forenames = _tell_apart({"forename": names.forename, "preferred_forename": names.preferred_forename})
    return tuple(
        _make_version(surname_field, surnames[surname_field], forename_field, forenames[forename_field], names)
        for surname_field, forename_field in product(surnames, forenames)
    )


def _tell_apart(fields: dict[str, str]) -> dict[str, str]:
    """Return the fields whose names are there and not those of an earlier field; the first in any case."""
    kept: dict[str, str] = {}
    for field, name in fields.items():
        if not kept or (name and name not in kept.values()):
            kept[field] = name
    if len(kept) > 1 and not next(iter(kept.values())):
        del kept[next(iter(kept))]
    return kept


def _make_version(surname_field: str, surname: str, forename_field: str, forename: str, names: ChildNames) -> _Version:
    written = {
        NamePlace.SURNAME: split_name(surname, NamePlace.SURNAME),
        NamePlace.FORENAME: split_name(forename, NamePlace.FORENAME),
        NamePlace.MIDDLE: split_name(names.middle_names, NamePlace.MIDDLE),
    }
    surnames, forenames = written[NamePlace.SURNAME], written[NamePlace.FORENAME]
    repeated = surnames == forenames and not written[NamePlace.MIDDLE]
    one_name = bool(surnames or forenames) and (repeated or not (surnames and forenames))
    words = tuple(NameWord(word, place) for place, texts in written.items() for word in texts)
    return _Version(words, surname_field, forename_field, one_name)


def _align_versions(one: _Version, other: _Version) -> WholeNameAlignment:
    pairs, left_one, left_other = pair_words(one.words, other.words)
    left_one, left_other = _without_repeated(one, left_one), _without_repeated(other, left_other)
    return WholeNameAlignment(
        pairs,
        left_one,
        left_other,
        missing=not (one.words and other.words),
        surname_of_one=one.surname,
        surname_of_other=other.surname,
        forename_of_one=one.forename,
        forename_of_other=other.forename,
    )


def _without_repeated(version: _Version, left: Words) -> Words:
    """Return what is left over, without a forename that only repeats the surname: it speaks against nobody."""
    if not version.one_name:
        return left
    return tuple(word for word in left if word.place is not NamePlace.FORENAME)


def _worth(alignment: WholeNameAlignment) -> float:
    """Return how good an alignment is among others of the same two children; the first of equals is taken."""
    clashes = sum(_CLASH for clash in alignment.clashes if clash.tells)
    return sum(weigh_pair(pair) for pair in alignment.pairs) - clashes
