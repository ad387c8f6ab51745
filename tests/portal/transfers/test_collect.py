"""The pages for collecting."""

import io
import zipfile

import pytest
from django.urls import reverse

from handover.portal.transfers.flow import State
from handover.portal.transfers.models import Transfer
from tests.files import SIAN, ctf, send

pytestmark = pytest.mark.django_db


def collect(browser, *transfers):
    """Tick the files, collect them, and return the address of the collection."""
    answer = browser.post("/collect/", {"file": [str(transfer.reference) for transfer in transfers]})
    assert answer.status_code == 302
    return answer.url


def test_the_list_shows_whose_record_it_is_from_whom_and_when_but_no_upn(cast, signed_in):
    send(cast.alis, "6814990")
    page = signed_in(cast.bryn).get("/collect/").content.decode()
    assert "Nant y Wennol Primary School" in page
    assert "6812990_CTF_6814990_001.xml" in page.replace("<wbr>", "")
    assert "3\xa0Sep" in page
    assert 'Siân Prydderch, <span class="handover-number">11\xa0Feb\xa02015</span>' in page
    assert SIAN.upn not in page


def test_one_file_is_downloaded_to_the_byte_and_confirmed(cast, signed_in):
    data = ctf("6812990", "6814990", note="bytes")
    transfer = send(cast.alis, "6814990", data=data).transfer
    browser = signed_in(cast.bryn)
    place = collect(browser, transfer)
    answer = browser.post(f"{place}download/")
    assert b"".join(answer.streaming_content) == data
    assert answer["Content-Disposition"] == f'attachment; filename="{transfer.file_name}"'
    assert answer["Content-Length"] == str(len(data))
    page = browser.post(f"{place}arrived/", {"arrived": "yes"}, follow=True).content.decode()
    assert "1 file is confirmed" in page
    transfer.refresh_from_db()
    assert transfer.stage is State.CONFIRMED


def test_several_come_as_one_zip(cast, signed_in):
    files = [send(cast.alis, "6814990").transfer, send(cast.carys, "6814990").transfer]
    browser = signed_in(cast.bryn)
    answer = browser.post(f"{collect(browser, *files)}download/")
    data = b"".join(answer.streaming_content)
    assert answer["Content-Length"] == str(len(data))
    whole = zipfile.ZipFile(io.BytesIO(data))
    assert {name: whole.read(name) for name in whole.namelist()}.keys() == {file.file_name for file in files}


def test_no_puts_the_file_back_on_the_list(cast, signed_in):
    transfer = send(cast.alis, "6814990").transfer
    browser = signed_in(cast.bryn)
    place = collect(browser, transfer)
    browser.post(f"{place}download/")
    page = browser.post(f"{place}arrived/", {"arrived": "no"}, follow=True).content.decode()
    assert transfer.file_name in page
    assert "back on your list" in page


def test_yes_before_saving_asks_to_save_first(cast, signed_in):
    transfer = send(cast.alis, "6814990").transfer
    browser = signed_in(cast.bryn)
    page = browser.post(f"{collect(browser, transfer)}arrived/", {"arrived": "yes"}, follow=True).content.decode()
    assert "Save the files first" in page
    transfer.refresh_from_db()
    assert transfer.stage is State.SENT


def test_nothing_ticked_is_said_and_loses_nothing(cast, signed_in):
    send(cast.alis, "6814990")
    for fields in ({}, {"file": "not-a-reference"}):
        answer = signed_in(cast.bryn).post("/collect/", fields)
        assert answer.status_code == 422
        assert b"Tick the files" in answer.content


def test_a_stranger_reaches_no_file_by_guessing_its_address(cast, signed_in):
    transfer = send(cast.alis, "6814990").transfer
    place = collect(signed_in(cast.bryn), transfer)
    pages = [reverse(name, args=[transfer.reference]) for name in ("file", "content", "reject", "recall")]
    for stranger in (cast.carys, cast.dev, cast.efa, cast.ffion):
        browser = signed_in(stranger)
        for page in [*pages, place]:
            assert browser.get(page).status_code == 404, (stranger, page)
        for page in (f"{place}download/", f"{place}arrived/", reverse("send-on", args=[transfer.reference])):
            assert browser.post(page).status_code == 404, (stranger, page)
    transfer.refresh_from_db()
    assert transfer.stage is State.SENT


