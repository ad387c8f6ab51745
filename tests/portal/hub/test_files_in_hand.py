"""A file that the hub brings into a school's software asks nothing of a person, until it waits for one."""

from datetime import timedelta

import pytest
from django.urls import reverse

from handover.portal.hub.models import HubSchool, HubZone, Move, Readiness
from handover.portal.hub.moving import take_move_step
from handover.portal.notices.models import Notice
from handover.portal.reminders.weekly import digest
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.waiting import waiting_for
from tests.files import SIAN, TOMOS, send
from tests.moments import NOW
from tests.portal.hub.test_taking_up import collect, serve

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=3)


def count_waiting(person) -> tuple[int, int]:
    """Return how many files a person is asked to collect, and to confirm."""
    found = waiting_for(person, NOW)
    return found.to_collect, found.to_confirm


def go(*events: str) -> None:
    """Take the steps of every record."""
    for move in Move.objects.all():
        for event in events:
            take_move_step(event, move, now=NOW, zone_in_charge="town", due_at=NOW)


def test_file_that_the_hub_has_in_hand_is_no_task_at_any_step_until_it_has_arrived(cast, signed_in):
    serve(cast.glan_high)
    send(cast.alis, "6814990")
    assert count_waiting(cast.bryn) == (0, 0)
    go("hand_over")
    assert count_waiting(cast.bryn) == (0, 0)
    go("take_in")
    Transfer.objects.update(state="collected")
    assert count_waiting(cast.bryn) == (0, 0)
    browser = signed_in(cast.bryn)
    assert "Nothing waits for you." in browser.get(reverse("home")).content.decode()
    assert "No files wait for you." in browser.get(reverse("collect")).content.decode()


def test_schools_and_its_authoritys_weekly_reminder_leave_it_out(cast):
    serve(cast.glan_high)
    send(cast.alis, "6814990")
    authority = cast.efa.establishment
    assert digest(cast.glan_high, LATER).empty
    assert digest(authority, LATER).schools == ()
    HubZone.objects.update(on=False)
    assert len(digest(cast.glan_high, LATER).files) == 1
    assert [school for school, _count, _oldest in digest(authority, LATER).schools] == [cast.glan_high]


@pytest.mark.parametrize(
    "reason", ["next_software_away", "next_software_silent", "next_unheard", "next_zone_refuses", "next_no_record"]
)
def test_file_with_which_the_software_does_not_get_on_is_a_persons_to_collect(cast, reason):
    serve(cast.glan_high)
    send(cast.alis, "6814990", children=[SIAN, TOMOS])
    Move.objects.filter(place=1).update(reason=reason)
    assert count_waiting(cast.bryn) == (1, 0)


@pytest.mark.parametrize("stands_still", [{"on": False}, {"fault": "refused"}])
def test_files_are_a_persons_to_collect_where_the_hub_stands_still(cast, stands_still):
    serve(cast.glan_high)
    send(cast.alis, "6814990")
    HubZone.objects.update(**stands_still)
    assert count_waiting(cast.bryn) == (1, 0)


def test_school_without_the_hub_or_with_arriving_off_collects_as_ever(cast):
    serve(cast.glan_high, arriving=Readiness.OFF)
    send(cast.alis, "6814990")
    send(cast.alis, "6602991", number=2)
    assert count_waiting(cast.bryn) == (1, 0)
    assert count_waiting(cast.carys) == (1, 0)


def test_school_that_lost_the_hub_meanwhile_confirms_what_its_software_had_taken(cast):
    serve(cast.glan_high)
    send(cast.alis, "6814990")
    go("hand_over", "take_in")
    Transfer.objects.update(state="collected")
    HubSchool.objects.all().delete()
    assert count_waiting(cast.bryn) == (0, 1)


def test_whoever_collected_the_file_by_hand_is_asked_whether_it_arrived(cast):
    serve(cast.glan_high, arriving=Readiness.AFTER_YES)
    transfer = send(cast.alis, "6814990").transfer
    take_move_step("offer", Move.objects.get(), now=NOW)
    assert count_waiting(cast.bryn) == (0, 0)
    collect(cast.bryn, transfer)
    assert count_waiting(cast.bryn) == (0, 1)


def test_child_who_is_not_put_on_the_roll_is_a_task_of_its_own(cast, signed_in):
    serve(cast.glan_high)
    send(cast.alis, "6814990")
    go("hand_over", "take_in")
    browser = signed_in(cast.bryn)
    assert "not on the roll" not in browser.get(reverse("home")).content.decode()
    Move.objects.update(reason="next_not_on_roll")
    page = browser.get(reverse("home")).content.decode()
    assert "1 pupil whose record came is not on the roll" in page
    assert reverse("records-on-roll") in page


def test_page_of_the_file_says_to_the_receiver_that_the_software_takes_it(cast, signed_in):
    serve(cast.glan_high)
    transfer = send(cast.alis, "6814990").transfer
    address, words = reverse("file", args=[transfer.reference]), "You do not have to collect or confirm it."
    assert words in signed_in(cast.bryn).get(address).content.decode()
    assert words not in signed_in(cast.alis).get(address).content.decode()
    Move.objects.update(zone_in_charge="", due_at=None)
    assert words not in signed_in(cast.bryn).get(address).content.decode()


def emails() -> list[str]:
    return list(Notice.objects.exclude(kind="uploaded").order_by("pk").values_list("kind", flat=True))


def test_nobody_is_asked_by_email_to_collect_what_the_software_takes(cast):
    serve(cast.glan_high)
    send(cast.alis, "6814990")
    assert emails() == []


def test_school_whose_software_takes_nothing_is_written_to_as_ever(cast):
    serve(cast.glan_high, arriving=Readiness.OFF)
    send(cast.alis, "6814990")
    assert emails() == ["arrived"]
