"""What the names of two children are worth as evidence: every word by its rarity, and every field by how it agrees.

`whole_names.py` says which words agree and which stand against each other. The rarest word that agrees counts in full; the
others of its field less, because names come in company (Mohammed Ali, Anne Marie). A word that many bear beside a name of
their own is common on every roll, and so it counts for little by itself.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from handover.matching.fields import ComparedField, FieldAgreement
from handover.matching.findings import EvidenceTable
from handover.matching.rarity import NameRarity
from handover.matching.short_names import are_forms_of_third
from handover.matching.whole_names import NameWord, WholeNameAlignment, WordClash, WordPair
from handover.matching.word_weights import (
    BORNE_ALIKE,
    EQUAL_AMONG_SIBLINGS,
    FINDING_OF_WORDS,
    LOOSENESS,
    MIDDLE_AMONG_SIBLINGS,
    MOST_AMONG_SIBLINGS,
    ONE_LETTER,
    ONE_NAME,
    SLIPS,
    SURNAME_AMONG_SIBLINGS,
    TITLE_AMONG_SIBLINGS,
    TWO_NAMES_AMONG_SIBLINGS,
)
from handover.matching.words import LONG_WORD, SHORT_WORD, NamePlace, WordAgreement

COMPANY: Final = 0.6
"""What a further word that agrees counts for, of what it would alone."""
TITLE: Final = 2.5
"""At most so many points for a title among given names (Mohammed, Kaur, Thi), however rare it is on a roll: custom gives it to
most of those who share a surname."""
CLASH_BESIDE: Final = -6.0
"""Points of a telling word that stands against another, beside words that agree: Mohammed Adnan, Mohammed Bilal."""


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
    pairs = alignment.pairs
    ones = (*(pair.one for pair in pairs), *alignment.left_one)
    others = (*(pair.other for pair in pairs), *alignment.left_other)
    surnames = tuple(dict.fromkeys((*_surnames_of(ones), *_surnames_of(others))))
    left = frozenset(_places(alignment.left_one) | _places(alignment.left_other))
    places = frozenset(_places(ones) & _places(others))
    weighing = _NameWeighing(alignment, rarity, table, surnames, left, places)
    return weighing.surname(), weighing.forename(), weighing.middle_names()


@dataclass(frozen=True, slots=True)
class _NameWeighing:
    alignment: WholeNameAlignment
    rarity: NameRarity
    table: EvidenceTable
    surnames: tuple[str, ...]
    """The surnames of both, each as a whole and word by word, once."""
    left: frozenset[NamePlace]
    """Where a word of either has found no other."""
    places: frozenset[NamePlace]
    """Where both have a word."""

    def surname(self) -> WeighedField:
        """Weigh the surnames: as such, as former or preferred ones, as one that is elsewhere a given name."""
        field, places = ComparedField.SURNAME, (NamePlace.SURNAME,)
        if NamePlace.SURNAME not in self.places:
            return _nothing(field)
        if self._are_exchanged:
            crossed = [pair for pair in self.alignment.pairs if _is_across(pair)]
            return self._weigh_exchanged(crossed, CLASH_BESIDE * self._do_given_names_clash())
        pairs = self._pairs(places, places)
        clashes = self._clashes(places, places)
        if pairs:
            finding = self._surname_finding(pairs)
            beside = CLASH_BESIDE * any(clash.tells for clash in clashes)
            return self._weighed(field, finding, pairs, beside)
        if crossed := [pair for pair in self.alignment.pairs if _is_across(pair)]:
            return self._weighed(field, FieldAgreement.MIDDLE, crossed, 0)
        finding = FieldAgreement.CHAIN if self._may_be_chain() else FieldAgreement.DIFFERENT
        if clashes and not any(clash.tells for clash in clashes):
            finding = FieldAgreement.TITLE
        points = self.table[field][finding].points
        return WeighedField(field, finding, points, SURNAME_AMONG_SIBLINGS)

    def _may_be_chain(self) -> bool:
        """Whether every word of both surnames is a given name on this roll: an office may have taken another of a chain."""
        left = (*self.alignment.left_one, *self.alignment.left_other)
        surnames = [word.text for word in left if word.place is NamePlace.SURNAME]
        return bool(surnames) and all(self.rarity.is_given_name(word) for word in surnames)

    def forename(self) -> WeighedField:
        """Weigh the forenames, also where the one of one child is a middle name of the other."""
        field = ComparedField.FORENAME
        if NamePlace.FORENAME not in self.places:
            return _nothing(field)
        if self._are_exchanged:
            return WeighedField(field, FieldAgreement.EXCHANGED, 0, 0)
        given = (NamePlace.FORENAME, NamePlace.MIDDLE)
        pairs = self._pairs((NamePlace.FORENAME,), (NamePlace.FORENAME,))
        crossed = [pair for pair in self._pairs(given, given) if pair.crosses]
        clashes = self._clashes((NamePlace.FORENAME,), (NamePlace.FORENAME,))
        if not pairs and not crossed:
            return self._other_forename()
        opposed = any(not (clash.one.is_title and clash.other.is_title) for clash in clashes)
        if opposed or (pairs and self._cross_loosely(crossed)):
            return self._shared_forename([*pairs, *crossed])
        finding = self._forename_finding(pairs) if pairs else FieldAgreement.MIDDLE
        weighed = self._weighed(field, finding, [*pairs, *crossed], 0)
        if not pairs and weighed.points <= 0:
            return self._other_forename()
        return WeighedField(field, finding, weighed.points, self._forename_among_siblings(weighed, [*pairs, *crossed]))

    def _are_two_names(self, pair: WordPair) -> bool:
        """Whether two words that are only alike are names of their own, as twins': Rana and Rania, Mari and Mali.

        A slip or another spelling has an established name on one side; two that others bear are no slip, nor are two short
        or half-alike ones of which nobody bears either. What the tables hold for one name in two spellings is one, and so is
        a name beside its own short form, which is shorter.
        """
        if pair.agreement in ONE_NAME:
            return False
        ours, theirs = self._is_borne(pair.one), self._is_borne(pair.other)
        if pair.agreement is WordAgreement.SHORT:
            one, other = pair.one.text, pair.other.text
            return ours and theirs and (len(one) == len(other) or are_forms_of_third(one, other))
        vague = pair.agreement is WordAgreement.LIKE or min(len(pair.one.text), len(pair.other.text)) <= SHORT_WORD
        return ours == theirs and (ours or vague)

    def _cross_loosely(self, crossed: Sequence[WordPair]) -> bool:
        """Whether a word that is left of a forename has found nothing but a vague likeness among the middle names."""
        return NamePlace.FORENAME in self.left and any(pair.agreement not in ONE_NAME for pair in crossed)

    def _other_forename(self) -> WeighedField:
        points = self.table[ComparedField.FORENAME][FieldAgreement.DIFFERENT].points
        return WeighedField(ComparedField.FORENAME, FieldAgreement.DIFFERENT, points, points)

    def _shared_forename(self, pairs: Sequence[WordPair]) -> WeighedField:
        """Weigh forenames of which some words agree and telling ones stand against each other, as with twins."""
        weighed = self._weighed(ComparedField.FORENAME, FieldAgreement.SHARED, pairs, CLASH_BESIDE)
        finding = FieldAgreement.SHARED if weighed.points > 0 else FieldAgreement.DIFFERENT
        return WeighedField(ComparedField.FORENAME, finding, weighed.points, min(weighed.points, CLASH_BESIDE))

    def _forename_among_siblings(self, weighed: WeighedField, pairs: Sequence[WordPair]) -> float:
        """Return what forenames say against a brother or sister: a word that families give to all of them says little."""
        if all(pair.one.is_title or pair.other.is_title for pair in pairs):
            return min(weighed.points, TITLE_AMONG_SIBLINGS)
        telling = [pair for pair in pairs if not (pair.one.is_title or pair.other.is_title)]
        loose = [pair for pair in telling if pair.agreement not in ONE_NAME]
        most = MOST_AMONG_SIBLINGS[weighed.finding]
        alike = weighed.finding is FieldAgreement.SOUND
        vague = loose == telling and weighed.finding in (FieldAgreement.MIDDLE, FieldAgreement.PART)
        if alike and not loose:
            most = EQUAL_AMONG_SIBLINGS
        elif any(self._are_two_names(pair) for pair in loose):
            most = TWO_NAMES_AMONG_SIBLINGS
        elif vague or any(_is_half_alike(pair) for pair in loose):
            most = TITLE_AMONG_SIBLINGS
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
            finding = FieldAgreement.PART if NamePlace.MIDDLE in self.left else _finding_of(pairs)
            weighed = self._weighed(field, finding, pairs, -2.0 * bool(clashes))
            given_to_all = all(pair.one.is_title or pair.other.is_title for pair in pairs)
            if given_to_all or any(self._are_two_names(pair) for pair in pairs):
                return replace(weighed, among_siblings=min(weighed.among_siblings, 0.0))
            return weighed
        if clashes and not self._are_exchanged:
            points = self.table[field][FieldAgreement.DIFFERENT].points
            return WeighedField(field, FieldAgreement.DIFFERENT, points, points)
        return _nothing(field)

    @property
    def _are_exchanged(self) -> bool:
        """Whether forename and surname have changed places, and neither agrees where it stands: no chain of names."""
        return self.alignment.exchanged and not any(
            pair.one.place is pair.other.place is not NamePlace.MIDDLE for pair in self.alignment.pairs
        )

    def _weighed(
        self, field: ComparedField, finding: FieldAgreement, pairs: Sequence[WordPair], beside: float
    ) -> WeighedField:
        row = self.table[field][finding]
        points = math.log2(row.m) + _in_company(self._rarity_of(pair) for pair in pairs) + beside
        if field is ComparedField.SURNAME:
            most = 0.0
        elif field is ComparedField.MIDDLE_NAMES:
            most = MIDDLE_AMONG_SIBLINGS
        else:
            most = MOST_AMONG_SIBLINGS[finding]
        return WeighedField(field, finding, points, min(points, most))

    def _do_given_names_clash(self) -> bool:
        """Whether telling words that are left of forenames and middle names stand against each other."""
        return any(clash.tells and not _is_surname(clash) for clash in self.alignment.clashes)

    def _weigh_exchanged(self, pairs: Sequence[WordPair], beside: float) -> WeighedField:
        """Weigh names that changed places, by how seldom children are called so as each of the two records has it.

        Either record may be the exchanged one. Davies Ifan is hardly anybody's name but that of an exchanged Ifan Davies; of
        Thomas James and James Thomas each may be another child's.
        """
        field, finding = ComparedField.SURNAME, FieldAgreement.EXCHANGED
        m = self.table[field][finding].m
        one, other = (
            2.0 ** -_in_company(-math.log2(self._chance_as_written(pair, word(pair))) for pair in pairs)
            for word in (_word_of_one, _word_of_other)
        )
        points = math.log2(m * (one + other) / ((one + m * other) * (other + m * one))) + beside
        return WeighedField(field, finding, points, min(points, MOST_AMONG_SIBLINGS[finding]))

    def _chance_as_written(self, pair: WordPair, word: NameWord) -> float:
        times, more = BORNE_ALIKE[pair.agreement]
        return min(1.0, times * self._share_of(word) + more)

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
        if agreement in ONE_LETTER:
            both_borne = self._is_borne(pair.one) and self._is_borne(pair.other)
            agreement = WordAgreement.NEAR if both_borne else WordAgreement.LETTER
        times, more = BORNE_ALIKE[agreement]
        return min(1.0, times * share + more)

    def _share_of(self, word: NameWord) -> float:
        if word.place is NamePlace.SURNAME:
            return self.rarity.share_of_surname(word.text)
        return self.rarity.share_of_forename(word.text, self.surnames)

    def _surname_finding(self, pairs: Sequence[WordPair]) -> FieldAgreement:
        used = (self.alignment.surname_of_one, self.alignment.surname_of_other)
        if "former_surname" in used:
            return FieldAgreement.FORMER
        if "preferred_surname" in used:
            return FieldAgreement.PREFERRED
        if NamePlace.SURNAME in self.left:
            return FieldAgreement.PART
        return self._told_apart(pairs)

    def _forename_finding(self, pairs: Sequence[WordPair]) -> FieldAgreement:
        if "preferred_forename" in (self.alignment.forename_of_one, self.alignment.forename_of_other):
            return FieldAgreement.PREFERRED
        if NamePlace.FORENAME in self.left:
            return FieldAgreement.PART
        return self._told_apart(pairs)

    def _told_apart(self, pairs: Sequence[WordPair]) -> FieldAgreement:
        """Return how the words agree; one letter is a slip of the finger unless others bear both names."""
        finding = _finding_of(pairs)
        if finding not in SLIPS:
            return finding
        both_borne = any(
            FINDING_OF_WORDS[pair.agreement] in SLIPS and self._is_borne(pair.one) and self._is_borne(pair.other)
            for pair in pairs
        )
        if both_borne:
            return FieldAgreement.NEAR
        return FieldAgreement.LIKE if finding is FieldAgreement.LIKE else FieldAgreement.LETTER

    def _is_borne(self, word: NameWord) -> bool:
        return self.rarity.is_borne(word.text, surname=word.place is NamePlace.SURNAME)

    def _pairs(self, ones: Sequence[NamePlace], others: Sequence[NamePlace]) -> list[WordPair]:
        return [pair for pair in self.alignment.pairs if pair.one.place in ones and pair.other.place in others]

    def _clashes(self, ones: Sequence[NamePlace], others: Sequence[NamePlace]) -> list[WordClash]:
        return [clash for clash in self.alignment.clashes if clash.one.place in ones and clash.other.place in others]


def _nothing(field: ComparedField) -> WeighedField:
    return WeighedField(field, FieldAgreement.MISSING, 0, 0)


def _in_company(rarities: Iterable[float]) -> float:
    """Return what words say together, the rarest in full and the others less; in powers of two."""
    first, *others = sorted(rarities, reverse=True)
    return first + COMPANY * sum(others)


def _word_of_one(pair: WordPair) -> NameWord:
    return pair.one


def _word_of_other(pair: WordPair) -> NameWord:
    return pair.other


def _is_half_alike(pair: WordPair) -> bool:
    """Whether two words have most letters in common and are not long, as the names of twins often: Ravimeet, Rajmeet."""
    return pair.agreement is WordAgreement.LIKE and min(len(pair.one.text), len(pair.other.text)) < LONG_WORD


def _finding_of(pairs: Iterable[WordPair]) -> FieldAgreement:
    return FINDING_OF_WORDS[max((pair.agreement for pair in pairs), key=LOOSENESS.index)]


def _places(words: Iterable[NameWord]) -> set[NamePlace]:
    return {word.place for word in words}


def _surnames_of(words: Sequence[NameWord]) -> tuple[str, ...]:
    names = [word.text for word in words if word.place is NamePlace.SURNAME]
    return ("".join(names), *names)


def _is_across(pair: WordPair) -> bool:
    return (pair.one.place is NamePlace.SURNAME) != (pair.other.place is NamePlace.SURNAME)


def _is_surname(clash: WordClash) -> bool:
    return NamePlace.SURNAME in (clash.one.place, clash.other.place)
