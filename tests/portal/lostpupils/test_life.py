"""The life of a lost pupil's record, from the store to the new school, and what the two authorities are told."""

from datetime import date, timedelta

import pytest

from handover.portal.audit.models import Entry
from handover.portal.lostpupils import closing, fetching, removing
from handover.portal.lostpupils.facts import PupilFacts
from handover.portal.lostpupils.models import LostPupil, SearchKey
from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.releasing import NotThere, release_file, school_of
from handover.portal.lostpupils.searching import find_hits
from handover.portal.notices.models import Notice
from handover.portal.retention import keeping
from handover.portal.transfers import answers, collecting, successors
from handover.portal.transfers.flow import State
from handover.portal.transfers.intake import UploadVerdict
from handover.portal.transfers.models import SealedFile, Transfer
from handover.portal.transfers.moving import AlreadyMoved, take_step
from tests.files import SIAN, TOMOS, ctf, send
from tests.moments import NOW

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=3)


def lost(sender, child=SIAN, destination="XXXXXXX", **content) -> LostPupil:
    outcome = send(sender, destination, children=[child], **content)
    assert outcome.transfer is not None, outcome
    return LostPupil.objects.get(transfer=outcome.transfer)


def again(pupil: LostPupil) -> LostPupil:
    return LostPupil.objects.select_related("transfer").get(pk=pupil.pk)


def listed(**fields) -> list[LostPupil]:
    return [hit.pupil for hit in find_hits(Question(**fields)).hits]


def collect_and(answer: str, transfer: Transfer, by) -> None:
    transfer = Transfer.objects.get(pk=transfer.pk)
    if answer == "reject":
        take_step("reject", transfer, by=by, now=LATER, reason="Not ours.")
        return
    begun = collecting.start_collection([transfer.reference], by, LATER)
    collecting.take_out_collection(begun, by, LATER)
    collecting.answer_collection(begun, arrived=True, by=by, now=LATER)


def told(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=kind).values_list("recipient", flat=True))


# Sent on.


def test_a_released_file_is_a_transfer_of_its_own_with_the_same_bytes_and_the_first_sender(cast):
    data = ctf("6812990", "XXXXXXX", [SIAN])
    pupil = lost(cast.alis, data=data)
    child = release_file(pupil, school_of("6602991", cast.jac, NOW), cast.jac, NOW)
    assert (child.file_name, child.source, child.first_source) == ("660LLLL_CTF_6602991_001.xml", "660LLLL", "6812990")
    assert child.parent == pupil.transfer
    assert b"".join(collecting.read_sent_bytes(child)) == data
    assert again(pupil).stage is State.RELEASED
    assert told("lost_released") == {"hana@example.org", "idris@example.org"}
    assert "grug-primary@example.org" in told("arrived")


def test_a_pupil_on_the_way_is_still_found_by_a_search_and_cannot_be_sent_twice(cast):
    pupil = lost(cast.alis)
    release_file(pupil, cast.grug_primary, cast.jac, NOW)
    assert listed(surname="Prydderch") == [pupil]
    with pytest.raises(AlreadyMoved):
        release_file(again(pupil), cast.glan_high, cast.hana, NOW)
    assert Transfer.objects.filter(parent=pupil.transfer).count() == 1


def test_the_pupil_leaves_the_store_when_the_new_school_confirms(cast, django_capture_on_commit_callbacks):
    pupil = lost(cast.alis)
    child = release_file(pupil, cast.grug_primary, cast.jac, NOW)
    collect_and("confirm", child, cast.carys)
    gone = again(pupil)
    assert (gone.stage, gone.in_store, gone.left_because, gone.left_at) == (State.FOUND, False, "confirmed", LATER)
    assert listed(surname="Prydderch") == []
    assert told("lost_found") == {
        *("hana@example.org", "idris@example.org"),
        *("alis@example.org", "nant-primary@example.org"),
    }
    assert b"Prydderch" in b"".join(collecting.read_sent_bytes(Transfer.objects.get(pk=child.pk)))


def test_a_tombstone_keeps_nothing_of_the_child_but_age_and_gender(cast):
    pupil = lost(cast.alis)
    removing.remove_pupil(pupil, "moved_abroad", cast.hana, NOW)
    gone = again(pupil)
    assert (bytes(gone.content), gone.facts, gone.case_facts, gone.leaves_on) == (b"", PupilFacts(), PupilFacts(), None)
    assert (gone.surname, gone.birth_date, gone.case_open) == ("", None, False)
    assert (gone.age, gone.gender) == (11, "F")
    assert not SearchKey.objects.exists()


