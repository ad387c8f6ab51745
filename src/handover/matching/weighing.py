"""A lost pupil and a pupil on roll, weighed: the evidence of `compare`, and what only a matching knows.

That is when the child on roll was given the UPN, and whether a brother or sister was found at the same new home.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from handover.matching.birth_dates import is_placeholder_day
from handover.matching.child import Child
from handover.matching.evidence import conclude, score_evidence, weigh_fields
from handover.matching.field_comparisons import year_of_upn
from handover.matching.fields import ComparedField, FieldAgreement
from handover.matching.findings import EvidenceTable
from handover.matching.links import Certainty, Conflict, LostRecord, OnRoll, PupilLink
from handover.matching.name_evidence import WeighedField
from handover.matching.rarity import NameRarity

TELLING_NAMES: Final = 1.0
"""Points against a brother or sister that given names must reach for a link to be certain, where no UPN speaks for it."""
BY_UPN: Final = (FieldAgreement.SAME, FieldAgreement.FORMER)
_HOME: Final = (FieldAgreement.SAME, FieldAgreement.LETTER, FieldAgreement.HOUSEHOLD)
_OTHER_NAME: Final = (FieldAgreement.DIFFERENT, FieldAgreement.SHARED)
_SAME_NAME: Final = (FieldAgreement.SAME, FieldAgreement.EXCHANGED)
_NAMES: Final = (ComparedField.SURNAME, ComparedField.FORENAME, ComparedField.MIDDLE_NAMES)
_YEAR: Final = 366  # days
STARTS_AT: Final = 4
"""Age in full years at which a child begins in reception, in the September after the birthday."""
SEPTEMBER: Final = 9


@dataclass(frozen=True, slots=True)
class PairWeighing:
    """How pairs of one matching are weighed: by how common things are on its roll, and with which table."""

    rarity: NameRarity
    table: EvidenceTable

    def weigh_pair(self, lost: LostRecord, on_roll: OnRoll, *, household: bool = False) -> PupilLink:
        """Return the link of a pair, not settled with its rivals: to look at, with its own weight only.

        `household` says that a brother or sister, lost from the same home, was found for certain at the postcode on roll.
        """
        weighed = weigh_fields(lost.child, on_roll.child, self.rarity, self.table)
        if household:
            weighed = [self._at_new_home(each) for each in weighed]
        weighed.append(self._weigh_arrival(lost.child, on_roll.child, weighed[0].finding))
        evidence = conclude(weighed, self.rarity)
        return PupilLink(
            lost=lost,
            on_roll=on_roll,
            score=round(score_evidence(evidence) - math.log2(self.rarity.children), 2),
            by_upn=weighed[0].finding in BY_UPN,
            certainty=Certainty.LOOK,
            evidence=evidence,
            conflicts=tuple(_find_conflicts(weighed, lost.child, on_roll.child)),
        )

    def _at_new_home(self, each: WeighedField) -> WeighedField:
        if each.field is not ComparedField.POSTCODE or each.finding is FieldAgreement.SAME:
            return each
        points = self.table[ComparedField.POSTCODE][FieldAgreement.HOUSEHOLD].points
        return WeighedField(ComparedField.POSTCODE, FieldAgreement.HOUSEHOLD, points, 0.0)

    def _weigh_arrival(self, lost: Child, on_roll: Child, upns: FieldAgreement) -> WeighedField:
        finding = _compare_arrival(lost, on_roll, upns)
        points = self.table[ComparedField.ARRIVAL][finding].points
        return WeighedField(ComparedField.ARRIVAL, finding, points, min(points, 0.0))


def _compare_arrival(lost: Child, on_roll: Child, upns: FieldAgreement) -> FieldAgreement:
    """Compare when the numbers were given, where the child on roll has not the lost pupil's."""
    before = year_of_upn(lost.upn)
    if before is None or upns in (*BY_UPN, FieldAgreement.TOGETHER, FieldAgreement.NEAR):
        return FieldAgreement.MISSING
    now = year_of_upn(on_roll.upn)
    if now is None:
        return FieldAgreement.NONE if upns is FieldAgreement.MISSING else FieldAgreement.MISSING
    if now == before:
        return FieldAgreement.SAME
    if now < before:
        return FieldAgreement.EARLIER
    return FieldAgreement.LATER if _is_late(now, on_roll, lost) else FieldAgreement.FIRST


