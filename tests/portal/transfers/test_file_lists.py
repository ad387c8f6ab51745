"""A school's lists: whose records the files hold, searching and narrowing them, their order, and what is remembered."""

import html
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from handover.portal.audit.models import Entry
from handover.portal.establishments.models import Establishment
from handover.portal.lostpupils.models import Closing
from handover.portal.transfers.collecting import start_collection, take_out_collection
from handover.portal.transfers.intake import receive
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import take_step
from tests.files import NOW, SIAN, TOMOS, Child, atf, incoming, send
from tests.zips import zipped

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("names are found by sub-queries and sorted in memory")]
REES = Child("K681299012007", "Rees", "Ffion", "2015-05-03")
ADAMS = Child("", "Adams", "Ôl", "2014-12-31")
WYN = Child("", "Wyn", "Gethin", "2016-08-20")
LISTS = ("/sent/", "/collect/", "/collected/")


@pytest.fixture(autouse=True)
def _english(cast):
    """Alis reads English here."""
    cast.alis.language = "en"
    cast.alis.save()


def text_of(answer):
    return html.unescape(answer.content.decode()).replace("<wbr>", "").replace("\xa0", " ")


def names_on(answer):
    """Return the forenames of the cast's children in the order in which the page names them."""
    page = text_of(answer)
    names = ("Siân", "Tomos", "Ffion", "Ôl", "Gethin")
    return sorted((name for name in names if f">{name} " in page), key=lambda name: page.index(f">{name} "))


@pytest.fixture
def files(cast):
    """Four files on each of the three lists of 6812990 and 6814990."""
    sent = [
        send(cast.alis, "6814990", number=1, children=[SIAN]).transfer,
        send(cast.alis, "6814990", number=2, children=[REES], now=NOW + timedelta(days=3)).transfer,
        send(cast.carys, "6814990", number=1, children=[ADAMS], now=NOW + timedelta(days=5)).transfer,
        send(cast.alis, "6602991", number=1, children=[TOMOS]).transfer,
    ]
    collection = start_collection(
        [send(cast.alis, "6814990", number=9, children=[WYN]).transfer.reference], cast.bryn, NOW
    )
    for file in take_out_collection(collection, cast.bryn, NOW):
        take_step("confirm", file, by=cast.bryn, now=NOW)
    return sent


def narrow(browser, page, **wanted):
    """Post what narrows a list, and return the list."""
    answer = browser.post(page, {"narrow": "yes", **wanted})
    assert (answer.status_code, answer.url) == (302, page)
    return browser.get(page)


def test_each_list_names_the_pupils_with_their_birth_dates(cast, signed_in, files):
    assert 'Ffion Rees, <span class="handover-number">3 May 2015</span>' in text_of(signed_in(cast.alis).get("/sent/"))
    browser = signed_in(cast.bryn)
    assert 'Ffion Rees, <span class="handover-number">3 May 2015</span>' in text_of(browser.get("/collect/"))
    assert names_on(browser.get("/collected/")) == ["Gethin"]


def test_three_pupils_are_named_and_the_others_counted(cast, signed_in):
    many = [Child("", f"Surname{chr(97 + number)}", "Ala", "2015-01-01") for number in range(24)]
    send(cast.alis, "6814990", children=many)
    page = text_of(signed_in(cast.bryn).get("/collect/"))
    assert (page.count("Ala Surname"), "and 21 more" in page) == (3, True)


def test_pupil_who_is_looked_for_is_named_first(cast, signed_in):
    many = [Child("", f"Surname{chr(97 + number)}", "Ala", "2015-01-01") for number in range(24)]
    send(cast.alis, "6814990", children=[*many, REES])
    assert "Ffion Rees" in text_of(narrow(signed_in(cast.bryn), "/collect/", pupil="ree"))
    assert "Ffion Rees" in text_of(narrow(signed_in(cast.bryn), "/collect/", pupil=REES.upn))


