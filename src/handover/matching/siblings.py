"""How well a brother or sister of a child would fit the same evidence.

Brothers and sisters share surname, home and often names; twins the birth date. So a pair is held against two others: two
children drawn blindly (`among_strangers`), and a brother or sister (`among_siblings`). It is as good as against both.
"""

import math
from collections.abc import Iterable
from typing import Final

from handover.matching.fields import ComparedField, FieldAgreement
from handover.matching.name_evidence import WeighedField

CLEAR: Final = 13.0
"""The weight against brothers and sisters from which nobody thinks of them."""
SAME_YEAR: Final = -2.0
"""Points of another day of one year, against a brother or sister: few are born twice within a year."""
_FAR: Final = 30.0

# Powers of two for one child and against a brother or sister; what is not named counts as against strangers, if it speaks
# against, and nothing, if it speaks for one child, because a family has it in common.
_AMONG_SIBLINGS: Final = {
    (ComparedField.UPN, FieldAgreement.SAME): 7.5,  # a number typed into a brother's record
    (ComparedField.UPN, FieldAgreement.FORMER): 7.5,
    (ComparedField.UPN, FieldAgreement.LETTER): 6.0,
    (ComparedField.UPN, FieldAgreement.NEAR): 3.0,
    (ComparedField.BIRTH_DATE, FieldAgreement.SAME): 6.0,  # twins
    (ComparedField.BIRTH_DATE, FieldAgreement.SWAPPED): 6.0,
    (ComparedField.BIRTH_DATE, FieldAgreement.LETTER): 1.0,
    (ComparedField.BIRTH_DATE, FieldAgreement.DAY): 2.0,
    (ComparedField.BIRTH_DATE, FieldAgreement.MONTH): 2.0,  # nobody has a brother a month older
    (ComparedField.BIRTH_DATE, FieldAgreement.YEAR): 0.0,
    (ComparedField.BIRTH_DATE, FieldAgreement.PLACEHOLDER): 0.0,
    (ComparedField.GENDER, FieldAgreement.SAME): 1.0,
    (ComparedField.SCHOOL_YEAR, FieldAgreement.SAME): 3.0,
}


def weigh_among_siblings(field: ComparedField, finding: FieldAgreement, points: float) -> float:
    """Return what a finding is worth if the other child could only be a brother or sister."""
    if (field, finding) == (ComparedField.BIRTH_DATE, FieldAgreement.CLOSE):
        return max(points, SAME_YEAR)
    return min(points, _AMONG_SIBLINGS.get((field, finding), 0.0))


def doubt_of_siblings(weighed: Iterable[WeighedField], children: int) -> float:
    """Return what the thought of a brother or sister takes from the weight of a pair; 0 or less.

    `children` is among how many the other child was looked for.
    """
    listed = list(weighed)
    among_siblings = sum(each.among_siblings for each in listed)
    if among_siblings >= CLEAR:
        return 0.0
    lead = sum(each.points for each in listed) - math.log2(children) - among_siblings
    return -math.log2(1 + 2.0 ** max(lead, -_FAR)) if lead < _FAR else -lead
