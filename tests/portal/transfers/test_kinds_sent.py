"""Kinds of files on the pages: one page sends them all, each says what it is, generic zips are collected singly."""

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from handover.portal.transfers.kinds import KINDS
from handover.portal.transfers.models import Transfer
from tests.files import atf
from tests.zips import locked, zipped

pytestmark = pytest.mark.django_db


def give(browser, name: str, data: bytes) -> str:
    return browser.post("/send/", {"files": SimpleUploadedFile(name, data)}).content.decode()


def test_the_page_says_what_this_person_may_send_and_how_large(cast, signed_in):
    page = signed_in(cast.efa).get("/send/").content.decode()
    assert "Generic zip: up to 10 MB" in page
    assert all(kind.name.en in page for kind in KINDS.values() if kind.key != "cme")
    assert KINDS["cme"].name.en not in page
    page = signed_in(cast.idris).get("/send/").content.decode()
    assert "Generic zip" in page
    assert "Common Transfer File: up to" not in page


def test_a_zip_goes_from_the_one_page_to_the_authority_and_is_collected_on_its_own(cast, signed_in):
    data = zipped({"letter.txt": b"Annwyl"})
    page = give(signed_in(cast.bryn), "6814990_681LLLL_letters.zip", data)
    assert "Generic zip, to Caerwennol Council (681LLLL)." in page
    give(signed_in(cast.bryn), "6814990_681LLLL_more.zip", zipped({"b.txt": b"x"}))
    efa = signed_in(cast.efa)
    page = efa.get("/collect/").content.decode()
    assert 'type="checkbox"' not in page
    assert page.count('name="only"') == 2
    first = Transfer.objects.get(file_name="6814990_681LLLL_letters.zip")
    place = efa.post("/collect/", {"only": str(first.reference)}).url
    answer = efa.post(f"{place}download/")
    assert b"".join(answer.streaming_content) == data
    assert answer["Content-Type"] == "application/zip"


def test_two_zips_at_once_are_refused_with_what_to_do(cast, signed_in):
    for text in "ab":
        give(signed_in(cast.bryn), f"6814990_681LLLL_{text}.zip", zipped({"a": text.encode()}))
    chosen = [str(reference) for reference in Transfer.objects.values_list("reference", flat=True)]
    answer = signed_in(cast.efa).post("/collect/", {"file": chosen})
    assert answer.status_code == 422
    assert "collected one at a time" in answer.content.decode()


def test_receiver_of_a_locked_zip_is_warned_and_sees_which_file_it_is(cast, signed_in):
    data = locked({"open.txt": b"y", "secret.txt": b"x"}, "secret.txt")
    give(signed_in(cast.bryn), "6814990_681LLLL_x.zip", data)
    transfer, efa = Transfer.objects.get(), signed_in(cast.efa)
    assert "locked with a password" in efa.get(reverse("file", args=[transfer.reference])).content.decode()
    page = efa.get(reverse("content", args=[transfer.reference])).content.decode()
    assert page.index("secret.txt") < page.index("No: locked with a password")


def test_a_kind_that_is_not_shown_says_what_to_do(cast, signed_in):
    give(signed_in(cast.bryn), "6814990_PLASC_681LLLL_001.xml", b"<Message/>")
    transfer = Transfer.objects.get()
    page = signed_in(cast.efa).get(reverse("content", args=[transfer.reference])).content.decode()
    assert "checks files of this kind but does not show them" in page


def test_an_admissions_file_is_shown_like_a_ctf(cast, signed_in):
    give(signed_in(cast.efa), "681LLLL_ATF_6814990_001.xml", atf("681LLLL", "6814990"))
    transfer = Transfer.objects.get()
    page = signed_in(cast.bryn).get(reverse("content", args=[transfer.reference])).content.decode()
    assert "Application reference" in page
    assert "Prydderch" in page


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_manual_explains_every_kind(cast, signed_in, language):
    cast.alis.language = language
    cast.alis.save()
    page = signed_in(cast.alis).get("/help/kinds/").content.decode()
    page = unescape(page)
    assert [kind.key for kind in KINDS.values() if kind.name.say(language) not in page] == []
