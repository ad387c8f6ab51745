"""Why two records may be of one child, field by field and in words.

What is missing says nothing, and nothing is divided by it: a record with two fields that agree is ranked by those two.
All comparisons are the same from either side.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from jellyfish import damerau_levenshtein_distance

from handover.common.folding import fold
from handover.common.identifiers import check_upn
from handover.common.text import Text
from handover.matching.findings import FINDINGS, LABELS, ComparedField, FieldAgreement
from handover.matching.names import parts, sound_alike, sound_keys
from handover.matching.short_names import is_short_form

_BLANKS: Final = re.compile(r"[\W_]+")
SHORT_NAME: Final = 4  # in a name this short, one letter makes another name (Non, Nia)
SCHOOL_AND_YEAR: Final = slice(1, 10)  # of a UPN: where and when it was given
INWARD: Final = 3  # characters of a postcode behind its district


@dataclass(frozen=True, slots=True)
class Child:
    """What is known of a child for comparing; an empty text or None where it is not known.

    `gender` is M or F, or another code as it was given.
    """

    surname: str = ""
    forename: str = ""
    birth_date: date | None = None
    upn: str = ""
    former_upn: str = ""
    former_surname: str = ""
    middle_names: str = ""
    gender: str = ""
    postcode: str = ""
    town: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How two children stand to each other in one field."""

    field: ComparedField
    finding: FieldAgreement

    @property
    def points(self) -> float:
        """What this is worth, in powers of two for (or, below 0, against) one child."""
        return FINDINGS[self.field][self.finding].points

    @property
    def words(self) -> Text:
        """The finding as a sentence."""
        return FINDINGS[self.field][self.finding].words

    @property
    def label(self) -> Text:
        """The name of the field."""
        return LABELS[self.field]


def compare(one: Child, other: Child) -> tuple[Evidence, ...]:
    """Compare two children, field by field, in the order of `ComparedField`."""
    surname = _surnames(one, other)
    forename = _forenames(one, other)
    if _exchanged(one, other) and FieldAgreement.DIFFERENT in (surname, forename):
        surname = forename = FieldAgreement.EXCHANGED
    found = {
        ComparedField.UPN: _upns(one, other),
        ComparedField.SURNAME: surname,
        ComparedField.FORENAME: forename,
        ComparedField.MIDDLE_NAMES: _names(one.middle_names, other.middle_names),
        ComparedField.BIRTH_DATE: _dates(one.birth_date, other.birth_date),
        ComparedField.GENDER: _codes(one.gender, other.gender),
        ComparedField.POSTCODE: _postcodes(one.postcode, other.postcode),
        ComparedField.TOWN: _towns(one.town, other.town),
    }
    return tuple(Evidence(field, finding) for field, finding in found.items())


def score_evidence(evidence: Iterable[Evidence]) -> float:
    """Return the sum of the points, for ranking: about 27 for names and birth date alone, below 0 for another child."""
    return sum(each.points for each in evidence)


def are_twins(one: Child, other: Child) -> bool:
    """Say whether these are surely two children of one birth, whatever else agrees.

    Each has a correct permanent UPN of its own, and their surnames agree. Either they were born on one day and their
    forenames do not even sound alike; or, however alike forenames and days are, one school gave both numbers in one year:
    no child is numbered twice there.
    """
    if _upns(one, other) is not FieldAgreement.DIFFERENT or _surnames(one, other) is FieldAgreement.DIFFERENT:
        return False
    if permanent_upn(one.upn)[SCHOOL_AND_YEAR] == permanent_upn(other.upn)[SCHOOL_AND_YEAR]:
        return _dates(one.birth_date, other.birth_date) is not FieldAgreement.DIFFERENT
    return (
        one.birth_date is not None
        and one.birth_date == other.birth_date
        and _forenames(one, other) is FieldAgreement.DIFFERENT
    )


def permanent_upn(upn: str) -> str:
    """Return a correct permanent UPN in capitals, and nothing for any other text: only these tell children apart."""
    plain = "".join(upn.split()).upper()
    check = check_upn(plain)
    return plain if check.correct and check.form == "permanent" else ""


def _upns(one: Child, other: Child) -> FieldAgreement:
    ours, theirs = permanent_upn(one.upn), permanent_upn(other.upn)
    given = _BLANKS.sub("", one.upn).upper(), _BLANKS.sub("", other.upn).upper()
    if given[0] == given[1] and check_upn(given[0]).correct:
        return FieldAgreement.SAME
    if _crossed({ours, permanent_upn(one.former_upn)}, {theirs, permanent_upn(other.former_upn)}):
        return FieldAgreement.FORMER
    if ours and theirs:
        return FieldAgreement.DIFFERENT
    return FieldAgreement.LETTER if all(given) and _one_apart(*given) else FieldAgreement.MISSING


