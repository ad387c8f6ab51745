"""What administrators do to a zone holds at once, and is written down."""

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from handover.portal.audit.log import Actor
from handover.portal.audit.models import Entry
from handover.portal.zones import administering
from handover.portal.zones.administering import ZoneActRefused
from handover.portal.zones.broker import broker
from handover.portal.zones.models import DeadLetterRow, MessageRow, OpenRequestRow, QueueEntryRow, ZoneRow
from handover.portal.zones.sets import SETS
from handover.zone.objects import provided
from handover.zone.rights import ANY, Right
from handover.zone.state import Grant
from handover.zone.store.interface import NoSuchZone
from tests.zones import LEARNER, Town, school_town

pytestmark = pytest.mark.django_db(transaction=True)
GWILYM = Actor("gwilym", "national", "")


@pytest.fixture
def town() -> Town:
    return school_town()


def last() -> Entry:
    return Entry.objects.latest("sequence")


def test_a_zone_is_made_with_its_name_and_policy() -> None:
    administering.make_zone(GWILYM, "county", "The county", "closed", timezone.now())
    state = broker().store.state("county")
    assert (state.name, state.rules.policy) == ("The county", "closed")
    assert (last().action, last().subject, last().username) == ("zone.created", "county", "gwilym")


@pytest.mark.parametrize("zone", ["", "a b", "ysgol/1", "-x", "x.", "ŵyl", "x" * 65, "a\nb", "..", "."])
def test_a_zone_needs_an_id_that_fits_into_an_address(zone: str) -> None:
    with pytest.raises(ZoneActRefused) as refused:
        administering.make_zone(GWILYM, zone, "", "closed", timezone.now())
    assert refused.value.problems["id"].code == "zone.id_shape"
    assert not ZoneRow.objects.exists()
    assert not Entry.objects.exists()


def test_two_zones_cannot_have_one_id(town: Town) -> None:
    with pytest.raises(ZoneActRefused) as refused:
        administering.make_zone(GWILYM, town.zone, "", "closed", timezone.now())
    assert refused.value.problems["id"].code == "zone.id_taken"


def test_only_what_is_different_in_the_rules_is_written_down(town: Town) -> None:
    assert administering.set_rules(GWILYM, town.state, "Town", {"policy": "closed", "retry_seconds": 9}, timezone.now())
    assert (town.state.name, town.state.rules.policy, town.state.rules.retry_seconds) == ("Town", "closed", 9)
    told = last().facts["rules"]
    assert "policy: open → closed" in told
    assert "retry_seconds: 5 → 9" in told
    assert "name: Schools of the town → Town" in told
    assert "paused" not in told
    before = last().sequence
    same = {"policy": "closed", "retry_seconds": 9}
    assert not administering.set_rules(GWILYM, town.state, "Town", same, timezone.now())
    assert last().sequence == before


def test_an_agent_is_added_with_a_ready_made_set_of_rights() -> None:
    town = Town().make("closed")
    held = SETS["subscriber"].held
    administering.add_agent(GWILYM, town.state, "Library", "library.example", held, timezone.now())
    agent = town.state.agents["Library"]
    assert (agent.allowed, agent.certificate) == (True, "library.example")
    assert town.state.may("Library", Right.SUBSCRIBE, LEARNER, "SIF_Default")
    assert not town.state.may("Library", Right.PROVIDE, LEARNER, "SIF_Default")
    assert "subscribe LearnerPersonal (*)" in last().facts["given"]


@pytest.mark.parametrize("agent", ["", " Library", "Library ", "x" * 65, "town", "a\tb", "a\nb"])
def test_an_id_that_no_agent_can_have_is_refused(town: Town, agent: str) -> None:
    with pytest.raises(ZoneActRefused) as refused:
        administering.add_agent(GWILYM, town.state, agent, "", frozenset(), timezone.now())
    assert refused.value.problems["agent"].code == "zone.agent_shape"


def test_an_agent_that_is_known_is_not_added_again(town: Town) -> None:
    with pytest.raises(ZoneActRefused):
        administering.add_agent(GWILYM, town.state, "MIS", "", frozenset(), timezone.now())


def test_an_agent_that_is_shut_out_is_gone_and_those_who_wait_for_it_are_told(town: Town) -> None:
    town.ask("Library")
    town.tell("MIS")
    administering.shut_out(GWILYM, town.state, "MIS", timezone.now())
    assert town.state.registration("MIS") is None
    assert not town.state.agents["MIS"].allowed
    assert not OpenRequestRow.objects.exists()
    assert MessageRow.objects.filter(kind="response", recipients=["Library"]).exists()
    administering.shut_out(GWILYM, town.state, "Library", timezone.now())
    assert not QueueEntryRow.objects.filter(agent="Library").exists()
    administering.admit_agent(GWILYM, town.state, "Library", timezone.now())
    assert town.state.agents["Library"].allowed


def test_a_forgotten_agent_leaves_nothing_behind(town: Town) -> None:
    town.refuse("Library", town.tell("MIS"))
    town.tell("MIS")
    town.ask("Library")
    administering.set_rights(GWILYM, town.state, "Library", ANY, frozenset({(Right.SUBSCRIBE, ANY)}), timezone.now())
    administering.delete_agent(GWILYM, town.state, "Library", timezone.now())
    assert "Library" not in town.state.agents
    assert not [grant for grant in town.state.grants if grant.agent == "Library"]
    assert not QueueEntryRow.objects.filter(agent="Library").exists()
    assert not DeadLetterRow.objects.exists()
    assert not OpenRequestRow.objects.exists()


