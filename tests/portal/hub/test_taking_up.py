"""A file is sent to a school whose software is in a zone of the hub: each pupil in it is a record on its way there."""

from datetime import timedelta

import pytest

from handover.portal import transaction
from handover.portal.hub.arriving.taking_over import list_offered
from handover.portal.hub.arriving.taking_up import take_up_file, take_up_waiting_files
from handover.portal.hub.life import MoveState
from handover.portal.hub.models import HubSchool, HubZone, Move, Readiness
from handover.portal.hub.moving import begin_move, make_child_key, take_move_step
from handover.portal.hub.zones.setting_up import remove_school
from handover.portal.lostpupils.releasing import release_file
from handover.portal.transfers import collecting
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import take_step
from tests.files import SIAN, TOMOS, send
from tests.lost import lost_pupil
from tests.moments import NOW

pytestmark = pytest.mark.django_db


def serve(
    school, *, arriving: Readiness = Readiness.BY_ITSELF, zone: str = "town", agent: str = "GlanMIS"
) -> HubSchool:
    """Say that a school's software is an agent of a zone of the hub."""
    made = {"agent": "Handover", "made_at": NOW, "address": "/zone/town/key"}
    hub, _ = HubZone.objects.get_or_create(zone=zone, defaults=made)
    return HubSchool.objects.create(
        zone=hub, establishment=school, agent=agent, product="Cofrestr", arriving=arriving, added_at=NOW
    )


def test_every_pupil_of_the_file_is_on_the_way_and_the_zone_is_to_see_to_it_now(cast):
    serve(cast.glan_high)
    transfer = send(cast.alis, "6814990", children=[SIAN, TOMOS]).transfer
    first, second = Move.objects.filter(transfer=transfer).order_by("place")
    assert (first.full_name, second.full_name) == ("Siân Prydderch", "Tomos Prydderch")
    assert {each.stage for each in (first, second)} == {MoveState.ON_ITS_WAY}
    assert (first.source, first.destination, first.destination_product) == ("6812990", "6814990", "Cofrestr")
    assert (first.zone_in_charge, first.due_at, first.trigger) == ("town", NOW, "file")
    assert first.child_key == make_child_key("B681299003017")


def test_nothing_is_on_the_way_where_no_hub_is_or_it_is_no_school(cast):
    serve(cast.glan_high)
    send(cast.alis, "6602991")
    send(cast.alis, "681LLLL", number=2)
    send(cast.alis, "XXXXXXX", number=3)
    assert not Move.objects.exists()


def test_school_that_wants_no_records_by_itself_has_them_counted_and_left_to_a_person(cast):
    serve(cast.glan_high, arriving=Readiness.OFF)
    send(cast.alis, "6814990")
    (move,) = Move.objects.all()
    assert (move.stage, move.zone_in_charge, move.due_at) == (MoveState.ON_ITS_WAY, "", None)


def test_record_that_the_leaving_side_sends_is_one_way_and_not_two(cast):
    school = serve(cast.glan_high)
    move = begin_move("notice", Move(trigger="leaving", source="6812990", leaving_key="of Siân"), now=NOW)
    with transaction.atomic():
        transfer = send(cast.alis, "6814990").transfer
        take_move_step("send", move, now=NOW, transfer=transfer, place=0, destination="6814990")
    (move,) = Move.objects.all()
    assert (move.trigger, move.destination_school, move.zone_in_charge, move.due_at) == ("leaving", school, "town", NOW)


def test_lost_pupils_file_goes_on_its_way_when_it_is_released_to_a_school(cast):
    serve(cast.glan_high)
    send(cast.carys, "XXXXXXX")
    child = release_file(lost_pupil("Siân"), cast.glan_high, cast.hana, NOW)
    (move,) = Move.objects.all()
    assert (move.transfer, move.source, move.destination) == (child, "681LLLL", "6814990")


def test_files_that_wait_are_taken_up_when_the_school_gets_the_hub(cast):
    send(cast.alis, "6814990")
    collected = send(cast.alis, "6814990", children=[TOMOS], number=2).transfer
    collect(cast.bryn, collected)
    assert take_up_waiting_files(serve(cast.glan_high), NOW) == 1
    assert [move.full_name for move in Move.objects.all()] == ["Siân Prydderch"]
    take_up_file(Transfer.objects.get(file_name__contains="_001"), NOW)
    assert Move.objects.count() == 1


