"""The pairs of a matching: on which list each is, who decides, what is asked again, and how long the roll's row is kept."""

from datetime import date, timedelta

import pytest

from handover.common.sealing import CannotUnseal
from handover.matching.child import Child
from handover.portal.audit.models import Entry
from handover.portal.lostpupils import census, pairs, removing
from handover.portal.lostpupils.lost_child import child_of
from handover.portal.lostpupils.models import Finding, LostPupil
from handover.portal.lostpupils.pairs import PairFilter, PairList, PairSide
from handover.portal.retention import keeping
from tests import files
from tests.files import SIAN, TOMOS, send
from tests.lost import lost_pupil, make_pair
from tests.moments import NOW

pytestmark = pytest.mark.django_db

HEADER = "UPN,Former UPN,Surname,Forename,Date of birth,Gender,Postcode,Establishment\n"
SIAN_ON_ROLL = "B681299003017,,Prydderch,Sian,2015-02-11,F,LL99 1AA,6602991\n"
SIAN_ELSEWHERE = SIAN_ON_ROLL.replace("6602991", "6814990")
ON_ROLL = Child("Prydderch", "Sian", date(2015, 2, 11), upn="B681299003017", gender="F")
LATER = NOW + timedelta(days=30)


@pytest.fixture
def store(cast):
    """Siân and Tomos are lost."""
    for number, child in enumerate((SIAN, TOMOS), start=1):
        send(cast.alis, "XXXXXXX", number=number, children=[child])
    return cast


def match(cast, text: str, now=NOW) -> list[Finding]:
    """Match the store with a roll; return all pairs there are then."""
    census.queue_matching([(HEADER + text).encode()], cast.gwilym, now)
    assert census.run_waiting_matching(now)
    return list(Finding.objects.order_by("pk"))


def listed(la_number: str, chosen: PairList, side: PairSide = PairSide.ALL, school: str = "") -> list[int]:
    rows = pairs.narrow_pairs(pairs.find_pairs(la_number), PairFilter(chosen, side, school), la_number)
    return [each.line for each in rows]


def test_each_pair_is_on_one_list_and_the_likeliest_is_first(store):
    sian = lost_pupil("Siân")
    for line, columns in enumerate(
        (
            {"certainty": "certain", "score": 9},
            {"certainty": "look", "score": 1},
            {"certainty": "look", "score": 3},
            {"certainty": "upn"},
            {"certainty": "certain", "same_child": True},
            {"certainty": "look", "same_child": False},
            {"certainty": "another", "score": 2},
        ),
        start=1,
    ):
        make_pair(store, sian, ON_ROLL, line=line, **columns)
    assert {chosen.value: listed("660", chosen) for chosen in PairList} == {
        "certain": [1],
        "look": [3, 7, 2],
        "upn": [4],
        "one": [5],
        "two": [6],
    }
    counted = pairs.count_lists(pairs.find_pairs("660"))
    assert {chosen.value: count for chosen, count in counted.items()} == {
        "certain": 1,
        "look": 3,
        "upn": 1,
        "one": 1,
        "two": 1,
    }
    assert [pairs.choose_list(each).value for each in Finding.objects.order_by("line")] == [
        *("certain", "look", "look", "upn", "one", "two", "look")
    ]


def test_a_list_is_narrowed_to_a_side_and_to_a_school(store):
    sian, tomos = lost_pupil("Siân"), lost_pupil("Tomos")
    make_pair(store, sian, ON_ROLL, line=1, score=3)
    make_pair(store, sian, ON_ROLL, line=2, score=2, establishment="6602992")
    make_pair(store, tomos, ON_ROLL, line=3, score=1, establishment="6814990")
    look = PairList.LOOK
    assert listed("660", look) == listed("660", look, PairSide.ROLL) == [1, 2]
    assert listed("660", look, PairSide.LOST) == []
    assert listed("681", look) == listed("681", look, PairSide.LOST) == [1, 2, 3]
    assert listed("681", look, PairSide.ROLL) == [3]
    assert listed("681", look, school="6602992") == [2]
    assert listed("936", look) == []


def test_an_address_without_a_list_opens_the_first_that_waits_and_nonsense_asks_for_nothing(store):
    make_pair(store, lost_pupil("Siân"), ON_ROLL, certainty="upn")
    counts = pairs.count_lists(pairs.find_pairs("660"))
    assert PairFilter.read({}, counts) == PairFilter(PairList.UPN)
    assert PairFilter.read({"list": "all", "side": "x"}, counts) == PairFilter(PairList.UPN)
    asked = PairFilter.read({"list": "two", "side": "roll", "school": "6602991"}, counts)
    assert asked == PairFilter(PairList.TWO, PairSide.ROLL, "6602991")
    assert asked.query == "list=two&side=roll&school=6602991"


