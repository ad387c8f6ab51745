"""Several threads and processes on one zone: order is kept, nothing is lost, and who is killed leaves all or nothing."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from handover.zone.core import effects as fx
from handover.zone.core.records import MessageKind
from handover.zone.store.interface import Store, StoreFault
from tests.zone.store.databases import SEAL, end_connections, rows
from tests.zone.store.parcels import AGENTS, NOW, ZONE, do, drain, event, first, ids, later, registration, send

EACH = 40
DEADLINE_SECONDS = 60
RUN = """
import sys
from tests.zone.store import test_two_at_once
getattr(test_two_at_once, sys.argv[1])(*sys.argv[2:])
"""


def publish(url: str, source: str, count: str) -> None:
    """Have numbered events accepted, and say each time that one is durable."""
    from handover.zone.store.databases import open_store

    store = open_store(url, SEAL)
    for number in range(int(count)):
        assert do(store, fx.Accept(event(number, source), AGENTS))
        print(number, flush=True)


def stop_half_way(url: str) -> None:
    """Make changes and wait before they are kept."""
    from handover.zone.store.databases import open_store

    with open_store(url, SEAL).transaction(ZONE, NOW) as transaction:
        transaction.apply([fx.Accept(event(1), AGENTS), fx.Register("Canteen", registration())])
        print("half way", flush=True)
        time.sleep(DEADLINE_SECONDS)


def publisher(url: str, source: str, count: int) -> "subprocess.Popen[str]":
    """Start a process that publishes."""
    return python("publish", url, source, str(count))


def python(function: str, *words: str) -> "subprocess.Popen[str]":
    """Start a process that runs a function of this module."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", RUN, function, *words]
    home = Path(__file__).parents[3]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=home)


def received(store: Store, agent: str) -> list[tuple[str, str]]:
    """Take all that waits for an agent, and check that its places grow."""
    found, last = [], 0
    while (waiting := store.head(ZONE, agent).waiting) is not None:
        assert waiting.number > last
        last = waiting.number
        found.append((waiting.parcel.source, waiting.parcel.msg_id))
        do(store, fx.Remove(agent, last))
    return found


def test_two_processes_that_publish_at_once_keep_their_order_at_every_agent(
    url: str, opened: Callable[[str], Store]
) -> None:
    store = opened(url)
    store.create(ZONE)
    sources = ("Office", "Library")
    running = [publisher(url, source, EACH) for source in sources]
    for process in running:
        assert process.communicate(timeout=DEADLINE_SECONDS)[0].split() == [str(number) for number in range(EACH)]
        assert process.returncode == 0
    for agent in AGENTS:
        got = received(store, agent)
        for source in sources:
            assert [msg_id for sender, msg_id in got if sender == source] == ids(*range(EACH))


def test_agent_that_takes_messages_while_others_publish_gets_all_of_them_in_order(
    url: str, opened: Callable[[str], Store]
) -> None:
    store = opened(url)
    store.create(ZONE)
    process = publisher(url, "Office", EACH)
    got: list[tuple[str, str]] = []
    end = time.monotonic() + DEADLINE_SECONDS
    while len(got) < EACH and time.monotonic() < end:
        got += received(store, "Canteen")
    process.communicate(timeout=DEADLINE_SECONDS)
    assert [msg_id for _, msg_id in got] == ids(*range(EACH))


def test_process_that_is_killed_leaves_each_event_at_all_its_subscribers_or_at_none(
    url: str, opened: Callable[[str], Store]
) -> None:
    store = opened(url)
    store.create(ZONE)
    acknowledged = 0
    for source in ("First", "Second", "Third"):
        process = publisher(url, source, 100_000)
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(10)]
        process.send_signal(signal.SIGKILL)
        # Not `communicate`, which would pass over what `readline` has read ahead.
        acknowledged += len(lines) + len(process.stdout.read().split())
        process.wait(DEADLINE_SECONDS)
        process.stdout.close()
    queues = [received(store, agent) for agent in AGENTS]
    assert queues[0] == queues[1] == queues[2]
    # One more at each death may be durable without having been said to be.
    assert acknowledged <= len(queues[0]) <= acknowledged + 3
    assert rows(url, "SELECT count(*) FROM zones_message") == [(len(queues[0]),)]


