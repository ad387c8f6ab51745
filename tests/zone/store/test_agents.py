"""What every store promises about agents: registered, asleep, blocked, put off, pushed to by one process at a time."""

from dataclasses import replace

import pytest

from handover.sif.messages.errors import ErrorCode
from handover.zone.core import effects as fx
from handover.zone.core.records import AgentStatus
from handover.zone.rights import Right
from handover.zone.rules import Rules
from handover.zone.state import Grant, Provision, ZoneAgent
from handover.zone.store.interface import DueAgent, Store
from tests.zone.store.parcels import (
    AGENTS,
    NOW,
    ZONE,
    answer,
    asked,
    do,
    drain,
    event,
    first,
    ids,
    later,
    open_request,
    registration,
    send,
)

PROVIDES = Provision("Canteen", Right.PROVIDE, "LearnerPersonal")
SUBSCRIBES = Provision("Canteen", Right.SUBSCRIBE, "LearnerPersonal", extended=True)


def presence(store: Store, agent: str = "Canteen") -> AgentStatus:
    with store.transaction(ZONE, NOW) as transaction:
        assert transaction.presence(agent) == store.head(ZONE, agent).presence
        return transaction.presence(agent)


def test_zone_is_made_once_and_keeps_its_name_and_rules(store: Store) -> None:
    rules = Rules(policy="open", contexts=("SIF_Default", "Staff"), paused=True, retry_seconds=9)
    do(store, fx.SetZone("Schools of Gwynfor", rules))
    store.create(ZONE)
    state = store.state(ZONE)
    assert (state.id, state.name, state.rules, state.revision) == (ZONE, "Schools of Gwynfor", rules, 1)


def test_state_is_seen_by_the_transaction_that_changes_it_and_grows_by_one_for_each_decision(store: Store) -> None:
    with store.transaction(ZONE, NOW) as transaction:
        transaction.apply([fx.SetAgent(ZoneAgent("Canteen")), fx.Register("Canteen", registration())])
        assert transaction.state.registration("Canteen") == registration()
        assert transaction.state.revision == 1
        transaction.apply([fx.SetSleep("Canteen", "asked")])
        assert transaction.state.revision == 1
    assert store.state(ZONE).revision == 1


def test_agent_that_registers_again_replaces_what_it_said_and_keeps_what_it_does(store: Store) -> None:
    do(
        store,
        fx.SetAgent(ZoneAgent("Canteen", certificate="till.example")),
        fx.Register("Canteen", registration("Push")),
    )
    do(store, fx.Provide("Canteen", frozenset({PROVIDES, SUBSCRIBES})))
    again = replace(registration(), name="The new till", versions=("2.0r1",))
    do(store, fx.Register("Canteen", again))
    state = store.state(ZONE)
    assert state.agents["Canteen"] == ZoneAgent("Canteen", certificate="till.example", registration=again)
    assert state.provisions == {PROVIDES, SUBSCRIBES}


def test_what_an_agent_does_is_added_replaced_and_taken_away(store: Store) -> None:
    do(store, fx.Provide("Canteen", frozenset({PROVIDES, SUBSCRIBES})))
    do(store, fx.Provide("Canteen", frozenset({PROVIDES._replace(extended=True)}), frozenset({SUBSCRIBES})))
    assert store.state(ZONE).provisions == {PROVIDES._replace(extended=True)}
    do(
        store,
        fx.Provide("Canteen", removed=frozenset({PROVIDES})),
        fx.Provide("Library", frozenset({PROVIDES._replace(agent="Library")})),
    )
    assert store.state(ZONE).provider("LearnerPersonal", "SIF_Default") == PROVIDES._replace(agent="Library")


def test_what_an_agent_may_do_is_set_as_a_whole(store: Store) -> None:
    old, new = Grant("Canteen", Right.REQUEST, "*"), Grant("Canteen", Right.SUBSCRIBE, "LearnerPersonal", "SIF_Default")
    other = Grant("Library", Right.REQUEST, "*")
    do(store, fx.SetGrants("Canteen", frozenset({old})), fx.SetGrants("Library", frozenset({other})))
    do(store, fx.SetGrants("Canteen", frozenset({new})))
    assert store.state(ZONE).grants == {new, other}


