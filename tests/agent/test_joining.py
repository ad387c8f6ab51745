"""How an agent joins a zone, sleeps, wakes and leaves."""

import pytest

from handover.agent import (
    Agent,
    NotConnected,
    RefusedByZone,
    RegistrationRefused,
    WrongAddress,
    ZoneAsleep,
    ZoneAway,
)
from handover.sif.objects import LearnerPersonal, SchoolInfo
from handover.zone.core.effects import ForgetAgent
from tests.agent.conftest import both_ways, collect
from tests.agent.county import ZONE, until
from tests.zone import writing
from tests.zone.push.listening import answer, listening
from tests.zone.reading import Received


@both_ways
def test_agent_that_joins_is_registered_with_what_it_says_of_itself(county, make, mode):
    agent = make("Library", mode, name="The school library", application="Shelves", vendor="Example", max_buffer=8192)
    collect(agent, LearnerPersonal)
    with agent:
        state = county.store.state(ZONE)
        known = state.registration("Library")
        assert (known.name, known.mode.lower(), known.max_buffer) == ("The school library", mode, 8192)
        assert (known.product, known.vendor, known.versions) == ("Shelves", "Example", ("2.3", "2.*"))
        assert known.url == (agent.listens_at or "")
        assert county.subscribers("LearnerPersonal") == {"Library"}
        assert agent.ping()


def test_agent_that_is_not_allowed_is_told_so(county, make):
    county.rules(policy="closed")
    with pytest.raises(RegistrationRefused) as refused, make("Stranger"):
        pass
    assert refused.value.error == (3, 1)


def test_second_provider_of_an_object_is_told_so_and_stays_in_the_zone(county, make):
    with make("MIS") as first, make("Other") as second:
        first.provide(LearnerPersonal, objects=list)
        with pytest.raises(RegistrationRefused) as refused:
            second.provide(LearnerPersonal, objects=list)
        assert refused.value.error == (6, 4)
        county.broker.administer(ZONE, ForgetAgent("Other"))
        second.ping()
        assert county.store.state(ZONE).registration("Other")


@both_ways
def test_agent_that_leaves_sleeps_and_agent_that_unregisters_is_forgotten(county, make, mode):
    with make("Library", mode):
        pass
    assert county.store.head(ZONE, "Library").presence.asleep
    assert county.store.state(ZONE).registration("Library") is not None
    with make("Library", mode) as agent:
        agent.unregister()
    assert county.store.state(ZONE).registration("Library") is None


@both_ways
def test_agent_that_is_asleep_gets_nothing_until_it_wakes(county, make, learners, mode):
    agent = make("Library", mode)
    came = collect(agent, LearnerPersonal)
    with agent, make("MIS") as mis:
        agent.sleep()
        assert not agent.ping()
        mis.publish(learners[0])
        assert county.waiting("Library")
        assert came == []
        agent.wake()
        until(lambda: came)
    assert came[0].objects == (learners[0],)


def test_handler_that_is_added_later_is_subscribed_at_once(county, make, learners):
    with make("Library") as agent, make("MIS") as mis:
        came = collect(agent, LearnerPersonal)
        mis.publish(learners[0])
        until(lambda: came)


def test_agent_sees_the_state_of_the_zone_and_its_own_rights(make):
    with make("MIS") as mis, make("Library", "push") as library:
        mis.provide(SchoolInfo, objects=list)
        collect(library, LearnerPersonal)
        library.sleep()
        status = mis.zone_status()
        assert status.zone_id == ZONE
        assert status.provider("SchoolInfo") == "MIS"
        assert status.provider("LearnerPersonal") is None
        assert [(role.agent_id, role.object_name) for role in status.subscribers] == [("Library", "LearnerPersonal")]
        modes = {node.agent_id: (node.mode, node.asleep) for node in status.nodes}
        assert modes["MIS"] == ("Pull", False)
        assert modes["Library"] == ("Push", True)
        assert "2.3" in status.versions
        assert status.contexts == ("SIF_Default",)
        assert mis.access().allows("publish_add", "LearnerPersonal")
        assert not mis.access().allows("publish_add", "LearnerPersonal", "Nowhere")


