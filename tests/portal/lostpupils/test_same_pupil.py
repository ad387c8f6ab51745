"""What becomes of two files once somebody has said that they are of the same pupil or of two children, or thinks again."""

from datetime import timedelta

import pytest

from handover.portal.audit.models import Entry
from handover.portal.lostpupils import closing, fetching, removing, same_pupil
from handover.portal.lostpupils.alike_notices import tell_of_new_pairs
from handover.portal.lostpupils.models import LostPupil, SamePupilCase
from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.releasing import release_file
from handover.portal.lostpupils.retention_rules import settled_cases
from handover.portal.lostpupils.same_pupil import AnsweredMeanwhile, AnswersDisagree, PupilLeft
from handover.portal.lostpupils.searching import find_hits
from handover.portal.notices.models import Notice
from handover.portal.retention import keeping
from handover.portal.transfers import collecting
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import AlreadyMoved, take_step
from tests.files import SIAN, TOMOS, ctf, send
from tests.lost import case_of, say_of
from tests.moments import NOW

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=3)


def lost(sender, number=1, child=SIAN) -> LostPupil:
    return send(sender, "XXXXXXX", children=[child], number=number, note=str(number)).transfer.lost_pupil


def again(pupil: LostPupil) -> LostPupil:
    return LostPupil.objects.select_related("transfer", "transfer__sealed", "school").get(pk=pupil.pk)


def listed() -> set[LostPupil]:
    return {hit.pupil for hit in find_hits(Question(surname="Prydderch")).hits}


def confirm(transfer: Transfer, by) -> None:
    begun = collecting.start_collection([transfer.reference], by, LATER)
    collecting.take_out_collection(begun, by, LATER)
    collecting.answer_collection(begun, arrived=True, by=by, now=LATER)


def acts(pupil: LostPupil) -> list[str]:
    entries = Entry.objects.filter(subject=str(pupil.transfer.reference)).order_by("sequence")
    return [entry.action for entry in entries if entry.action.startswith("lost.")]


@pytest.fixture
def twice(cast) -> tuple[LostPupil, LostPupil]:
    return lost(cast.alis), lost(cast.alis, 2)


@pytest.fixture
def thrice(cast) -> tuple[LostPupil, ...]:
    return tuple(lost(cast.alis, number) for number in (1, 2, 3))


def test_the_same_pupil_is_listed_once_and_taking_it_back_lists_both_again(cast, twice):
    first, second = twice
    say_of(first, second, "same", cast.hana)
    assert listed() == {second}
    assert again(first).superseded_by == second
    say_of(first, second, "", cast.hana, LATER)
    assert listed() == {first, second}
    assert case_of(first, second).answer == ""


def test_every_answer_stands_in_the_log_with_what_it_changed(cast, twice):
    first, second = twice
    say_of(first, second, "same", cast.hana)
    say_of(first, second, "two", cast.hana, LATER)
    assert acts(first) == ["lost.alike", "lost.alike_answered", "lost.linked", "lost.alike_answered", "lost.unlinked"]
    answered = Entry.objects.filter(action="lost.alike_answered").order_by("sequence")
    other = str(second.transfer.reference)
    assert [entry.facts for entry in answered] == [
        {"other": other, "answer": "same"},
        {"other": other, "answer": "two"},
    ]


@pytest.mark.parametrize("answer", ["", "two", "unsure"])
def test_whatever_else_is_said_both_are_found_and_a_confirmation_closes_one(cast, twice, answer):
    first, second = twice
    if answer:
        say_of(first, second, answer, cast.hana)
    assert listed() == {first, second}
    confirm(release_file(first, cast.grug_primary, cast.jac, NOW), cast.carys)
    assert (again(first).stage, again(second).stage) == (State.FOUND, State.LODGED)
    assert listed() == {second}
    assert acts(second) == []


