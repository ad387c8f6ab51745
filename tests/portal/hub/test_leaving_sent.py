"""A pupil leaves in the school's software, and the record goes to the next school as a file sent by hand would."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from handover.portal.audit.models import Entry
from handover.portal.hub.life import MoveState
from handover.portal.hub.losses import read_losses
from handover.portal.hub.models import Move
from handover.portal.hub.moving import begin_move, take_move_step
from handover.portal.notices.models import Notice
from handover.portal.transfers import answers, clock, collecting
from handover.portal.transfers.flow import State
from handover.portal.transfers.history import history
from handover.portal.transfers.intake import questions
from handover.portal.transfers.models import SealedFile, Transfer
from handover.portal.transfers.moving import AlreadyMoved, take_step
from handover.sif.objects import LearnerPersonal
from tests.clamd_server import clamd, scanned_site
from tests.files import send
from tests.leavers import (
    TODAY,
    OldSchool,
    bind_school,
    contact,
    enrolment,
    learner,
    leaves_for,
    mother,
    only_move,
    open_old_school,
    record,
    school_info,
)
from tests.moments import NOW

__all__ = ["clamd", "scanned_site"]
pytestmark = pytest.mark.django_db
S = MoveState


@pytest.fixture
def nant(cast) -> Iterator[OldSchool]:
    school = open_old_school(cast.nant_primary)
    yield school.start()
    school.close()
    school.county.close()


def content(transfer: Transfer) -> str:
    return b"".join(collecting.read_sent_bytes(transfer)).decode()


def collect(transfer: Transfer, person) -> None:
    begun = collecting.start_collection([transfer.reference], person, NOW)
    collecting.take_out_collection(begun, person, NOW)


def states() -> list[tuple[str, str, str]]:
    return list(Move.objects.order_by("pk").values_list("state", "reason", "destination"))


def test_the_record_of_a_leaver_is_sent_by_itself(nant):
    move = nant.leaves()
    assert (move.stage, move.reason, move.by_hand) == (S.ON_ITS_WAY, "", False)
    transfer = move.transfer
    assert (transfer.stage, transfer.file_name) == (State.SENT, "6812990_CTF_6814990_001.xml")
    assert (transfer.sent_by, transfer.source, transfer.destination) == (None, "6812990", "6814990")
    assert "<Surname>Prydderch</Surname>" in content(transfer)
    assert "<CTFversion>26.0</CTFversion>" in content(transfer)
    assert (move.child.full_name, move.child.upn) == ("Siân Prydderch", "B681299003017")


def test_it_has_the_audit_the_history_and_the_emails_of_a_file_sent_by_hand(nant, cast):
    transfer = nant.leaves().transfer
    assert Entry.objects.get(action="file.sent").role == "software"
    assert [line.person for line in history(transfer, cast.alis)] == ["the school's software"]
    assert [line.person for line in history(transfer, cast.bryn)] == [""]
    told = set(Notice.objects.values_list("kind", "recipient"))
    assert told == {("arrived", "glan-high@example.org"), ("uploaded", "nant-primary@example.org")}
    said = " ".join(f"{notice.subject} {notice.body}" for notice in Notice.objects.all())
    logged = " ".join(entry.details for entry in Entry.objects.all())
    for secret in ("Prydderch", "Siân", "B681299003017", "A" * 32):
        assert secret not in said + logged


def test_told_and_worked_again_it_is_sent_once(nant):
    nant.leaves()
    nant.says(enrolment())
    assert nant.work() == 0
    Move.objects.update(zone_in_charge="county", due_at=NOW)
    nant.says(enrolment(), action="Add")
    assert (Transfer.objects.count(), Move.objects.count()) == (1, 1)


def test_the_number_after_a_file_sent_by_hand_is_taken(nant, cast):
    send(cast.alis, "6814990")
    assert nant.leaves().transfer.file_name == "6812990_CTF_6814990_002.xml"


def test_the_school_is_asked_before_its_record_goes(nant, cast, signed_in):
    nant.choose(leaving="after_yes")
    move = nant.leaves()
    cast.alis.language = "en"
    cast.alis.save()
    page = signed_in(cast.alis).get("/send/questions/").content.decode().replace("&#39;", "'")
    assert "Your school's software said that the pupil is leaving, and this file was made from what it holds." in page
    assert "Yes, send it" in page
    assert (move.stage, move.reason, move.transfer.stage) == (S.QUESTION, "looked_at_first", State.ASKING)
    assert not Notice.objects.filter(kind="arrived").exists()
    asked = questions(move.transfer, cast.alis, TODAY)
    assert [problem.code for problem in asked] == ["transfer.prepared_by_software"]
    answers.say_yes(move.transfer, cast.alis, NOW)
    move = only_move()
    assert (move.stage, move.by_hand, move.transfer.stage) == (S.ON_ITS_WAY, True, State.SENT)
    assert move.steps.last().by == "alis"


def test_a_no_keeps_the_record_at_home(nant, cast):
    nant.choose(leaving="after_yes")
    answers.say_no(nant.leaves().transfer, cast.alis, NOW)
    assert states() == [("cancelled", "said_no", "6814990")]
    assert not SealedFile.objects.exists()


def test_no_answer_keeps_the_record_at_home(nant):
    nant.choose(leaving="after_yes")
    clock.lapse(nant.leaves().transfer, NOW + timedelta(days=30))
    assert states() == [("cancelled", "no_answer", "6814990")]


def test_a_record_that_nobody_collects_in_time_is_counted_as_never_taken(nant):
    clock.expire_transfer(nant.leaves().transfer, NOW + timedelta(days=60))
    assert states() == [("expired", "never_collected", "6814990")]


@pytest.mark.parametrize(
    "held",
    [
        [school_info(), learner(), enrolment(), contact(address_disclosure="No"), mother()],
        [
            school_info(),
            learner(alert_msg_list=(LearnerPersonal.AlertMsg(type="Legal", value="A court order"),)),
            enrolment(),
        ],
        [
            school_info(),
            learner(child_protection_register=LearnerPersonal.ChildProtectionRegister(is_registered="Yes")),
            enrolment(),
        ],
    ],
)
def test_a_flagged_child_is_always_looked_at_first(nant, cast, held):
    nant.holds = held
    move = nant.leaves()
    assert (move.stage, move.reason) == (S.QUESTION, "flagged")
    asked = questions(move.transfer, cast.alis, TODAY)
    assert [problem.code for problem in asked] == ["transfer.prepared_with_care"]
    assert "court" not in content(move.transfer).casefold()


def test_a_school_may_turn_the_hold_off(nant):
    nant.choose(hold_flagged=False)
    nant.holds = [school_info(), learner(), enrolment(), contact(address_disclosure="No"), mother()]
    assert nant.leaves().stage is S.ON_ITS_WAY


def test_a_leaver_with_no_next_school_is_a_task_for_the_school(nant):
    nant.holds = record("")
    move = nant.leaves()
    assert (move.stage, move.reason, move.child.full_name) == (
        S.NO_DESTINATION,
        "no_destination_said",
        "Siân Prydderch",
    )
    assert not Transfer.objects.exists()


@pytest.mark.parametrize(
    ("why", "where", "marker"),
    [("ST", "NK", "XXXXXXX"), ("EM", "NK", "MMMMMMM"), ("ST", "IS", "MMMMMMM"), ("FE", "FE", "MMMMMMM")],
)
def test_a_school_may_have_such_records_put_into_the_lost_pupil_store(nant, why, where, marker):
    nant.choose(unplaced="store")
    nant.holds = [school_info(), learner(), enrolment(exit_type=leaves_for("", why, where))]
    move = nant.leaves()
    assert (move.stage, move.destination, move.transfer.stage) == (S.STORED, marker, State.LODGED)
    assert move.transfer.file_name == f"6812990_CTF_{marker}_001.xml"


def test_of_a_child_who_died_nobody_is_asked_anything(nant):
    nant.choose(unplaced="store")
    nant.holds = [school_info(), learner(), enrolment(exit_type=leaves_for("", "DD", "NK"))]
    nant.leaves()
    assert states() == [("cancelled", "no_next_school", "")]


@pytest.mark.parametrize(
    ("destination", "reason"),
    [
        ("6819999", "unknown_school"),
        ("6812990", "own_school"),
        ("6602991", "closed_school"),
        ("9364990", "inactive_school"),
    ],
)
def test_a_destination_to_which_nothing_can_go_is_a_task_for_the_school(nant, cast, destination, reason):
    nant.choose(unplaced="store")
    cast.grug_primary.closed_on = TODAY
    cast.grug_primary.save()
    cast.fern_academy.active = False
    cast.fern_academy.save()
    nant.holds = record(destination)
    nant.leaves()
    assert states() == [("no_destination", reason, destination)]
    nant.says(enrolment(destination))
    assert states() == [("no_destination", reason, destination)]
    nant.holds = record("6814990")
    nant.says(enrolment("6814990"))
    nant.work()
    assert (only_move().stage, only_move().by_hand) == (S.ON_ITS_WAY, True)


def test_for_a_closed_school_with_a_successor_the_file_is_held_as_any(nant, cast):
    cast.glan_high.closed_on, cast.glan_high.successor = TODAY, cast.grug_primary
    cast.glan_high.save()
    move = nant.leaves()
    assert (move.stage, move.reason, move.transfer.stage) == (S.ON_ITS_WAY, "held_for_successor", State.HELD)


def test_a_destination_that_closes_before_the_yes_keeps_the_question_open(nant, cast):
    nant.choose(leaving="after_yes")
    transfer = nant.leaves().transfer
    cast.glan_high.closed_on = TODAY
    cast.glan_high.save()
    with pytest.raises(AlreadyMoved):
        answers.say_yes(transfer, cast.alis, NOW)
    assert only_move().stage is S.QUESTION


def test_a_corrected_destination_calls_back_what_nobody_has_collected(nant):
    first = nant.leaves().transfer
    nant.holds = record("6602991")
    nant.says(enrolment("6602991"))
    nant.work()
    assert states() == [("cancelled", "corrected", "6814990"), ("on_its_way", "", "6602991")]
    first.refresh_from_db()
    assert first.stage is State.RECALLED
    nant.says(enrolment("6602991"))
    assert Move.objects.count() == 2


def test_a_corrected_destination_of_a_prepared_record_prepares_another(nant):
    nant.choose(leaving="after_yes")
    first = nant.leaves().transfer
    nant.holds = record("6602991")
    nant.says(enrolment("6602991"))
    nant.work()
    assert states() == [("cancelled", "corrected", "6814990"), ("question", "looked_at_first", "6602991")]
    first.refresh_from_db()
    assert (first.stage, first.sealed) == (State.WITHDRAWN, None)


def test_a_corrected_destination_of_a_collected_record_is_a_task_and_stays_one(nant, cast):
    move = nant.leaves()
    collect(move.transfer, cast.bryn)
    nant.says(enrolment("6602991"))
    nant.says(enrolment("6602991"))
    assert states() == [("on_its_way", "two_destinations", "6814990")]
    assert only_move().words == "6602991"
    assert Entry.objects.filter(action="move.noted").count() == 1
    take_move_step("arrive", only_move(), now=NOW)
    assert states() == [("arrived", "two_destinations", "6814990")]


def test_a_refused_record_goes_anew_to_the_school_named_then(nant, cast):
    move = nant.leaves()
    take_step("reject", move.transfer, by=cast.bryn, now=NOW, reason="Not ours")
    nant.says(enrolment("6814990"))
    assert Move.objects.count() == 1
    nant.holds = record("6602991")
    nant.says(enrolment("6602991"))
    nant.work()
    assert states() == [("refused", "rejected", "6814990"), ("on_its_way", "", "6602991")]


def test_a_leaving_taken_back_before_anybody_collected_calls_the_file_back(nant):
    transfer = nant.leaves().transfer
    nant.says(enrolment(), action="Delete")
    transfer.refresh_from_db()
    assert (states(), transfer.stage) == ([("cancelled", "taken_back", "6814990")], State.RECALLED)


def test_a_leaving_taken_back_takes_the_record_out_of_the_lost_pupil_store(nant):
    nant.choose(unplaced="store")
    nant.holds = record("")
    transfer = nant.leaves().transfer
    nant.says(enrolment(""), action="Delete")
    transfer.refresh_from_db()
    assert (states(), transfer.stage) == ([("cancelled", "taken_back", "XXXXXXX")], State.RECALLED)


def test_a_leaving_taken_back_after_collection_is_told_to_the_next_school_and_deletes_nothing(nant, cast):
    transfer = nant.leaves().transfer
    collect(transfer, cast.bryn)
    nant.says(enrolment(), action="Delete")
    nant.says(enrolment(), action="Delete")
    assert states() == [("on_its_way", "taken_back_late", "6814990")]
    notice = Notice.objects.get(kind="leaving_taken_back")
    assert notice.recipient == "glan-high@example.org"
    assert "Prydderch" not in notice.subject + notice.body
    transfer.refresh_from_db()
    assert transfer.stage is State.COLLECTED
    nant.says(enrolment())
    assert [state for state, _, _ in states()] == ["on_its_way", "noticed"]


def test_what_the_software_holds_now_counts_and_not_what_it_said(nant):
    nant.says(enrolment())
    nant.holds = record("6814990", None)
    nant.work()
    assert states() == [("cancelled", "taken_back", "6814990")]


def test_a_later_last_day_that_only_the_software_holds_is_waited_for(nant):
    nant.says(enrolment())
    nant.holds = record("6814990", TODAY + timedelta(days=7))
    nant.work()
    assert (states(), Transfer.objects.count()) == ([("noticed", "waits_for_last_day", "6814990")], 0)
    nant.work(NOW + timedelta(days=8))
    assert only_move().stage is S.ON_ITS_WAY


@pytest.mark.parametrize(
    ("held", "reason"),
    [
        ([school_info(), learner(), enrolment(membership_type="G")], "guest"),
        ([school_info("6602991"), learner(), enrolment()], "other_enrolment"),
    ],
)
def test_the_end_of_an_enrolment_that_was_no_leaving_sends_nothing(nant, held, reason):
    nant.holds = held
    nant.leaves()
    assert states() == [("cancelled", reason, "6814990")]


def test_a_child_of_two_schools_is_sent_once_to_the_same_school(nant, cast):
    nant.leaves()
    nant.school = bind_school(cast.grug_primary, agent="GRUG")
    nant.school.agent = "NANT"  # the software of both, for this test
    nant.school.zone.schools.filter(agent="NANT").update(agent="NANT-BEFORE")
    nant.school.save()
    nant.holds = [school_info("6602991"), learner(), enrolment(ref_id="F" * 32, membership_type="S")]
    nant.says(enrolment(ref_id="F" * 32, membership_type="S"))
    nant.work()
    assert states() == [("on_its_way", "", "6814990"), ("cancelled", "sent_by_other_school", "6814990")]
    assert (Transfer.objects.count(), SealedFile.objects.count()) == (1, 1)


def join_as_second_school(nant, place) -> None:
    """Let the software be that of another school from now on, which the child leaves too."""
    nant.school = bind_school(place, agent="GRUG")
    nant.school.agent = "NANT"
    nant.school.zone.schools.filter(agent="NANT").update(agent="NANT-BEFORE")
    nant.school.save()
    nant.holds = [school_info(place.number), learner(), enrolment(ref_id="F" * 32)]


def test_a_school_that_only_asks_its_people_keeps_no_other_from_sending(nant, cast):
    nant.choose(leaving="after_yes")
    first = nant.leaves()
    join_as_second_school(nant, cast.grug_primary)
    nant.says(enrolment(ref_id="F" * 32))
    nant.work()
    answers.say_no(first.transfer, cast.alis, NOW)
    assert [state for state, _, _ in states()] == ["cancelled", "on_its_way"]


def test_a_child_who_comes_to_a_school_for_the_second_time_has_the_newer_record_sent_there(nant, cast):
    """From Nant to Glan, from Glan to Grug, and back to Glan within two months."""
    first = nant.leaves()
    glan = Move(source="6814990", destination="6602991", child_key=first.child_key, trigger="file")
    begin_move("receive", glan, now=NOW + timedelta(days=1))
    join_as_second_school(nant, cast.grug_primary)
    later = NOW + timedelta(days=2)
    nant.says(enrolment(ref_id="F" * 32), now=later)
    nant.work(later)
    assert [state for state, _, _ in states()] == ["on_its_way"] * 3


def test_a_person_may_call_the_record_back(nant, cast):
    take_step("recall", nant.leaves().transfer, by=cast.alis, now=NOW)
    assert states() == [("cancelled", "called_back", "6814990")]


def test_what_did_not_come_over_is_kept_for_both_schools(nant):
    nant.holds = [*record(), learner(ref_id="B" * 32, upn="X")]
    move = nant.leaves()
    assert all(each.words.en and each.words.cy for each in read_losses(move))


def test_a_hub_turned_off_in_the_middle_sends_nothing_and_loses_nothing(nant):
    nant.says(enrolment())
    nant.choose(leaving="off")
    nant.work()
    assert (states(), Transfer.objects.count()) == ([("noticed", "hub_off", "6814990")], 0)
    nant.choose(leaving="by_itself")
    nant.work(NOW + timedelta(hours=2))
    assert only_move().stage is S.ON_ITS_WAY


def test_software_that_is_not_bound_any_more_ends_in_words(nant):
    nant.says(enrolment())
    nant.school.delete()
    nant.school.zone.refresh_from_db()
    nant.work()
    assert states() == [("failed", "school_gone", "6814990")]


def test_a_record_in_which_the_scanner_finds_something_ends_with_a_reason_and_is_not_tried_again(nant, scanned_site):
    scanned_site.says = b"stream: Test.Signature FOUND\0"
    move = nant.leaves()
    assert (move.stage, move.reason, move.due_at) == (S.FAILED, "infected", None)
    assert (Transfer.objects.count(), SealedFile.objects.count()) == (0, 0)
    assert Entry.objects.filter(action="move.failed", subject=str(move.reference)).exists()


def test_a_record_waits_for_a_scanner_that_does_not_answer(nant, scanned_site):
    scanned_site.says = b""
    move = nant.leaves()
    assert (move.stage, move.reason, move.due_at is None) == (S.NOTICED, "scan_awaited", False)
