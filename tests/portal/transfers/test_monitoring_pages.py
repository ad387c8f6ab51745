"""The pages on which an authority watches over the files of its schools."""

from datetime import timedelta

import pytest
from django.urls import reverse

from handover.portal.audit.models import Entry
from handover.portal.transfers import collecting
from handover.portal.transfers.clearing import REASONS
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.monitoring import PAGE
from tests.files import NOW, SIAN, TOMOS, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def efa(cast, signed_in):
    return signed_in(cast.efa)


def text(answer) -> str:
    return answer.content.decode()


def test_list_shows_who_sent_what_to_whom_and_its_age_but_no_pupil(cast, efa):
    send(cast.alis, "6814990", now=NOW - timedelta(days=200))
    page = text(efa.get("/monitoring/"))
    assert "Nant y Wennol Primary School" in page
    assert "Glan Wennol High School" in page
    assert "Over 15" in page
    assert SIAN.surname not in page


@pytest.mark.parametrize(("view", "count"), [("within", 1), ("incoming", 1), ("outgoing", 1), ("nonsense", 1)])
def test_each_view_shows_its_own_files(cast, efa, view, count):
    send(cast.alis, "6814990")
    send(cast.carys, "6814990", children=[TOMOS])
    send(cast.alis, "6602991", children=[TOMOS])
    assert text(efa.get("/monitoring/", {"view": view})).count("_001.xml</a>") == count


def test_collected_files_are_on_the_other_shelf(cast, efa):
    transfer = send(cast.alis, "6814990").transfer
    collecting.take_out_collection(collecting.start_collection([transfer.reference], cast.bryn, NOW), cast.bryn, NOW)
    assert "No files are on this list." in text(efa.get("/monitoring/"))
    assert "No files are on this list." not in text(efa.get("/monitoring/", {"shelf": "collected"}))


@pytest.mark.parametrize(
    "query",
    [
        {"since": "yesterday"},
        {"until": "2026-02-30"},
        {"kind": "no-such"},
        {"state": "lodged"},
        {"sort": "password", "after": "x~y"},
        {"after": "1~\0"},
        {"name": "%_'\";--"},
        {"establishment": "681/4990"},
    ],
)
def test_odd_question_is_answered_and_not_a_fault(cast, efa, query):
    send(cast.alis, "6814990")
    assert efa.get("/monitoring/", query).status_code == 200


def test_wrong_date_is_said_at_the_top_and_beside_the_field(cast, efa):
    page = text(efa.get("/monitoring/", {"since": "yesterday"}))
    assert page.count("Enter a real date, such as 27 3 2015.") == 2


def test_pages_turn_and_keep_what_was_asked(cast, efa):
    for number in range(PAGE + 2):
        send(cast.alis, "6814990", number=number + 1, note=str(number))
    page = text(efa.get("/monitoring/", {"sort": "file_name", "kind": "ctf"}))
    assert page.count('scope="row"') == PAGE
    following = efa.get("/monitoring/", {"sort": "file_name", "kind": "ctf", "after": after_of(page)})
    assert text(following).count('scope="row"') == 2
    assert "First page" in text(following)


def after_of(page: str) -> str:
    from html import unescape
    from re import search
    from urllib.parse import parse_qs, urlsplit

    link = search(r'rel="next" href="([^"]+)"', page)
    query = parse_qs(urlsplit(unescape(link[1])).query)
    assert query["kind"] == ["ctf"]
    return query["after"][0]


def test_list_of_fifty_takes_as_many_queries_as_a_list_of_one(cast, efa):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            efa.get("/monitoring/")
        return len(seen)

    send(cast.alis, "6814990")
    queries()
    few = queries()
    for number in range(2, 30):
        send(cast.alis, "6814990", number=number, note=str(number))
        send(cast.carys, "6814990", number=number, note=str(number))
    assert queries() == few


def test_files_for_the_authority_itself_are_a_list_to_work_through(cast, efa):
    send(cast.carys, "681LLLL")
    page = text(efa.get("/monitoring/ours/"))
    assert "6602991_CTF_681LLLL_001.xml" in page.replace("<wbr>", "")