def test_files_of_the_same_pupil_are_closed_together_each_is_named_in_the_log_and_everybody_is_told(cast):
    first, second = lost(cast.alis), lost(cast.carys, 2)
    say_of(first, second, "same", cast.hana)
    release_file(again(second), cast.glan_high, cast.hana, NOW)
    Notice.objects.all().delete()
    confirm(again(second).onward, cast.bryn)
    assert {again(pupil).stage for pupil in (first, second)} == {State.FOUND}
    assert acts(first)[-1] == acts(second)[-1] == "lost.found"
    told = set(Notice.objects.filter(kind="lost_found").values_list("recipient", flat=True))
    assert {"hana@example.org", "jac@example.org", "nant-primary@example.org", "grug-primary@example.org"} <= told
    names = ("Glan Wennol High School", "Ysgol Uwchradd Glan Wennol")
    bodies = Notice.objects.filter(kind="lost_found").values_list("body", flat=True)
    assert all(any(name in body for name in names) for body in bodies)


def test_two_files_of_the_same_pupil_that_are_both_on_their_way_end_with_the_one_that_arrives(cast, twice):
    first, second = twice
    here, there = (
        release_file(first, cast.grug_primary, cast.jac, NOW),
        release_file(second, cast.glan_high, cast.hana, NOW),
    )
    say_of(first, second, "same", cast.hana)
    confirm(here, cast.carys)
    assert {again(pupil).stage for pupil in (first, second)} == {State.FOUND}
    confirm(there, cast.bryn)
    assert again(second).left_at == LATER


def test_of_two_files_of_the_same_pupil_the_one_that_is_on_its_way_is_listed(cast, twice):
    first, second = twice
    release_file(first, cast.grug_primary, cast.jac, NOW)
    say_of(first, second, "same", cast.hana)
    assert listed() == {first}
    with pytest.raises(AlreadyMoved):
        release_file(again(second), cast.glan_high, cast.hana, NOW)


def test_a_file_that_is_joined_in_the_moment_of_its_release_stays_where_it_is(cast, twice):
    first, second = twice
    seen = again(first)
    say_of(first, second, "same", cast.hana)
    with pytest.raises(AlreadyMoved):
        release_file(seen, cast.grug_primary, cast.jac, NOW)
    assert (again(first).stage, Transfer.objects.filter(parent=first.transfer).count()) == (State.LODGED, 0)


def test_a_file_of_the_same_pupil_is_not_downloaded_by_itself(cast, twice):
    first, second = twice
    say_of(first, second, "same", cast.hana)
    with pytest.raises(AlreadyMoved):
        fetching.begin_fetching(again(first), cast.jac, NOW)


def test_a_joined_file_that_is_renamed_and_sent_by_hand_is_listed_for_the_other(cast):
    data = ctf("6812990", "XXXXXXX", [SIAN])
    first, second = send(cast.alis, "XXXXXXX", data=data).transfer.lost_pupil, lost(cast.alis, 2)
    begun = fetching.begin_fetching(first, cast.jac, NOW)
    say_of(first, second, "same", cast.hana)
    assert listed() == {second}
    sent = send(cast.jac, "6602991", data=data).transfer
    assert listed() == {first}
    assert begun.downloaded_at is None
    confirm(sent, cast.carys)
    assert {again(pupil).stage for pupil in (first, second)} == {State.FOUND}


def test_two_files_of_the_same_bytes_are_both_closed_by_the_one_that_is_sent_by_hand(cast):
    data = ctf("6812990", "XXXXXXX", [SIAN])
    pupils = [send(cast.alis, "XXXXXXX", data=data, number=number).transfer.lost_pupil for number in (1, 2)]
    say_of(*pupils, "same", cast.hana)
    confirm(send(cast.jac, "6602991", data=data).transfer, cast.carys)
    assert {again(pupil).stage for pupil in pupils} == {State.FOUND}


def test_a_school_that_says_where_its_joined_pupil_is_moves_the_listing_there(cast):
    first, second = lost(cast.alis), lost(cast.carys, 2)
    say_of(first, second, "same", cast.hana)
    assert listed() == {second}
    sent = send(cast.alis, "6602991").transfer
    question = closing.find_question(sent, str(first.reference))
    closing.answer_closing_question(question, yes=True, by=cast.alis, now=NOW)
    assert listed() == {first}
    confirm(sent, cast.carys)
    assert {again(pupil).stage for pupil in (first, second)} == {State.FOUND}


