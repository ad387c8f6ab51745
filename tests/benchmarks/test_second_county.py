from collections import Counter
from itertools import islice

import pytest

from benchmarks.second_county.county import TUNED, UNTUNED, SecondCounty, generate
from benchmarks.second_county.heard import heard_queries
from benchmarks.second_county.homes import UpnBook
from benchmarks.second_county.spelling import drop_marks
from benchmarks.second_county.traps import sibling_traps, trap_roll
from handover.common.identifiers import check_upn

KINDS = """
1 January|English name|Kaur or Singh|O', Mc, Al|UPN former on roll|UPN missing in store|UPN missing on roll|UPN mistyped
UPN mistyped, valid by chance|UPN new|UPN of a brother or sister|UPN temporary in store|UPN temporary on roll|chain name
damaged letters|date missing|date quite another|date some days off|day and month exchanged|ending of surname|exchanged
exchanged with slip|figure of year|forename quite another|gender missing|gender wrong|half of double surname|joined forename
known by another name|middle name as forename|middle name in forename|month off by one|mother's surname|moved far|moved near
new family name|nickname|one figure of date|part of forename|postcode missing|postcode quite another|second forename as surname
second surname added|slip in forename|slip in surname|spelling of forename|spelling of surname|two rows on roll
two slips in forename|two slips in surname|year off by one
"""
ORIGINS = """
arabic bengali chinese english ghanaian irish_scottish nigerian other_european other_indian polish portuguese punjabi_sikh
romanian somali south_asian_muslim turkish ukrainian vietnamese welsh
"""


@pytest.fixture(scope="module")
def county() -> SecondCounty:
    return generate(TUNED[1], lost=4000, on_roll=8000)


def test_the_same_seed_gives_the_same_county() -> None:
    one, again, other = generate(101, 60, 900), generate(101, 60, 900), generate(102, 60, 900)
    assert one.lost_records() == again.lost_records()
    assert list(one.roll()) == list(again.roll()) == list(one.roll())
    assert one.truth == again.truth
    assert one.lost_records() != other.lost_records()


def test_the_store_is_the_same_whatever_the_length_of_the_roll() -> None:
    assert generate(101, 60, 900).lost_records() == generate(101, 60, 400).lost_records()


def test_records_of_a_harder_county_differ_oftener_and_the_usual_county_stays_as_it_was() -> None:
    usual, same, harder = (generate(101, 900, 2400, damage) for damage in (1.0, 1.0, 3.0))
    kinds = {"slip in forename", "slip in surname", "new family name"}
    slips = [sum(len(kinds & theirs) for theirs in each.kinds().values()) for each in (usual, harder)]
    assert usual.lost_records() == same.lost_records() == generate(101, 900, 2400).lost_records()
    assert 2 * slips[0] < slips[1] < 4 * slips[0]


def test_figures_are_quoted_from_seeds_that_nobody_tunes_to() -> None:
    assert set(TUNED).isdisjoint(UNTUNED)


def test_every_kind_of_difference_and_every_origin_is_there(county: SecondCounty) -> None:
    kinds = {kind for kinds in county.kinds().values() for kind in kinds}
    assert kinds == {kind for line in KINDS.strip().splitlines() for kind in line.split("|")}
    assert set(county.origins().values()) == set(ORIGINS.split())


def test_how_often_each_happens_is_near_what_is_promised(county: SecondCounty) -> None:
    found = len(county.kinds())
    shares = Counter(kind for kinds in county.kinds().values() for kind in kinds)
    assert 0.56 < found / 4000 < 0.64
    assert 0.03 < shares["slip in forename"] / found < 0.045
    assert 0.03 < shares["slip in surname"] / found < 0.045
    assert 0.008 < shares["1 January"] / found < 0.02
    assert 0.013 < shares["two rows on roll"] / found < 0.027
    same = [
        pupil for pupil in county.pupils if pupil.rows and pupil.record.upn and pupil.record.upn == pupil.rows[0].upn
    ]
    assert 0.42 < len(same) / found < 0.52


