"""What can be done on screen about an agent, its queue, its dead letters and its requests; and by whom."""

import pytest
from django.test import Client
from django.urls import reverse

from handover.portal.audit.models import Entry
from handover.portal.zones.models import DeadLetterRow, OpenRequestRow, QueueEntryRow
from handover.portal.zones.urls import urlpatterns
from handover.zone.rights import Right
from tests.cast import Cast, make_cast
from tests.zones import LEARNER, SURNAME, Town, school_town

LIBRARY = "/zones/town/agents/Library/"


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def office(people: Cast, signed_in) -> Client:
    return signed_in(people.gwilym)


@pytest.fixture
def town(people: Cast) -> Town:
    return school_town()


def actions() -> list[str]:
    return list(Entry.objects.filter(username="gwilym").order_by("sequence").values_list("action", flat=True))


def test_an_agent_is_added_under_its_id_with_a_ready_made_set(office: Client, town: Town) -> None:
    asked = {"agent": "Marks", "certificate": "", "rights": "assessment"}
    made = office.post("/zones/town/new-agent/", asked)
    assert made.status_code == 200
    assert "http://127.0.0.1:8000/zone/town/" in made.text
    page = office.get("/zones/town/agents/Marks/").text
    assert "not registered" in page
    assert town.state.agents["Marks"].allowed
    assert any(grant.right is Right.PROVIDE for grant in town.state.grants)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("agent", "", "Enter the id of the agent"),
        ("agent", " Marks", "cannot be the id of an agent"),
        ("agent", "town", "cannot be the id of an agent"),
        ("agent", "MIS", "knows an agent “MIS” already"),
        ("rights", "", "Choose what the agent may do"),
    ],
)
def test_what_is_wrong_with_a_new_agent_is_said(office: Client, town: Town, field: str, value: str, words: str) -> None:
    response = office.post("/zones/town/new-agent/", {"agent": "Marks", "rights": "nothing"} | {field: value})
    assert response.status_code == 422
    assert words in response.text
    assert "Marks" not in town.state.agents


def test_an_agent_shows_what_it_said_of_itself_and_what_waits_for_it(office: Client, town: Town) -> None:
    told = town.tell("MIS")
    page = office.get(LIBRARY).text
    assert "2.*" in page
    assert told.msg_id in page
    assert "Event: LearnerPersonal Add" in page
    assert SURNAME not in page


def test_only_the_beginning_of_a_long_queue_is_shown(office: Client, town: Town, django_assert_max_num_queries) -> None:
    for _ in range(60):
        town.tell("MIS")
    with django_assert_max_num_queries(11):
        page = office.get(LIBRARY).text
    assert page.count("Event: LearnerPersonal Add") == 50
    assert "The first 50 of 60." in page


def test_an_agent_that_blocks_shows_for_which_event(office: Client, town: Town) -> None:
    town.block("Library", town.tell("MIS"))
    assert "It blocks for this event" in office.get(LIBRARY).text


def test_an_agent_that_cannot_be_reached_is_tried_again_now(office: Client, town: Town) -> None:
    town.tell("MIS")
    town.miss("Doors")
    page = office.get("/zones/town/agents/Doors/").text
    assert "1 attempt to reach it has failed." in page
    assert "Nothing listens there." in page
    assert "Try again now" in page
    page = office.post("/zones/town/agents/Doors/wake/", follow=True).text
    assert "Doors is tried again now." in page
    assert "attempt to reach it" not in page
    assert actions() == ["zone.agent_woken"]