def test_a_rejection_needs_a_reason_and_the_sender_reads_it(cast, signed_in):
    transfer = send(cast.alis, "6814990").transfer
    page = reverse("reject", args=[transfer.reference])
    browser = signed_in(cast.bryn)
    assert browser.post(page, {"reason": " "}).status_code == 422
    browser.post(page, {"reason": "Not <our> pupil"})
    shown = signed_in(cast.alis).get(reverse("file", args=[transfer.reference])).content.decode()
    assert "Not &lt;our&gt; pupil" in shown


def test_what_is_in_a_file_is_shown_as_a_person_reads_it_and_audited(cast, signed_in):
    transfer = send(cast.alis, "6814990").transfer
    page = signed_in(cast.bryn).get(reverse("content", args=[transfer.reference])).content.decode()
    assert SIAN.surname in page
    assert "11 February 2015" in page
    assert "Read on the site" in signed_in(cast.bryn).get(reverse("file", args=[transfer.reference])).content.decode()


def test_looking_at_a_file_tells_its_sender_that_it_was_seen(cast, signed_in):
    transfer = send(cast.alis, "6814990").transfer
    signed_in(cast.alis).get(reverse("file", args=[transfer.reference]))
    transfer.refresh_from_db()
    assert transfer.stage is State.SENT
    signed_in(cast.bryn).get(reverse("file", args=[transfer.reference]))
    transfer.refresh_from_db()
    assert transfer.stage is State.SEEN


@pytest.mark.parametrize("sort", ["source", "-file_name", "size", "-pupils", "nonsense", "id; DROP TABLE"])
def test_the_list_sorts_by_any_heading_and_shrugs_at_others(cast, signed_in, sort):
    send(cast.alis, "6814990")
    send(cast.carys, "6814990")
    assert signed_in(cast.bryn).get("/collect/", {"sort": sort}).status_code == 200


def test_the_list_asks_the_database_as_often_for_forty_files_as_for_one_and_twice_more_for_several_pages(
    cast, signed_in, django_assert_num_queries, django_assert_max_num_queries
):
    browser = signed_in(cast.bryn)
    browser.get("/collect/")  # the first visit also writes the session
    first = send(cast.alis, "6814990").transfer
    browser.get("/collect/")  # the first with names also notes the look
    with django_assert_max_num_queries(20) as few:
        browser.get("/collect/")
    twins = [
        Transfer(
            **{
                field.attname: getattr(first, field.attname)
                for field in Transfer._meta.concrete_fields
                if field.name not in {"id", "reference", "digest", "waiting"}
            },
            digest=f"{number:064}",
        )
        for number in range(60)
    ]
    Transfer.objects.bulk_create(twins[:40])
    with django_assert_num_queries(len(few)):
        browser.get("/collect/")
    Transfer.objects.bulk_create(twins[40:])
    with django_assert_num_queries(len(few) + 2):  # how many can be collected together, and of which kinds
        page = browser.get("/collect/").content.decode()
    assert "Collect everything new: 61" in page
    for twin in twins[20:]:
        twin.delete()
    assert "Collect everything new: 21" in browser.get("/collect/").content.decode()


def test_what_was_collected_before_is_listed_with_the_day_it_was_confirmed(cast, signed_in):
    transfer = send(cast.alis, "6814990").transfer
    browser = signed_in(cast.bryn)
    place = collect(browser, transfer)
    browser.post(f"{place}download/")
    browser.post(f"{place}arrived/", {"arrived": "yes"})
    page = browser.get("/collected/").content.decode()
    assert transfer.file_name.replace("_", "") in page.replace("<wbr>", "").replace("_", "")
    assert "Where it is" not in page
    assert ">Confirmed" in "".join(page.split())