def test_families_are_lost_together(county: SecondCounty) -> None:
    lost = Counter(id(pupil.family) for pupil in county.pupils)
    several = [pupil.family for pupil in county.pupils if len(pupil.family.children) > 1]
    assert sum(lost[id(family)] > 1 for family in several) > 0.7 * len(several)


def test_surnames_are_as_skewed_as_in_wales_and_england(county: SecondCounty) -> None:
    families = {id(pupil.family): pupil.family for pupil in county.pupils}.values()
    welsh = [family.children[0].naming.surname for family in families if family.origin.name == "welsh"]
    english = Counter(family.children[0].naming.surname for family in families if family.origin.name == "english")
    common = sum(name in ("Jones", "Davies", "Williams") for name in welsh)
    assert 0.12 < common / len(welsh) < 0.18
    assert 0.006 < english["Smith"] / english.total() < 0.02


def test_the_truth_names_rows_of_the_child(county: SecondCounty) -> None:
    rows = {row.line: row for row in county.roll()}
    assert sorted(rows) == list(range(1, 8001))
    for pupil in county.pupils:
        told = sorted((rows[line].child.upn, rows[line].establishment) for line in county.truth[pupil.key])
        assert told == sorted((row.upn, row.school) for row in pupil.rows)
        assert len({upn for upn, _ in told}) <= 1


def test_a_school_gives_no_number_twice() -> None:
    book = UpnBook()
    upns = {book.issue("6602003", 2024) for _ in range(1003)}
    assert len(upns) == 1003
    assert all(check_upn(upn).correct for upn in upns)


def test_a_slip_takes_every_letter_the_first_and_the_last_too() -> None:
    stored = {pupil.key: pupil.record for pupil in generate(101, 300, 900).pupils}
    queries = [query for query in heard_queries(101, 100, 300) if query.kind == "slip in surname"]
    slipped = [(stored[query.key].surname.title(), query.surname) for query in queries]
    assert any(before[0] != after[0] for before, after in slipped)
    assert any(before[-1] != after[-1] for before, after in slipped)


def test_a_query_has_the_one_fault_that_it_says() -> None:
    stored = {pupil.key: pupil.record for pupil in generate(101, 300, 900).pupils}
    differing = {
        "as stored": set(),
        "slip in forename": {"forename"},
        "slip in surname": {"surname"},
        "one figure of the date": {"birth_date"},
        "month off by one": {"birth_date"},
        "nickname": {"forename"},
        "exchanged": {"forename", "surname"},
    }
    kinds = Counter()
    for query in heard_queries(101, 20, 300):
        kinds[query.kind] += 1
        record = stored[query.key]
        if query.kind != "as heard" and not record.surname.isupper():
            fields = ("forename", "surname", "birth_date")
            assert {name for name in fields if getattr(query, name) != getattr(record, name)} == differing[query.kind]
    assert kinds == dict.fromkeys([*differing, "as heard"], 20)


def test_a_trap_holds_a_brother_or_sister_and_not_the_child() -> None:
    traps = sibling_traps(101, 40)
    assert [trap.on_roll for trap in traps] == list(islice(trap_roll(101, 40, 60), 40))
    assert len(list(trap_roll(101, 40, 60))) == 60
    for trap in traps:
        lost, other = trap.lost.child, trap.on_roll.child
        assert lost.forename.lower() != other.forename.lower()
        assert ("twins" in trap.kinds) == (lost.birth_date == other.birth_date)
        assert ("brother's or sister's UPN" in trap.kinds) == (lost.upn == other.upn)
        if "one word in common" in trap.kinds:
            words = [drop_marks(child.forename).lower().replace("-", " ").split() for child in (lost, other)]
            assert set(words[0]) & set(words[1])
    assert {"twins", "a year apart", "years apart", "one word in common"} <= {
        kind for trap in traps for kind in trap.kinds
    }
