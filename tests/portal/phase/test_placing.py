"""A late change by hand needs no new list, and nothing is sent unasked while pupils are without a place."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from handover.portal.audit.models import Entry
from handover.portal.establishments.models import Establishment, EstablishmentKind
from handover.portal.phase import boards, sending
from handover.portal.phase.models import Board, BoardPupil, Placement
from handover.portal.transfers.models import Transfer
from tests.files import SIAN, TOMOS, send
from tests.moments import NOW

pytestmark = pytest.mark.django_db
HIGH, OTHER = "6814990", "6602991"


def page(response) -> str:
    return response.content.decode()


@pytest.fixture
def board(cast, signed_in):
    browser = signed_in(cast.efa)
    sent = send(cast.alis, "681LLLL", children=(SIAN, TOMOS)).transfer
    browser.post("/phase/files/", {"file": [str(sent.reference)]})
    file = SimpleUploadedFile("offers.csv", f"UPN,Destination\n{SIAN.upn},{HIGH}\n".encode())
    browser.post("/phase/", {"offers": file})
    return browser


def pupil(child) -> str:
    row = next(row for row in BoardPupil.objects.all() if row.upn == child.upn)
    return reverse("phase-pupil", args=[f"{row.bulk_id}-{row.position}"])


def goes(cast) -> dict[str, str]:
    found = boards.read_standing(boards.board_of(cast.efa, NOW), NOW.date())
    return {match.leaver.upn: match.offer.destination for match in found.matching.matches}


def test_pupil_without_an_offer_gets_a_school_by_hand_and_the_record_goes_there(board, cast):
    assert pupil(TOMOS) in page(board.get("/phase/"))
    told = page(board.post(pupil(TOMOS), {"school": "4990"}, follow=True))
    assert f"{TOMOS.forename} {TOMOS.surname} goes to Glan Wennol High School ({HIGH})." in told
    assert "Given a school by hand" in told
    assert goes(cast) == {SIAN.upn: HIGH, TOMOS.upn: HIGH}
    board.post("/phase/send/")
    assert sending.send_waiting_boards(NOW) == 1
    assert Entry.objects.filter(action="phase.placed").count() == 1


def test_school_by_hand_goes_before_the_list_until_it_is_taken_back(board, cast):
    board.post(pupil(SIAN), {"school": OTHER})
    assert goes(cast) == {SIAN.upn: OTHER}
    assert f"the list says Glan Wennol High School ({HIGH})" in page(board.get("/phase/"))
    board.post(pupil(SIAN), {"back": "yes"})
    assert goes(cast) == {SIAN.upn: HIGH}
    assert not Placement.objects.exists()


@pytest.mark.parametrize(
    ("school", "told"),
    [
        ("6819999", "We have no “6819999”."),
        ("", "Fill this in."),
        ("6812990", "The record came from this school, so it has it already."),
    ],
)
def test_school_that_cannot_have_the_record_is_told(board, cast, school, told):
    answer = board.post(pupil(TOMOS), {"school": school})
    assert answer.status_code == 422
    assert told in page(answer)
    assert TOMOS.upn not in goes(cast)


def test_which_of_two_schools_of_one_name_is_chosen_from_both(board, cast):
    for number in ("6814777", "6604777"):
        school = {"kind": EstablishmentKind.SCHOOL, "la_number": number[:3], "name": "Ysgol y Bont"}
        Establishment.objects.create(number=number, **school)
    asked = page(board.post(pupil(TOMOS), {"school": "ysgol y bont"}))
    assert 'value="6814777"' in asked
    assert 'value="6604777"' in asked
    board.post(pupil(TOMOS), {"school": "ysgol y bont", "school-asked": "ysgol y bont", "school-pick": "6604777"})
    assert goes(cast)[TOMOS.upn] == "6604777"


def test_pupil_is_found_by_a_part_of_the_name_or_by_upn(board):
    for asked in (TOMOS.forename[:3], f"{TOMOS.surname} {TOMOS.forename}", TOMOS.upn):
        shown = page(board.get("/phase/pupils/", {"name": asked}))
        assert pupil(TOMOS) in shown
        assert "Without a place" in shown
    assert "Nobody on the board is called this." in page(board.get("/phase/pupils/", {"name": "Zzz"}))


def test_pupils_of_another_authority_are_nobody(board, cast):
    Board.objects.update(la_number="660")
    assert board.get(pupil(TOMOS)).status_code == 404
    assert board.get("/phase/pupils/nonsense/").status_code == 404


def test_sending_asks_first_while_pupils_are_without_a_place_and_names_them(board, cast):
    asked = page(board.post("/phase/send/"))
    assert "1 pupil is without a place. Nothing is sent for this pupil:" in asked
    assert f"{TOMOS.forename} {TOMOS.surname}" in asked
    assert not Board.objects.filter(asked_at__isnull=False).exists()
    told = page(board.post("/phase/send/", {"sure": "yes"}, follow=True))
    assert "The sending begins in a moment." in told
    assert "0 of 0" not in told


def test_sending_asks_nothing_once_everybody_has_a_place(board):
    board.post(pupil(TOMOS), {"school": HIGH})
    board.post("/phase/send/")
    assert Board.objects.filter(asked_at__isnull=False).exists()
    assert not Transfer.objects.filter(parent__isnull=False).exists()