def test_agent_that_unregisters_loses_its_queue_and_keeps_its_rights(store: Store) -> None:
    may = Grant("Canteen", Right.REQUEST, "*")
    do(store, fx.Register("Canteen", registration()), fx.SetGrants("Canteen", frozenset({may})))
    do(store, fx.Provide("Canteen", frozenset({PROVIDES})))
    send(store, 1, 2, 3, to=AGENTS)
    do(store, fx.Block("Canteen", first(store).number), fx.ScheduleRetry("Canteen", 3, "refused", None))
    store.saw(ZONE, ["Canteen"], NOW)
    do(store, fx.Unregister("Canteen"))
    assert store.head(ZONE, "Canteen")[:2] == (AgentStatus("Canteen"), None)
    state = store.state(ZONE)
    assert state.agents == {"Canteen": ZoneAgent("Canteen")}
    assert (state.provisions, state.grants) == (frozenset(), {may})
    assert drain(store, "Library") == ids(1, 2, 3)
    send(store, 4)
    assert drain(store) == ids(4)


def test_agent_that_is_forgotten_leaves_nothing_behind(store: Store) -> None:
    do(store, fx.Register("Canteen", registration()), fx.Provide("Canteen", frozenset({PROVIDES})))
    do(store, fx.SetGrants("Canteen", frozenset({Grant("Canteen", Right.REQUEST, "*")})))
    send(store, 1, 2)
    do(store, fx.MoveToDeadLetters("Canteen", first(store).number, ErrorCode(1, 3), ""))
    do(store, fx.ForgetAgent("Canteen"))
    state = store.state(ZONE)
    assert (dict(state.agents), state.provisions, state.grants) == ({}, frozenset(), frozenset())
    assert (store.letters(ZONE), store.head(ZONE, "Canteen")[:2]) == ((), (AgentStatus("Canteen"), None))


def test_agent_sleeps_until_it_wakes_up(store: Store) -> None:
    do(store, fx.SetSleep("Canteen", "asked"))
    assert presence(store).asleep == "asked"
    do(store, fx.Reached("Canteen"))
    assert presence(store).asleep == "asked"
    do(store, fx.SetSleep("Canteen", "inferred"))
    do(store, fx.Reached("Canteen"))
    assert presence(store) == AgentStatus("Canteen")


def test_agent_that_cannot_be_reached_is_put_off_until_it_wakes_up(store: Store) -> None:
    do(store, fx.ScheduleRetry("Canteen", 2, "connection refused", later(10)))
    assert presence(store) == AgentStatus(
        "Canteen", attempts=2, last_fault="connection refused", next_attempt=later(10)
    )
    do(store, fx.ScheduleRetry("Canteen", 3, "connection refused", None))
    assert presence(store) == AgentStatus("Canteen", attempts=3, last_fault="connection refused", stopped=True)
    do(store, fx.SetSleep("Canteen", "inferred"))
    assert presence(store).stopped
    for calm in (fx.SetSleep("Canteen", ""), fx.Reached("Canteen"), fx.Register("Canteen", registration())):
        do(store, fx.ScheduleRetry("Canteen", 3, "connection refused", None))
        do(store, calm)
        assert presence(store).attempts == 0
        assert not presence(store).stopped


def test_event_that_blocks_holds_other_events_and_lets_answers_pass(store: Store) -> None:
    send(store, 1, 2)
    do(store, fx.Accept(answer(3, "A"), ("Canteen",)), fx.Accept(event(4), ("Canteen",)))
    do(store, fx.Accept(answer(5, "A", 2), ("Canteen",)))
    blocked = first(store).number
    do(store, fx.Block("Canteen", blocked))
    assert presence(store).blocked == blocked
    assert drain(store) == ids(3, 5)
    with store.transaction(ZONE, NOW) as transaction:
        entry = transaction.numbered("Canteen", blocked)
        assert entry is not None
        assert entry.blocked_once
    do(store, fx.Remove("Canteen", blocked))
    assert presence(store).blocked is None
    assert drain(store) == ids(2, 4)


def test_registering_ends_a_blocking_without_the_event_being_done_with(store: Store) -> None:
    send(store, 1)
    do(store, fx.Block("Canteen", first(store).number))
    assert store.head(ZONE, "Canteen").waiting is None
    do(store, fx.Register("Canteen", registration()))
    assert first(store).parcel == event(1)


def test_event_that_blocks_and_is_refused_becomes_a_dead_letter_and_the_others_go_on(store: Store) -> None:
    send(store, 1, 2)
    number = first(store).number
    do(store, fx.Block("Canteen", number), fx.MoveToDeadLetters("Canteen", number, ErrorCode(12, 1), ""))
    assert store.letters(ZONE)[0].waiting.blocked_once
    assert drain(store) == ids(2)
    do(store, fx.Requeue(number))
    assert not first(store).blocked_once


def test_zone_notes_when_agents_were_heard_of(store: Store) -> None:
    do(store, fx.SetSleep("Canteen", "asked"))
    store.saw(ZONE, ["Library", "Canteen"], later(5))
    store.saw(ZONE, [], later(6))
    assert presence(store) == AgentStatus("Canteen", asleep="asked", last_seen=later(5))
    assert presence(store, "Library").last_seen == later(5)


