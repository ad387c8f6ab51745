"""The next school looks at a record beside what its software holds, and says yes for one or for three hundred, or no."""

import html
from datetime import timedelta

import pytest
from django.urls import reverse

from handover.portal.hub.life import MoveState
from handover.portal.hub.models import Move, Readiness
from handover.portal.hub.moving import take_move_step
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import Transfer
from tests.files import SIAN, TOMOS, Child, ctf, send
from tests.moments import NOW
from tests.portal.hub.test_taking_up import serve

pytestmark = pytest.mark.django_db

HELD = ctf(
    "6812990", "6814990", [Child(forename="Sian", more="<BasicDetails><MiddleNames>Haf</MiddleNames></BasicDetails>")]
)


def offer(cast, children=(SIAN,), *, reason: str = "", held: bytes = b"", number: int = 1) -> list[Move]:
    """Send a file to Glan Wennol, and ask the school about each of its records as the hub does."""
    transfer = send(cast.alis, "6814990", children=children, number=number).transfer
    moves = list(Move.objects.filter(transfer=transfer).order_by("place"))
    return [take_move_step("offer", move, now=NOW, reason=reason, held=held.decode()) for move in moves]


@pytest.fixture
def school(cast):
    return serve(cast.glan_high, arriving=Readiness.AFTER_YES)


def test_school_sees_whose_records_wait_and_from_where(cast, school, signed_in):
    offer(cast, [SIAN, TOMOS])
    page = signed_in(cast.bryn).get(reverse("records-to-take")).content.decode()
    assert "Siân Prydderch" in page
    assert "Tomos Prydderch" in page
    assert "Nant y Wennol Primary School" in page


def test_other_school_sees_nothing_of_them(cast, school, signed_in):
    (move,) = offer(cast)
    for other in (cast.dev, cast.alis):
        browser = signed_in(other)
        assert "Prydderch," not in browser.get(reverse("records-to-take")).content.decode()
        assert browser.get(reverse("record-to-take", args=[move.reference])).status_code == 404
        assert browser.post(reverse("record-to-take", args=[move.reference])).status_code == 404
        assert browser.post(reverse("record-refuse", args=[move.reference]), {"reason": "no"}).status_code == 404
        browser.post(reverse("records-to-take"), {"record": str(move.reference)})
    move.refresh_from_db()
    assert move.stage is MoveState.OFFERED


def test_record_stands_beside_what_the_software_holds(cast, school, signed_in):
    (move,) = offer(cast, held=HELD)
    page = signed_in(cast.bryn).get(reverse("record-to-take", args=[move.reference])).content.decode()
    changed = page.split("Not the same in both")[2].split("</table>")[0]
    assert "Sian" in changed
    assert "Siân" in changed
    assert "Haf" in page.split("Only in your software", 1)[1]


def test_pupil_whom_the_software_does_not_know_is_said_to_be_new(cast, school, signed_in):
    (move,) = offer(cast)
    page = signed_in(cast.bryn).get(reverse("record-to-take", args=[move.reference])).content.decode()
    assert "a new one is added" in page


def test_why_a_person_is_asked_stands_with_what_to_do(cast, school, signed_in):
    (move,) = offer(cast, reason="next_upn_twice", held=HELD)
    page = signed_in(cast.bryn).get(reverse("record-to-take", args=[move.reference])).content.decode()
    assert "The next school&#39;s software has two pupils with this UPN." in page
    assert "Put that right in the software first" in page


def test_one_yes_sends_the_record_on_and_counts_as_a_persons(cast, school, signed_in):
    (move,) = offer(cast, held=HELD)
    answer = signed_in(cast.bryn).post(reverse("record-to-take", args=[move.reference]))
    assert answer.status_code == 302
    move.refresh_from_db()
    assert (move.stage, move.zone_in_charge, move.by_hand, move.held) == (MoveState.ON_ITS_WAY, "town", True, "")
    assert move.due_at is not None


def test_sixty_are_taken_over_with_one_button(cast, school, signed_in):
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    children = [Child("", f"Pugh{letters[i // 26]}{letters[i % 26]}", "Ann") for i in range(60)]
    offer(cast, children)
    browser = signed_in(cast.bryn)
    assert "Tick all of the list: 60" in browser.get(reverse("records-to-take")).content.decode()
    browser.post(reverse("records-to-take"), {"every": "yes"})
    assert Move.objects.filter(state=MoveState.ON_ITS_WAY.value, zone_in_charge="town").count() == 60


def test_nothing_ticked_is_said(cast, school, signed_in):
    offer(cast)
    answer = signed_in(cast.bryn).post(reverse("records-to-take"))
    assert answer.status_code == 422
    assert "Tick the records that you want to take over." in answer.content.decode()