def test_whose_records_are_in_a_file_is_shown_and_noted(cast, efa):
    transfer = send(cast.carys, "681LLLL").transfer
    page = text(efa.get(reverse("watched-pupils", args=[transfer.reference])))
    assert "Siân Prydderch" in page
    assert SIAN.upn in page
    assert Entry.objects.filter(action="file.pupils_seen", subject=str(transfer.reference)).count() == 1


def test_records_in_a_collected_file_are_the_schools_own_business(cast, efa):
    transfer = send(cast.alis, "6814990").transfer
    collecting.take_out_collection(collecting.start_collection([transfer.reference], cast.bryn, NOW), cast.bryn, NOW)
    page = text(efa.get(reverse("watched-pupils", args=[transfer.reference]), follow=True))
    assert "Prydderch" not in page


def test_removing_asks_why_and_leaves_a_tombstone_that_both_sides_read(cast, signed_in, efa):
    transfer = send(cast.alis, "6814990").transfer
    address = reverse("watched-remove", args=[transfer.reference])
    assert efa.post(address, {}).status_code == 422
    assert efa.post(address, {"because": "spite"}).status_code == 422
    assert "removed and destroyed" in text(efa.post(address, {"because": "duplicate"}, follow=True))
    transfer.refresh_from_db()
    assert (transfer.stage, transfer.sealed_id) == (State.CLEARED, None)
    cast.alis.language = "en"
    cast.alis.save()
    for person in (cast.alis, cast.bryn):
        assert REASONS["duplicate"].en in text(signed_in(person).get(reverse("file", args=[transfer.reference])))
    assert "no longer possible" in text(efa.post(address, {"because": "duplicate"}, follow=True))


def test_passing_on_shows_the_school_before_it_asks_for_a_yes(cast, efa):
    transfer = send(cast.carys, "681LLLL").transfer
    address = reverse("watched-forward", args=[transfer.reference])
    assert efa.post(address, {"number": ""}).status_code == 422
    assert efa.post(address, {"number": "6819999", "sure": "yes"}).status_code == 422
    page = text(efa.post(address, {"number": "681/4990"}))
    assert "Glan Wennol High School (6814990)" in page
    assert Transfer.objects.count() == 1
    assert "681LLLL_CTF_6814990_001.xml" in text(efa.post(address, {"number": "6814990", "sure": "yes"}, follow=True))
    assert Transfer.objects.get(parent=transfer).stage is State.SENT


def test_search_finds_the_files_of_a_pupil_and_puts_no_name_in_an_address(cast, efa):
    send(cast.alis, "6814990")
    page = text(efa.post("/monitoring/search/", {"upn": "b681299003017"}))
    assert "6812990_CTF_6814990_001.xml" in page.replace("<wbr>", "")
    page = text(efa.post("/monitoring/search/", {"surname": "Prydderch", "day": "11", "month": "2", "year": "2015"}))
    assert "6812990_CTF_6814990_001.xml" in page.replace("<wbr>", "")
    assert "6812990_CTF" not in text(efa.get("/monitoring/search/", {"upn": SIAN.upn}))
    page = text(efa.post("/monitoring/search/", {"surname": "Nobody", "forename": "Here"}))
    assert "holds a record of this pupil" in page


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, "Enter the UPN, or two"),
        ({"surname": "Prydderch"}, "Enter the UPN, or two"),
        ({"day": "31", "month": "2", "year": "2015", "surname": "A"}, "Enter a real date"),
        ({"day": "x", "month": "2", "year": "2015"}, "Enter a real date"),
        ({"upn": "123"}, "UPN"),
    ],
)
def test_search_with_too_little_asks_for_more(cast, efa, asked, words):
    answer = efa.post("/monitoring/search/", asked)
    assert answer.status_code == 422
    assert words in text(answer)


def test_files_of_other_authorities_do_not_exist_here(cast, signed_in, efa):
    transfer = send(cast.carys, "9364990").transfer
    for name in ("watched", "watched-pupils", "watched-remove", "watched-forward"):
        assert efa.get(reverse(name, args=[transfer.reference])).status_code == 404
    outgoing = send(cast.alis, "6602991", children=[TOMOS]).transfer
    assert "Remove the file" not in text(efa.get(reverse("watched", args=[outgoing.reference])))
    assert "no longer possible" in text(
        efa.post(reverse("watched-remove", args=[outgoing.reference]), {"because": "mistake"}, follow=True)
    )