@pytest.mark.parametrize("end", ["reject", "recall", "expire"])
def test_a_file_that_does_not_reach_the_school_is_back_in_the_store_and_both_authorities_know(cast, end):
    pupil = lost(cast.alis)
    child = release_file(pupil, cast.grug_primary, cast.jac, NOW)
    if end == "expire":
        # The day on which people are told, and the one after sixty school days.
        for days in (84, 92):
            keeping.keep_retention(NOW + timedelta(days=days))
    else:
        take_step(end, Transfer.objects.get(pk=child.pk), by=cast.carys if end == "reject" else cast.jac, now=LATER)
    back = again(pupil)
    assert (back.stage, back.onward, back.finder) == (State.LODGED, None, None)
    assert listed(surname="Prydderch") == [pupil]
    assert {"hana@example.org", "jac@example.org"} <= told("lost_reopened")
    assert release_file(back, cast.glan_high, cast.hana, LATER).destination == "6814990"


@pytest.mark.parametrize("number", ["6814990", "9364990", "6819999", "660LLLL"])
def test_an_authority_sends_only_to_its_own_schools(cast, number):
    with pytest.raises(NotThere):
        school_of(number, cast.jac, NOW)


def test_of_two_authorities_the_first_wins_and_the_other_is_told(cast):
    pupil = lost(cast.alis)
    theirs = again(pupil)
    release_file(pupil, cast.grug_primary, cast.jac, NOW)
    with pytest.raises(AlreadyMoved):
        release_file(theirs, cast.glan_high, cast.hana, NOW)
    with pytest.raises(AlreadyMoved):
        fetching.begin_fetching(again(pupil), cast.hana, NOW)


# Downloaded, as in the seed.


def fetched(pupil, by):
    begun = fetching.begin_fetching(pupil, by, NOW)
    fetching.take_out_of_store(begun, by, NOW)
    return begun


def test_a_downloaded_file_is_with_the_authority_until_a_school_has_it(cast):
    pupil = lost(cast.alis)
    fetching.answer_fetching(fetched(pupil, cast.jac), arrived=True, by=cast.jac, now=NOW)
    assert again(pupil).stage is State.TAKEN
    assert told("lost_collected") == {"hana@example.org", "idris@example.org"}
    with pytest.raises(AlreadyMoved):
        release_file(again(pupil), cast.glan_high, cast.hana, NOW)
    assert release_file(again(pupil), cast.grug_primary, cast.jac, NOW).stage is State.SENT


def test_no_it_did_not_arrive_puts_the_file_back(cast):
    pupil = lost(cast.alis)
    fetching.answer_fetching(fetched(pupil, cast.jac), arrived=False, by=cast.jac, now=NOW)
    assert (again(pupil).stage, again(pupil).finder) == (State.LODGED, None)
    assert told("lost_collected") == set()


def test_the_same_authority_downloads_again_and_another_cannot(cast):
    pupil = lost(cast.alis)
    begun = fetched(pupil, cast.jac)
    assert fetching.take_out_of_store(begun, cast.jac, LATER).stage is State.TAKEN
    with pytest.raises(AlreadyMoved):
        fetching.begin_fetching(again(pupil), cast.hana, NOW)


def test_two_that_began_a_download_and_the_slower_is_told(cast):
    pupil = lost(cast.alis)
    mine, theirs = fetching.begin_fetching(pupil, cast.jac, NOW), fetching.begin_fetching(again(pupil), cast.hana, NOW)
    fetching.take_out_of_store(mine, cast.jac, NOW)
    theirs.refresh_from_db()
    with pytest.raises(AlreadyMoved):
        fetching.take_out_of_store(theirs, cast.hana, NOW)
    assert again(pupil).finder == cast.ynys_grug


def test_a_file_renamed_and_sent_by_hand_is_known_again(cast):
    data = ctf("6812990", "XXXXXXX", [SIAN])
    pupil = lost(cast.alis, data=data)
    fetching.answer_fetching(fetched(pupil, cast.jac), arrived=True, by=cast.jac, now=NOW)
    outcome = send(cast.jac, "6602991", data=data)
    assert outcome.verdict in (UploadVerdict.ACCEPTED, UploadVerdict.WARNED)
    assert outcome.transfer.first_source == "6812990"
    assert (again(pupil).stage, again(pupil).onward) == (State.RELEASED, outcome.transfer)
    collect_and("confirm", outcome.transfer, cast.carys)
    assert again(pupil).stage is State.FOUND


# Taken out by hand.