def _crossed(ours: set[str], theirs: set[str]) -> bool:
    return bool((ours & theirs) - {""})


def _surnames(one: Child, other: Child) -> FieldAgreement:
    found = _names(one.surname, other.surname)
    if found in (FieldAgreement.DIFFERENT, FieldAgreement.LETTER, FieldAgreement.MISSING) and any(
        _names(before, after) in (FieldAgreement.SAME, FieldAgreement.SOUND)
        for before, after in (
            (one.surname, other.former_surname),
            (one.former_surname, other.surname),
            (one.former_surname, other.former_surname),
        )
    ):
        return FieldAgreement.FORMER
    return found


def _forenames(one: Child, other: Child) -> FieldAgreement:
    found = _names(one.forename, other.forename)
    if found in (FieldAgreement.DIFFERENT, FieldAgreement.NEAR) and _is_pet_form(one.forename, other.forename):
        return FieldAgreement.PET
    if found is FieldAgreement.DIFFERENT and any(
        _names(forename, middle) in (FieldAgreement.SAME, FieldAgreement.SOUND, FieldAgreement.PART)
        for forename, middle in ((one.forename, other.middle_names), (other.forename, one.middle_names))
    ):
        return FieldAgreement.MIDDLE
    return found


def _is_pet_form(one: str, other: str) -> bool:
    return is_short_form(*(fold(name).split(" ")[0] for name in (one, other)))


def _names(one: str, other: str) -> FieldAgreement:
    ours, theirs = fold(one), fold(other)
    if not ours or not theirs:
        return FieldAgreement.MISSING
    if ours.replace(" ", "") == theirs.replace(" ", ""):
        return FieldAgreement.SAME
    if 1 in (len(ours), len(theirs)):
        return FieldAgreement.INITIAL if ours[0] == theirs[0] else FieldAgreement.DIFFERENT
    if not set(_whole_keys(ours)).isdisjoint(_whole_keys(theirs)):
        return FieldAgreement.SOUND
    if sound_alike(one, other):
        return FieldAgreement.PART if len(parts(one)) != len(parts(other)) else FieldAgreement.SOUND
    if _one_apart(ours, theirs):
        return FieldAgreement.LETTER if min(len(ours), len(theirs)) > SHORT_NAME else FieldAgreement.NEAR
    return FieldAgreement.DIFFERENT


def _whole_keys(folded: str) -> tuple[str, ...]:
    return sound_keys(folded.replace(" ", ""))


def _exchanged(one: Child, other: Child) -> bool:
    return all(
        _names(first, second) in (FieldAgreement.SAME, FieldAgreement.SOUND)
        for first, second in ((one.surname, other.forename), (one.forename, other.surname))
    )


def _dates(one: date | None, other: date | None) -> FieldAgreement:
    if one is None or other is None:
        return FieldAgreement.MISSING
    if one == other:
        return FieldAgreement.SAME
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return FieldAgreement.SWAPPED
    if abs(one.year - other.year) == 1 and (one.month, one.day) == (other.month, other.day):
        return FieldAgreement.YEAR
    return FieldAgreement.LETTER if _one_apart(f"{one:%Y%m%d}", f"{other:%Y%m%d}") else FieldAgreement.DIFFERENT


def _codes(one: str, other: str) -> FieldAgreement:
    ours, theirs = one.strip().upper()[:1], other.strip().upper()[:1]
    if not {ours, theirs} <= {"M", "F"}:
        return FieldAgreement.MISSING
    return FieldAgreement.SAME if ours == theirs else FieldAgreement.DIFFERENT


def _postcodes(one: str, other: str) -> FieldAgreement:
    ours, theirs = _BLANKS.sub("", one).upper(), _BLANKS.sub("", other).upper()
    if not ours or not theirs:
        return FieldAgreement.MISSING
    if ours == theirs:
        return FieldAgreement.SAME
    if ours[:-INWARD] == theirs[:-INWARD] != "":
        return FieldAgreement.LETTER if _one_apart(ours, theirs) else FieldAgreement.AREA
    return FieldAgreement.LETTER if _one_apart(ours, theirs) else FieldAgreement.DIFFERENT


def _towns(one: str, other: str) -> FieldAgreement:
    found = _names(one, other)
    return FieldAgreement.DIFFERENT if found is FieldAgreement.INITIAL else found


def _one_apart(one: str, other: str) -> bool:
    """Say whether one slip of the finger makes one text of the other: a character more, less, other, or exchanged."""
    return abs(len(one) - len(other)) <= 1 and damerau_levenshtein_distance(*sorted((one, other))) == 1


def agreeing(evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    """Yield what speaks for one child, strongest first."""
    yield from sorted((each for each in evidence if each.points > 0), key=lambda each: -each.points)


def conflicting(evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    """Yield what speaks against it, strongest first."""
    yield from sorted((each for each in evidence if each.points < 0), key=lambda each: each.points)
