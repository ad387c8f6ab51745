"""Searches that are kept, enquiries, UPNs, figures: the pages beside the search."""

import pytest
from django.test import Client

from handover.common.identifiers import check_upn
from handover.portal.accounts.models import User
from handover.portal.audit.models import Entry
from handover.portal.lostpupils.models import Enquiry, Exhausted, StandingSearch
from handover.portal.lostpupils.upns import STEPS
from handover.portal.messaging import writing
from handover.portal.messaging.boxes import Box
from handover.portal.messaging.models import Delivery, Draft
from handover.portal.messaging.words import Words
from tests.files import TOMOS, send
from tests.moments import NOW

pytestmark = pytest.mark.django_db


def page(response) -> str:
    return response.content.decode()


def upn_on(text: str) -> str:
    (upn,) = [part for part in text.replace("<", " ").replace(">", " ").split() if check_upn(part).correct]
    return upn


def search(browser, **fields):
    browser.post("/lost/", fields)
    return browser


def test_a_search_without_result_is_kept_listed_and_ended(cast, signed_in):
    browser = search(signed_in(cast.idris), surname="Oakhanger", day="1", month="2", year="2014")
    assert "Keep this search" in page(browser.get("/lost/"))
    assert "Oakhanger" in page(browser.post("/lost/searches/", follow=True))
    send(cast.carys, "XXXXXXX", children=[type(TOMOS)("", "Oakhanger", "Ela", "2014-02-01")])
    assert "A pupil who fits came on" in page(browser.get("/lost/searches/"))
    kept = StandingSearch.objects.get()
    assert signed_in(cast.jac).post(f"/lost/searches/{kept.reference}/end/").status_code == 404
    browser.post(f"/lost/searches/{kept.reference}/end/")
    assert "Oakhanger" not in page(browser.get("/lost/searches/"))


def test_a_vague_search_is_not_kept(cast, signed_in):
    browser = search(signed_in(cast.idris), gender="F")
    assert "too vague to be kept" in page(browser.post("/lost/searches/", follow=True))
    assert not StandingSearch.objects.exists()


def test_an_enquiry_names_the_few_to_ask_with_reasons_and_words(cast, signed_in):
    browser = search(signed_in(cast.hana), surname="Oakhanger", forename="Ela")
    answer = page(browser.post("/lost/enquiry/", {"school": "Grug Bay", "towns": ""}))
    assert "Isle of Grug County Council" in answer
    assert "last school is there: Grug Bay Primary School" in answer
    assert "surname: Oakhanger" in answer
    assert "Write a secure message" in answer
    assert "never send the text by e-mail" in answer
    entry = Entry.objects.filter(action="lost.enquiry_prepared").first()
    assert entry.facts["authorities"] == "660LLLL"
    assert "Oakhanger" not in entry.details


def test_the_few_are_asked_by_a_secure_message_that_a_person_reads_before_it_goes(cast, signed_in):
    browser = search(signed_in(cast.hana), surname="Oakhanger", forename="Ela", town="Cwm Gwdi")
    posted = browser.post("/lost/enquiry/", {"school": "Grug Bay", "ask": ["660LLLL"], "do": "write"})
    form = page(browser.get(posted.url))
    assert "Isle of Grug County Council" in form
    assert "Oakhanger" in form
    assert "Cwm Gwdi" not in form
    assert Draft.objects.get().recipients == ["660LLLL/lea-lost-pupil-transfer"]
    sent = browser.post(posted.url, {"description": "Looking for a record", "text": "Do you know Ela Oakhanger?"})
    assert sent.status_code == 302
    (delivery,) = Delivery.objects.all()
    assert (delivery.establishment.number, delivery.role) == ("660LLLL", "lea-lost-pupil-transfer")
    (row,) = Enquiry.objects.all()
    assert (row.asked, row.message, row.authority.number) == (["660LLLL"], delivery.message, "681LLLL")
    entry = Entry.objects.get(action="lost.enquiry_sent")
    assert entry.facts["authorities"] == "660LLLL"
    assert "Oakhanger" not in entry.details
    assert "Asked already" in page(browser.get("/lost/enquiry/"))