def test_a_message_that_an_agent_does_not_take_is_put_aside_from_its_page(office: Client, town: Town) -> None:
    first, second = town.tell("MIS"), town.tell("MIS")
    for _ in range(2):
        town.later(minutes=10)
        town.miss("Doors", "the agent answered with HTTP status 500", reached=True)
    page = office.get("/zones/town/agents/Doors/").text
    assert ">stuck<" in page
    assert f"{first.msg_id}</a> 2 times and did not take it." in page
    assert "The last time: the agent answered with HTTP status 500" in page
    assert "After 20 times the message is put aside as a dead letter" in page
    assert "not taken 2 times" in page
    assert "attempts to reach it" not in page
    number = QueueEntryRow.objects.get(agent="Doors", message=first).number
    page = office.post(f"/zones/town/agents/Doors/set-aside/{number}/", follow=True).text
    assert "The message is a dead letter now" in page
    assert ">stuck<" not in page
    assert second.msg_id in page
    page = office.post(f"/zones/town/agents/Doors/set-aside/{number}/", follow=True).text
    assert "The message was no longer in the queue." in page
    assert actions() == ["zone.message_set_aside"]


def test_a_message_that_is_fetched_again_and_again_shows_how_often(office: Client, town: Town) -> None:
    town.tell("MIS")
    fetches = "<SIF_SystemControlData><SIF_GetMessage/></SIF_SystemControlData>"
    for _ in range(2):
        town.say("Library", "SIF_SystemControl", fetches)
    assert "never acknowledged" not in office.get(LIBRARY).text
    server = town.server
    for _ in range(3):
        town.say("Library", "SIF_SystemControl", fetches, server=server)
    assert "fetched 2 times, never acknowledged" in office.get(LIBRARY).text


def test_an_agent_that_blocks_is_offered_the_event_again_from_its_page(office: Client, town: Town) -> None:
    town.block("Library", town.tell("MIS"))
    page = office.get(LIBRARY).text
    assert "It has had other events wait since" in page
    assert "After 30 minutes the event is offered to it again." in page
    page = office.post(LIBRARY + "release/", follow=True).text
    assert "Library is offered the event again." in page
    assert "It blocks for this event" not in page
    assert actions() == ["zone.agent_released"]


def test_messages_that_an_agent_did_not_get_are_counted_on_its_page_and_the_zones(office: Client, town: Town) -> None:
    town.register("Canteen", [(Right.SUBSCRIBE, LEARNER)], buffer=4096)
    assert "did not arrive" not in office.get("/zones/town/").text
    for _ in range(3):
        town.tell("MIS", filling=5000)
    for address in ("/zones/town/", "/zones/town/agents/Canteen/"):
        page = office.get(address).text
        assert "Messages that did not arrive" in page
        assert "Raise the SIF_MaxBufferSize" in page
        assert ">3</td>" in page
    assert "did not arrive" not in office.get(LIBRARY).text


def test_an_agent_that_sleeps_is_woken_with_a_word_of_warning(office: Client, town: Town) -> None:
    town.sleep("Library")
    page = office.get(LIBRARY).text
    assert "asked to sleep" in page
    assert "Wake it up" in page
    office.post(LIBRARY + "wake/")
    assert "asleep" not in office.get(LIBRARY).text


def test_the_zone_is_closed_to_an_agent_after_asking_and_opened_again(office: Client, town: Town) -> None:
    town.tell("MIS")
    page = office.get(LIBRARY + "close/").text
    assert "Messages that wait for it and are thrown away: 1." in page
    assert town.state.agents["Library"].allowed
    assert "The zone is closed to Library." in office.post(LIBRARY + "close/", follow=True).text
    assert town.state.registration("Library") is None
    assert "Let it in again" in office.get(LIBRARY).text
    office.post(LIBRARY + "allow/")
    assert town.state.agents["Library"].allowed
    assert actions() == ["zone.agent_closed", "zone.agent_allowed"]


def test_an_agent_is_forgotten_after_asking(office: Client, town: Town) -> None:
    assert "Forget Library?" in office.get(LIBRARY + "forget/").text
    assert office.post(LIBRARY + "forget/").url == "/zones/town/"
    assert office.get(LIBRARY).status_code == 404


