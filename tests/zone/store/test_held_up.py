"""What every store promises about queues that stand still: refusals and fetches counted, blockings ended, pauses noted."""

from handover.sif.messages.errors import ErrorCode
from handover.zone.core import effects as fx
from handover.zone.core.records import AgentStatus, PassedOverCount, RoutingVerdict
from handover.zone.rules import Rules
from handover.zone.store.interface import Store
from tests.zone.store.parcels import AGENTS, NOW, ZONE, do, drain, event, first, ids, later, registration, send


def presence(store: Store, agent: str = "Canteen") -> AgentStatus:
    with store.transaction(ZONE, NOW) as transaction:
        assert transaction.presence(agent) == store.head(ZONE, agent).presence
        return transaction.presence(agent)


def test_refusals_are_counted_on_the_message_and_failures_to_reach_the_agent_are_not(store: Store) -> None:
    send(store, 1, 2, to=AGENTS)
    number = first(store).number
    do(store, fx.ScheduleRetry("Canteen", 1, "HTTP status 500", later(5), number))
    do(store, fx.ScheduleRetry("Canteen", 2, "HTTP status 500", later(9), number))
    assert (first(store).refusals, presence(store).refused) == (2, number)
    do(store, fx.ScheduleRetry("Canteen", 3, "connection refused", later(9)))
    assert (first(store).refusals, presence(store).refused) == (2, None)
    assert first(store, "Library").refusals == 0
    do(store, fx.ScheduleRetry("Canteen", 4, "HTTP status 500", later(9), number), fx.Reached("Canteen"))
    assert (first(store).refusals, presence(store).refused) == (3, None)


def test_count_of_a_message_outlives_registering_and_begins_anew_when_it_is_queued_again(store: Store) -> None:
    do(store, fx.Register("Canteen", registration()))
    send(store, 1)
    number = first(store).number
    do(store, fx.ScheduleRetry("Canteen", 1, "HTTP status 500", later(5), number))
    do(store, fx.Register("Canteen", registration()))
    assert (first(store).refusals, presence(store).refused) == (1, None)
    do(store, fx.MoveToDeadLetters("Canteen", number, ErrorCode(10, 1), "Never."))
    assert store.letters(ZONE)[0].waiting.refusals == 0
    do(store, fx.Requeue(number))
    assert first(store).refusals == 0


def test_message_that_is_taken_after_all_is_no_longer_the_one_that_was_refused(store: Store) -> None:
    send(store, 1, 2)
    one = first(store).number
    do(store, fx.ScheduleRetry("Canteen", 1, "HTTP status 500", later(5), one))
    do(store, fx.Remove("Canteen", one))
    assert presence(store).refused is None
    two = first(store).number
    do(store, fx.ScheduleRetry("Canteen", 2, "HTTP status 500", later(5), two))
    do(store, fx.MoveToDeadLetters("Canteen", two, ErrorCode(10, 1), "Never."))
    assert presence(store).refused is None


def test_fetches_are_counted_on_the_message(store: Store) -> None:
    send(store, 1)
    number = first(store).number
    do(store, fx.Fetched("Canteen", number, 3))
    assert (first(store).fetches, first(store).refusals, presence(store).refused) == (3, 0, None)
    do(store, fx.Fetched("Canteen", number, 2, refused=True), fx.Fetched("Canteen", number + 99, 1))
    assert (first(store).fetches, first(store).refusals, presence(store).refused) == (5, 1, number)


def test_blocking_that_is_ended_offers_the_event_as_if_it_had_never_blocked(store: Store) -> None:
    send(store, 1, 2, to=AGENTS)
    number = first(store).number
    do(store, fx.Block("Canteen", number), at=later(7))
    assert (presence(store).blocked, presence(store).blocked_at) == (number, later(7))
    do(store, fx.Unblock("Canteen"))
    assert (presence(store).blocked, presence(store).blocked_at) == (None, None)
    assert (first(store).number, first(store).blocked_once, first(store).refusals) == (number, False, 0)
    do(store, fx.Block("Canteen", number), fx.Unblock("Canteen", overdue=True))
    assert (first(store).number, first(store).refusals) == (number, 1)
    do(store, fx.Unblock("Library", overdue=True))
    assert (first(store, "Library").refusals, drain(store)) == (0, ids(1, 2))


