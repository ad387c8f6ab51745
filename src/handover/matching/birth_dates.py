"""How two birth dates stand to each other, and what that is worth when some days are commoner than others.

A day that is written where only the year is known (1 January, 1 July) is shared by many; it says as little as it is common.
"""

import math
from datetime import date
from typing import Final

from handover.matching.field_comparisons import is_one_slip
from handover.matching.fields import FieldAgreement
from handover.matching.finding_rows import EvidenceRow
from handover.matching.rarity import PLACEHOLDER_DAYS, NameRarity

# How many dates one could have been taken for, of each kind of slip.
_DATES_OF_SLIP: Final = {
    FieldAgreement.SAME: 1.0,
    FieldAgreement.SWAPPED: 0.5,
    FieldAgreement.YEAR: 2.0,
    FieldAgreement.MONTH: 2.0,
    FieldAgreement.DAY: 2.0,
    FieldAgreement.LETTER: 20.0,
    FieldAgreement.PLACEHOLDER: 1.0,
}

AGES_APART: Final = -2.0
"""Points for birth dates more than two years apart: a school sees that a child is not of that age."""
_TWO_YEARS: Final = 731  # days
_LEAST_EXCESS: Final = 1 / 64  # as little as any other day of the year is worth


def compare_birth_dates(one: date | None, other: date | None) -> FieldAgreement:
    """Say how two birth dates stand to each other; the same from either side."""
    if one is None or other is None:
        return FieldAgreement.MISSING
    if one == other:
        return FieldAgreement.SAME
    if one.year == other.year:
        return _compare_days(one, other)
    if (one.month, one.day) == (other.month, other.day) and abs(one.year - other.year) == 1:
        return FieldAgreement.YEAR
    if abs((one - other).days) == 1:
        return FieldAgreement.DAY
    return FieldAgreement.LETTER if _is_one_slip(one, other) else FieldAgreement.DIFFERENT


def _compare_days(one: date, other: date) -> FieldAgreement:
    if is_placeholder_day(one) or is_placeholder_day(other):
        return FieldAgreement.PLACEHOLDER
    if (one.month, one.day) == (other.day, other.month):
        return FieldAgreement.SWAPPED
    if one.day == other.day and abs(one.month - other.month) == 1:
        return FieldAgreement.MONTH
    if abs((one - other).days) == 1:
        return FieldAgreement.DAY
    return FieldAgreement.LETTER if _is_one_slip(one, other) else FieldAgreement.CLOSE


def _is_one_slip(one: date, other: date) -> bool:
    return is_one_slip(f"{one:%Y%m%d}", f"{other:%Y%m%d}")


def is_placeholder_day(born: date) -> bool:
    """Say whether a day is one that is written where only the year of birth is known."""
    return (born.month, born.day) in PLACEHOLDER_DAYS


def weigh_birth_dates(
    finding: FieldAgreement, row: EvidenceRow, one: date | None, other: date | None, rarity: NameRarity
) -> float:
    """Return what a finding is worth in powers of two, with how common the days are."""
    many = _DATES_OF_SLIP.get(finding)
    if one is None or other is None:
        return row.points
    far = AGES_APART if abs((one - other).days) > _TWO_YEARS else 0.0
    if many is None:
        return row.points + far
    if finding is FieldAgreement.PLACEHOLDER:
        return _weigh_placeholder(one if is_placeholder_day(one) else other, row, rarity)
    share = max(rarity.share_of_birth_date(one), rarity.share_of_birth_date(other))
    return math.log2(row.m / min(1.0, many * share)) + far


def _weigh_placeholder(born: date, row: EvidenceRow, rarity: NameRarity) -> float:
    """Return what a placeholder beside another day of the year is worth: as much as it has more bearers than a usual day.

    A day of which no more are registered than of others stands for nothing but itself.
    """
    share = rarity.share_of_birth_date(born)
    excess = max(1 - rarity.usual_day / share, _LEAST_EXCESS)
    return row.points + math.log2(excess)