def collect(person, transfer):
    collection = collecting.start_collection([transfer.reference], person, NOW)
    collecting.take_out_collection(collection, person, NOW)
    return collection


def test_person_who_collects_the_file_has_it_and_the_hub_does_not_put_it_in_as_well(cast):
    serve(cast.glan_high)
    transfer = send(cast.alis, "6814990").transfer
    collection = collect(cast.bryn, transfer)
    move = Move.objects.get()
    assert (move.stage, move.zone_in_charge, move.due_at) == (MoveState.ON_ITS_WAY, "", None)
    collecting.answer_collection(collection, arrived=False, by=cast.bryn, now=NOW)
    move.refresh_from_db()
    assert (move.zone_in_charge, move.due_at) == ("town", NOW)


def test_record_that_a_person_sent_or_collected_did_not_go_by_itself(cast):
    """The outcome's own words: somebody took at least one step, sent or collected a file, or agreed."""
    serve(cast.glan_high)
    send(cast.alis, "6814990", number=1)
    assert Move.objects.get().by_hand is True
    move = begin_move("notice", Move(trigger="leaving", source="6812990"), now=NOW)
    with transaction.atomic():
        transfer = send(cast.alis, "6814990", number=2, children=[TOMOS]).transfer
        take_move_step("send", move, now=NOW, transfer=transfer, place=0, destination="6814990")
    move.refresh_from_db()
    assert (move.transfer, move.by_hand) == (transfer, False)
    collect(cast.bryn, transfer)
    move.refresh_from_db()
    assert move.by_hand is True


def test_person_who_confirms_by_hand_ends_the_way_and_it_counts_as_by_hand(cast):
    serve(cast.glan_high)
    collection = collect(cast.bryn, send(cast.alis, "6814990").transfer)
    collecting.answer_collection(collection, arrived=True, by=cast.bryn, now=NOW + timedelta(minutes=1))
    move = Move.objects.get()
    assert (move.stage, move.outcome.key) == (MoveState.ARRIVED, "arrived_after_yes")
    assert move.steps.last().by == "bryn"


def test_person_who_rejects_the_file_refuses_its_records_with_the_words_that_the_sender_reads(cast):
    serve(cast.glan_high)
    transfer = send(cast.alis, "6814990").transfer
    take_step("reject", transfer, by=cast.bryn, now=NOW, reason="Not ours.")
    move = Move.objects.get()
    assert (move.stage, move.reason, move.words) == (MoveState.REFUSED, "rejected", "Not ours.")


def test_records_on_their_way_to_a_school_that_is_taken_out_of_the_hub_are_left_to_its_people(cast, signed_in):
    school = serve(cast.glan_high, arriving=Readiness.AFTER_YES)
    send(cast.alis, "6814990", children=[SIAN, TOMOS])
    offered, handed = Move.objects.order_by("place")
    take_move_step("offer", offered, now=NOW)
    take_move_step("hand_over", handed, now=NOW, zone_in_charge="town", due_at=NOW, handed=["LearnerPersonal"])
    remove_school(cast.gwilym.actor, school, NOW)
    assert set(Move.objects.values_list("state", "reason", "zone_in_charge", "due_at")) == {
        ("on_its_way", "next_not_connected", "", None)
    }
    assert not list_offered(cast.bryn).exists()
    again = serve(cast.glan_high, zone="city")
    take_up_waiting_files(again, NOW)
    assert set(Move.objects.values_list("zone_in_charge", "destination_school")) == {("city", again.pk)}


def test_record_that_was_taken_in_is_looked_for_in_the_roll_when_the_school_is_connected_again(cast):
    school = serve(cast.glan_high)
    send(cast.alis, "6814990", children=[SIAN])
    move = take_move_step("hand_over", Move.objects.get(), now=NOW)
    take_move_step("take_in", move, now=NOW, zone_in_charge="town", due_at=NOW)
    remove_school(cast.gwilym.actor, school, NOW)
    again = serve(cast.glan_high, zone="city")
    take_up_waiting_files(again, NOW)
    move.refresh_from_db()
    assert (move.stage, move.zone_in_charge, move.due_at) == (MoveState.TAKEN_IN, "city", NOW)
