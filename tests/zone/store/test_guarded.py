"""Changes that were decided before there was a transaction: made if they are still right, and otherwise not at all."""

import threading
import time
from collections.abc import Callable

import pytest

from handover.sif.messages.errors import ErrorCode
from handover.zone.core import effects as fx
from handover.zone.core.early import GuardedChange
from handover.zone.store.interface import Store
from tests.zone.store.databases import rows
from tests.zone.store.parcels import NOW, ZONE, do, drain, event, first, ids, later, registration, send

PATIENCE_SECONDS = 60
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"


def accept(number: int, revision: int = 0) -> GuardedChange:
    return GuardedChange(revision, fx.Accept(event(number), ("Canteen", "Library")))


def remove(store: Store, revision: int = 0, agent: str = "Canteen") -> GuardedChange:
    return GuardedChange(revision, fx.Remove(agent, first(store, agent).number))


def awake(store: Store) -> None:
    """Have it noted that both agents are awake, as their registration does."""
    assert do(store, fx.SetSleep("Canteen", ""), fx.SetSleep("Library", ""))


def test_event_is_kept_for_all_its_agents_while_the_zone_is_as_it_was(store: Store) -> None:
    assert store.apply_guarded(ZONE, [accept(1), accept(2)], NOW) == (True, True)
    assert drain(store, "Canteen") == drain(store, "Library") == ids(1, 2)


def test_event_is_not_kept_once_the_zone_has_changed(store: Store) -> None:
    assert do(store, fx.Register("Canteen", registration()))
    assert store.apply_guarded(ZONE, [accept(1), accept(2, revision=1)], NOW) == (False, True)
    assert drain(store, "Canteen") == ids(2)


def test_event_that_is_there_already_changes_nothing(store: Store) -> None:
    send(store, 1, to=("Library",))
    assert store.apply_guarded(ZONE, [accept(1), accept(2), accept(2)], NOW) == (False, True, False)
    assert drain(store, "Canteen") == ids(2)
    assert drain(store, "Library") == ids(1, 2)


def test_nothing_is_kept_in_a_zone_that_is_not_there(store: Store) -> None:
    assert store.apply_guarded("Nowhere", [accept(1)], NOW) == (False,)
    assert drain(store, "Canteen") == []


def test_message_that_its_agent_took_is_gone_and_remembered_as_the_last(store: Store) -> None:
    awake(store)
    send(store, 1, 2)
    taken = remove(store)
    assert store.apply_guarded(ZONE, [taken, taken], NOW) == (True, False)
    head = store.head(ZONE, "Canteen")
    assert head.presence.last_removed == ("SchoolOffice", event(1).msg_id)
    assert drain(store, "Canteen") == ids(2)


CHANGES: dict[str, Callable[[int], tuple[fx.Effect, ...]]] = {
    "the zone has changed": lambda number: (fx.Register("Library", registration()),),
    "it sleeps": lambda number: (fx.SetSleep("Canteen", "asked"),),
    "it was thought to sleep": lambda number: (fx.SetSleep("Canteen", "inferred"),),
    "it blocks for the message": lambda number: (fx.Block("Canteen", number),),
    "it has failed": lambda number: (fx.ScheduleRetry("Canteen", 1, "busy", later(60)),),
    "it is tried no more": lambda number: (fx.ScheduleRetry("Canteen", 5, "busy", None),),
    "it has refused the message": lambda number: (fx.MoveToDeadLetters("Canteen", number, ErrorCode(3, 2), ""),),
}


@pytest.mark.parametrize("case", list(CHANGES))
def test_message_is_not_taken_out_on_old_knowledge_once(case: str, store: Store) -> None:
    awake(store)
    send(store, 1)
    taken = remove(store)
    assert do(store, *CHANGES[case](taken.effect.number))  # type: ignore[union-attr]
    before = store.presences(ZONE)["Canteen"]
    assert store.apply_guarded(ZONE, [taken], NOW) == (False,)
    assert store.presences(ZONE)["Canteen"] == before


def held_up(url: str, store: Store, changes: list[GuardedChange], *meanwhile: fx.Effect) -> tuple[bool, ...]:
    """Let changes wait for a transaction of somebody else, who makes other changes; return which of them were made."""
    made: list[tuple[bool, ...]] = []
    with store.transaction(ZONE, NOW) as transaction:
        thread = threading.Thread(target=lambda: made.append(store.apply_guarded(ZONE, changes, NOW)))
        thread.start()
        until = time.monotonic() + PATIENCE_SECONDS
        while rows(url, WAITING) == [(0,)]:
            assert time.monotonic() < until, "the changes did not wait for the zone"
        assert transaction.apply(meanwhile)
    thread.join(PATIENCE_SECONDS)
    (found,) = made
    return found


@pytest.mark.parametrize("case", list(CHANGES))
def test_what_happens_while_a_removal_waits_for_the_zone_counts(
    case: str, postgres_url: str, opened: Callable[[str], Store]
) -> None:
    store = opened(postgres_url)
    store.create(ZONE)
    awake(store)
    send(store, 1)
    taken = remove(store)
    assert held_up(postgres_url, store, [taken], *CHANGES[case](taken.effect.number)) == (False,)  # type: ignore[union-attr]


@pytest.mark.parametrize("together", [1, 2])
def test_event_that_waited_while_the_zone_changed_is_not_kept(
    together: int, postgres_url: str, opened: Callable[[str], Store]
) -> None:
    store = opened(postgres_url)
    store.create(ZONE)
    batch = [accept(number) for number in range(together)]
    assert held_up(postgres_url, store, batch, fx.Register("Canteen", registration())) == (False,) * together
    assert drain(store, "Canteen") == []


def test_events_that_came_while_a_removal_waited_are_given_afterwards(
    postgres_url: str, opened: Callable[[str], Store]
) -> None:
    store = opened(postgres_url)
    store.create(ZONE)
    awake(store)
    send(store, 1)
    taken = remove(store)
    assert held_up(postgres_url, store, [taken], fx.Accept(event(2), ("Canteen",))) == (True,)
    send(store, 3)
    assert drain(store, "Canteen") == ids(2, 3)


def test_event_that_somebody_else_kept_while_it_waited_is_not_kept_twice(
    postgres_url: str, opened: Callable[[str], Store]
) -> None:
    store = opened(postgres_url)
    store.create(ZONE)
    assert held_up(postgres_url, store, [accept(1)], fx.Accept(event(1), ("Canteen",))) == (False,)
    assert drain(store, "Canteen") == ids(1)
    assert drain(store, "Library") == []