def test_the_authority_responsible_removes_a_pupil_with_a_reason_and_the_bytes_are_destroyed(
    cast, django_capture_on_commit_callbacks
):
    pupil = lost(cast.alis)
    with django_capture_on_commit_callbacks(execute=True):
        removing.remove_pupil(pupil, "leaving_age", cast.hana, LATER)
    gone = again(pupil)
    assert (gone.stage, gone.left_because, gone.transfer.sealed) == (State.REMOVED, "leaving_age", None)
    assert not SealedFile.objects.exists()
    assert [entry.action for entry in Entry.objects.filter(subject=str(pupil.transfer.reference))][:2] == [
        "file.erased",
        "lost.removed",
    ]


def test_a_pupil_found_another_way_counts_as_found(cast):
    pupil = lost(cast.alis)
    removing.remove_pupil(pupil, "found", cast.hana, LATER)
    assert (again(pupil).stage, again(pupil).left_because) == (State.FOUND, "found")


def test_another_authority_cannot_remove_a_pupil(cast):
    pupil = lost(cast.alis)
    with pytest.raises(AlreadyMoved):
        removing.remove_pupil(pupil, "found", cast.jac, LATER)


def test_the_school_calls_its_file_back_and_the_index_forgets_the_child(cast):
    pupil = lost(cast.alis)
    take_step("recall", pupil.transfer, by=cast.alis, now=LATER)
    assert (again(pupil).in_store, again(pupil).surname, again(pupil).left_because) == (False, "", "recalled")
    assert listed(surname="Prydderch") == []


# A second file to a real school.


def test_a_school_that_sends_its_lost_pupil_to_a_school_is_asked_whether_that_closes_the_record(cast):
    pupil = lost(cast.alis)
    sent = send(cast.alis, "6602991", children=[TOMOS, SIAN]).transfer
    (question,) = closing.open_questions(sent)
    closing.answer_closing_question(question, yes=True, by=cast.alis, now=NOW)
    assert again(pupil).stage is State.RELEASED
    collect_and("confirm", sent, cast.carys)
    assert again(pupil).stage is State.FOUND
    assert "hana@example.org" in told("lost_found")


def test_yes_after_the_school_has_confirmed_closes_the_record_at_once(cast):
    pupil = lost(cast.alis)
    sent = send(cast.alis, "6602991").transfer
    collect_and("confirm", sent, cast.carys)
    (question,) = closing.open_questions(sent)
    closing.answer_closing_question(question, yes=True, by=cast.alis, now=LATER)
    assert again(pupil).stage is State.FOUND


def test_no_leaves_the_pupil_in_the_store_and_the_question_is_asked_once(cast):
    pupil = lost(cast.alis)
    sent = send(cast.alis, "6602991").transfer
    (question,) = closing.open_questions(sent)
    closing.answer_closing_question(question, yes=False, by=cast.alis, now=NOW)
    assert again(pupil).stage is State.LODGED
    assert not closing.open_questions(sent).exists()
    with pytest.raises(AlreadyMoved):
        closing.answer_closing_question(question, yes=True, by=cast.alis, now=NOW)


def test_nobody_is_asked_about_another_child_or_another_schools(cast):
    lost(cast.alis)
    assert not closing.open_questions(send(cast.alis, "6602991", children=[TOMOS]).transfer).exists()
    assert not closing.open_questions(send(cast.bryn, "6602991", children=[SIAN]).transfer).exists()


def test_a_file_for_an_authority_closes_nothing(cast):
    data = ctf("6812990", "XXXXXXX", [SIAN])
    pupil = lost(cast.alis, data=data)
    assert not closing.open_questions(send(cast.alis, "681LLLL").transfer).exists()
    send(cast.hana, "660LLLL", data=data)
    assert again(pupil).stage is State.LODGED


def test_a_school_is_asked_too_when_its_file_went_on_to_the_successor_of_a_closed_school(cast):
    lost(cast.alis)
    cast.glan_high.closed_on, cast.glan_high.successor = date(2026, 7, 31), cast.grug_primary
    cast.glan_high.save()
    child = successors.send_to_successor(send(cast.alis, "6814990").transfer, cast.alis, NOW)
    assert closing.open_questions(child).count() == 1


def test_a_file_that_waited_for_an_answer_is_indexed_when_it_is_lodged(cast):
    outcome = send(cast.alis, "XXXXXXX", name="6812990_CTF_XXXXXXX_1.xml")
    assert outcome.verdict is UploadVerdict.ASKED
    assert not LostPupil.objects.exists()
    answers.say_yes(outcome.transfer, cast.alis, NOW)
    assert len(listed(surname="Prydderch")) == 1


def test_no_e_mail_about_a_lost_pupil_names_the_child(cast):
    pupil = lost(cast.alis)
    child = release_file(pupil, cast.grug_primary, cast.jac, NOW)
    collect_and("confirm", child, cast.carys)
    for notice in Notice.objects.all():
        assert not any(word in notice.subject + notice.body for word in (SIAN.upn, SIAN.surname, SIAN.forename))
