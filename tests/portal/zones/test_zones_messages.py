"""The log of messages on screen, why somebody got one or not, and looking inside for a reason."""

import pytest
from django.test import Client

from handover.portal.audit.models import Entry
from handover.portal.zones.models import MessageRow
from handover.zone.rights import Right
from tests.cast import Cast, make_cast
from tests.zones import LEARNER, SURNAME, Town, school_town

LOG = "/zones/town/messages/"


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def office(people: Cast, signed_in) -> Client:
    return signed_in(people.gwilym)


@pytest.fixture
def town(people: Cast) -> Town:
    return school_town()


def test_the_newest_messages_come_first_a_page_at_a_time(office: Client, town: Town) -> None:
    sent = []
    for _ in range(60):
        town.later(seconds=1)
        sent.append(town.tell("MIS").msg_id)
    page = office.get(LOG).text
    shown = [msg_id for msg_id in reversed(sent) if msg_id in page]
    assert shown == sent[:9:-1]
    assert page.index(sent[-1]) < page.index(sent[-2])
    older = page.rpartition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    page = office.get(older).text
    assert [msg_id for msg_id in sent if msg_id in page] == sent[:10]
    assert "Newest" in page


def test_the_plain_list_is_not_written_down_but_a_search_is(office: Client, town: Town) -> None:
    town.tell("MIS")
    before = Entry.objects.count()
    office.get(LOG)
    assert Entry.objects.count() == before
    page = office.get(LOG, {"recipient": "Library", "kind": "event"}).text
    assert "Event: LearnerPersonal Add" in page
    entry = Entry.objects.latest("sequence")
    assert (entry.action, entry.subject) == ("zone.messages_searched", "town")
    assert entry.facts == {"looked_for": "recipient Library, kind event"}


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"source": "MIS"}, 1),
        ({"source": "Doors"}, 0),
        ({"object": LEARNER, "action": "Add"}, 1),
        ({"action": "Delete"}, 0),
        ({"kind": "request"}, 0),
        ({"first": "1/1/2020", "last": "31/12/2099"}, 1),
        ({"last": "1/1/2020"}, 0),
        ({"msg_id": "0" * 32}, 0),
        ({"before": "nonsense"}, 1),
        ({"before": "7~2020-01-01T00:00:00+00:00"}, 0),
        ({"before": "1~9999-99-99"}, 1),
    ],
)
def test_messages_are_found_by_what_is_known_of_them(office: Client, town: Town, query: dict, count: int) -> None:
    town.tell("MIS")
    response = office.get(LOG, query)
    assert response.status_code == 200
    assert response.text.count("Event: LearnerPersonal Add") == count


@pytest.mark.parametrize("query", [{"first": "31/2/2026"}, {"object": "Moon"}, {"kind": "wish"}, {"msg_id": "x" * 65}])
def test_a_search_that_cannot_be_is_refused(office: Client, town: Town, query: dict) -> None:
    assert office.get(LOG, query).status_code == 422


def test_a_message_shows_who_has_had_it_and_nothing_of_what_is_in_it(office: Client, town: Town) -> None:
    town.register("Board", [(Right.SUBSCRIBE, LEARNER)], buffer=4096)
    told = town.tell("MIS", filling=5000)
    town.take("Library", told)
    page = office.get(f"{LOG}{told.id}/").text
    assert "Taken" in page
    assert "Waiting" in page
    assert "Too large for it" in page
    assert SURNAME not in page


def test_the_page_says_why_an_agent_got_it(office: Client, town: Town) -> None:
    told = town.tell("MIS")
    town.take("Library", told)
    page = office.get(f"{LOG}{told.id}/", {"agent": "Library"}).text
    assert "and Library has acknowledged it." in page
    assert "What to do:" in page
    assert "did not get it: it published this event itself" in office.get(f"{LOG}{told.id}/", {"agent": "MIS"}).text
    assert office.get(f"{LOG}{told.id}/", {"agent": "Nobody"}).status_code == 200


def test_a_welsh_reader_is_told_why_in_welsh(people: Cast, town: Town, signed_in) -> None:
    people.gwilym.language = "cy"
    people.gwilym.save()
    told = town.tell("MIS")
    page = signed_in(people.gwilym).get(f"{LOG}{told.id}/", {"agent": "MIS"}).text
    assert "Ni chafodd MIS hi: ef ei hun a gyhoeddodd y digwyddiad hwn." in page


def test_what_is_in_a_message_is_shown_for_a_reason_and_written_down(office: Client, town: Town) -> None:
    told = town.tell("MIS")
    address = f"{LOG}{told.id}/content/"
    before = Entry.objects.count()
    assert SURNAME not in office.get(address).text
    empty = office.post(address, {"reason": " "})
    assert (empty.status_code, SURNAME in empty.text) == (422, False)
    assert "Say in a few words why you need to see it." in empty.text
    assert Entry.objects.count() == before
    page = office.post(address, {"reason": "The library says the name is cut off."}).text
    assert f"&lt;FamilyName&gt;{SURNAME}&lt;/FamilyName&gt;" in page
    assert "<FamilyName>" not in page
    entry = Entry.objects.latest("sequence")
    assert (entry.action, entry.facts["reason"]) == ("zone.message_opened", "The library says the name is cut off.")
    audit = office.get("/audit/").text
    assert "Looked inside a message" in audit
    assert "reason: The library says the name is cut off." in audit
    assert SURNAME not in audit


def test_content_that_was_tampered_with_is_said_to_be_damaged(office: Client, town: Town) -> None:
    told = town.tell("MIS")
    MessageRow.objects.filter(id=told.id).update(body=b"\x01" + b"x" * 99)
    assert "it is damaged" in office.post(f"{LOG}{told.id}/content/", {"reason": "To see."}).text
    assert office.get(f"{LOG}{told.id}/", {"agent": "Library"}).status_code == 200


def test_a_message_of_another_zone_is_not_found(office: Client, town: Town) -> None:
    told = town.tell("MIS")
    Town("village").make()
    for address in (f"/zones/village/messages/{told.id}/", f"/zones/village/messages/{told.id}/content/"):
        assert office.get(address).status_code == 404
        assert office.post(address, {"reason": "x"}).status_code in {404, 405}
