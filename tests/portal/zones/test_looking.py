"""An administrator sees how the agents of a zone are."""

from datetime import timedelta

import pytest
from django.utils import timezone

from handover.portal.audit.log import SITE
from handover.portal.operations.health import write_metrics
from handover.portal.zones import administering, counting, looking
from handover.portal.zones.looking import AgentState
from handover.zone.core.effects import Discard
from handover.zone.core.records import MessageKind
from handover.zone.rights import Right
from tests.zones import LEARNER, Town, school_town

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def town() -> Town:
    return school_town()


def states(town: Town) -> dict[str, AgentState]:
    return {sight.id: sight.state for sight in looking.sights(town.zone, looking.query_agents(town.zone))}


def test_each_agent_shows_what_matters_most_about_it(town: Town) -> None:
    for name in ("Canteen", "Marks"):
        town.register(name, [])
    town.register("Lockers", [(Right.SUBSCRIBE, LEARNER)], url="http://127.0.0.1:9/lockers/")
    administering.add_agent(SITE, town.state, "Timetable", "", frozenset(), timezone.now())
    administering.add_agent(SITE, town.state, "OldMIS", "", frozenset(), timezone.now())
    administering.shut_out(SITE, town.state, "OldMIS", timezone.now())
    told = town.tell("MIS")
    town.sleep("Canteen")
    town.block("Library", told)
    town.miss("Doors")
    town.miss("Lockers", "the agent answered with HTTP status 500", reached=True)
    assert states(town) == {
        "MIS": AgentState.AWAKE,
        "Marks": AgentState.AWAKE,
        "Canteen": AgentState.ASLEEP,
        "Library": AgentState.BLOCKED,
        "Doors": AgentState.UNREACHABLE,
        "Lockers": AgentState.REFUSING,
        "Timetable": AgentState.NOT_REGISTERED,
        "OldMIS": AgentState.CLOSED,
    }


def test_a_queue_shows_its_length_and_its_oldest_message(town: Town) -> None:
    first = town.tell("MIS")
    town.later(minutes=5)
    second = town.tell("MIS")
    sight = looking.sight(town.zone, "Library")
    assert sight is not None
    assert (sight.waiting, sight.oldest) == (2, first.accepted_at)
    town.take("Library", first)
    sight = looking.sight(town.zone, "Library")
    assert sight is not None
    assert (sight.waiting, sight.oldest) == (1, second.accepted_at)


def test_a_very_long_queue_is_not_counted_to_its_end(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_COUNTED", 2)
    for _ in range(5):
        town.tell("MIS")
    sight = looking.sight(town.zone, "Library")
    assert sight is not None
    assert sight.waiting == 3
    zone = looking.query_zones().get(id=town.zone)
    assert zone.waiting == 3  # type: ignore[attr-defined]


def test_traffic_is_counted_for_the_last_hour_and_the_last_day(town: Town) -> None:
    town.tell("MIS")  # two hours ago
    town.later(minutes=100)
    town.tell("MIS")
    town.ask("Library")
    counts = {each.kind: (each.hour, each.day) for each in looking.traffic(town.zone, timezone.now())}
    assert counts == {MessageKind.EVENT: (1, 2), MessageKind.REQUEST: (1, 1), MessageKind.RESPONSE: (0, 0)}
    counts = {each.kind: each.day for each in looking.traffic(town.zone, timezone.now() + timedelta(days=2))}
    assert set(counts.values()) == {0}


def test_a_day_of_very_many_messages_is_counted_in_part_and_says_so(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        town.tell("MIS")
    assert not looking.traffic(town.zone, timezone.now())[0].partly
    monkeypatch.setattr(looking, "NEWEST", 2)
    events = looking.traffic(town.zone, timezone.now())[0]
    assert (events.day, events.partly) == (2, True)


def test_a_zone_in_the_list_counts_agents_messages_and_dead_letters(town: Town) -> None:
    letter = town.refuse("Library", town.tell("MIS"))
    zone = looking.query_zones().get(id=town.zone)
    assert (zone.agents, zone.waiting, zone.letters) == (3, 1, 1)  # type: ignore[attr-defined]
    assert zone.oldest is not None  # type: ignore[attr-defined]
    town.do(Discard(letter.number))
    assert looking.query_zones().get(id=town.zone).letters == 0  # type: ignore[attr-defined]


def test_zones_do_not_see_each_other(town: Town) -> None:
    other = Town("village").make()
    town.tell("MIS")
    assert list(looking.query_agents(other.zone)) == []
    assert list(looking.open_requests(other.zone)) == []
    assert looking.query_zones().get(id=other.zone).waiting == 0  # type: ignore[attr-defined]
    assert looking.state_of("nowhere") is None
    assert LEARNER in {each.object for each in town.state.provisions}


def test_what_holds_up_agents_is_measured(town: Town) -> None:
    town.register("Canteen", [(Right.SUBSCRIBE, LEARNER)], buffer=4096)
    told = town.tell("MIS")
    town.block("Library", told)
    town.miss("Doors", "the agent answered with HTTP status 500", reached=True)
    for _ in range(3):
        town.tell("MIS", filling=5000)
    lines = write_metrics(timezone.now()).splitlines()
    assert 'handover_zone_messages_missed{reason="too_large"} 3' in lines
    assert 'handover_zone_messages_missed{reason="version"} 0' in lines
    assert "handover_zone_agents_refusing 1" in lines
    assert "handover_zone_agents_blocking 1" in lines
    assert "handover_zones_paused 0" in lines
    administering.set_rules(SITE, town.state, "Town", {"paused": True}, timezone.now())
    assert "handover_zones_paused 1" in write_metrics(timezone.now()).splitlines()