def test_who_may_not_see_what_is_in_files_sees_how_many(cast, signed_in):
    receive(incoming("6812990_ATF_681ADMS_001.xml", atf("681LLLL", "6814990")), cast.alis, NOW)
    receive(incoming("6812990_Generic_681LLLL_a.zip", zipped({"a": b"x"})), cast.alis, NOW)
    send(cast.alis, "681LLLL", children=[REES, SIAN])
    assert "Ffion Rees" in text_of(signed_in(cast.efa).get("/collect/"))
    cast.efa.role = "lea-plasc"
    assert "Rees" not in text_of(signed_in(cast.owain).get("/collect/"))


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ({"pupil": "rees"}, ["Ffion"]),
        ({"pupil": "si"}, ["Siân"]),
        ({"pupil": "Ffion Re"}, ["Ffion"]),
        ({"pupil": REES.upn.lower()}, ["Ffion"]),
        ({"pupil": "6812990_ctf_6814990_001"}, ["Siân"]),
        ({"pupil": "nobody"}, []),
        ({"school": "660/2991"}, ["Ôl"]),
        ({"school": "2990"}, ["Ffion", "Siân"]),
        ({"school": "grug bay"}, ["Ôl"]),
        ({"school": "Grug Bay Primary School (6602991)"}, ["Ôl"]),
        ({"school": "bae grug"}, ["Ôl"]),
        ({"kind": "census"}, []),
        ({"kind": "ctf", "since": "2026-09-06"}, ["Ffion", "Ôl"]),
        ({"until": "2026-09-03"}, ["Siân"]),
        ({"place": "collected"}, []),
        ({"place": "new"}, ["Ffion", "Siân", "Ôl"]),
    ],
)
def test_list_is_narrowed_by_pupil_school_kind_place_and_date(cast, signed_in, files, wanted, names):
    assert sorted(names_on(narrow(signed_in(cast.bryn), "/collect/", **wanted))) == names


@pytest.mark.parametrize("page", LISTS)
def test_what_narrows_a_list_is_remembered_until_it_is_cleared(cast, signed_in, files, page):
    browser = signed_in(cast.alis if page == "/sent/" else cast.bryn)
    everybody = names_on(browser.get(page))
    narrow(browser, page, pupil="nobody")
    assert names_on(browser.get(page)) == []
    assert "“nobody”" in text_of(browser.get(page))
    browser.post(page, {"narrow": "clear"})
    assert names_on(browser.get(page)) == everybody != []


def test_no_address_and_no_log_holds_whom_somebody_looks_for(cast, signed_in, files):
    answer = narrow(signed_in(cast.bryn), "/collect/", pupil="Rees")
    addresses = [part.partition('"')[0] for part in text_of(answer).split('href="')[1:]]
    assert not any("rees" in address.lower() for address in addresses)
    (entry,) = Entry.objects.filter(action="files.listed")
    assert "rees" not in entry.details.lower()
    assert '"fields": "pupil"' in entry.details


def test_school_is_found_by_a_word_that_stands_in_the_names_of_hundreds(cast, signed_in, files):
    names = ((f"660{number}", f"A High School {number}") for number in range(5000, 5300))
    Establishment.objects.bulk_create(
        Establishment(number=number, kind="school", la_number="660", name=name) for number, name in names
    )
    Establishment.objects.filter(number="6814990").update(name="Zinc Lane High School")
    page = narrow(signed_in(cast.alis), "/sent/", school="high school")
    assert sorted(names_on(page)) == ["Ffion", "Gethin", "Siân"]


def test_look_at_names_is_noted_once_a_day_and_each_search(cast, signed_in, files):
    browser = signed_in(cast.bryn)
    for _ in range(3):
        browser.get("/collect/")
    assert Entry.objects.filter(action="files.listed").count() == 1
    narrow(browser, "/collect/", pupil="rees")
    assert Entry.objects.filter(action="files.listed").count() == 2