# Leaving otherwise.


def test_when_the_listed_one_is_called_back_another_is_listed(cast, thrice):
    first, second, third = thrice
    for one in (first, second):
        say_of(one, third, "same", cast.hana)
    assert listed() == {third}
    take_step("recall", third.transfer, by=cast.alis, now=LATER)
    assert listed() == {second}
    assert again(first).superseded_by == second


def test_both_age_and_the_one_that_is_not_over_age_is_listed_when_the_other_goes(cast, twice):
    first, second = twice
    say_of(first, second, "same", cast.hana)
    assert removing.remove_outgrown(again(second), LATER)
    assert listed() == {first}


def test_found_another_way_is_true_of_each_file_and_a_mistake_of_one(cast, thrice):
    first, second, third = thrice
    say_of(first, second, "same", cast.hana)
    removing.remove_pupil(again(second), "mistake", cast.hana, LATER)
    assert (again(first).listed, again(second).in_store) == (True, False)
    say_of(first, third, "same", cast.hana)
    removing.remove_pupil(again(third), "found", cast.hana, LATER)
    assert [again(pupil).in_store for pupil in thrice] == [False, False, False]


def test_an_authority_takes_no_file_of_another_authority_out_of_the_store(cast):
    first, second = lost(cast.alis), lost(cast.carys, 2)
    say_of(first, second, "same", cast.hana)
    removing.remove_pupil(again(second), "found", cast.jac, LATER)
    assert (again(first).listed, again(second).in_store) == (True, False)


# Several files, and answers that contradict each other.


def test_of_three_files_of_the_same_pupil_one_is_listed_and_taking_one_answer_back_parts_them(cast, thrice):
    first, second, third = thrice
    say_of(first, second, "same", cast.hana)
    assert same_pupil.narrow_cases(same_pupil.cases_of("681"), "open").count() == 2, (
        "Each with the third is still to decide."
    )
    say_of(second, third, "same", cast.hana)
    assert [again(pupil).superseded_by for pupil in thrice] == [third, third, None]
    assert not same_pupil.narrow_cases(same_pupil.cases_of("681"), "open").exists(), "The third pair follows from two."
    assert same_pupil.find_alike_others(first) == []
    say_of(first, second, "", cast.hana)
    assert listed() == {first, third}


def test_two_who_were_told_apart_are_not_made_one_through_a_third(cast, thrice):
    first, second, third = thrice
    say_of(first, third, "two", cast.hana)
    say_of(first, second, "same", cast.hana)
    with pytest.raises(AnswersDisagree) as met:
        say_of(second, third, "same", cast.hana)
    assert met.value.case == case_of(first, third)
    assert listed() == {second, third}


@pytest.mark.parametrize("answer", ["two", "unsure"])
def test_two_who_are_one_through_a_third_are_not_told_apart_before_that_is_taken_back(cast, thrice, answer):
    first, second, third = thrice
    say_of(first, second, "same", cast.hana)
    say_of(second, third, "same", cast.hana)
    with pytest.raises(AnswersDisagree) as met:
        say_of(first, third, answer, cast.hana)
    assert met.value.case.answer == "same"
    assert listed() == {third}


def test_who_was_told_apart_is_not_asked_about_again_and_a_third_file_is_asked_about_with_each(cast, twice):
    say_of(*twice, "two", cast.hana)
    third = lost(cast.alis, 3)
    waiting = same_pupil.narrow_cases(same_pupil.cases_of("681"), "open")
    assert {(case.earlier, case.later) for case in waiting} == {(pupil, third) for pupil in twice}


# Who decides.


def test_the_later_answer_of_two_authorities_counts_and_both_are_in_the_log(cast):
    first, second = lost(cast.alis), lost(cast.carys, 2)
    for la_number in ("681", "660"):
        assert [case.later for case in same_pupil.cases_of(la_number)] == [second]
    say_of(first, second, "same", cast.hana)
    say_of(first, second, "two", cast.jac, LATER)
    case = case_of(first, second)
    assert (case.answer, case.answered_by, case.answered_for) == ("two", "jac", "660")
    assert listed() == {first, second}
    answered = Entry.objects.filter(action="lost.alike_answered").order_by("sequence")
    assert [entry.username for entry in answered] == ["hana", "jac"]


