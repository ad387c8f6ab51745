"""Names as wholes: which words of two names agree, and how; which stand against each other; what is left over.

A name is its words, whatever field or order they are written in. `align_names` holds two names of one field against each
other (the forenames of two children), `align_whole_names` everything that two children are called: forenames, middle
names, surname, and the former and preferred ones. Both pair each word with the one it agrees with best. What an alignment
is worth is for the evidence to say (`evidence.py`): each word has its own rarity, and Adnan against Bilal weighs more
than Mohammed with Mohammed.

All comparisons are the same from either side, and the order of the words within a field changes nothing but `reordered`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import product
from typing import Final

from handover.matching.words import TITLE_NAMES, NamePlace, WordAgreement, compare_words, split_name

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


class NamePattern(StrEnum):
    """A habit of naming by which one child is written in two ways."""

    EXCHANGED = "exchanged"  # forename and surname have changed places
    MIDDLE_AS_FORENAME = "middle_as_forename"  # called by a middle name, or by the second of two forenames
    GIVEN_AS_SURNAME = "given_as_surname"  # the surname of one is a middle or forename of the other: chains, Welsh
    TITLE_AS_SURNAME = "title_as_surname"  # Kaur or Singh where the other has a family name
    ONE_NAME = "one_name"  # a child with one name, written twice or beside a placeholder


@dataclass(frozen=True, slots=True)
class NameWord:
    """A folded word of a name, and where it stands."""

    text: str
    place: NamePlace

    @property
    def is_title(self) -> bool:
        """Whether so many of a people bear it beside another name that it tells little: Mohammed, Kaur, Thi."""
        return self.text in TITLE_NAMES


@dataclass(frozen=True, slots=True)
class WordPair:
    """Two words that agree. Where one name writes in two words what the other writes in one, `text` has no blank."""

    one: NameWord
    other: NameWord
    agreement: WordAgreement

    @property
    def crosses(self) -> bool:
        """Whether they stand in different places: a middle name here, the forename there."""
        return self.one.place is not self.other.place


@dataclass(frozen=True, slots=True)
class WordClash:
    """Two words that stand against each other: both are left over, at the same place of the two names."""

    one: NameWord
    other: NameWord

    @property
    def tells(self) -> bool:
        """Whether neither is a title: Adnan against Bilal tells of two children, Kaur against Grewal does not."""
        return not (self.one.is_title or self.other.is_title)


@dataclass(frozen=True, slots=True)
class NameAlignment:
    """The best pairing of the words of two names; words that agree with none are left over."""

    pairs: tuple[WordPair, ...]
    left_one: tuple[NameWord, ...] = ()
    left_other: tuple[NameWord, ...] = ()
    reordered: bool = False
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
        return _find_clashes(self.left_one, self.left_other)


@dataclass(frozen=True, slots=True)
class WholeNameAlignment(NameAlignment):
    """The best pairing of all words of two children's names, across the places, and the habits that explain it."""

    patterns: tuple[NamePattern, ...] = ()
    surname_of_one: str = "surname"
    """The field whose name was used: surname, former_surname or preferred_surname."""
    surname_of_other: str = "surname"
    forename_of_one: str = "forename"
    """The field whose name was used: forename or preferred_forename."""
    forename_of_other: str = "forename"

    def pairs_within(self, place: NamePlace) -> tuple[WordPair, ...]:
        """Return the pairs of which both words stand at a place."""
        return tuple(pair for pair in self.pairs if pair.one.place is place is pair.other.place)

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

# How much better one pairing of a word is than another. Only the order matters: the evidence has weights of its own.
_STRENGTH: Final = {
    WordAgreement.SAME: 10.0,
    WordAgreement.EQUAL: 8.5,
    WordAgreement.SOUND: 8.0,
    WordAgreement.SHORT: 7.0,
    WordAgreement.LETTER: 7.0,
    WordAgreement.BEGINNING: 5.0,
    WordAgreement.LIKE: 4.0,
    WordAgreement.NEAR: 4.0,
    WordAgreement.INITIAL: 2.0,
}
_OTHER_PLACE: Final = 1.5
_OTHER_PURPOSE: Final = 2.0  # a surname here, a forename there
_TOO_LOOSE_ACROSS: Final = frozenset({WordAgreement.INITIAL, WordAgreement.NEAR, WordAgreement.BEGINNING})
_CLASH: Final = 6.0
_JOINED: Final = frozenset({WordAgreement.SAME, WordAgreement.EQUAL, WordAgreement.SOUND, WordAgreement.LETTER})

