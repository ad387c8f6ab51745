"""The national administrator looks after zones on screen."""

from collections.abc import Callable

import pytest
from django.test import Client

from handover.portal.accounts.models import User
from handover.portal.audit.models import Entry
from handover.portal.zones import looking
from handover.portal.zones.looking import AgentState
from handover.portal.zones.models import ZoneRow
from handover.portal.zones.views.names import AgentName
from handover.portal.zones.views.picture import LONGEST_BAR, LONGEST_NAME, bar, draw_zone, shortened
from handover.portal.zones.views.words import LETTERS, LOOKS
from handover.zone.rights import ANY, RIGHTS, Right
from handover.zone.rules import RULES, Rules
from handover.zone.state import Grant
from tests.cast import Cast, make_cast
from tests.zones import LEARNER, Town, school_town

SignedIn = Callable[[User], Client]


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def office(people: Cast, signed_in: SignedIn) -> Client:
    """The national administrator's browser."""
    return signed_in(people.gwilym)


@pytest.fixture
def town(people: Cast) -> Town:
    return school_town()


def last() -> Entry:
    return Entry.objects.latest("sequence")


def test_without_a_zone_the_list_says_how_to_begin(office: Client) -> None:
    page = office.get("/zones/").text
    assert "There is no zone yet." in page
    assert 'href="/new-zone/"' in page


def test_the_list_shows_how_each_zone_is(office: Client, town: Town) -> None:
    town.tell("MIS")
    page = office.get("/zones/").text
    assert 'href="/zones/town/"' in page
    assert "Open to all" in page
    assert 'data-label="Waiting messages">2<' in page


def test_a_zone_is_made_on_a_page(office: Client) -> None:
    response = office.post("/new-zone/", {"id": "county", "name": "The county", "policy": "closed"})
    assert response.url == "/zones/county/"
    assert "No agent is known here yet" in office.get("/zones/county/").text
    assert Entry.objects.filter(action="zone.created", username="gwilym", subject="county").exists()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("id", "", "Enter an id"),
        ("id", "a b", "cannot be the id of a zone"),
        ("id", "town", "There is a zone “town” already"),
        ("name", " ", "Enter a name"),
        ("policy", "", "Choose whom the zone admits"),
        ("policy", "ajar", "Choose one of these."),
    ],
)
def test_what_is_wrong_with_a_new_zone_is_said_beside_its_box(
    office: Client, town: Town, field: str, value: str, words: str
) -> None:
    response = office.post("/new-zone/", {"id": "county", "name": "X", "policy": "closed"} | {field: value})
    assert response.status_code == 422
    assert words in response.text
    assert f'href="#id_{field}"' in response.text
    assert ZoneRow.objects.count() == 1


def test_a_zone_shows_its_agents_in_words_and_in_a_picture(office: Client, town: Town) -> None:
    town.tell("MIS")
    town.miss("Doors")
    page = office.get("/zones/town/").text
    assert "unreachable" in page
    assert "handover-shape--triangle" in page
    assert "unreachable · Push" in page
    assert "This zone is open" in page
    assert "Look again" in page
    assert "<script>" not in page


def test_a_zone_says_in_welsh_how_messages_come_to_an_agent(office: Client, town: Town, people: Cast) -> None:
    User.objects.filter(pk=people.gwilym.pk).update(language="cy")
    pages = [office.get(path).text for path in ("/zones/town/", "/zones/town/agents/Doors/")]
    assert [("Gwthio" in page, "Push" in page) for page in pages] == [(True, False), (True, False)]


def test_a_zone_asks_as_few_questions_for_many_agents_as_for_few(
    office: Client, town: Town, django_assert_max_num_queries
) -> None:
    for number in range(20):
        town.register(f"Agent{number}", [(Right.SUBSCRIBE, LEARNER)])
    town.tell("MIS")
    for address in ("/zones/", "/zones/town/", "/zones/town/who-does-what/", "/zones/town/messages/"):
        with django_assert_max_num_queries(11):
            office.get(address)


def test_every_state_has_its_own_shape_and_word() -> None:
    assert LOOKS.keys() == set(AgentState)
    assert len({look.shape for look in LOOKS.values()}) == len(LOOKS)
    assert (
        len({look.word.en for look in LOOKS.values()}) == len({look.word.cy for look in LOOKS.values()}) == len(LOOKS)
    )