def test_agents_that_have_blocked_for_long_are_found(store: Store) -> None:
    send(store, 1, to=AGENTS)
    for seconds, agent in enumerate(AGENTS):
        do(store, fx.Block(agent, first(store, agent).number), at=later(seconds))
    do(store, fx.Remove("Canteen", presence(store).blocked or 0))
    with store.transaction(ZONE, NOW) as transaction:
        assert [each.agent for each in transaction.blocked_before(later(2))] == ["Library"]
        assert [each.agent for each in transaction.blocked_before(later(3))] == ["Library", "Registers"]
    assert presence(store).blocked_at is None


def test_message_of_a_queue_is_found_by_its_id_whoever_sent_it(store: Store) -> None:
    send(store, 1, 2)
    do(store, fx.Accept(event(2, "Library"), ("Canteen",)))
    with store.transaction(ZONE, NOW) as transaction:
        found = transaction.queued("Canteen")
        assert found is not None
        assert (found.parcel.msg_id, found.parcel.body) == (event(1).msg_id, b"")
        named = transaction.queued("Canteen", event(2).msg_id)
        assert named is not None
        assert named.parcel.source == "SchoolOffice"
        assert transaction.queued("Canteen", event(3).msg_id) is None
        assert transaction.queued("Library") is None


def test_content_of_a_message_is_given_by_sender_and_id(store: Store) -> None:
    send(store, 1)
    assert store.content(ZONE, "SchoolOffice", event(1).msg_id) == event(1).body
    assert store.content(ZONE, "Library", event(1).msg_id) == b""
    drain(store)
    store.forget(ZONE, NOW, later(9))
    assert store.content(ZONE, "SchoolOffice", event(1).msg_id) == b""


def test_messages_that_do_not_reach_an_agent_are_counted_by_reason_in_the_same_change(store: Store) -> None:
    over = (
        RoutingVerdict("Canteen", "too large"),
        RoutingVerdict("Library", "own"),
        RoutingVerdict("Registers", "version"),
    )
    do(store, fx.Accept(event(1), ("Doors",), over))
    do(store, fx.Accept(event(2), (), over[:1]), at=later(5))
    assert not do(store, fx.Accept(event(2), (), over[:1]), at=later(6))
    do(store, fx.PassOver("Canteen", "gone", "SchoolInfo"), at=later(7))
    assert store.passed_over(ZONE) == (
        PassedOverCount("Canteen", "gone", 1, later(7), later(7), "SchoolInfo"),
        PassedOverCount("Canteen", "too large", 2, NOW, later(5), "LearnerPersonal"),
        PassedOverCount("Registers", "version", 1, NOW, NOW, "LearnerPersonal"),
    )
    do(store, fx.Unregister("Canteen"), fx.ForgetAgent("Registers"))
    assert [each.agent for each in store.passed_over(ZONE)] == ["Canteen", "Canteen"]


def test_zone_knows_when_its_last_pause_began_and_ended(store: Store) -> None:
    def pauses(yes: bool, seconds: int) -> tuple[object, object]:
        do(store, fx.SetZone("Gwynfor", Rules(paused=yes, retry_seconds=9)), at=later(seconds))
        state = store.state(ZONE)
        return state.paused_at, state.resumed_at

    assert pauses(False, 1) == (None, None)
    assert pauses(True, 2) == (later(2), None)
    assert pauses(True, 3) == (later(2), None)
    assert pauses(False, 4) == (later(2), later(4))
    assert pauses(False, 5) == (later(2), later(4))
    assert pauses(True, 6) == (later(6), None)


def test_agent_that_registers_was_heard_of(store: Store) -> None:
    do(store, fx.Register("Canteen", registration()), at=later(3))
    assert presence(store).last_seen == later(3)
