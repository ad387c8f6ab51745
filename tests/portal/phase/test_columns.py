"""A list of offers whose columns are in doubt: the office says what each means, once; nothing is taken silently."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from handover.portal.establishments.models import Establishment, EstablishmentKind
from handover.portal.officelists.models import BroughtList, ColumnMemory
from handover.portal.phase import boards
from handover.portal.transfers.models import SealedFile
from tests.files import SIAN, TOMOS, send
from tests.moments import NOW
from tests.workbooks import open_document, workbook

pytestmark = pytest.mark.django_db
SOURCE, HIGH = "6812990", "6814990"
TWO_SCHOOLS = f"UPN,Surname,School,Place offered at\n{SIAN.upn},Llwyd,{SOURCE},{HIGH}\n"


def page(response) -> str:
    return response.content.decode()


def bring(browser, data: str | bytes, name: str = "offers.csv"):
    data = data.encode() if isinstance(data, str) else data
    return browser.post("/phase/", {"offers": SimpleUploadedFile(name, data)}, follow=True)


def chosen(text: str) -> dict[str, str]:
    """Return the fields of the page of columns, each with the value that stands chosen."""
    selects = re.findall(r'<select[^>]* name="(column-\d+)">(.*?)</select>', text, re.DOTALL)
    return {name: re.search(r'value="(\w*)" selected', options)[1] for name, options in selects}


def offers(cast) -> list[tuple[str, str]]:
    found = boards.read_standing(boards.board_of(cast.efa, NOW), NOW.date())
    return [(offer.upn, offer.destination) for offer in found.offers.offers]


@pytest.fixture
def board(cast, signed_in):
    """The board of the authority with a file of two pupils on it, and the browser of the person who shares out."""
    browser = signed_in(cast.efa)
    sent = send(cast.alis, "681LLLL", children=(SIAN, TOMOS)).transfer
    browser.post("/phase/files/", {"file": [str(sent.reference)]})
    return browser


def test_office_says_which_column_is_the_offer_and_is_not_asked_again(board, cast):
    asked = bring(board, TWO_SCHOOLS)
    shown = page(asked)
    assert "What the columns mean" in shown
    assert not offers(cast)
    assert (SOURCE in shown, HIGH in shown, "Please check" in shown) == (True, True, True)
    assert chosen(shown) == {"column-0": "upn", "column-1": "surname", "column-2": "", "column-3": "destination"}
    taken = page(board.post(asked.redirect_chain[-1][0], chosen(shown), follow=True))
    assert "The list was taken: 1 offer." in taken
    assert "What the columns were taken for" in taken
    assert offers(cast) == [(SIAN.upn, HIGH)]
    assert not BroughtList.objects.exists()
    assert "The list was taken: 1 offer." in page(bring(board, TWO_SCHOOLS))


def test_what_one_office_says_is_nothing_to_another(board, cast, signed_in):
    asked = bring(board, TWO_SCHOOLS)
    board.post(asked.redirect_chain[-1][0], chosen(page(asked)))
    assert set(ColumnMemory.objects.values_list("office", "kind")) == {("681LLLL", "offers")}
    assert not any(SIAN.upn in row.heading or "school" in row.heading for row in ColumnMemory.objects.all())


def test_answer_that_names_two_columns_alike_or_leaves_one_out_is_told(board, cast):
    asked = bring(board, TWO_SCHOOLS)
    address = asked.redirect_chain[-1][0]
    twice = board.post(address, {**chosen(page(asked)), "column-2": "destination"})
    assert twice.status_code == 422
    assert "Two columns cannot both be this: School that offers a place." in page(twice)
    none = board.post(address, {**chosen(page(asked)), "column-3": ""})
    assert "Still missing: School that offers a place." in page(none)
    assert not offers(cast)


def test_list_that_waits_for_an_answer_is_sealed_and_nobody_elses(board, cast, signed_in):
    address = bring(board, TWO_SCHOOLS).redirect_chain[-1][0]
    assert SIAN.upn.encode() not in b"".join(
        path.read_bytes() for path in boards.vault.settings.CONFIG.files.rglob("*") if path.is_file()
    )
    assert signed_in(cast.gwilym).get(address).status_code in {403, 404}


def test_columns_of_the_list_that_stands_can_be_said_otherwise(board, cast):
    bring(board, f"UPN,Offer,Second choice school\n{SIAN.upn},{HIGH},6602991\n")
    again = page(board.get("/phase/columns/"))
    assert chosen(again)["column-1"] == "destination"
    board.post("/phase/columns/", {**chosen(again), "column-1": "", "column-2": "destination"}, follow=True)
    assert offers(cast) == [(SIAN.upn, "6602991")]


def test_list_that_sends_pupils_back_where_they_come_from_is_stopped_with_its_rows(board, cast):
    refused = bring(board, f"UPN,Forename,Surname,Destination\n{SIAN.upn},Siân,Llwyd,{SOURCE}\n")
    shown = page(refused)
    if "What the columns mean" in shown:
        refused = board.post(refused.redirect_chain[-1][0], chosen(shown), follow=True)
        shown = page(refused)
    assert refused.status_code == 422
    assert "1 offer is for the school that the record came from. Lines: 2: Siân Llwyd." in shown
    assert not offers(cast)


def test_single_offer_of_the_school_that_the_record_came_from_is_asked(board, cast):
    shown = page(bring(board, f"UPN,Destination\n{SIAN.upn},{HIGH}\n{TOMOS.upn},{SOURCE}\n"))
    assert "The list was taken: 2 offers." in shown
    assert "(the school that the record came from)" in shown
    found = boards.read_standing(boards.board_of(cast.efa, NOW), NOW.date())
    assert [match.offer.destination for match in found.matching.matches] == [HIGH]


@pytest.mark.parametrize("school", ["4990", "Glan Wennol High School", "glan wennol high school"])
def test_school_is_known_by_its_four_digits_and_by_its_name(board, cast, school):
    assert "The list was taken: 1 offer." in page(bring(board, f"UPN,Offered school\n{SIAN.upn},{school}\n"))
    assert offers(cast) == [(SIAN.upn, HIGH)]


def test_authority_and_school_in_two_columns_are_one_number(board, cast):
    bring(board, f"UPN,LA,Estab\n{SIAN.upn},681,4990\n")
    assert offers(cast) == [(SIAN.upn, HIGH)]


def test_which_of_two_schools_of_one_name_is_meant_is_asked(board, cast):
    for number in ("6814777", "6604777"):
        school = {"kind": EstablishmentKind.SCHOOL, "la_number": number[:3], "name": "Ysgol y Bont"}
        Establishment.objects.create(number=number, **school)
    asked = bring(board, f"UPN,Offered school\n{SIAN.upn},Ysgol y Bont\n{TOMOS.upn},{HIGH}\n")
    shown = page(asked)
    assert "Which school is meant?" in shown
    assert re.search(r'value="6814777"\s+checked', shown)  # one's own authority's stands chosen
    board.post(asked.redirect_chain[-1][0], {"school-0": "6604777"}, follow=True)
    assert offers(cast) == [(SIAN.upn, "6604777"), (TOMOS.upn, HIGH)]


def test_rows_left_out_say_whose_they_are(board):
    shown = page(
        bring(board, f"UPN,Surname,Forename,DOB,Destination\n,Rees,Ffion,1/2/2015,6819999\n{SIAN.upn},,,,{HIGH}\n")
    )
    assert "Line 2: Ffion Rees" in shown


def test_sheet_of_a_spreadsheet_is_asked_where_two_hold_a_list(board, cast):
    heading = ["UPN", "Destination"]
    data = open_document({"2026": [heading, [SIAN.upn, "6602991"]], "2027": [heading, [SIAN.upn, HIGH]]})
    asked = bring(board, data, "offers.ods")
    address = asked.redirect_chain[-1][0]
    assert "?sheet=1" in page(asked)
    other = page(board.get(f"{address}?sheet=1"))
    board.post(f"{address}?sheet=1", chosen(other), follow=True)
    assert offers(cast) == [(SIAN.upn, HIGH)]


def test_workbook_with_titles_is_read_as_it_stands(board, cast):
    sheet = [["Secondary Transfer 2027"], [], ["UPN", "Offered School"], [SIAN.upn, 6814990]]
    bring(board, workbook({"Offers": sheet}), "offers.xlsx")
    assert offers(cast) == [(SIAN.upn, HIGH)]


@pytest.mark.parametrize("address", ["/phase/columns/", "/phase/pupils/?name=a", "/phase/send/"])
def test_who_opens_a_list_that_is_damaged_is_led_to_the_board_and_told(board, settings, address):
    bring(board, f"UPN,Offer\n{SIAN.upn},{HIGH}\n")
    for path in settings.CONFIG.files.glob("??/??/*"):
        path.write_bytes(b"")
    shown = board.get(address, follow=True)
    assert shown.redirect_chain == [("/phase/", 302)]
    assert "The site can no longer open its copy of the list." in page(shown)


def test_list_is_destroyed_once_it_was_taken(board):
    before = SealedFile.objects.count()
    asked = bring(board, TWO_SCHOOLS)
    board.post(asked.redirect_chain[-1][0], chosen(page(asked)))
    assert SealedFile.objects.count() == before + 1
