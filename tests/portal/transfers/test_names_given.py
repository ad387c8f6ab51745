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
    assert page.count(" Error ") == 1


def test_a_zip_with_accents_is_offered_without_them(cast: Cast, signed_in: SignedIn):
    page = page_of(signed_in(english(cast.alis)), "6812990_6814990_Siân.zip", ZIP)
    assert "It would be sent as 6812990_6814990_Sian.zip." in page
    assert "1 file needs your answer." in page


def named(browser: Client, asked: dict[str, str], given: str = "whatever.bin", data: bytes = ZIP) -> str:
    """Answer the questions of the form and give the file, as the two pages do; return what became of it."""
    first = browser.post("/send/name/", asked)
    assert first.status_code == 200
    assert 'name="choose"' in first.content.decode()
    page = browser.post("/send/name/", {**asked, "choose": "1", "files": SimpleUploadedFile(given, data)})
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode().replace("&#39;", "'")).split())


XML = b"<returns/>"


@pytest.mark.parametrize(
    ("asked", "data", "name"),
    [
        # Appendix 2, row by row.
        (
            {"kind": "ctf-CTF", "to": "school", "school": "6814990"},
            ("6812990", "6814990"),
            "6812990_CTF_6814990_001.xml",
        ),
        ({"kind": "ctf-CTF", "to": "outside"}, ("6812990", "MMMMMMM"), "6812990_CTF_MMMMMMM_001.xml"),
        ({"kind": "ctf-CTF", "to": "unknown"}, ("6812990", "XXXXXXX"), "6812990_CTF_XXXXXXX_001.xml"),
        ({"kind": "ctf-CTF", "to": "authority"}, ("6812990", "681LLLL"), "6812990_CTF_681LLLL_001.xml"),
        ({"kind": "generic-", "to": "school", "school": "4990", "called": "FFT15"}, ZIP, "6812990_6814990_FFT15.zip"),
        ({"kind": "generic-", "to": "authority", "called": "tŷ newydd"}, ZIP, "6812990_681LLLL_ty-newydd.zip"),
        # The other kinds, each to its desk.
        ({"kind": "census-PLASC", "to": "census"}, XML, "6812990_PLASC_681PLAS_001.xml"),
        ({"kind": "cfr-CFR", "to": "census"}, XML, "6812990_CFR_681PLAS_001.xml"),
        ({"kind": "exclusion-EXC", "to": "authority"}, XML, "6812990_EXC_681LLLL_001.xml"),
        ({"kind": "admissions-ASL", "to": "admissions"}, XML, "6812990_ASL_681ADMS_001.xml"),
        ({"kind": "cme-CML", "to": "authority"}, XML, "6812990_CML_681LLLL_001.xml"),
        ({"kind": "xml-transfer-KS2", "to": "own"}, XML, "6812990_KS2_6812990_001.xml"),
    ],
    ids=lambda value: value.get("kind", "") if isinstance(value, dict) else "",
)
def test_a_school_says_what_a_file_is_and_the_site_names_it(
    cast: Cast, signed_in: SignedIn, asked: dict[str, str], data: bytes | tuple[str, str], name: str
):
    page = named(signed_in(english(cast.alis)), asked, data=ctf(*data) if isinstance(data, tuple) else data)
    assert "1 file is on its way" in page
    assert Transfer.objects.get().file_name == name


def test_the_page_says_to_whom_the_file_goes_before_it_is_chosen(cast: Cast, signed_in: SignedIn):
    asked = {"kind": "generic-", "to": "school", "school": "4990", "called": "FFT15"}
    page = signed_in(english(cast.alis)).post("/send/name/", asked).content.decode()
    assert "To: Glan Wennol High School (6814990)" in page


def test_an_authority_names_a_file_for_a_school(cast: Cast, signed_in: SignedIn):
    named(
        signed_in(english(cast.efa)),
        {"kind": "generic-", "to": "school", "school": "6812990", "called": "FFT15"},
    )
    assert Transfer.objects.get().file_name == "681LLLL_6812990_FFT15.zip"


def test_a_named_file_gets_the_next_free_number_without_a_question(cast: Cast, signed_in: SignedIn):
    send(cast.alis, "6814990", number=1, note="an earlier one")
    asked = {"kind": "ctf-CTF", "to": "school", "school": "6814990"}
    page = named(signed_in(english(cast.alis)), asked, data=ctf("6812990", "6814990"))
    assert "1 file is on its way." in page
    assert Transfer.objects.order_by("-pk")[0].file_name == "6812990_CTF_6814990_002.xml"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"kind": "generic-"}, "Choose to whom the file goes."),
        ({"kind": "generic-", "to": "authority"}, "Say in a word or two what is in the zip."),
        ({"kind": "generic-", "to": "authority", "called": "ŵŵŵ 日本"}, ""),
        ({"kind": "generic-", "to": "authority", "called": "much too long a word"}, "has 20 letters, and 15 fit"),
        ({"kind": "generic-", "to": "school", "called": "words"}, "Enter the school, or choose somebody else."),
    ],
)
def test_the_form_asks_for_what_is_missing(cast: Cast, signed_in: SignedIn, asked: dict[str, str], told: str):
    answer = signed_in(english(cast.alis)).post("/send/name/", asked)
    assert answer.status_code == (422 if told else 200)
    assert told in answer.content.decode()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (
            {"kind": "generic-", "to": "unknown", "called": "words"},
            "A file of the kind Generic zip does not go from a school to the lost pupil store.",
        ),
        (
            {"kind": "cme-CML", "to": "school", "school": "6602991"},
            "does not go from a school to a school",
        ),
    ],
)
def test_a_way_that_a_file_does_not_go_is_told_before_it_is_chosen(
    cast: Cast, signed_in: SignedIn, asked: dict[str, str], told: str
):
    answer = signed_in(english(cast.alis)).post("/send/name/", asked)
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_a_zip_whose_name_is_refused_leads_to_the_form(cast: Cast, signed_in: SignedIn):
    page = signed_in(english(cast.alis)).post("/send/", {"files": SimpleUploadedFile("my reports.zip", ZIP)})
    assert 'href="/send/name/">Let the site name it' in page.content.decode()