def test_open_requests_are_found_by_whom_they_concern_and_by_age(store: Store) -> None:
    one, two = open_request("A"), open_request("B", seconds=10)
    other = open_request("A", requester="Library", responder="Registers", seconds=20)
    do(store, fx.Open(one), fx.Open(two), fx.Open(other))
    with store.transaction(ZONE, NOW) as transaction:
        assert transaction.request("A", "SchoolOffice") == one
        assert transaction.request("A", "Registers") == other
        assert transaction.request("B", "Registers") == two
        assert transaction.request("C", "Registers") is None
        assert transaction.requests_of("Canteen") == (one, two)
        assert transaction.requests_to("Registers") == (other,)
        assert transaction.requests_before(later(10)) == (one,)


def test_open_request_goes_on_packet_by_packet_and_is_closed(store: Store) -> None:
    do(store, fx.Open(open_request("A")), fx.Advance("Canteen", "A", 4))
    with store.transaction(ZONE, NOW) as transaction:
        found = transaction.request("A", "SchoolOffice")
        assert found is not None
        assert found.last_packet == 4
    do(store, fx.Close("Canteen", "A"), fx.Close("Canteen", "A"))
    with pytest.raises(KeyError):
        do(store, fx.Advance("Canteen", "A", 5))


def pushed(store: Store, *agents: str) -> None:
    for agent in agents:
        do(store, fx.Register(agent, registration("Push")))


def claimed(store: Store, owner: str, seconds: float = 0, most: int = 10) -> list[str]:
    return [due.agent for due in store.claim(owner, later(seconds), later(seconds + 60), most)]


def test_agents_in_push_mode_with_something_to_get_are_due(store: Store) -> None:
    pushed(store, *AGENTS)
    do(store, fx.Register("Pulls", registration()))
    send(store, 1, to=("Canteen", "Library", "Pulls"))
    assert claimed(store, "one") == ["Canteen", "Library"]


@pytest.mark.parametrize(
    ("effect", "is_due"),
    [
        (fx.SetSleep("Canteen", "asked"), False),
        (fx.SetSleep("Canteen", "inferred"), True),
        (fx.ScheduleRetry("Canteen", 1, "refused", later(1)), False),
        (fx.ScheduleRetry("Canteen", 1, "refused", later(-1)), True),
        (fx.ScheduleRetry("Canteen", 1, "refused", None), False),
        (fx.SetZone("", Rules(paused=True)), False),
        (fx.Register("Canteen", registration()), False),
    ],
)
def test_agent_that_must_be_left_alone_is_not_due(store: Store, effect: fx.Effect, is_due: bool) -> None:
    pushed(store, "Canteen")
    send(store, 1)
    do(store, effect)
    assert claimed(store, "one") == (["Canteen"] if is_due else [])


def test_agent_that_blocks_is_due_for_answers_alone(store: Store) -> None:
    pushed(store, "Canteen")
    send(store, 1, 2)
    do(store, fx.Block("Canteen", first(store).number))
    assert claimed(store, "one") == []
    do(store, fx.Accept(asked(3, "Library"), ("Canteen",)))
    assert claimed(store, "one") == ["Canteen"]


def test_agent_is_pushed_to_by_one_process_at_a_time(store: Store) -> None:
    pushed(store, *AGENTS)
    send(store, 1, to=AGENTS)
    assert claimed(store, "one", most=2) == ["Canteen", "Library"]
    assert claimed(store, "two") == ["Registers"]
    store.release("two", DueAgent(ZONE, "Canteen"))
    assert claimed(store, "three") == []
    store.release("one", DueAgent(ZONE, "Canteen"))
    assert claimed(store, "three") == ["Canteen"]


def test_claim_of_a_process_that_died_ends_and_that_of_a_living_one_goes_on(store: Store) -> None:
    pushed(store, "Canteen", "Library")
    send(store, 1, to=("Canteen", "Library"))
    assert claimed(store, "alive", most=1) == ["Canteen"]
    assert claimed(store, "dead") == ["Library"]
    store.keep("alive", later(200))
    assert claimed(store, "next", 59) == []
    assert claimed(store, "next", 60) == ["Library"]
    assert claimed(store, "next", 200) == ["Canteen", "Library"]


def test_claim_outlives_the_registration_of_the_agent(store: Store) -> None:
    pushed(store, "Canteen")
    send(store, 1)
    assert claimed(store, "one") == ["Canteen"]
    do(store, fx.Unregister("Canteen"))
    pushed(store, "Canteen")
    send(store, 2)
    assert claimed(store, "two") == []
