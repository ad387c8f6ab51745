"""Nobody types a file's name: what the page offers for names that computers and people gave, and what it says otherwise."""

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from handover.portal.accounts.models import User
from handover.portal.transfers.intake import UploadVerdict, receive
from handover.portal.transfers.models import Transfer
from tests.cast import Cast
from tests.files import NOW, atf, ctf, incoming, send
from tests.zips import zipped

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]
ZIP = zipped({"a.txt": b"words"})


def english(person: User) -> User:
    person.language = "en"
    person.save()
    return person


def page_of(browser: Client, name: str, data: bytes) -> str:
    page = browser.post("/send/", {"files": SimpleUploadedFile(name, data)}).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page.replace("&#39;", "'")).split())


@pytest.mark.parametrize(
    "name",
    [
        "leavers.xml",
        "leavers 2026.xml",
        "Siân.xml",
        "2990_CTF_6814990_001.xml",
        "6812990_CTF_4990_001.xml",
        "2990_CTF_4990.xml",
        "CTF.xml",
        "export",
        "6812990_CTF_6814990_2026-07-17.xml",
    ],
)
def test_a_name_that_says_nothing_is_offered_the_one_that_the_header_says(cast: Cast, signed_in: SignedIn, name: str):
    send(cast.alis, "6814990", number=1, note="an earlier one")
    page = page_of(signed_in(english(cast.alis)), name, ctf("6812990", "6814990"))
    assert "1 file needs your answer." in page
    assert "With a yes it goes to Glan Wennol High School (6814990)." in page
    assert "It would be sent as 6812990_CTF_6814990_002.xml." in page
    assert "Inside, it says from 6812990 to 6814990." in page
    assert " Error " not in page
    asked = Transfer.objects.get(state="asking")
    assert (asked.file_name, asked.given_name) == ("6812990_CTF_6814990_002.xml", name)


@pytest.mark.parametrize(
    ("name", "source", "destination"),
    [
        ("leavers.xml", "6812990", "4990"),
        ("leavers.xml", "6814990", "6812990"),
        ("6812990_CTF_4991_001.xml", "6812990", "6814990"),
        ("2991_CTF_4990_001.xml", "6812990", "6814990"),
        ("6812991 to 6814990.xml", "6812990", "6814990"),
        ("../leavers.xml\x07", "6812990", "6814990"),
    ],
    ids=str,
)
def test_no_name_is_offered_where_a_number_is_missing_another_s_or_contradicted(
    cast: Cast, name: str, source: str, destination: str
):
    outcome = receive(incoming(name, ctf(source, destination)), cast.alis, NOW)
    assert outcome.verdict is UploadVerdict.REFUSED
    assert not Transfer.objects.exists()


def test_a_lost_pupil_s_file_without_a_name_goes_to_the_store(cast: Cast):
    outcome = receive(incoming("leaver.xml", ctf("6812990", "XXXXXXX")), cast.alis, NOW)
    assert outcome.verdict is UploadVerdict.ASKED
    assert outcome.transfer is not None
    assert outcome.transfer.file_name == "6812990_CTF_XXXXXXX_001.xml"


def test_an_admissions_file_is_named_by_its_header_as_well(cast: Cast):
    outcome = receive(incoming("admissions.xml", atf("6812990", "681LLLL")), cast.alis, NOW)
    assert outcome.transfer is not None
    assert outcome.transfer.file_name == "6812990_ATF_681LLLL_001.xml"


def test_a_name_and_a_header_that_differ_are_a_question_and_no_error(cast: Cast, signed_in: SignedIn):
    page = page_of(signed_in(english(cast.alis)), "6812990_CTF_6814990_001.xml", ctf("6812990", "6602991"))
    assert "Yes, send it" in page
    assert "Question" in page
    assert " Error " not in page
    assert "Do not rename" not in page
    assert "If the name is right, you may say so." in page


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("6812990_6814990_muchtoolongaword.zip", "has 1 to 15 letters, digits or plain signs; this one has 16"),
        ("6812990_6814990_my file.zip", "holds a blank"),
        ("reports.zip", "does not say who sends the file and to whom"),
    ],
)
def test_a_zip_with_a_wrong_name_hears_of_its_name_and_nothing_else(
    cast: Cast, signed_in: SignedIn, name: str, told: str
):
    page = page_of(signed_in(english(cast.alis)), name, ZIP)
    assert told in page
    assert "not a Common Transfer File" not in page
    assert page.count("What to do:") == 1


def test_a_zip_with_accents_is_offered_without_them(cast: Cast, signed_in: SignedIn):
    page = page_of(signed_in(english(cast.alis)), "6812990_6814990_Siân.zip", ZIP)
    assert "It would be sent as 6812990_6814990_Sian.zip." in page
    assert "1 file needs your answer." in page
