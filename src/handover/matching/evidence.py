"""Why two records may be of one child, field by field, in words, and what each reason weighs.

One model for the yearly matching and for the search. What is missing says nothing. All comparisons are the same from
either side.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handover.common.text import Text
from handover.matching.birth_dates import compare_birth_dates, weigh_birth_dates
from handover.matching.child import Child
from handover.matching.field_comparisons import (
    compare_codes,
    compare_genders,
    compare_postcodes,
    compare_towns,
    compare_upns,
    district_of,
    permanent_upn,
    plain_code,
)
from handover.matching.fields import ComparedField, FieldAgreement
from handover.matching.findings import FINDINGS, LABELS, EvidenceTable
from handover.matching.name_evidence import WeighedField, weigh_names
from handover.matching.rarity import NO_RARITY, NameRarity
from handover.matching.siblings import doubt_of_siblings, weigh_among_siblings
from handover.matching.whole_names import ChildNames, align_whole_names

__all__ = [
    "Child",
    "Evidence",
    "NameRarity",
    "agreeing",
    "compare",
    "conflicting",
    "permanent_upn",
    "score_evidence",
]


@dataclass(frozen=True, slots=True)
class Evidence:
    """How two children stand to each other in one field, and what that weighs.

    `points` are powers of two for (or, below 0, against) one child: 3 say eight times likelier to be one than two.
    """

    field: ComparedField
    finding: FieldAgreement
    points: float = 0.0

    @property
    def words(self) -> Text:
        """The finding as a sentence."""
        return FINDINGS[self.field][self.finding].words

    @property
    def label(self) -> Text:
        """The name of the field."""
        return LABELS[self.field]


def compare(
    one: Child, other: Child, rarity: NameRarity = NO_RARITY, table: EvidenceTable = FINDINGS
) -> tuple[Evidence, ...]:
    """Compare two children, field by field, in the order of `ComparedField`; what rare names share weighs more.

    The last piece of evidence is what the thought of a brother or sister takes from the rest.
    """
    return conclude(weigh_fields(one, other, rarity, table), rarity)


def conclude(weighed: Iterable[WeighedField], rarity: NameRarity) -> tuple[Evidence, ...]:
    """Return what was weighed as evidence, with the doubt that a brother or sister leaves."""
    listed = list(weighed)
    doubt = round(doubt_of_siblings(listed, rarity.children), 2)
    finding = FieldAgreement.SIBLING if doubt else FieldAgreement.MISSING
    told = [Evidence(each.field, each.finding, round(each.points, 2)) for each in listed]
    return (*told, Evidence(ComparedField.FAMILY, finding, doubt))


def weigh_fields(one: Child, other: Child, rarity: NameRarity, table: EvidenceTable) -> list[WeighedField]:
    """Return what every field but the family is worth."""

    def weigh(field: ComparedField, finding: FieldAgreement, points: float | None = None) -> WeighedField:
        worth = table[field][finding].points if points is None else points
        return WeighedField(field, finding, worth, weigh_among_siblings(field, finding, worth))

    born = compare_birth_dates(one.birth_date, other.birth_date)
    born_row = table[ComparedField.BIRTH_DATE][born]
    born_points = weigh_birth_dates(born, born_row, one.birth_date, other.birth_date, rarity)
    postcodes = compare_postcodes(one.postcode, other.postcode)
    towns = compare_towns(one.town, other.town)
    moved = postcodes in (FieldAgreement.MISSING, FieldAgreement.DIFFERENT)
    years = compare_codes(one.school_year, other.school_year)
    return [
        weigh(ComparedField.UPN, compare_upns(one, other)),
        *weigh_names(align_whole_names(_names_of(one), _names_of(other)), rarity, table),
        weigh(ComparedField.BIRTH_DATE, born, born_points),
        weigh(ComparedField.GENDER, compare_genders(one.gender, other.gender)),
        weigh(ComparedField.POSTCODE, postcodes, _weigh_postcode(postcodes, one, rarity, table)),
        # A postcode says all that a town does; a birth date all that a school year does.
        weigh(ComparedField.TOWN, towns, None if moved else 0.0),
        weigh(ComparedField.SCHOOL, compare_codes(one.school, other.school)),
        weigh(ComparedField.SCHOOL_YEAR, years, None if born is FieldAgreement.MISSING else 0.0),
    ]


def _names_of(child: Child) -> ChildNames:
    return ChildNames(
        child.surname,
        child.forename,
        child.middle_names,
        child.former_surname,
        child.preferred_surname,
        child.preferred_forename,
    )


def _weigh_postcode(finding: FieldAgreement, one: Child, rarity: NameRarity, table: EvidenceTable) -> float:
    row = table[ComparedField.POSTCODE][finding]
    if finding is FieldAgreement.SAME:
        return math.log2(row.m / rarity.share_of_postcode(plain_code(one.postcode)))
    if finding is FieldAgreement.AREA:
        return math.log2(row.m / rarity.share_of_district(district_of(one.postcode)))
    return row.points


def score_evidence(evidence: Iterable[Evidence]) -> float:
    """Return the sum of the points, for ranking.

    Some 20 for the commonest names and birth date alone, 30 and more for rare ones, below 0 for another child.
    """
    return sum(each.points for each in evidence)


def agreeing(evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    """Yield what speaks for one child, strongest first."""
    yield from sorted((each for each in evidence if each.points > 0), key=lambda each: -each.points)


def conflicting(evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    """Yield what speaks against it, strongest first."""
    yield from sorted((each for each in evidence if each.points < 0), key=lambda each: each.points)
