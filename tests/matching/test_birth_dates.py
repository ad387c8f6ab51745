from datetime import date

import pytest

from handover.matching.birth_dates import compare_birth_dates
from handover.matching.child import Child
from handover.matching.evidence import compare
from handover.matching.fields import ComparedField, FieldAgreement
from handover.matching.rarity import NameRarity


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2014-05-06", "2014-05-06", FieldAgreement.SAME),
        ("2014-05-06", "2014-06-05", FieldAgreement.SWAPPED),
        ("2014-05-06", "2015-05-06", FieldAgreement.YEAR),
        ("2014-05-06", "2014-06-06", FieldAgreement.MONTH),
        ("2014-12-06", "2014-01-06", FieldAgreement.CLOSE),  # eleven months are not one
        ("2014-05-09", "2014-05-10", FieldAgreement.DAY),
        ("2014-05-31", "2014-06-01", FieldAgreement.DAY),
        ("2013-12-31", "2014-01-01", FieldAgreement.DAY),
        ("2014-05-16", "2014-05-26", FieldAgreement.LETTER),
        ("2014-05-12", "2014-05-21", FieldAgreement.LETTER),
        ("2014-05-16", "2010-05-16", FieldAgreement.LETTER),
        ("2014-05-16", "2014-01-01", FieldAgreement.PLACEHOLDER),
        ("2014-07-01", "2014-11-23", FieldAgreement.PLACEHOLDER),
        ("2014-01-01", "2015-01-01", FieldAgreement.YEAR),
        ("2014-05-16", "2014-11-23", FieldAgreement.CLOSE),
        ("2014-05-16", "2011-11-23", FieldAgreement.DIFFERENT),
    ],
)
def test_every_slip_in_a_birth_date_is_a_step_of_evidence(one: str, other: str, expected: FieldAgreement) -> None:
    first, second = date.fromisoformat(one), date.fromisoformat(other)
    assert compare_birth_dates(first, second) is compare_birth_dates(second, first) is expected


def points(one: date, other: date, rarity: NameRarity) -> float:
    evidence = compare(Child(birth_date=one), Child(birth_date=other), rarity)
    return next(each.points for each in evidence if each.field is ComparedField.BIRTH_DATE)


def test_a_day_that_many_share_says_little() -> None:
    first = date(2014, 1, 1)
    rarity = NameRarity(birth_dates={first: 1 / 50, date(2014, 5, 16): 1 / 4000})
    assert points(date(2014, 5, 16), date(2014, 5, 16), rarity) == 11.88
    assert points(first, first, rarity) == 5.55
    assert points(first, date(2014, 5, 16), rarity) == 1.66


def test_a_first_of_january_that_is_no_commoner_than_other_days_is_a_day_like_others() -> None:
    rarity = NameRarity(birth_dates={date(2014, 1, 1): 1 / 4400})
    assert points(date(2014, 1, 1), date(2014, 5, 16), rarity) == -4.32
