"""A school without software that reads the file prints it or takes it as a workbook, whole or in part; each is noted."""

import json
import re

import pytest
from django.urls import reverse

from handover.portal.audit.models import Entry
from handover.portal.transfers.moving import take_step
from tests.cast import Cast
from tests.files import SIAN, TOMOS, Child, ctf, send
from tests.moments import NOW
from tests.read_workbook import read_sheets
from tests.zips import zipped

CARE = "<LookedAfter><InCare>true</InCare></LookedAfter>"
CONTACT = "<Contacts><Contact><Surname>Prydderch</Surname><Forename>=cmd()</Forename></Contact></Contacts>"
MEDICAL = "<BasicDetails><MedicalFlag>true</MedicalFlag></BasicDetails>"
INA = Child("A681299003020", "Rees", "Ina", more=MEDICAL + CARE + CONTACT)
SERVICE = Child(
    "A681299003020", "Rees", "Ina", more="<ServiceChild><Worries>Her mother is away.</Worries></ServiceChild>"
)


@pytest.fixture
def arrived(cast: Cast):
    return send(cast.alis, "6814990", children=(SIAN, TOMOS, INA)).transfer


def take(browser, transfer, **fields):
    return browser.post(reverse("take-along", args=[transfer.reference]), fields)


def shown(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def noted(action: str) -> list[dict[str, str]]:
    return [json.loads(entry.details) for entry in Entry.objects.filter(action=action)]


def test_the_receiver_reads_at_the_top_whom_to_tell_of_whom(cast: Cast, signed_in, arrived):
    page = signed_in(cast.bryn).get(reverse("content", args=[arrived.reference])).content.decode()
    top = shown(page.partition("Tell these people")[2].partition("Only some pupils")[0])
    assert "Looked after by a local authority Tell: the designated teacher for looked-after children. Ina Rees" in top
    assert "Medical information is held Tell: whoever looks after medical needs" in top
    assert SIAN.forename not in top
    assert "holds medical information" not in page


def test_the_sender_is_not_asked_to_tell_anybody(cast: Cast, signed_in, arrived):
    page = signed_in(cast.alis).get(reverse("content", args=[arrived.reference])).content.decode()
    assert "Tell these people" not in page
    assert "handover-problem--note" in page


def test_every_record_is_printed_each_on_a_sheet_with_headings(cast: Cast, signed_in, arrived):
    page = take(signed_in(cast.bryn), arrived, **{"as": "print"}).content.decode()
    assert len(re.findall(r'<section class="handover-sheet">\s*<h2', page)) == 3
    assert "<details" not in page
    for child in (SIAN, TOMOS, INA):
        assert child.upn in page
    assert noted("file.printed") == [{"pupils": "3", "parts": "all"}]


def test_one_pupil_and_one_part_are_printed_alone(cast: Cast, signed_in, arrived):
    page = take(signed_in(cast.bryn), arrived, **{"as": "print", "pupil": "3", "part": "contacts"}).content.decode()
    assert "=cmd()" in page
    assert SIAN.upn not in page
    assert "Medical information" not in page
    assert "Only some parts of each record are here." in page
    assert noted("file.printed") == [{"pupils": "1", "parts": "contacts"}]


def test_a_workbook_has_a_row_a_pupil_and_a_sheet_a_group(cast: Cast, signed_in, arrived):
    answer = take(signed_in(cast.bryn), arrived, **{"as": "xlsx"})
    assert answer["Content-Disposition"] == 'attachment; filename="6812990_CTF_6814990_001.xlsx"'
    assert answer["Cache-Control"] == "no-store"
    sheets = read_sheets(answer.content)
    assert [row[1] for row in sheets["Pupils"]] == ["Forename", "Siân", "Tomos", "Ina"]
    assert sheets["Contacts"][1][-1] == "=cmd()"
    assert noted("file.exported") == [{"pupils": "3", "parts": "all"}]


def test_a_workbook_of_some_pupils_holds_no_others(cast: Cast, signed_in, arrived):
    sheets = read_sheets(take(signed_in(cast.bryn), arrived, **{"as": "xlsx", "pupil": ["1", "2"]}).content)
    assert [row[1] for row in sheets["Pupils"][1:]] == ["Siân", "Tomos"]
    assert "Contacts" not in sheets


def test_a_part_that_there_is_not_is_no_choice_and_is_not_noted(cast: Cast, signed_in, arrived):
    page = take(signed_in(cast.bryn), arrived, **{"as": "print", "part": "no such part"}).content.decode()
    assert INA.upn in page
    assert noted("file.printed") == [{"pupils": "3", "parts": "all"}]


@pytest.mark.parametrize("pupil", ["4", "-1", "x", "²", "99999999999999999999", "9" * 5000])
def test_a_pupil_who_is_not_there_gives_nothing_or_is_no_choice(cast: Cast, signed_in, arrived, pupil: str):
    answer = take(signed_in(cast.bryn), arrived, **{"as": "xlsx", "pupil": pupil})
    assert answer.status_code == (404 if pupil.isascii() and pupil.isdigit() else 200)


def test_a_stranger_and_a_zip_give_nothing(cast: Cast, signed_in, arrived):
    assert take(signed_in(cast.carys), arrived, **{"as": "xlsx"}).status_code in (403, 404)
    packed = send(cast.alis, "6814990", name="6812990_6814990_x.zip", data=zipped({"a.txt": b"x"})).transfer
    assert take(signed_in(cast.bryn), packed, **{"as": "print"}).status_code == 404
    assert not noted("file.exported") + noted("file.printed")


def collection_page(browser, *transfers) -> str:
    place = browser.post("/collect/", {"file": [str(each.reference) for each in transfers]})["Location"]
    return shown(browser.get(place).content.decode())


def test_collecting_says_how_many_files_hold_something_that_one_person_must_know(cast: Cast, signed_in, arrived):
    plain = send(cast.alis, "6814990", number=2, children=(TOMOS,)).transfer
    service = send(cast.alis, "6814990", number=3, data=ctf("6812990", "6814990", (SERVICE,))).transfer
    page = collection_page(signed_in(cast.bryn), arrived, plain, service)
    assert "2 files hold something that one person must know" in page
    assert "Ina" not in page


def test_of_a_file_that_was_called_back_meanwhile_nothing_is_said(cast: Cast, signed_in, arrived):
    browser = signed_in(cast.bryn)
    place = browser.post("/collect/", {"file": str(arrived.reference)})["Location"]
    assert "must know" in shown(browser.get(place).content.decode())
    take_step("recall", arrived, by=cast.alis, now=NOW)
    assert "must know" not in shown(browser.get(place).content.decode())


def test_collecting_plain_files_says_nothing_of_it(cast: Cast, signed_in):
    page = collection_page(signed_in(cast.bryn), send(cast.alis, "6814990", children=(TOMOS,)).transfer)
    assert "must know" not in page


def test_a_program_in_a_zip_is_named_before_it_is_saved_and_to_who_sends_it(cast: Cast, signed_in):
    sent = send(cast.alis, "6814990", name="6812990_6814990_x.zip", data=zipped({"setup.exe": b"MZ"}))
    words = "The zip holds 1 file that runs something when opened: setup.exe."
    assert words in [problem.message() for problem in sent.problems]
    assert words in collection_page(signed_in(cast.bryn), sent.transfer)
