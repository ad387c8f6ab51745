import pytest

from handover.matching.calibration import CERTAIN, LOOK, probability
from handover.matching.estimating import DecidedPair, apply_changes, reestimate
from handover.matching.evidence import Child, compare
from handover.matching.fields import ComparedField, FieldAgreement
from handover.matching.findings import FINDINGS

SURNAME, GENDER = ComparedField.SURNAME, ComparedField.GENDER


def decided(finding: FieldAgreement, same_child: bool, times: int) -> list[DecidedPair]:
    return [DecidedPair(((SURNAME, finding), (GENDER, FieldAgreement.MISSING)), same_child)] * times


def test_without_decisions_nothing_changes() -> None:
    assert reestimate([]) == ()


def test_a_few_decisions_change_little_and_many_change_much() -> None:
    """In this authority every second child comes under another surname; the table thinks of 35 in a thousand."""
    few, many = (
        {each.finding: each for each in reestimate(_half_renamed(pairs)) if each.field is SURNAME}
        for pairs in (10, 1000)
    )
    other = few[FieldAgreement.DIFFERENT]
    assert (other.old_m, other.same, other.compared, other.two) == (0.035, 10, 20, 3)
    assert other.new_m == pytest.approx((10 * 1.387 + 400 * 0.035) / 420)
    assert many[FieldAgreement.DIFFERENT].new_m == pytest.approx((1000 * 1.387 + 400 * 0.035) / 2400)
    assert other.old_points < other.new_points < many[FieldAgreement.DIFFERENT].new_points
    assert many[FieldAgreement.SAME].new_points < many[FieldAgreement.SAME].old_points


def _half_renamed(pairs: int) -> list[DecidedPair]:
    return [
        *decided(FieldAgreement.SAME, True, pairs),
        *decided(FieldAgreement.DIFFERENT, True, pairs),
        *decided(FieldAgreement.DIFFERENT, False, 3),
    ]


def test_the_greatest_change_is_told_first_and_the_order_of_decisions_is_nothing() -> None:
    pairs = _half_renamed(200)
    changes = reestimate(pairs)
    sizes = [abs(each.new_points - each.old_points) for each in changes]
    assert sizes == sorted(sizes, reverse=True)
    assert changes == reestimate(pairs[::-1])


def test_pairs_of_two_children_change_no_weight() -> None:
    assert reestimate(decided(FieldAgreement.DIFFERENT, False, 500)) == ()


def test_changes_that_are_taken_in_change_what_evidence_weighs() -> None:
    table = apply_changes(reestimate(_half_renamed(1000)))
    one, other = Child(surname="Penhaligon", forename="Morwenna"), Child(surname="Llywelyn", forename="Morwenna")
    before, after = (
        next(each.points for each in compare(one, other, table=weights) if each.field is SURNAME)
        for weights in (FINDINGS, table)
    )
    assert (before, after) == (-4.81, -0.75)
    assert table[ComparedField.BIRTH_DATE] == FINDINGS[ComparedField.BIRTH_DATE]
    assert FINDINGS[SURNAME][FieldAgreement.DIFFERENT].m == 0.035


def test_decisions_as_the_table_expects_them_change_nothing() -> None:
    """Of 1,387 pairs as many have each finding as its share of the table's 1.387 says."""
    shares = {each: row.m for each, row in FINDINGS[SURNAME].items() if each is not FieldAgreement.MISSING}
    assert round(sum(shares.values()), 3) == 1.387
    pairs = [pair for each, share in shares.items() for pair in decided(each, True, round(1000 * share))]
    assert [each for each in reestimate(pairs) if each.field is SURNAME] == []


def test_what_only_some_pairs_can_have_is_not_counted_over_all() -> None:
    """A home where a brother or sister was found, and names that changed places, are no alternatives of the other findings."""
    found = ((ComparedField.FORENAME, FieldAgreement.SAME), (ComparedField.POSTCODE, FieldAgreement.SAME))
    changed = {(each.field, each.finding) for each in reestimate([DecidedPair(found, same_child=True)] * 1000)}
    assert (ComparedField.POSTCODE, FieldAgreement.DIFFERENT) in changed
    assert (ComparedField.POSTCODE, FieldAgreement.HOUSEHOLD) not in changed
    assert (ComparedField.FORENAME, FieldAgreement.EXCHANGED) not in changed


def test_a_heavier_pair_is_never_less_likely() -> None:
    told = [probability(weight / 4) for weight in range(-200, 200)]
    assert told == sorted(told)
    assert 0 < told[0] < 0.01
    assert 0.999 < told[-1] < 1
    assert (LOOK, CERTAIN) == (0.5, 0.98)


def test_the_same_weight_is_worth_less_on_a_longer_roll() -> None:
    told = [probability(2.0, children) for children in (50, 100_000, 200_000, 500_000, 900_000)]
    assert told[0] == told[1] > told[2] > told[3] == told[4] == pytest.approx(0.89)
