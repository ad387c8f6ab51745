from itertools import islice

from handover.common.identifiers import check_upn
from handover.invented.county import FAMILY, County
from handover.matching.evidence import compare, score_evidence

COUNTY = County(seed=3, lost=200, on_roll=3000)


def test_the_same_seed_gives_the_same_county() -> None:
    again = County(seed=3, lost=200, on_roll=3000)
    assert list(COUNTY.lost_pupils()) == list(again.lost_pupils())
    assert list(COUNTY.roll()) == list(again.roll())
    assert COUNTY.truth() == again.truth()
    assert list(COUNTY.lost_pupils()) != list(County(seed=4, lost=200, on_roll=3000).lost_pupils())


def test_the_truth_names_the_line_of_the_same_child() -> None:
    rows = {row.line: row for row in COUNTY.roll()}
    lost = {pupil.key: pupil for pupil in COUNTY.lost_pupils()}
    alike = [score_evidence(compare(lost[key].child, rows[line].child)) > 10 for key, line in COUNTY.truth().items()]
    assert len(lost) == 200
    assert len(alike) == 120
    assert sum(alike) > 0.9 * len(alike)
    assert abs(len(rows) - 3000) <= 1


def test_every_child_has_a_correct_upn_of_their_own() -> None:
    upns = [COUNTY.child(number).upn for number in range(3000)]
    assert len(set(upns)) == len(upns)
    assert all(check_upn(upn).form == "permanent" and check_upn(upn).correct for upn in upns)


def test_there_are_twins_and_siblings_of_different_names() -> None:
    families = [[COUNTY.child(number + each) for each in range(FAMILY)] for number in range(0, 3000, FAMILY)]
    assert any(family[0].birth_date == family[1].birth_date for family in families)
    assert all(len({child.forename for child in family}) == FAMILY for family in families)


def test_a_large_county_costs_nothing_until_it_is_read() -> None:
    assert len(list(islice(County(seed=1, lost=10, on_roll=9_000_000).roll(), 5))) == 5
