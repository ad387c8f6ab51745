"""How well a pupil answers a search: weighed with the evidence of the yearly matching, and told in its words.

Nothing that is asked excludes a child on its own. A pupil *fits* when neither a name nor the birth date nor the UPN
speaks against, and the evidence weighs as much as a good part of what was asked could; a pupil is worth showing at all when
what agrees would have been enough for a search.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from jellyfish import jaro_winkler_similarity

from handover.matching.child import Child
from handover.matching.evidence import Evidence, compare, score_evidence
from handover.matching.fields import ComparedField, FieldAgreement
from handover.matching.findings import FINDINGS
from handover.matching.names import sound_keys
from handover.portal.lostpupils.facts import PupilFacts
from handover.portal.lostpupils.keys import MOST_OF_A_NAME, letters_of, name_words
from handover.portal.lostpupils.lookups import other_forms
from handover.portal.lostpupils.models import LostPupil
from handover.portal.lostpupils.question import ENOUGH, LEAST_LETTERS, Question

FITS: Final = 0.35
"""The part of the weight that everything asked could have from which a pupil fits."""

FITS_IN_SPITE: Final = 0.45
"""The same where the town or the gender speaks against the pupil."""

TELLING: Final = (ComparedField.UPN, ComparedField.SURNAME, ComparedField.FORENAME, ComparedField.BIRTH_DATE)
"""What must not speak against a pupil who fits; a town changes, and a gender is mistyped easily."""

ALIKE: Final = 0.7
"""How alike two words must be (Jaro and Winkler) to be taken for one name that was misheard, where both names are asked."""

ALIKE_ALONE: Final = 0.8
"""The same where only one name is asked: with a birth date it would show children who were merely born that day."""

NAMES_REMEMBERED: Final = 1 << 14
ONE_UPN: Final = frozenset({FieldAgreement.SAME, FieldAgreement.FORMER})


@dataclass(frozen=True, slots=True)
class PupilEvidence:
    """Why a pupil may be meant, heaviest first; `fits` says that it is more than one of the nearest.

    `score` is the evidence together; of two with the same, the names of one may be more alike.
    """

    reasons: tuple[Evidence, ...]
    score: float
    alike: float = 0.0
    fits: bool = False

    @property
    def has_upn(self) -> bool:
        """Whether the UPN that was asked is this pupil's."""
        return any(each.field is ComparedField.UPN and each.finding in ONE_UPN for each in self.reasons)

    @property
    def against(self) -> frozenset[ComparedField]:
        """The fields that are different, of those that were asked."""
        return frozenset(each.field for each in self.reasons if each.finding is FieldAgreement.DIFFERENT)


@lru_cache(NAMES_REMEMBERED)
def heard_as(word: str) -> frozenset[str]:
    """Return how one word of a name sounds."""
    return frozenset(sound_keys(word)[:MOST_OF_A_NAME])


class SearchedChild:
    """The child that a search describes, made ready once for all the pupils that are held against it."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.child = describe_question(question)
        self.beginning = letters_of(question.surname) if question.begins else ""
        self.surname = NameAsked(() if self.beginning else (question.surname,))
        self.forename = NameAsked((question.forename,), short_forms=True)
        self.best = score_evidence(
            [*compare(self.child, self.child), *weigh_beginning(self.beginning, (question.surname,))]
        )
        self.asked = frozenset(question.fields)
        self.asked_names = frozenset({"surname", "forename"}) & self.asked

    def weigh(self, facts: PupilFacts, gender: str) -> PupilEvidence | None:
        """Return the evidence that a pupil is meant; None for one who is not worth showing."""
        alike = self.resemblances(facts)
        if not self.may_be_meant(facts, alike):
            return None
        evidence = self.compare(facts, gender, sum(alike.values()))
        return evidence if self.is_worth_showing(evidence, alike) else None

    def may_be_meant(self, facts: PupilFacts, alike: Collection[str]) -> bool:
        """Say at a glance whether to weigh a pupil: one asked name is like, and of names and date not two are others.

        Of the hundreds that the keys propose most were merely born on the same day; weighing each would take too long.
        """
        if self.question.upn or not (name_words(facts.surname) and name_words(facts.forename)):
            return True
        others = len(self.asked_names - set(alike))
        if self.child.birth_date and facts.birth_date:
            others += self.child.birth_date != facts.birth_date
        return others < 2 and bool(alike or not self.asked_names)

    def is_worth_showing(self, evidence: PupilEvidence, alike: Iterable[str]) -> bool:
        """Say whether what agrees would be enough for a search, and no more speaks against it than one thing alone.

        What the file does not say agrees with everything, except a UPN.
        """
        agreed = {reason.field.value for reason in evidence.reasons if reason.points > 0} | set(alike)
        said = {reason.field.value for reason in evidence.reasons} | {ComparedField.UPN.value}
        against = {field.value for field in evidence.against} - agreed
        silent = self.asked - said if agreed else set()
        return any(fields <= agreed | silent for fields in ENOUGH) and (evidence.score > 0 or len(against) <= 1)

    def compare(self, facts: PupilFacts, gender: str, alike: float = 0.0) -> PupilEvidence:
        """Return all the evidence of a pupil, whether or not it is worth showing."""
        beginning = weigh_beginning(self.beginning, surnames_of(facts))
        compared = (*compare(self.child, describe_facts(facts, gender)), *beginning)
        told = [each for each in compared if each.finding is not FieldAgreement.MISSING]
        reasons = tuple(sorted(told, key=lambda each: -abs(each.points)))
        evidence = PupilEvidence(reasons, score_evidence(reasons), alike)
        return replace(evidence, fits=self.is_fitting(evidence))

    def is_fitting(self, evidence: PupilEvidence) -> bool:
        """Say whether a pupil fits: by the UPN, or because nothing telling speaks against and enough for the pupil."""
        if evidence.has_upn:
            return evidence.score > 0
        against = evidence.against
        line = FITS_IN_SPITE if against else FITS
        return against.isdisjoint(TELLING) and evidence.score > 0 and evidence.score >= line * self.best

    def resemblances(self, facts: PupilFacts) -> dict[str, float]:
        """Return the asked names that are like one of the pupil's, wherever it stands, with how alike they are."""
        words = {word for name in known_names(facts) for word in name_words(name)}
        found = {"surname": self.surname.likeness(words), "forename": self.forename.likeness(words)}
        if self.beginning:
            starts = any(letters_of(name).startswith(self.beginning[:LEAST_LETTERS]) for name in surnames_of(facts))
            found["surname"] = float(starts)
        least = ALIKE if len(self.asked_names) > 1 else ALIKE_ALONE
        return {name: alike for name, alike in found.items() if alike >= least}