def test_two_who_say_yes_at_once_are_one_yes(cast, school, signed_in):
    (move,) = offer(cast)
    browser = signed_in(cast.bryn)
    browser.post(reverse("records-to-take"), {"record": str(move.reference)})
    browser.post(reverse("record-to-take", args=[move.reference]))
    assert list(move.steps.values_list("event", flat=True)) == ["receive", "offer", "accept"]


def test_refusal_of_the_only_pupil_rejects_the_file_in_the_schools_words(cast, school, signed_in):
    (move,) = offer(cast)
    signed_in(cast.bryn).post(reverse("record-refuse", args=[move.reference]), {"reason": "Not coming to us."})
    move.refresh_from_db()
    assert (move.stage, move.words) == (MoveState.REFUSED, "Not coming to us.")
    transfer = Transfer.objects.get()
    assert (transfer.stage, transfer.reason, transfer.moved_by) == (State.REJECTED, "Not coming to us.", "bryn")


def test_refusal_of_one_of_two_holds_up_no_other_and_leaves_the_file(cast, school, signed_in):
    first, second = offer(cast, [SIAN, TOMOS])
    signed_in(cast.bryn).post(reverse("record-refuse", args=[first.reference]), {"reason": "Not coming to us."})
    assert Transfer.objects.get().stage is State.SENT
    second.refresh_from_db()
    assert second.stage is MoveState.OFFERED


def test_refusal_needs_a_reason(cast, school, signed_in):
    (move,) = offer(cast)
    answer = signed_in(cast.bryn).post(reverse("record-refuse", args=[move.reference]), {"reason": " "})
    assert answer.status_code == 422
    move.refresh_from_db()
    assert move.stage is MoveState.OFFERED


def test_person_says_that_the_child_is_on_the_roll_where_the_software_does_not(cast, school, signed_in):
    (move,) = offer(cast)
    for event in ("accept", "hand_over", "take_in"):
        take_move_step(event, move, now=NOW + timedelta(minutes=1))
    browser = signed_in(cast.bryn)
    assert "Taken over, and not yet on the roll: 1" in browser.get(reverse("records-to-take")).content.decode()
    assert "Siân Prydderch" in browser.get(reverse("records-on-roll")).content.decode()
    browser.post(reverse("records-on-roll"), {"record": str(move.reference)})
    move.refresh_from_db()
    assert move.stage is MoveState.ARRIVED
    assert Transfer.objects.get().stage is State.CONFIRMED


def test_sixty_who_are_on_the_roll_are_said_at_once_and_the_page_asks_no_more_for_them(
    cast, school, signed_in, django_assert_max_num_queries
):
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    offer(cast, [Child("", f"Pugh{letters[i // 26]}{letters[i % 26]}", "Ann") for i in range(60)])
    Move.objects.update(state=MoveState.TAKEN_IN.value)
    browser = signed_in(cast.bryn)
    with django_assert_max_num_queries(25):
        page = browser.get(reverse("records-on-roll") + "?tick=all").content.decode()
    assert page.count('name="record"') == 50
    assert "Tick all of the list: 60" in page
    browser.post(reverse("records-on-roll"), {"every": "yes"})
    assert not Move.objects.exclude(state=MoveState.ARRIVED.value).exists()


def test_page_of_a_record_that_the_software_took_leads_to_where_a_person_says_that_the_child_has_come(
    cast, school, signed_in
):
    (move,) = offer(cast)
    Move.objects.update(state=MoveState.TAKEN_IN.value)
    assert (
        reverse("records-on-roll") in signed_in(cast.bryn).get(reverse("move", args=[move.reference])).content.decode()
    )
    assert (
        reverse("records-on-roll")
        not in signed_in(cast.alis).get(reverse("move", args=[move.reference])).content.decode()
    )


def test_both_schools_read_on_the_files_page_that_one_of_its_pupils_was_refused_and_why(cast, school, signed_in):
    first, _second = offer(cast, [SIAN, TOMOS])
    signed_in(cast.bryn).post(reverse("record-refuse", args=[first.reference]), {"reason": "Not coming to us."})
    address = reverse("file", args=[Transfer.objects.get().reference])
    for person, said in (
        (cast.alis, "Gwrthodwyd cofnod 1 disgybl yn y ffeil hon:"),
        (cast.bryn, "The record of 1 pupil of this file was refused:"),
    ):
        page = signed_in(person).get(address).content.decode()
        assert said in page
        assert "Siân Prydderch</a>: Not coming to us." in page
        assert "Tomos Prydderch</a>:" not in page
    assert "Cywirwch hynny, ac anfonwch y cofnod eto." in html.unescape(
        signed_in(cast.alis).get(address).content.decode()
    )
    assert "send the record again" not in signed_in(cast.bryn).get(address).content.decode()