def test_a_certificate_is_set_and_taken_away(office: Client, town: Town) -> None:
    office.post(LIBRARY + "certificate/", {"certificate": "library.example"})
    assert town.state.agents["Library"].certificate == "library.example"
    assert 'value="library.example"' in office.get(LIBRARY + "certificate/").text
    office.post(LIBRARY + "certificate/", {"certificate": ""})
    assert town.state.agents["Library"].certificate == ""
    assert office.post(LIBRARY + "certificate/", {"certificate": "x" * 201}).status_code == 422


def test_a_dead_letter_is_listed_queued_again_and_thrown_away(office: Client, town: Town) -> None:
    told = town.tell("MIS")
    letter = town.refuse("Library", told)
    for address in ("/zones/town/dead-letters/", LIBRARY):
        page = office.get(address).text
        assert "9/1" in page
        assert "No borrower card could be made." in page
    office.post(f"/zones/town/dead-letters/{letter.number}/requeue/")
    assert QueueEntryRow.objects.filter(agent="Library", message=told).exists()
    again = town.refuse("Library", told)
    office.post(f"/zones/town/dead-letters/{again.number}/discard/")
    assert not DeadLetterRow.objects.exists()
    assert office.post(f"/zones/town/dead-letters/{again.number}/discard/").status_code == 404
    assert "There are none" in office.get("/zones/town/dead-letters/").text
    assert actions() == ["zone.letter_requeued", "zone.letter_discarded"]


def test_a_dead_letter_of_another_zone_is_not_found(office: Client, town: Town) -> None:
    letter = town.refuse("Library", town.tell("MIS"))
    Town("village").make()
    assert office.post(f"/zones/village/dead-letters/{letter.number}/discard/").status_code == 404
    assert DeadLetterRow.objects.exists()


def test_an_open_request_is_listed_and_closed(office: Client, town: Town) -> None:
    asked = town.ask("Library")
    page = office.get("/zones/town/requests/").text
    assert asked in page
    assert "After 72 hours" in page
    assert (
        "and Library is told"
        in office.post("/zones/town/requests/remove/", {"requester": "Library", "id": asked}, follow=True).text
    )
    assert not OpenRequestRow.objects.exists()
    assert office.post("/zones/town/requests/remove/", {"requester": "Library", "id": asked}).status_code == 404


@pytest.mark.parametrize("name", ["alis", "efa"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_sees_or_changes_a_zone(people: Cast, town: Town, signed_in, name: str, method: str) -> None:
    town.refuse("Library", town.tell("MIS"))
    town.ask("Library")
    before = (town.state, DeadLetterRow.objects.count(), OpenRequestRow.objects.count())
    client = signed_in(getattr(people, name))
    values = {"zone": "town", "agent": "Library", "number": DeadLetterRow.objects.get().number}
    for pattern in urlpatterns:
        address = reverse(pattern.name, kwargs={key: values[key] for key in pattern.pattern.converters})
        assert getattr(client, method)(address).status_code in {403, 405}, address
    assert (town.state, DeadLetterRow.objects.count(), OpenRequestRow.objects.count()) == before


@pytest.mark.parametrize("address", ["", "agents/", "rules/", "messages/", "requests/", "dead-letters/", "new-agent/"])
def test_a_zone_that_is_not_there_is_not_found(office: Client, address: str) -> None:
    assert office.get(f"/zones/nowhere/{address}").status_code == 404


def test_an_agent_that_is_not_there_is_not_found(office: Client, town: Town) -> None:
    for address in ("", "rights/", "certificate/", "close/", "forget/"):
        assert office.get(f"/zones/town/agents/Nobody/{address}").status_code == 404
        assert office.post(f"/zones/town/agents/Nobody/{address}").status_code in {404, 405}
    assert office.post("/zones/town/agents/Nobody/wake/").status_code == 404
    assert LEARNER not in {grant.object for grant in town.state.grants}