def weigh_beginning(beginning: str, surnames: Iterable[str]) -> Iterator[Evidence]:
    """Yield what the beginning of a surname says, where it is asked letter for letter."""
    if beginning:
        begins = any(letters_of(name).startswith(beginning) for name in surnames)
        rows = FINDINGS[ComparedField.SURNAME]
        if begins:
            yield Evidence(ComparedField.SURNAME, FieldAgreement.PART, rows[FieldAgreement.SAME].points)
        else:
            yield Evidence(ComparedField.SURNAME, FieldAgreement.DIFFERENT, rows[FieldAgreement.DIFFERENT].points)


class NameAsked:
    """A name of a search, with everything that it may be heard as."""

    def __init__(self, names: Iterable[str], *, short_forms: bool = False) -> None:
        self.words = tuple(word for name in names for word in name_words(name))
        others = {form for word in self.words for form in other_forms(word)} if short_forms else set()
        self.sounds = frozenset(sound for word in (*self.words, *others) for sound in heard_as(word))

    def likeness(self, words: Iterable[str]) -> float:
        """Return how alike this name is to the nearest of some words, 0 to 1."""
        return max((self.likeness_to(word) for word in words), default=0.0)

    def likeness_to(self, word: str) -> float:
        """Return how alike this name is to one word; a like sound is as good as the same letters."""
        if not self.sounds.isdisjoint(heard_as(word)):
            return 1.0
        return max((jaro_winkler_similarity(asked, word) for asked in self.words), default=0.0)


def describe_question(question: Question) -> Child:
    """Return the child that a search describes; a beginning is no surname."""
    return Child(
        upn=question.upn,
        surname="" if question.begins else question.surname,
        forename=question.forename,
        town=question.town,
        birth_date=question.birth_date,
        gender=question.gender,
    )


def describe_pupil(pupil: LostPupil) -> Child:
    """Return the child that a file is about."""
    return describe_facts(pupil.facts, pupil.gender)


def describe_facts(facts: PupilFacts, gender: str) -> Child:
    """Return the child that the index knows these facts of."""
    return Child(
        upn=facts.upn,
        former_upn=facts.former_upn,
        surname=facts.surname,
        former_surname=facts.former_surname,
        forename=facts.forename,
        middle_names=facts.middle_names,
        preferred_surname=facts.preferred_surname,
        preferred_forename=facts.preferred_forename,
        birth_date=facts.birth_date,
        gender=gender,
        postcode=facts.postcode,
        town=facts.town,
    )


def surnames_of(facts: PupilFacts) -> tuple[str, ...]:
    """Return the surnames of a pupil that are known."""
    return keep_filled(facts.surname, facts.former_surname, facts.preferred_surname)


def known_names(facts: PupilFacts) -> tuple[str, ...]:
    """Return all the names of a pupil that are known."""
    return (*surnames_of(facts), *keep_filled(facts.forename, facts.preferred_forename, facts.middle_names))


def keep_filled(*texts: str) -> tuple[str, ...]:
    """Return the texts that say something, each once."""
    return tuple(dict.fromkeys(text for text in texts if text))