Words = tuple[NameWord, ...]


@lru_cache(MEMORY)
def align_names(one: str, other: str, place: NamePlace = NamePlace.FORENAME) -> NameAlignment:
    """Return the best pairing of the words of two names of one field."""
    ones, others = ([NameWord(word, place) for word in split_name(name, place)] for name in (one, other))
    pairs, left_one, left_other = _pair_words(ones, others)
    return NameAlignment(
        pairs, left_one, left_other, reordered=_is_reordered(ones, others, pairs), missing=not (ones and others)
    )


def compare_whole_names(one: str, other: str, place: NamePlace = NamePlace.FORENAME) -> NameAgreement:
    """Say how two names of one field stand to each other as wholes."""
    return align_names(one, other, place).agreement


@lru_cache(MEMORY)
def align_whole_names(one: ChildNames, other: ChildNames) -> WholeNameAlignment:
    """Return the best pairing of everything that two children are called, whatever place it is written in."""
    versions = product(_versions_of(one), _versions_of(other))
    return max((_align_versions(ours, theirs) for ours, theirs in versions), key=_worth)


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
    one_name = bool(surnames or forenames) and (surnames == forenames or not (surnames and forenames))
    words = tuple(NameWord(word, place) for place, texts in written.items() for word in texts)
    return _Version(words, surname_field, forename_field, one_name)