def test_wrong_date_is_named_and_narrows_nothing(cast, signed_in, files):
    answer = signed_in(cast.bryn).post("/collect/", {"narrow": "yes", "since": "31/2/2026"})
    assert answer.status_code == 422
    assert "Enter a real date, such as 27 3 2015." in text_of(answer)
    assert len(names_on(answer)) == 3


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("pupil", ["Ôl", "Siân", "Ffion"]),
        ("-pupil", ["Ffion", "Siân", "Ôl"]),
        ("source", ["Ôl", "Siân", "Ffion"]),
        ("-sent_at", ["Ôl", "Ffion", "Siân"]),
        ("file_name", ["Ôl", "Siân", "Ffion"]),
    ],
)
def test_list_is_sorted_by_every_column_and_the_order_is_remembered(cast, signed_in, files, sort, names):
    browser = signed_in(cast.bryn)
    assert names_on(browser.get("/collect/", {"sort": sort})) == names
    assert names_on(browser.get("/collect/")) == names


@pytest.mark.parametrize("page", LISTS)
def test_every_column_of_a_list_sorts_it(cast, signed_in, files, page):
    browser = signed_in(cast.alis if page == "/sent/" else cast.bryn)
    head = text_of(browser.get(page)).partition("<thead")[2].partition("</thead>")[0]
    keys = [part.partition('"')[0].partition("sort=")[2] for part in head.split('href="')[1:]]
    assert len(keys) == head.count("<th ")
    assert all(browser.get(page, {"sort": key}).status_code == 200 for key in keys)


def test_home_leads_to_the_files_that_a_task_is_about_and_keeps_nothing_of_it(cast, signed_in, files):
    send(cast.alis, "6814990", number=4, name="6812990_CTF_6814990_4.xml", children=[WYN])
    browser = signed_in(cast.alis)
    assert 'href="/send/questions/"' in browser.get("/").content.decode()
    assert names_on(browser.get("/sent/?task=answer")) == ["Gethin"]
    assert "Siân" in names_on(browser.get("/sent/"))


def test_rows_that_wait_for_the_sender_are_marked_and_say_until_when(cast, signed_in):
    file = send(cast.alis, "6814990", name="6812990_CTF_6814990_4.xml").transfer
    Transfer.objects.filter(pk=file.pk).update(moved_at=datetime(2190, 10, 4, 10, 30, tzinfo=UTC))
    page = text_of(signed_in(cast.alis).get("/sent/"))
    assert "handover-row--marked" in page
    assert "Answer by 18 October 2190, or it is dropped" in page


def test_file_about_which_a_question_is_open_is_marked_on_the_list(cast, signed_in):
    send(cast.alis, "XXXXXXX")
    send(cast.alis, "6814990", number=2)
    send(cast.alis, "6814990", number=3, children=[TOMOS])
    assert Closing.objects.count() == 1
    browser = signed_in(cast.alis)
    assert 'href="/sent/?task=question"' in browser.get("/").content.decode()
    page = text_of(browser.get("/sent/?task=question"))
    assert page.count("handover-row--marked") == page.count("Is the pupil found?") == 1
    assert "6812990_CTF_6814990_002.xml" in page
    assert "6812990_CTF_6814990_003.xml" not in page


@pytest.mark.parametrize("page", LISTS)
def test_list_asks_the_database_as_often_for_twelve_files_as_for_one(cast, signed_in, page):
    people = {"/sent/": cast.alis, "/collect/": cast.bryn, "/collected/": cast.bryn}
    browser = signed_in(people[page])

    def put(numbers):
        for number in numbers:
            file = send(cast.alis, "6814990", number=number, note=str(number), children=[SIAN, REES]).transfer
            if page == "/collected/":
                Transfer.objects.filter(pk=file.pk).update(state="confirmed")

    def count(sort):
        browser.get(page, {"sort": sort})  # a new order is written to the session
        with CaptureQueriesContext(connection) as queries:
            assert "Ffion Rees" in text_of(browser.get(page, {"sort": sort}))
        return len(queries)

    put([1])
    narrow(browser, page, pupil="rees")
    few = count("pupil"), count("-sent_at")
    put(range(2, 13))
    assert (count("pupil"), count("-sent_at")) == few
    assert max(few) <= 25