def test_the_bar_of_a_queue_is_as_long_as_the_queue_is_beside_the_others(town: Town) -> None:
    assert [bar(0, 10), bar(10, 10), bar(5, 10)] == [0, LONGEST_BAR, LONGEST_BAR // 2]
    assert bar(1, 10_000) > 0
    assert len(shortened("x" * 64)) == LONGEST_NAME
    town.tell("MIS")
    sights = looking.sights(town.zone, looking.query_agents(town.zone))
    picture = draw_zone(town.state, sights)
    places = [(card.x, card.y) for card in picture.cards]
    assert len(set(places)) == len(places) == 3
    assert all(card.y >= 0 and card.y + 84 <= picture.height for card in picture.cards)


def test_who_does_what_tells_what_an_agent_may_from_what_it_does(office: Client, town: Town) -> None:
    page = office.get("/zones/town/who-does-what/").text
    assert "Subscribe: does" in page
    assert "Subscribe: may" not in page  # the zone is open: everybody may
    assert LEARNER in page
    assert "SchoolInfo" not in page
    assert "SchoolInfo" in office.get("/zones/town/who-does-what/?all=yes").text
    office.post("/zones/town/rules/", rules_of(town) | {"policy": "closed"})
    office.post("/zones/town/agents/Doors/rights/", {"may": ["subscribe:SchoolInfo"]})
    page = office.get("/zones/town/who-does-what/").text
    assert "Subscribe: may" in page
    assert "SchoolInfo" in page


def test_every_right_has_its_letters() -> None:
    assert list(LETTERS) == list(RIGHTS)
    assert len(set(LETTERS.values())) == len(LETTERS)


def rules_of(town: Town) -> dict[str, object]:
    rules = town.state.rules
    values = {name: getattr(rules, name) for name in RULES}
    shown = {
        name: ("yes" if value else "no")
        if isinstance(value, bool)
        else ", ".join(value)
        if isinstance(value, tuple)
        else value
        for name, value in values.items()
    }
    return {"zone_name": town.state.name, **shown}


def test_the_rules_are_shown_as_they_are_and_saved_as_they_were(office: Client, town: Town) -> None:
    page = office.get("/zones/town/rules/").text
    assert 'value="open" checked' in page
    assert "left open by the protocol (U3)" in page
    assert "Usually 24." in page
    before = town.state.rules
    assert office.post("/zones/town/rules/", rules_of(town)).url == "/zones/town/"
    assert town.state.rules == before


def test_a_changed_rule_holds_at_once(office: Client, town: Town) -> None:
    changes = {"paused": "yes", "contexts": "SIF_Default, Exams", "retry_attempts": "12", "checking": "refuse"}
    office.post("/zones/town/rules/", rules_of(town) | changes | {"zone_name": "Town"})
    assert town.state.rules == Rules(
        policy="open", paused=True, contexts=("SIF_Default", "Exams"), retry_attempts=12, checking="refuse"
    )
    assert town.state.name == "Town"
    assert "paused: False → True" in last().facts["rules"]
    assert "This zone is paused" in office.get("/zones/town/").text


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("retry_seconds", "0", "not a whole number above nought. Enter figures only; the usual value is 5."),
        ("retry_seconds", "-1", "not a whole number"),
        ("retry_seconds", "1.5", "not a whole number"),
        ("retry_seconds", "²", "not a whole number"),
        ("retry_seconds", "9" * 40, "not a whole number"),
        ("retry_seconds", "", "not a whole number"),
        ("policy", "ajar", "Choose one of: closed, open."),
        ("policy", "", "Choose one of: closed, open."),
        ("paused", "perhaps", "Choose one of: Yes, No."),
        ("contexts", " , ", "There is no name here."),
        ("zone_name", "", "Enter a name."),
    ],
)
def test_a_rule_that_cannot_be_is_said_at_its_field(
    office: Client, town: Town, name: str, value: str, words: str
) -> None:
    before = town.state
    response = office.post("/zones/town/rules/", rules_of(town) | {name: value})
    assert response.status_code == 422
    assert words in response.text
    assert f'href="#id_{name}' in response.text
    assert town.state == before


def test_every_rule_can_be_changed_on_the_page(office: Client, town: Town) -> None:
    page = office.get("/zones/town/rules/").text
    assert [name for name in RULES if f'name="{name}"' not in page] == []


@pytest.mark.parametrize(
    "agent", ["Library", "http://vendor.example/agent", "..", ".", "a~b", "~2F", "Tŷ Siân", "a%2Fb"]
)
def test_any_id_of_an_agent_has_an_address(office: Client, town: Town, agent: str) -> None:
    town.register(agent, [])
    assert AgentName().to_python(AgentName().to_url(agent)) == agent
    page = office.get("/zones/town/").text
    start = page.index(f">{agent}</a>")
    href = page[:start].rpartition('href="')[2].partition('"')[0]
    response = office.get(href)
    assert response.status_code == 200
    assert f"<title>{agent} –" in response.text


def test_ready_made_rights_are_filled_in_and_saved_only_when_asked(office: Client, town: Town) -> None:
    page = office.get("/zones/town/agents/Library/rights/?set=reader").text
    assert "Filled in: “Reader of everything”" in page
    assert f'value="subscribe:{ANY}" checked' in page
    assert town.state.grants == frozenset()
    office.post(
        "/zones/town/agents/Library/rights/", {"may": ["subscribe:*", "request:*", "fly:*", "provide:Moon", "x"]}
    )
    assert town.state.grants == {Grant("Library", Right.SUBSCRIBE, ANY), Grant("Library", Right.REQUEST, ANY)}
    entry = last()
    assert (entry.action, entry.facts["agent"]) == ("zone.rights_set", "Library")
    assert 'value="subscribe:*" checked' in office.get("/zones/town/agents/Library/rights/").text
    office.post("/zones/town/agents/Library/rights/", {})
    assert town.state.grants == frozenset()


def test_rights_are_given_for_one_context_or_for_all(office: Client, town: Town) -> None:
    assert "every context" not in office.get("/zones/town/agents/Library/rights/").text
    office.post("/zones/town/rules/", rules_of(town) | {"contexts": "SIF_Default, Exams"})
    address = "/zones/town/agents/Library/rights/?context=Exams"
    assert "every context" in office.get(address).text
    office.post(address, {"may": [f"subscribe:{LEARNER}"]})
    assert town.state.grants == {Grant("Library", Right.SUBSCRIBE, LEARNER, "Exams")}
    assert f'value="subscribe:{LEARNER}" checked' in office.get(address).text
    assert " checked" not in office.get("/zones/town/agents/Library/rights/").text