def test_who_has_not_seen_the_last_answer_changes_nothing(cast, twice):
    case = case_of(*twice)
    same_pupil.answer_case(case, "two", seen=0, by=cast.hana, now=NOW)
    with pytest.raises(AnsweredMeanwhile):
        same_pupil.answer_case(case_of(*twice), "same", seen=0, by=cast.hana, now=LATER)
    assert case_of(*twice).answer == "two"


def test_another_authority_decides_nothing(cast, twice):
    assert not same_pupil.cases_of("660").exists()
    for person in (cast.jac, cast.gwilym):
        with pytest.raises(ValueError, match="not an answer of this authority"):
            say_of(*twice, "same", person)
    with pytest.raises(ValueError, match="not an answer of this authority"):
        say_of(*twice, "perhaps", cast.hana)
    assert case_of(*twice).answer == ""


def test_of_a_pupil_who_has_left_nothing_can_be_said_any_more(cast, twice):
    first, second = twice
    take_step("recall", second.transfer, by=cast.alis, now=NOW)
    with pytest.raises(PupilLeft):
        say_of(first, second, "same", cast.hana)
    assert not same_pupil.narrow_cases(same_pupil.cases_of("681"), "open").exists()
    assert listed() == {first}


def test_the_next_pair_is_the_one_that_was_found_after_this_one_and_then_the_first(cast, thrice):
    cases = list(same_pupil.cases_of("681"))
    assert same_pupil.find_next_case(cases[0], "681") == cases[1]
    assert same_pupil.find_next_case(cases[2], "681") == cases[0]
    for case in cases[:2]:
        same_pupil.answer_case(case, "two", seen=0, by=cast.hana, now=NOW)
    assert same_pupil.find_next_case(cases[2], "681") is None


# Telling, and keeping.


def test_an_authority_is_told_once_a_day_how_many_pairs_are_new_and_never_who_they_are(cast, thrice):
    lost(cast.carys, 4), lost(cast.bryn, 5, TOMOS)
    assert tell_of_new_pairs(NOW) == 2
    counts = {notice.recipient: notice.body for notice in Notice.objects.filter(kind="lost_alike")}
    assert set(counts) == {"hana@example.org", "jac@example.org"}
    assert "for you to decide: 6." in counts["hana@example.org"]
    assert "Parau newydd i chi eu penderfynu: 3." in counts["jac@example.org"]
    assert not any(word in body for body in counts.values() for word in (SIAN.upn, SIAN.surname, SIAN.forename))
    lost(cast.bryn, 6, TOMOS)
    assert tell_of_new_pairs(NOW) == 0
    assert tell_of_new_pairs(LATER) == 1
    assert tell_of_new_pairs(LATER + timedelta(days=1)) == 0


def test_what_an_update_made_two_pupils_again_is_told_and_stands_in_the_log_once(cast, twice):
    SamePupilCase.objects.update(because="joined")
    assert tell_of_new_pairs(NOW) == 1
    assert tell_of_new_pairs(LATER) == 0
    assert (acts(twice[0]), acts(twice[1])) == (["lost.alike", "lost.unlinked"], [])


def test_what_was_answered_before_anybody_was_told_is_not_told(cast, twice):
    say_of(*twice, "two", cast.hana)
    assert tell_of_new_pairs(NOW) == 0
    assert not Notice.objects.filter(kind="lost_alike").exists()


def test_what_was_said_of_a_pair_is_kept_while_one_of_the_two_is_in_the_store(cast, twice):
    first, second = twice
    take_step("recall", first.transfer, by=cast.alis, now=NOW)
    assert not settled_cases().exists()
    take_step("recall", second.transfer, by=cast.alis, now=NOW)
    assert settled_cases().count() == 1
    keeping.keep_retention(NOW + timedelta(days=2191))
    assert SamePupilCase.objects.exists()
    keeping.keep_retention(NOW + timedelta(days=2194))
    assert not SamePupilCase.objects.exists()