def test_process_that_is_killed_in_the_middle_of_a_change_leaves_nothing(
    url: str, opened: Callable[[str], Store]
) -> None:
    store = opened(url)
    store.create(ZONE)
    process = python("stop_half_way", url)
    assert process.stdout is not None
    assert process.stdout.readline() == "half way\n"
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=DEADLINE_SECONDS)
    send(store, 1)
    assert store.state(ZONE).agents == {}
    assert all(drain(store, agent) == (ids(1) if agent == "Canteen" else []) for agent in AGENTS)


def test_threads_of_one_process_share_the_store(url: str, opened: Callable[[str], Store]) -> None:
    store = opened(url)
    store.create(ZONE)
    faults: list[BaseException] = []

    def work(source: str) -> None:
        try:
            for number in range(EACH):
                assert do(store, fx.Accept(event(number, source), AGENTS))
                store.head(ZONE, "Canteen")
                store.state(ZONE)
        except BaseException as fault:  # it is the test's to report
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(f"Office {number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(DEADLINE_SECONDS)
    assert not faults
    got = received(store, "Library")
    for number in range(4):
        assert [msg_id for sender, msg_id in got if sender == f"Office {number}"] == ids(*range(EACH))


def test_zone_waits_for_the_one_who_changes_it_and_sees_what_was_changed(
    url: str, opened: Callable[[str], Store]
) -> None:
    store, other = opened(url), opened(url)
    store.create(ZONE)
    seen: list[bool] = []

    def repeat() -> None:
        seen.append(do(other, fx.Accept(event(1), ("Library",))))

    with store.transaction(ZONE, NOW) as transaction:
        transaction.apply([fx.Accept(event(1), ("Canteen",))])
        thread = threading.Thread(target=repeat)
        thread.start()
        assert store.head(ZONE, "Canteen").waiting is None
    thread.join(DEADLINE_SECONDS)
    assert seen == [False]
    assert (drain(store), drain(store, "Library")) == (ids(1), [])


def test_agent_is_claimed_by_one_of_many_that_want_it(url: str, opened: Callable[[str], Store]) -> None:
    store = opened(url)
    store.create(ZONE)
    names = [f"Agent {number:02}" for number in range(30)]
    for name in names:
        do(store, fx.Register(name, registration("Push")))
    do(store, fx.Accept(event(1), tuple(names)))
    claimed: list[str] = []

    def claim(owner: str) -> None:
        mine = opened(url)
        for _ in range(10):
            claimed.extend(due.agent for due in mine.claim(owner, NOW, later(60), 2))
            mine.keep(owner, later(90))

    threads = [threading.Thread(target=claim, args=(f"worker {number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(DEADLINE_SECONDS)
    assert sorted(claimed) == names


def test_connections_that_the_server_ended_are_made_anew(postgres_url: str, opened: Callable[[str], Store]) -> None:
    store = opened(postgres_url)
    store.create(ZONE)
    send(store, 1)
    end_connections(postgres_url)
    send(store, 2)
    end_connections(postgres_url)
    assert first(store).parcel.kind is MessageKind.EVENT
    assert drain(store) == ids(1, 2)


def test_change_whose_connection_ends_under_way_is_undone_and_said_to_have_failed(
    postgres_url: str, opened: Callable[[str], Store]
) -> None:
    store = opened(postgres_url)
    store.create(ZONE)

    def fail() -> None:
        with store.transaction(ZONE, NOW) as transaction:
            transaction.apply([fx.Accept(event(1), AGENTS)])
            end_connections(postgres_url)

    with pytest.raises(StoreFault):
        fail()
    assert store.head(ZONE, "Canteen").waiting is None
    send(store, 1)
    assert drain(store) == ids(1)
