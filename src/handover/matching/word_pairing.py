"""The pairing of the words of two names: each with the one it agrees with best, wherever it stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from handover.matching.words import TITLE_NAMES, NamePlace, WordAgreement, compare_words

MEMORY: Final = 1 << 17  # pairs of words that are remembered


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


Words = tuple[NameWord, ...]

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
_JOINED: Final = frozenset({WordAgreement.SAME, WordAgreement.EQUAL, WordAgreement.SOUND, WordAgreement.LETTER})

_Candidate = tuple[float, str, str, tuple[int, ...], tuple[int, ...], WordPair]


def pair_words(ones: Words, others: Words) -> tuple[tuple[WordPair, ...], Words, Words]:
    """Pair the words that agree best, one after the other; return the pairs, and what is left over on either side."""
    free_one, free_other = list(range(len(ones))), list(range(len(others)))
    found: list[tuple[int, WordPair]] = []
    for at, word in enumerate(ones):  # most words are simply the same, and need no comparing
        for there in free_other:
            if others[there].text == word.text and others[there].place is word.place:
                found.append((at, WordPair(word, others[there], WordAgreement.SAME)))
                free_one.remove(at)
                free_other.remove(there)
                break
    if free_one and free_other:
        for _, _, _, here, where, pair in sorted(_find_candidates(ones, others, free_one, free_other), key=_rank):
            if all(at in free_one for at in here) and all(at in free_other for at in where):
                found.append((here[0], pair))
                free_one = [at for at in free_one if at not in here]
                free_other = [at for at in free_other if at not in where]
        found.sort(key=_position)
    return tuple(pair for _, pair in found), tuple(ones[at] for at in free_one), tuple(others[at] for at in free_other)


def _rank(candidate: _Candidate) -> tuple[float, str, str, tuple[int, ...], tuple[int, ...]]:
    return candidate[:5]


def _position(found: tuple[int, WordPair]) -> int:
    return found[0]


def _find_candidates(ones: Words, others: Words, free_one: list[int], free_other: list[int]) -> Iterator[_Candidate]:
    """Yield the pairs of words that agree, and of two words behind each other with one."""
    for at in free_one:
        for there in free_other:
            if judged := _judge(ones[at].text, others[there].text):
                yield from _make_candidate(ones[at], others[there], judged, (at,), (there,))
    for at, joined in _join_words(ones, free_one):
        for there in free_other:
            if judged := _judge_joined(joined.text, others[there].text):
                yield from _make_candidate(joined, others[there], judged, (at, at + 1), (there,))
    for there, joined in _join_words(others, free_other):
        for at in free_one:
            if judged := _judge_joined(ones[at].text, joined.text):
                yield from _make_candidate(ones[at], joined, judged, (at,), (there, there + 1))


@lru_cache(MEMORY)
def _judge(one: str, other: str) -> tuple[WordAgreement, float, bool] | None:
    """Return how two words agree, how strongly, and whether that is too loose for words of different purpose."""
    agreement = compare_words(one, other)
    return None if agreement is None else (agreement, _STRENGTH[agreement], agreement in _TOO_LOOSE_ACROSS)


def _judge_joined(one: str, other: str) -> tuple[WordAgreement, float, bool] | None:
    """Judge two words of which one was joined of two: these are the same name, or they are not looked at."""
    if abs(len(one) - len(other)) > 2:
        return None
    judged = _judge(one, other)
    return judged if judged is not None and judged[0] in _JOINED else None


def _join_words(words: Words, free: list[int]) -> list[tuple[int, NameWord]]:
    """Return every two words behind each other as one, and where: `Jia Yi` is Jiayi."""
    return [
        (at, NameWord(words[at].text + words[at + 1].text, words[at].place))
        for at in free
        if at + 1 in free and (words[at].place is NamePlace.SURNAME) == (words[at + 1].place is NamePlace.SURNAME)
    ]


def _make_candidate(
    one: NameWord,
    other: NameWord,
    judged: tuple[WordAgreement, float, bool],
    here: tuple[int, ...],
    there: tuple[int, ...],
) -> Iterator[_Candidate]:
    agreement, strength, loose = judged
    if one.place is not other.place:
        if loose and NamePlace.SURNAME in (one.place, other.place):
            return
        strength -= _distance(one, other)
    first, second = (one.text, other.text) if one.text < other.text else (other.text, one.text)
    yield -strength, first, second, here, there, WordPair(one, other, agreement)


def weigh_pair(pair: WordPair) -> float:
    """Return how good a pair is among others that one of its words might make."""
    return _STRENGTH[pair.agreement] - _distance(pair.one, pair.other)


def _distance(one: NameWord, other: NameWord) -> float:
    if one.place is other.place:
        return 0
    return _OTHER_PURPOSE if NamePlace.SURNAME in (one.place, other.place) else _OTHER_PLACE


def find_clashes(left_one: Words, left_other: Words) -> tuple[WordClash, ...]:
    """Pair what is left over: place by place, and then forenames with middle names, where each side has a word."""
    if not left_one or not left_other:
        return ()
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