def _align_versions(one: _Version, other: _Version) -> WholeNameAlignment:
    pairs, left_one, left_other = _pair_words(list(one.words), list(other.words))
    left_one, left_other = _without_repeated(one, left_one), _without_repeated(other, left_other)
    return WholeNameAlignment(
        pairs,
        left_one,
        left_other,
        reordered=_is_reordered(list(one.words), list(other.words), pairs),
        missing=not (one.words and other.words),
        patterns=tuple(_find_patterns(one, other, pairs, left_one, left_other)),
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


def _find_patterns(
    one: _Version, other: _Version, pairs: tuple[WordPair, ...], left_one: Words, left_other: Words
) -> Iterator[NamePattern]:
    places = {(pair.one.place, pair.other.place) for pair in pairs}
    both_ways = places | {(second, first) for first, second in places}
    surname, forename, middle = NamePlace.SURNAME, NamePlace.FORENAME, NamePlace.MIDDLE
    exchanged = {(forename, surname), (surname, forename)} <= places
    if exchanged:
        yield NamePattern.EXCHANGED
    if (forename, middle) in both_ways and (forename, forename) not in places:
        yield NamePattern.MIDDLE_AS_FORENAME
    if not exchanged and (surname, surname) not in places and {(surname, middle), (surname, forename)} & both_ways:
        yield NamePattern.GIVEN_AS_SURNAME
    if any(
        clash.one.place is surname is clash.other.place and not clash.tells
        for clash in _find_clashes(left_one, left_other)
    ):
        yield NamePattern.TITLE_AS_SURNAME
    if one.one_name or other.one_name:
        yield NamePattern.ONE_NAME


def _worth(alignment: WholeNameAlignment) -> float:
    """Return how good an alignment is among others of the same two children; the first of equals is taken."""
    clashes = sum(_CLASH for clash in alignment.clashes if clash.tells)
    return sum(_STRENGTH[pair.agreement] - _distance(pair.one, pair.other) for pair in alignment.pairs) - clashes


def _distance(one: NameWord, other: NameWord) -> float:
    if one.place is other.place:
        return 0
    return _OTHER_PURPOSE if NamePlace.SURNAME in (one.place, other.place) else _OTHER_PLACE


_Candidate = tuple[float, str, str, tuple[int, ...], tuple[int, ...], WordPair]


def _pair_words(ones: list[NameWord], others: list[NameWord]) -> tuple[tuple[WordPair, ...], Words, Words]:
    """Pair the words that agree best, one after the other; return the pairs, and what is left over on either side."""
    free_one, free_other = dict(enumerate(ones)), dict(enumerate(others))
    found: list[tuple[int, WordPair]] = []
    for at, word in enumerate(ones):  # most words are simply the same, and need no comparing
        if (same := next((there for there, each in free_other.items() if each == word), None)) is not None:
            found.append((at, WordPair(word, free_other.pop(same), WordAgreement.SAME)))
            del free_one[at]
    if free_one and free_other:
        for _, _, _, here, there, pair in sorted(_find_candidates(free_one, free_other), key=lambda each: each[:5]):
            if free_one.keys() >= set(here) and free_other.keys() >= set(there):
                found.append((here[0], pair))
                for at in here:
                    del free_one[at]
                for at in there:
                    del free_other[at]
    found.sort(key=lambda each: each[0])
    return tuple(pair for _, pair in found), tuple(free_one.values()), tuple(free_other.values())


def _find_candidates(free_one: dict[int, NameWord], free_other: dict[int, NameWord]) -> Iterator[_Candidate]:
    """Yield the pairs of words that agree, and of two words behind each other with one, best first when sorted."""
    for (at, one), (there, other) in product(free_one.items(), free_other.items()):
        if (candidate := _make_candidate(one, other, (at,), (there,))) is not None:
            yield candidate
    for (here, joined), (there, other) in product(_joined_words(free_one), free_other.items()):
        candidate = _make_candidate(joined, other, here, (there,))
        if candidate is not None and candidate[-1].agreement in _JOINED:
            yield candidate
    for (at, one), (where, joined) in product(free_one.items(), _joined_words(free_other)):
        candidate = _make_candidate(one, joined, (at,), where)
        if candidate is not None and candidate[-1].agreement in _JOINED:
            yield candidate


def _joined_words(free: dict[int, NameWord]) -> list[tuple[tuple[int, int], NameWord]]:
    """Return every two words behind each other as one: `Jia Yi` is Jiayi."""
    return [
        ((at, at + 1), NameWord(word.text + free[at + 1].text, word.place))
        for at, word in free.items()
        if at + 1 in free and (free[at + 1].place is NamePlace.SURNAME) == (word.place is NamePlace.SURNAME)
    ]


def _make_candidate(one: NameWord, other: NameWord, here: tuple[int, ...], there: tuple[int, ...]) -> _Candidate | None:
    if max(len(here), len(there)) > 1 and abs(len(one.text) - len(other.text)) > 2:
        return None
    agreement = compare_words(one.text, other.text)
    if agreement is None:
        return None
    across = (one.place is NamePlace.SURNAME) != (other.place is NamePlace.SURNAME)
    if across and agreement in _TOO_LOOSE_ACROSS:
        return None
    strength = _STRENGTH[agreement] - _distance(one, other) + max(len(here), len(there)) - 1
    first, second = sorted((one.text, other.text))
    return -strength, first, second, here, there, WordPair(one, other, agreement)


def _find_clashes(left_one: Words, left_other: Words) -> tuple[WordClash, ...]:
    """Pair what is left over: place by place, and then forenames with middle names, where each side has a word."""
    rest_one, rest_other = _telling_first(left_one), _telling_first(left_other)
    clashes: list[WordClash] = []
    for same_place in (True, False):
        for one in tuple(rest_one):
            for other in rest_other:
                if one.place is other.place if same_place else _are_given(one, other):
                    clashes.append(WordClash(one, other))
                    rest_one.remove(one)
                    rest_other.remove(other)
                    break
    return tuple(sorted(clashes, key=lambda clash: not clash.tells))


def _telling_first(words: Iterable[NameWord]) -> list[NameWord]:
    return sorted(words, key=lambda word: (word.is_title, word.text))


def _are_given(one: NameWord, other: NameWord) -> bool:
    return NamePlace.SURNAME not in (one.place, other.place)


def _is_reordered(ones: list[NameWord], others: list[NameWord], pairs: tuple[WordPair, ...]) -> bool:
    """Say whether the words that agree stand in another order, within a field or across the fields."""
    if len(pairs) < 2 or len(ones) < 2:
        return any(pair.crosses for pair in pairs)
    places = [next((at for at, word in enumerate(others) if word == pair.other), -1) for pair in pairs]
    known = [at for at in places if at >= 0]
    return known != sorted(known)