def test_nobody_is_asked_to_whom_nothing_points(cast, signed_in):
    browser = search(signed_in(cast.hana), surname="Oakhanger", forename="Ela")
    answer = browser.post("/lost/enquiry/", {"school": "Grug Bay", "ask": ["936LLLL", "681LLLL"], "do": "write"})
    assert answer.status_code == 422
    nobody = browser.post("/lost/enquiry/", {"school": "Grug Bay", "do": "write"})
    assert "Choose at least one authority to ask." in page(nobody)
    assert not Draft.objects.exists()


def test_an_authority_where_nobody_reads_messages_is_to_be_telephoned(cast, signed_in):
    User.objects.filter(establishment=cast.jac.establishment).update(is_active=False)
    browser = search(signed_in(cast.hana), surname="Oakhanger", forename="Ela")
    answer = page(browser.post("/lost/enquiry/", {"school": "Grug Bay"}))
    assert "Isle of Grug County Council: nobody there reads secure messages, so telephone." in answer
    assert "Write a secure message" not in answer


def test_a_message_that_is_no_enquiry_is_noted_at_no_search(cast, signed_in):
    draft = writing.begin_draft(cast.hana, NOW, Words("Hello", "Hello"), [Box("660LLLL", "lea-lost-pupil-transfer")])
    signed_in(cast.hana).post(f"/messages/drafts/{draft.reference}/", {"description": "Hello", "text": "Hello"})
    assert not Entry.objects.filter(action="lost.enquiry_sent").exists()


def test_an_enquiry_needs_a_search_first(cast, signed_in):
    assert signed_in(cast.hana).get("/lost/enquiry/").url == "/lost/"


def test_a_temporary_upn_has_a_letter_at_its_end_and_is_not_stored(cast, signed_in):
    answer = page(signed_in(cast.idris).post("/lost/upn/", {"school": "6812990", "serial": "7"}))
    upn = upn_on(answer)
    assert check_upn(upn).form == "temporary"
    assert upn[1:8] == "6812990"
    assert upn not in Entry.objects.first().details


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"school": "6602991", "serial": "1"}, "Grug Bay Primary School (6602991) belongs to another authority."),
        ({"school": "6812990", "serial": "2300"}, "from 0 to 2299"),
        ({"school": "", "serial": "-1"}, "Enter the school."),
    ],
    ids=str,
)
def test_what_no_upn_can_be_made_of_is_said(cast, signed_in, fields, words):
    answer = signed_in(cast.idris).post("/lost/upn/", fields)
    assert answer.status_code == 422
    assert words in page(answer)


def test_a_new_upn_only_after_everything_was_tried(cast, signed_in):
    browser = signed_in(cast.hana)
    short = browser.post("/lost/upn/exhausted/", {"school": "6812990", "tried": list(STEPS)[:-1]})
    assert short.status_code == 422
    assert not Exhausted.objects.exists()
    answer = browser.post("/lost/upn/exhausted/", {"school": "6812990", "tried": list(STEPS)})
    assert Entry.objects.first().action == "lost.exhausted"
    made = page(browser.post(answer.url, {"serial": "12"}))
    assert check_upn(upn_on(made)).form == "permanent"
    assert signed_in(cast.jac).get(answer.url).status_code == 404


def test_who_only_searches_cannot_say_that_the_search_is_exhausted(cast, signed_in):
    assert signed_in(cast.idris).get("/lost/upn/exhausted/").status_code == 403


def test_an_authority_sees_its_own_figures_and_the_nation_everybodys(cast, signed_in):
    send(cast.carys, "MMMMMMM", children=[TOMOS])
    assert "0 pupils of our schools are lost" in page(signed_in(cast.efa).get("/lost-figures/"))
    answer = page(signed_in(cast.gwilym).get("/lost-figures/"))
    assert "1 pupil is lost" in answer
    assert "Isle of Grug County Council" in answer


def test_the_public_summary_needs_no_sign_in_and_shows_no_small_number(cast):
    send(cast.carys, "MMMMMMM", children=[TOMOS])
    answer = page(Client().get("/lost-summary/"))
    assert "How many pupils are lost" in answer
    assert "wait to be found" not in answer
    assert "not published" in answer