def test_after_a_pair_comes_the_next_less_likely_one_and_after_the_last_the_first(store):
    sian = lost_pupil("Siân")
    first, second, third = (make_pair(store, sian, ON_ROLL, line=line, score=10 - line) for line in (1, 2, 3))
    waiting = pairs.find_pairs("660")
    assert pairs.next_pair(waiting, first) == second
    assert pairs.next_pair(waiting, third) == first
    assert pairs.decide_finding(second, same_child=False, by=store.jac, now=NOW)
    assert pairs.next_pair(waiting, first) == third
    assert pairs.decide_finding(third, same_child=True, by=store.jac, now=NOW)
    assert pairs.next_pair(waiting, first) is None


def test_several_certain_pairs_are_decided_at_once_and_no_other(store):
    sian = lost_pupil("Siân")
    certain = [make_pair(store, sian, ON_ROLL, line=line, certainty="certain") for line in (1, 2)]
    doubtful = make_pair(store, sian, ON_ROLL, line=3)
    assert pairs.decide_certain([*certain, doubtful], store.jac, NOW) == 2
    assert pairs.decide_certain([*certain, doubtful], store.jac, NOW) == 0
    said = Finding.objects.order_by("line").values_list("same_child", "decided_by", "decided_at")
    assert list(said) == [(True, "jac", NOW), (True, "jac", NOW), (None, "", None)]
    assert Entry.objects.filter(action="lost.matching_decided").count() == 2


def test_a_decision_is_taken_back_once_and_the_log_says_what_it_was(store):
    finding = make_pair(store, lost_pupil("Siân"), ON_ROLL)
    assert not pairs.reopen_finding(finding, store.jac, NOW)
    pairs.decide_finding(finding, same_child=False, by=store.jac, now=NOW)
    finding.refresh_from_db()
    assert pairs.reopen_finding(finding, store.jac, NOW)
    assert not pairs.reopen_finding(finding, store.jac, NOW)
    finding.refresh_from_db()
    assert (finding.same_child, finding.decided_by, finding.decided_at) == (None, "", None)
    assert Entry.objects.get(action="lost.matching_reopened").facts == {"same": "no"}


def test_a_decision_cannot_be_taken_back_once_nobody_can_see_whom_it_was_about(store):
    finding = make_pair(store, lost_pupil("Siân"), ON_ROLL)
    pairs.decide_finding(finding, same_child=True, by=store.jac, now=NOW)
    finding.refresh_from_db()
    assert pairs.forget_roll_row(finding, NOW)
    assert not pairs.reopen_finding(finding, store.jac, NOW)


def test_other_pairs_with_one_of_the_children_are_found(store):
    sian, tomos = lost_pupil("Siân"), lost_pupil("Tomos")
    other = Child("Prydderch", "Tomos", date(2017, 6, 30))
    pair = make_pair(store, sian, ON_ROLL, line=1)
    same_pupil = make_pair(store, sian, other, line=2)
    same_on_roll = make_pair(store, tomos, ON_ROLL, line=3)
    make_pair(store, tomos, Child("Rees", "Gwen"), line=4)
    assert set(pairs.rivals_of(pair, pairs.find_pairs("681"))) == {same_pupil, same_on_roll}


# Whom a matching compares.


def test_a_pupil_is_matched_with_the_names_it_is_called_by_and_the_school_that_sent_the_file(cast):
    more = "<BasicDetails><PreferredSurname>Rees</PreferredSurname><PreferredForename>Shân</PreferredForename></BasicDetails>"
    send(cast.alis, "XXXXXXX", children=[files.Child("", "Prydderch", "Siân", "2015-02-11", "F", more)])
    child = child_of(lost_pupil("Siân"))
    assert (child.preferred_surname, child.preferred_forename, child.school) == ("Rees", "Shân", "6812990")


# What the next matching asks again.


def test_a_pair_that_waits_is_listed_once_however_often_the_store_is_matched(store):
    (before,) = match(store, SIAN_ON_ROLL)
    (after,) = match(store, SIAN_ON_ROLL, LATER)
    assert before.pk != after.pk
    assert after.matching.begun_at == LATER