def test_wrong_address_is_said_at_once(county):
    with pytest.raises(WrongAddress), Agent("Library", county.url.replace("/zone/", "/zones/")):
        pass
    with pytest.raises(RegistrationRefused), Agent("Library", county.url.replace("county", "nowhere")):
        pass
    with pytest.raises(ValueError, match="http"):
        Agent("Library", "county")


@both_ways
def test_zone_that_is_away_is_tried_for_as_long_as_the_agent_is_patient(county, make, mode):
    county.stop()
    with pytest.raises(ZoneAway), make("Library", mode, patience_seconds=0.1):
        pass


def test_pushed_agent_that_the_zone_has_forgotten_finds_out_without_having_anything_to_say(county, make, learners):
    agent = make("Library", "push", ping_seconds=0.1)
    came = collect(agent, LearnerPersonal)
    with agent, make("MIS") as mis:
        county.broker.administer(ZONE, ForgetAgent("Library"))
        until(lambda: county.subscribers("LearnerPersonal"))
        mis.publish(learners[0])
        until(lambda: came)


def test_handler_cannot_leave_the_zone(make, learners):
    agent, said = make("Library"), []

    @agent.on_event(LearnerPersonal)
    def leave(event):
        with pytest.raises(RuntimeError, match="out of the zone"):
            agent.close()
        said.append(event)

    with agent, make("MIS") as mis:
        mis.publish(learners[0])
        until(lambda: said)


def test_agent_that_listens_everywhere_must_say_where_it_is_reached(make):
    with pytest.raises(ValueError, match="public_url"), make("Library", "push", host="0.0.0.0"):
        pass


def test_event_published_while_the_zone_is_paused_reaches_who_listens_afterwards(county, make, learners):
    said = []
    library = make("Library")

    @library.on_event(LearnerPersonal)
    def learn(event):
        said.append(event)

    with library, make("MIS", patience_seconds=0.1) as mis:
        county.rules(paused=True)
        mis.publish(learners[0])
        county.rules(paused=False)
        until(lambda: said)


def test_agent_of_a_paused_zone_finds_that_it_sleeps(county, make):
    with make("MIS") as mis:
        assert mis.ping()
        county.rules(paused=True)
        assert not mis.ping()


def test_agent_says_that_a_zone_of_another_make_is_asleep(learners):
    """Other zones answer status 8 to what is sent to them during a pause, and keep nothing."""

    def asleep(call):
        said = 8 if b"<SIF_Event>" in call.body else 9 if b"<SIF_GetMessage" in call.body else 0
        sent = Received(call.body)
        inside = writing.header("Zone", writing.fresh_id()) + writing.acknowledgement(sent.source, sent.msg_id, said)
        call.say(answer(writing.message(f"<SIF_Ack>{inside}</SIF_Ack>").encode()))

    with listening(asleep) as zone, Agent("MIS", zone.url, patience_seconds=0.1) as mis, pytest.raises(ZoneAsleep):
        mis.publish(learners[0])


def test_agent_that_is_not_connected_says_so(make, learners):
    agent = make("MIS")
    with pytest.raises(NotConnected):
        agent.publish(learners[0])
    with agent:
        pass
    with pytest.raises(NotConnected):
        agent.publish(learners[0])
    with pytest.raises(NotConnected), agent:
        pass


def test_agent_that_another_program_registered_for_push_says_why_it_gets_nothing(county, make):
    puller = make("Library")
    collect(puller, LearnerPersonal)
    with puller:
        with make("Library", "push"), pytest.raises(RefusedByZone) as refused:
            puller.wait(120)
        assert refused.value.error == (5, 9)


@both_ways
def test_agent_that_the_zone_has_forgotten_registers_again(county, make, learners, mode):
    agent = make("Library", mode)
    came = collect(agent, LearnerPersonal)
    with agent, make("MIS") as mis:
        before = county.store.state(ZONE).registration("Library").registered_at
        county.broker.administer(ZONE, ForgetAgent("Library"), ForgetAgent("MIS"))
        agent.ping()
        assert county.store.state(ZONE).registration("Library").registered_at > before
        assert county.subscribers("LearnerPersonal") == {"Library"}
        mis.publish(learners[0])
        until(lambda: came)
