"""The pages on which an authority watches over the files of its schools."""

from datetime import timedelta

import pytest
from django.urls import reverse

from handover.portal.audit.models import Entry
from handover.portal.transfers import collecting
from handover.portal.transfers.clearing import REASONS
from handover.portal.transfers.flow import State
from handover.portal.transfers.intake import receive
from handover.portal.transfers.kinds import KINDS
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.monitoring import PAGE
from handover.portal.transfers.sent_to_authority import SENT_TO_AUTHORITY
from tests.files import NOW, SIAN, TOMOS, incoming, send
from tests.zips import zipped

pytestmark = pytest.mark.django_db


@pytest.fixture
def efa(cast, signed_in):
    return signed_in(cast.efa)


def text(answer) -> str:
    return answer.content.decode()


def test_list_shows_whose_record_it_is_who_sent_it_to_whom_and_its_age_but_no_upn(cast, efa):
    send(cast.alis, "6814990", now=NOW - timedelta(days=200))
    page = text(efa.get("/monitoring/"))
    assert "Nant y Wennol Primary School" in page
    assert "Glan Wennol High School" in page
    assert "Over 15" in page
    assert 'Siân Prydderch, <span class="handover-number">11\xa0Feb\xa02015</span>' in page
    assert SIAN.upn not in page


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


def test_who_only_watches_and_of_collected_files_everybody_sees_how_many_and_no_name(cast, signed_in, efa):
    file = send(cast.alis, "6814990", children=[SIAN, TOMOS]).transfer
    page = text(signed_in(cast.macsen).get("/monitoring/"))
    assert ("2 pupils" in page, SIAN.surname in page) == (True, False)
    collecting.take_out_collection(collecting.start_collection([file.reference], cast.bryn, NOW), cast.bryn, NOW)
    page = text(efa.get("/monitoring/", {"shelf": "collected"}))
    assert ("2 pupils" in page, SIAN.surname in page) == (True, False)


def test_look_at_the_names_of_a_list_is_noted(cast, efa):
    send(cast.alis, "6814990")
    efa.get("/monitoring/")
    efa.get("/monitoring/")
    (entry,) = Entry.objects.filter(action="files.listed")
    assert '"fields": "within,waiting"' in entry.details


def test_what_narrows_the_list_and_its_order_are_remembered_until_cleared(cast, efa):
    send(cast.alis, "6814990")
    assert "No files are on this list." in text(efa.get("/monitoring/", {"kind": "census", "sort": "-source"}))
    page = text(efa.get("/monitoring/", follow=True))
    assert "No files are on this list." in page
    assert "Show the whole list" in page
    assert "_001.xml" in text(efa.get("/monitoring/", {"clear": "yes"})).replace("<wbr>", "")
    page = text(efa.get("/monitoring/", follow=True))
    assert "_001.xml" in page.replace("<wbr>", "")
    assert 'aria-sort="descending"' in page


def test_state_that_was_chosen_on_one_shelf_does_not_empty_another(cast, efa):
    send(cast.alis, "6814990")
    efa.get("/monitoring/", {"state": "confirmed", "shelf": "collected"})
    assert "_001.xml" in text(efa.get("/monitoring/")).replace("<wbr>", "")


@pytest.mark.parametrize("sort", ["pupils", "-pupils", "state", "-state", "age", "-age"])
def test_list_is_ordered_by_every_column_page_by_page(cast, efa, sort):
    for number in range(1, PAGE + 3):
        send(cast.alis, "6814990", number=number, note=str(number), now=NOW - timedelta(days=number % 7))
    first = text(efa.get("/monitoring/", {"sort": sort}))
    following = first.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    second = text(efa.get(following))
    shown = [{part.partition('"')[0] for part in page.split('name="file" value="')[1:]} for page in (first, second)]
    assert (len(shown[0]), len(shown[1]), shown[0] & shown[1]) == (PAGE, 2, set())


@pytest.mark.parametrize("after", ["1~x", "1~-3", "1~9999999999999999999", "1~"])
def test_page_behind_what_is_no_number_is_the_first(cast, efa, after):
    send(cast.alis, "6814990")
    page = text(efa.get("/monitoring/", {"sort": "pupils", "after": after}))
    assert "_001.xml" in page.replace("<wbr>", "")