def test_two_children_are_not_asked_about_again_though_the_child_has_changed_school(store):
    (finding,) = match(store, SIAN_ON_ROLL)
    pairs.decide_finding(finding, same_child=False, by=store.jac, now=NOW)
    assert match(store, SIAN_ELSEWHERE, LATER) == [finding]


def test_another_child_at_that_school_is_still_asked_about(store):
    (finding,) = match(store, SIAN_ON_ROLL)
    pairs.decide_finding(finding, same_child=False, by=store.jac, now=NOW)
    found = match(store, ",,Prydderch,Siân,2015-02-11,F,LL99 1AA,6602991\n", LATER)
    assert [each.same_child for each in found] == [False, None]


def test_one_child_is_not_asked_about_again_until_it_is_at_another_school(store):
    (finding,) = match(store, SIAN_ON_ROLL)
    pairs.decide_finding(finding, same_child=True, by=store.jac, now=NOW)
    assert match(store, SIAN_ON_ROLL, LATER) == [finding]
    assert [each.establishment for each in match(store, SIAN_ELSEWHERE, LATER)] == ["6602991", "6814990"]


# The row of the census.


def test_the_row_of_the_census_is_kept_sealed_for_its_pair_alone(store):
    (finding,) = match(store, SIAN_ON_ROLL)
    assert finding.roll_row.child == Child(
        "Prydderch", "Sian", date(2015, 2, 11), upn="B681299003017", gender="F", postcode="LL99 1AA"
    )
    other = make_pair(store, lost_pupil("Tomos"), ON_ROLL)
    Finding.objects.filter(pk=other.pk).update(content=bytes(finding.content))
    other.refresh_from_db()
    with pytest.raises(CannotUnseal):
        _ = other.roll_row


def test_the_row_of_the_census_is_wiped_a_month_after_the_decision_and_what_was_decided_stays(store):
    decided = make_pair(store, lost_pupil("Siân"), ON_ROLL)
    waiting = make_pair(store, lost_pupil("Tomos"), ON_ROLL)
    pairs.decide_finding(decided, same_child=True, by=store.jac, now=NOW)
    keeping.keep_retention(NOW + timedelta(days=31))
    decided.refresh_from_db()
    assert decided.roll_row
    keeping.keep_retention(NOW + timedelta(days=32))
    decided.refresh_from_db()
    waiting.refresh_from_db()
    assert decided.roll_row is None
    assert decided.same_child
    assert waiting.roll_row


def test_the_row_of_the_census_goes_with_the_pupil_who_leaves_the_store(store):
    gone = make_pair(store, lost_pupil("Siân"), ON_ROLL)
    stays = make_pair(store, lost_pupil("Tomos"), ON_ROLL)
    removing.remove_pupil(LostPupil.objects.get(pk=gone.pupil_id), "found", store.hana, NOW)
    gone.refresh_from_db()
    stays.refresh_from_db()
    assert (bytes(gone.content), gone.roll_code) == (b"", "")
    assert stays.roll_row


# Pairs of before there were codes and rows: a site that was updated.


@pytest.fixture
def old_pair(store):
    """Make a pair of Siân at Grug Bay as an earlier version left it."""

    def make(**columns: object) -> Finding:
        pair = make_pair(store, lost_pupil("Siân"), ON_ROLL, line=1, probability=None, **columns)
        Finding.objects.filter(pk=pair.pk).update(roll_code="", content=b"")
        return Finding.objects.get(pk=pair.pk)

    return make


def test_what_was_said_before_the_update_is_not_asked_again(store, old_pair):
    old = old_pair(same_child=False)
    assert [each.pk for each in match(store, SIAN_ON_ROLL, LATER)] == [old.pk]


def test_a_pair_of_before_the_update_that_waits_gives_way_to_the_new_one(store, old_pair):
    old = old_pair()
    (new,) = match(store, SIAN_ON_ROLL, LATER)
    assert new.pk != old.pk
    assert new.roll_row


def test_a_pair_of_before_the_update_is_taken_back_as_well(store, old_pair):
    old = old_pair()
    assert pairs.decide_finding(old, same_child=True, by=store.jac, now=NOW)
    assert pairs.reopen_finding(Finding.objects.get(), store.jac, NOW)


@pytest.mark.both_databases("where nothing is sorted")
def test_pairs_whose_likelihood_nobody_counted_come_last(store, old_pair):
    old_pair(score=40)
    make_pair(store, lost_pupil("Siân"), ON_ROLL, line=2, probability=0.6, score=1)
    assert listed("660", PairList.LOOK) == [2, 1]