def _is_late(year: int, on_roll: Child, lost: Child) -> bool:
    """Say whether a number was given later than children of that age begin school; so it is taken where no age is known."""
    born = on_roll.birth_date or lost.birth_date
    if born is None:
        return True
    return year > born.year + (STARTS_AT + 1 if born.month >= SEPTEMBER else STARTS_AT)


def _find_conflicts(weighed: list[WeighedField], lost: Child, on_roll: Child) -> Iterator[Conflict]:
    """Yield what keeps a pair from being certain, however much it weighs."""
    found = {each.field: each for each in weighed}
    finding = {field: each.finding for field, each in found.items()}
    by_upn = finding[ComparedField.UPN] in BY_UPN
    if (
        by_upn
        and finding[ComparedField.BIRTH_DATE] is not FieldAgreement.PLACEHOLDER
        and _are_years_apart(lost, on_roll)
    ):
        yield Conflict.UPN_OF_ANOTHER
    if _may_be_twins(found, by_upn=by_upn):
        yield Conflict.MAY_BE_TWINS
    if not by_upn and finding[ComparedField.POSTCODE] not in _HOME and _are_guesses(lost, on_roll):
        yield Conflict.DAY_UNKNOWN


def _may_be_twins(found: Mapping[ComparedField, WeighedField], *, by_upn: bool) -> bool:
    """Say whether the names leave it open that the other child is a brother, a sister or a twin.

    With one UPN it takes another forename, or, as a number is typed into a brother's or twin's record now and then, one that
    they may well have beside each other. Without one, given names must tell: neither a title that a whole family has, nor two
    established names that are only near each other, nor, of two who were born together, a short form (Kathryn, Katie) by
    itself. Two numbers that twins may have been given ask for the same forename.
    """
    surname, forename, middle = (found[field] for field in _NAMES)
    if forename.finding in _OTHER_NAME:
        return True
    if by_upn:
        told = forename.among_siblings + max(surname.among_siblings, 0.0)  # names that changed places count as surnames
        another = forename.finding is not FieldAgreement.SAME and told < TELLING_NAMES
        return another or (middle.finding is FieldAgreement.DIFFERENT and forename.among_siblings < TELLING_NAMES)
    if forename.finding is FieldAgreement.NEAR:
        return True
    born_together = found[ComparedField.BIRTH_DATE].finding is FieldAgreement.SAME
    if forename.finding is FieldAgreement.PET and born_together and middle.among_siblings < TELLING_NAMES:
        return True
    if forename.finding not in _SAME_NAME and _are_numbers_of_twins(found):
        return True
    given = forename.among_siblings + middle.among_siblings + max(surname.among_siblings, 0.0)
    return given < TELLING_NAMES


def _are_numbers_of_twins(found: Mapping[ComparedField, WeighedField]) -> bool:
    """Say whether two numbers may be those of twins: one school gave both in one year, or none came later than the other.

    A child who has two numbers was given the second one later.
    """
    if found[ComparedField.UPN].finding is FieldAgreement.TOGETHER:
        return True
    born_together = found[ComparedField.BIRTH_DATE].finding is FieldAgreement.SAME
    return born_together and found[ComparedField.ARRIVAL].finding in (FieldAgreement.SAME, FieldAgreement.EARLIER)


def _are_years_apart(lost: Child, on_roll: Child) -> bool:
    one, other = lost.birth_date, on_roll.birth_date
    return one is not None and other is not None and abs((one - other).days) > _YEAR


def _are_guesses(lost: Child, on_roll: Child) -> bool:
    one, other = lost.birth_date, on_roll.birth_date
    if one is None or other is None or one.year == other.year:
        return False
    return is_placeholder_day(one) and is_placeholder_day(other)