def chosen(*files):
    return [str(file.reference) for file in files]


def test_several_are_removed_for_one_reason_and_one_that_was_collected_meanwhile_is_shown_apart(cast, signed_in):
    browser = signed_in(cast.efa)
    files = [send(cast.alis, "6814990", number=number, note=str(number)).transfer for number in (1, 2, 3)]
    collecting.take_out_collection(collecting.start_collection([files[0].reference], cast.bryn, NOW), cast.bryn, NOW)
    asked = {"do": "clear", "file": chosen(*files), "view": "within", "shelf": "waiting"}
    page = text(browser.post("/monitoring/several/", asked))
    assert "1 ticked file is not among them" in page
    assert browser.post("/monitoring/several/", {**asked, "sure": "yes"}).status_code == 422
    page = text(browser.post("/monitoring/several/", {**asked, "sure": "yes", "because": "duplicate"}, follow=True))
    assert "2 files were removed and destroyed. Senders and receivers are told by e-mail." in page
    assert [Transfer.objects.get(pk=file.pk).state for file in files] == ["collected", "cleared", "cleared"]
    assert Entry.objects.filter(action="file.cleared").count() == 2


def test_all_that_fit_what_narrows_the_list_are_sent_on_to_a_school(cast, efa):
    for number in range(1, 4):
        send(cast.carys, "681LLLL", number=number, note=str(number))
    other = send(cast.carys, "6814990", number=9).transfer
    asked = {"do": "forward", "every": "yes", "ours": "ctf"}
    assert "School where the pupil is" in text(efa.post("/monitoring/several/", asked))
    files = chosen(*Transfer.objects.filter(destination="681LLLL"))
    for written in ("4990", "Glan Wennol High School"):
        page = text(
            efa.post("/monitoring/several/", {"do": "forward", "ours": "ctf", "file": files, "number": written})
        )
        assert "The files would go to Glan Wennol High School (6814990)" in page
    page = text(efa.post("/monitoring/several/", {"do": "forward", "ours": "ctf", "file": files, "number": "Wennol"}))
    assert "Choose the one that you mean by “Wennol”" in page
    page = text(efa.post("/monitoring/several/", {"do": "forward", "ours": "ctf", "file": files, "number": "6814990"}))
    assert "Glan Wennol High School" in page
    answer = efa.post(
        "/monitoring/several/",
        {"do": "forward", "ours": "ctf", "file": files, "number": "6814990", "sure": "yes"},
        follow=True,
    )
    assert "3 files were sent on." in text(answer)
    assert Transfer.objects.filter(source="681LLLL", destination="6814990").count() == 3
    other.refresh_from_db()
    assert other.stage is State.SENT


def test_several_files_of_another_authority_stay_as_they_are(cast, signed_in):
    file = send(cast.alis, "6814990").transfer
    asked = {"do": "clear", "file": chosen(file), "sure": "yes", "because": "mistake"}
    signed_in(cast.ffion).post("/monitoring/several/", asked)
    assert signed_in(cast.macsen).post("/monitoring/several/", asked).status_code == 403
    file.refresh_from_db()
    assert file.stage is State.SENT


def test_files_for_the_authority_itself_are_shown_by_kind_and_each_kind_says_why_it_comes(cast, efa):
    send(cast.alis, "681LLLL")
    receive(incoming("6812990_PLASC_681LLLL_001.xml", b"<a/>"), cast.alis, NOW)
    receive(incoming("6812990_Generic_681LLLL_a.zip", zipped({"a": b"x"})), cast.alis, NOW)
    page = text(efa.get("/monitoring/ours/"))
    assert 'Siân Prydderch, <span class="handover-number">11\xa0Feb\xa02015</span>' in page
    assert "find out whether the pupil has come" in page
    assert "PLASC_681" not in page.replace("<wbr>", "")
    census = text(efa.get("/monitoring/ours/", {"kind": "census"}))
    assert "Census returns of our schools" in census
    assert "whether the pupil has come" not in census
    assert "6812990_PLASC_681LLLL_001.xml" in census.replace("<wbr>", "")


def test_every_kind_of_file_says_why_it_comes_to_the_authority():
    assert SENT_TO_AUTHORITY.keys() == KINDS.keys()