def test_rights_in_one_context_leave_those_in_others_alone(town: Town) -> None:
    everywhere, here = frozenset({(Right.SUBSCRIBE, LEARNER)}), frozenset({(Right.REQUEST, ANY)})
    administering.set_rights(GWILYM, town.state, "Library", ANY, everywhere, timezone.now())
    administering.set_rights(GWILYM, town.state, "Library", "SIF_Default", here, timezone.now())
    assert town.state.grants == {
        Grant("Library", Right.SUBSCRIBE, LEARNER),
        Grant("Library", Right.REQUEST, ANY, "SIF_Default"),
    }
    assert last().facts["given"] == "request * (SIF_Default)"
    administering.set_rights(GWILYM, town.state, "Library", ANY, frozenset(), timezone.now())
    assert last().facts["taken"] == "subscribe LearnerPersonal (*)"
    assert not administering.set_rights(GWILYM, town.state, "Library", ANY, frozenset(), timezone.now())


def test_an_agent_that_was_given_up_is_tried_again(town: Town) -> None:
    town.tell("MIS")
    town.miss("Doors")
    assert broker().store.head(town.zone, "Doors").presence.attempts == 1
    administering.wake_agent(GWILYM, town.state, "Doors", timezone.now())
    presence = broker().store.head(town.zone, "Doors").presence
    assert (presence.attempts, presence.next_attempt, presence.stopped) == (0, None, False)


def test_a_message_that_is_in_the_way_is_put_aside(town: Town) -> None:
    first, second = town.tell("MIS"), town.tell("MIS")
    town.miss("Doors", "the agent answered with HTTP status 500", reached=True)
    number = QueueEntryRow.objects.get(agent="Doors", message=first).number
    assert administering.set_message_aside(GWILYM, town.state, "Doors", number, first.msg_id, timezone.now())
    assert (last().action, last().facts) == ("zone.message_set_aside", {"agent": "Doors", "message": first.msg_id})
    letter = DeadLetterRow.objects.get()
    assert (letter.message, letter.words) == (
        first,
        "Put aside by an administrator. Doors was reached with it once and did not take it. "
        "The last time: the agent answered with HTTP status 500.",
    )
    presence = broker().store.head(town.zone, "Doors").presence
    assert (presence.refused, presence.attempts, presence.next_attempt) == (None, 0, None)
    assert QueueEntryRow.objects.get(agent="Doors").message == second
    assert not administering.set_message_aside(GWILYM, town.state, "Doors", number, first.msg_id, timezone.now())
    assert DeadLetterRow.objects.count() == 1


def test_the_blocking_of_an_agent_is_ended(town: Town) -> None:
    told = town.tell("MIS")
    town.block("Library", told)
    assert broker().store.head(town.zone, "Library").waiting is None
    administering.end_agents_blocking(GWILYM, town.state, "Library", timezone.now())
    assert (last().action, last().facts) == ("zone.agent_released", {"agent": "Library"})
    head = broker().store.head(town.zone, "Library")
    assert head.waiting is not None
    assert (head.presence.blocked, head.waiting.parcel.msg_id) == (None, told.msg_id)


def test_a_dead_letter_is_queued_again_or_thrown_away(town: Town) -> None:
    first, second = town.tell("MIS"), town.tell("MIS")
    one, two = town.refuse("Library", first), town.refuse("Library", second)
    administering.requeue_dead_letter(GWILYM, town.zone, "Library", one.number, first.msg_id, timezone.now())
    assert QueueEntryRow.objects.get(agent="Library").message == first
    assert last().facts == {"agent": "Library", "message": first.msg_id}
    administering.discard_dead_letter(GWILYM, town.zone, "Library", two.number, second.msg_id, timezone.now())
    assert not DeadLetterRow.objects.exists()


def test_a_closed_request_is_answered_to_who_asked(town: Town) -> None:
    town.ask("Library")
    asked = OpenRequestRow.objects.get()
    administering.remove_open_request(GWILYM, town.zone, asked, timezone.now())
    assert not OpenRequestRow.objects.exists()
    told = broker().store.head(town.zone, "Library").waiting
    assert told is not None
    assert b"<SIF_Category>8</SIF_Category><SIF_Code>17</SIF_Code>" in told.parcel.body


def test_what_could_not_be_done_is_written_down_too(town: Town) -> None:
    state = town.state
    ZoneRow.objects.all().delete()
    with pytest.raises(NoSuchZone):
        administering.wake_agent(GWILYM, state, "Library", timezone.now())
    assert (last().action, last().facts["action"]) == ("zone.not_done", "zone.agent_woken")


def test_the_ready_made_sets_name_only_objects_that_a_zone_knows() -> None:
    named = {name for each in SETS.values() for _, name in each.held}
    assert named - provided() == {ANY}
    assert all(each.name.cy != each.name.en for each in SETS.values())


@settings(max_examples=20)
@given(st.sets(st.tuples(st.sampled_from(Right), st.sampled_from([ANY, *sorted(provided())])), max_size=30))
def test_what_is_given_is_what_the_agent_may(held: set[tuple[Right, str]]) -> None:
    if not ZoneRow.objects.filter(id="fair").exists():
        Town("fair").make("closed")
        administering.add_agent(GWILYM, broker().store.state("fair"), "Stall", "", frozenset(), timezone.now())
    administering.set_rights(GWILYM, broker().store.state("fair"), "Stall", ANY, frozenset(held), timezone.now())
    state = broker().store.state("fair")
    for right in Right:
        for name in ("LearnerPersonal", "SchoolInfo"):
            assert state.may("Stall", right, name, "SIF_Default") == bool(held & {(right, name), (right, ANY)})
