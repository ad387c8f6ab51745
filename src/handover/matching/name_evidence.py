"""What the names of two children are worth as evidence: every word by its rarity, and every field by how it agrees.

`whole_names.py` says which words agree and which stand against each other. The rarest word that agrees counts in full; the
others of its field less, because names come in company (Mohammed Ali, Anne Marie). A word that many bear beside a name of
their own is common on every roll, and so it counts for little by itself.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from handover.matching.fields import ComparedField, FieldAgreement
from handover.matching.findings import EvidenceTable
from handover.matching.rarity import NameRarity
from handover.matching.whole_names import NamePattern, NameWord, WholeNameAlignment, WordClash, WordPair
from handover.matching.words import NamePlace, WordAgreement

COMPANY: Final = 0.6
"""What a further word that agrees counts for, of what it would alone."""
TITLE: Final = 2.5
"""At most so many points for a title among given names (Mohammed, Kaur, Thi), however rare it is on a roll: custom gives it to
most of those who share a surname."""
CLASH_BESIDE: Final = -6.0
"""Points of a telling word that stands against another, beside words that agree: Mohammed Adnan, Mohammed Bilal."""

_FINDING: Final = {
    WordAgreement.SAME: FieldAgreement.SAME,
    WordAgreement.EQUAL: FieldAgreement.SOUND,
    WordAgreement.SOUND: FieldAgreement.SOUND,
    WordAgreement.SHORT: FieldAgreement.PET,
    WordAgreement.LETTER: FieldAgreement.LETTER,
    WordAgreement.BEGINNING: FieldAgreement.PET,
    WordAgreement.LIKE: FieldAgreement.LIKE,
    WordAgreement.NEAR: FieldAgreement.NEAR,
    WordAgreement.INITIAL: FieldAgreement.INITIAL,
}
_LOOSENESS: Final = tuple(WordAgreement)
_ONE_NAME: Final = (WordAgreement.SAME, WordAgreement.EQUAL)
_ONE_LETTER: Final = (WordAgreement.LETTER, WordAgreement.NEAR)
# Of two children drawn blindly, how many agree so: as many times as bear the name, and so many more.
_ALIKE: Final = {
    WordAgreement.SAME: (1.0, 0.0),
    WordAgreement.EQUAL: (1.5, 0.0001),
    WordAgreement.SOUND: (2.0, 0.0003),
    WordAgreement.SHORT: (2.0, 0.0005),
    WordAgreement.LETTER: (1.0, 0.0004),
    WordAgreement.BEGINNING: (1.0, 0.002),
    WordAgreement.LIKE: (1.0, 0.001),
    WordAgreement.NEAR: (1.0, 0.003),
    WordAgreement.INITIAL: (1.0, 0.05),
}
# At most so many points speak for one child where a brother or sister may be meant: parents choose names that sound alike, or
# share a word, but not one name twice, however common it is, nor a short form of it.
_MOST_AMONG_SIBLINGS: Final = {
    FieldAgreement.SAME: 9.0,
    FieldAgreement.SOUND: 3.0,
    FieldAgreement.PET: 6.0,
    FieldAgreement.PREFERRED: 6.0,
    FieldAgreement.LETTER: 6.0,
    FieldAgreement.PART: 3.0,
    FieldAgreement.EXCHANGED: 8.0,
    FieldAgreement.MIDDLE: 1.0,
    FieldAgreement.LIKE: 3.0,
    FieldAgreement.NEAR: -1.0,
    FieldAgreement.INITIAL: -1.5,
}
_EQUAL_AMONG_SIBLINGS: Final = 8.0
_TITLE_AMONG_SIBLINGS: Final = 0.5
_MIDDLE_AMONG_SIBLINGS: Final = 2.5
_SURNAME_AMONG_SIBLINGS: Final = -1.5


@dataclass(frozen=True, slots=True)
class WeighedField:
    """A finding, what it is worth, and what it would be worth if the other child could only be a brother or sister."""

    field: ComparedField
    finding: FieldAgreement
    points: float
    among_siblings: float


def weigh_names(
    alignment: WholeNameAlignment, rarity: NameRarity, table: EvidenceTable
) -> tuple[WeighedField, WeighedField, WeighedField]:
    """Return what surnames, forenames and middle names are worth."""
    weighing = _NameWeighing(alignment, rarity, table)
    return weighing.surname(), weighing.forename(), weighing.middle_names()


@dataclass(frozen=True, slots=True)
class _NameWeighing:
    alignment: WholeNameAlignment
    rarity: NameRarity
    table: EvidenceTable

    def surname(self) -> WeighedField:
        """Weigh the surnames: as such, as former or preferred ones, as one that is elsewhere a given name."""
        field, places = ComparedField.SURNAME, (NamePlace.SURNAME,)
        if not self._both_have(NamePlace.SURNAME):
            return _nothing(field)
        if self._are_exchanged:
            crossed = [pair for pair in self.alignment.pairs if _is_across(pair)]
            return self._weighed(field, FieldAgreement.EXCHANGED, crossed, 0)
        pairs = self._pairs(places, places)
        clashes = self._clashes(places, places)
        if pairs:
            finding = self._surname_finding(pairs)
            beside = CLASH_BESIDE * any(clash.tells for clash in clashes)
            return self._weighed(field, finding, pairs, beside)
        if crossed := [pair for pair in self.alignment.pairs if _is_across(pair)]:
            return self._weighed(field, FieldAgreement.MIDDLE, crossed, 0)
        titled = clashes and not any(clash.tells for clash in clashes)
        finding = FieldAgreement.TITLE if titled else FieldAgreement.DIFFERENT
        points = self.table[field][finding].points
        return WeighedField(field, finding, points, _SURNAME_AMONG_SIBLINGS)

    def forename(self) -> WeighedField:
        """Weigh the forenames, also where the one of one child is a middle name of the other."""
        field = ComparedField.FORENAME
        if not self._both_have(NamePlace.FORENAME):
            return _nothing(field)
        if self._are_exchanged:
            return WeighedField(field, FieldAgreement.EXCHANGED, 0, 0)
        given = (NamePlace.FORENAME, NamePlace.MIDDLE)
        pairs = self._pairs((NamePlace.FORENAME,), (NamePlace.FORENAME,))
        crossed = [pair for pair in self._pairs(given, given) if pair.crosses]
        clashes = self._clashes((NamePlace.FORENAME,), (NamePlace.FORENAME,))
        if not pairs and not crossed:
            points = self.table[field][FieldAgreement.DIFFERENT].points
            return WeighedField(field, FieldAgreement.DIFFERENT, points, points)
        finding = self._forename_finding(pairs) if pairs else FieldAgreement.MIDDLE
        beside = CLASH_BESIDE * any(clash.tells for clash in clashes)
        weighed = self._weighed(field, finding, [*pairs, *crossed], beside)
        if beside and weighed.points <= 0:
            return WeighedField(field, FieldAgreement.DIFFERENT, weighed.points, min(weighed.points, beside))
        return WeighedField(field, finding, weighed.points, self._forename_among_siblings(weighed, [*pairs, *crossed]))

    def _forename_among_siblings(self, weighed: WeighedField, pairs: Sequence[WordPair]) -> float:
        """Return what forenames say against a brother or sister: a word that families give to all of them says little."""
        if all(pair.one.is_title or pair.other.is_title for pair in pairs):
            return min(weighed.points, _TITLE_AMONG_SIBLINGS)
        most = _MOST_AMONG_SIBLINGS[weighed.finding]
        if weighed.finding is FieldAgreement.SOUND and all(pair.agreement in _ONE_NAME for pair in pairs):
            most = _EQUAL_AMONG_SIBLINGS
        return most if weighed.finding is FieldAgreement.SAME else min(weighed.points, most)

    def middle_names(self) -> WeighedField:
        """Weigh the middle names, as far as they do not stand for a forename."""
        field, places = ComparedField.MIDDLE_NAMES, (NamePlace.MIDDLE,)
        pairs = self._pairs(places, places)
        clashes = [
            clash
            for clash in self.alignment.clashes
            if NamePlace.MIDDLE in (clash.one.place, clash.other.place) and not _is_surname(clash)
        ]
        if pairs:
            left = _places(self.alignment.left_one) | _places(self.alignment.left_other)
            finding = FieldAgreement.PART if NamePlace.MIDDLE in left else _finding_of(pairs)
            return self._weighed(field, finding, pairs, -2.0 * bool(clashes))
        if clashes and not self._are_exchanged:
            points = self.table[field][FieldAgreement.DIFFERENT].points
            return WeighedField(field, FieldAgreement.DIFFERENT, points, points)
        return _nothing(field)

    @property
    def _are_exchanged(self) -> bool:
        """Whether forename and surname have changed places, and neither agrees where it stands: no chain of names."""
        return NamePattern.EXCHANGED in self.alignment.patterns and not any(
            pair.one.place is pair.other.place is not NamePlace.MIDDLE for pair in self.alignment.pairs
        )

    def _weighed(
        self, field: ComparedField, finding: FieldAgreement, pairs: Sequence[WordPair], beside: float
    ) -> WeighedField:
        row = self.table[field][finding]
        rarities = sorted((self._rarity_of(pair) for pair in pairs), reverse=True)
        points = math.log2(row.m) + rarities[0] + COMPANY * sum(rarities[1:]) + beside
        if field is ComparedField.SURNAME:
            most = _MOST_AMONG_SIBLINGS[finding] if finding is FieldAgreement.EXCHANGED else 0.0
        elif field is ComparedField.MIDDLE_NAMES:
            most = _MIDDLE_AMONG_SIBLINGS
        else:
            most = _MOST_AMONG_SIBLINGS[finding]
        return WeighedField(field, finding, points, min(points, most))

    def _rarity_of(self, pair: WordPair) -> float:
        """Return what two words that agree say, in powers of two; a title says little of two who bear it by custom."""
        rarity = -math.log2(self._chance_of(pair))
        given = NamePlace.SURNAME not in (pair.one.place, pair.other.place)
        return min(rarity, TITLE) if given and pair.one.is_title and pair.other.is_title else rarity

    def _chance_of(self, pair: WordPair) -> float:
        """Return how many of all children have a name that agrees so with this one, 0 to 1."""
        share = max(self._share_of(pair.one), self._share_of(pair.other))
        if _is_across(pair):
            share = max(
                share,
                *(self.rarity.share_of_surname(word.text) for word in (pair.one, pair.other)),
                *(self.rarity.share_of_forename(word.text) for word in (pair.one, pair.other)),
            )
        agreement = pair.agreement
        if agreement in _ONE_LETTER:
            both_borne = self._is_borne(pair.one) and self._is_borne(pair.other)
            agreement = WordAgreement.NEAR if both_borne else WordAgreement.LETTER
        times, more = _ALIKE[agreement]
        return min(1.0, times * share + more)

    def _share_of(self, word: NameWord) -> float:
        if word.place is NamePlace.SURNAME:
            return self.rarity.share_of_surname(word.text)
        return self.rarity.share_of_forename(word.text, self._surnames())

    def _surnames(self) -> list[str]:
        """Return the surnames of both, each as a whole and word by word."""
        pairs = self.alignment.pairs
        ones = [*(pair.one for pair in pairs), *self.alignment.left_one]
        others = [*(pair.other for pair in pairs), *self.alignment.left_other]
        names = ([word.text for word in words if word.place is NamePlace.SURNAME] for words in (ones, others))
        return [surname for words in names for surname in ("".join(words), *words)]

    def _surname_finding(self, pairs: Sequence[WordPair]) -> FieldAgreement:
        used = (self.alignment.surname_of_one, self.alignment.surname_of_other)
        if "former_surname" in used:
            return FieldAgreement.FORMER
        if "preferred_surname" in used:
            return FieldAgreement.PREFERRED
        left = _places(self.alignment.left_one) | _places(self.alignment.left_other)
        if NamePlace.SURNAME in left:
            return FieldAgreement.PART
        return self._told_apart(pairs)

    def _forename_finding(self, pairs: Sequence[WordPair]) -> FieldAgreement:
        if "preferred_forename" in (self.alignment.forename_of_one, self.alignment.forename_of_other):
            return FieldAgreement.PREFERRED
        left = _places(self.alignment.left_one) | _places(self.alignment.left_other)
        if NamePlace.FORENAME in left:
            return FieldAgreement.PART
        return self._told_apart(pairs)

    def _told_apart(self, pairs: Sequence[WordPair]) -> FieldAgreement:
        """Return how the words agree; one letter is a slip of the finger unless others bear both names."""
        finding = _finding_of(pairs)
        if finding not in (FieldAgreement.LETTER, FieldAgreement.NEAR):
            return finding
        both_borne = any(
            pair.agreement in _ONE_LETTER and self._is_borne(pair.one) and self._is_borne(pair.other) for pair in pairs
        )
        return FieldAgreement.NEAR if both_borne else FieldAgreement.LETTER

    def _is_borne(self, word: NameWord) -> bool:
        return self.rarity.is_borne(word.text, surname=word.place is NamePlace.SURNAME)

    def _pairs(self, ones: Sequence[NamePlace], others: Sequence[NamePlace]) -> list[WordPair]:
        return [pair for pair in self.alignment.pairs if pair.one.place in ones and pair.other.place in others]

    def _clashes(self, ones: Sequence[NamePlace], others: Sequence[NamePlace]) -> list[WordClash]:
        return [clash for clash in self.alignment.clashes if clash.one.place in ones and clash.other.place in others]

    def _both_have(self, place: NamePlace) -> bool:
        pairs = self.alignment.pairs
        ones = _places(pair.one for pair in pairs) | _places(self.alignment.left_one)
        others = _places(pair.other for pair in pairs) | _places(self.alignment.left_other)
        return place in ones and place in others


def _nothing(field: ComparedField) -> WeighedField:
    return WeighedField(field, FieldAgreement.MISSING, 0, 0)


def _finding_of(pairs: Iterable[WordPair]) -> FieldAgreement:
    return _FINDING[max((pair.agreement for pair in pairs), key=_LOOSENESS.index)]


def _places(words: Iterable[NameWord]) -> set[NamePlace]:
    return {word.place for word in words}


def _is_across(pair: WordPair) -> bool:
    return (pair.one.place is NamePlace.SURNAME) != (pair.other.place is NamePlace.SURNAME)


def _is_surname(clash: WordClash) -> bool:
    return NamePlace.SURNAME in (clash.one.place, clash.other.place)
