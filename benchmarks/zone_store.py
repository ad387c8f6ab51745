"""The zone server's store: events accepted for five agents and delivered to them, against the same rows in bare SQL.

`BENCH_LONG=1` goes on to a million waiting messages.
"""

import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import psycopg

from benchmarks.site import DATABASES
from handover.common.databases import SQLITE_START
from handover.zone.core import effects as fx
from handover.zone.core.records import MessageKind, StoredMessage
from handover.zone.store.databases import open_store
from handover.zone.store.interface import Store
from tests.postgres import private_server
from tests.zone.store.databases import SEAL, prepare

ZONE = "Gwynfor"
AGENTS = tuple(f"Agent {number}" for number in range(5))
NOW = datetime(2026, 9, 1, tzinfo=UTC)
SECONDS = 3.0
ROUND = 500
DEPTHS = (1_000, 100_000, 1_000_000) if os.environ.get("BENCH_LONG") else (1_000, 100_000)
BATCHES = (1, 4, 16)
AIM, DEEP_AIM = 0.5, 0.8
PARCEL = StoredMessage(
    source="SchoolOffice",
    msg_id="",
    kind=MessageKind.EVENT,
    version="2.3",
    body=b"x" * 2700,
    object="LearnerPersonal",
    action="Change",
    contexts=("SIF_Default",),
)
Rows = list[tuple[str, str, str]]


@contextmanager
def database(kind: str) -> Iterator[str]:
    """Yield the address of a database with the tables, that survives a power cut."""
    with tempfile.TemporaryDirectory() as home:
        if kind == "SQLite":
            url = f"sqlite:///{home}/zones.sqlite3"
            prepare(url)
            yield url
        else:
            with private_server(durable=True) as url:
                prepare(url)
                yield url


class Events:
    """An endless supply of events."""

    def __init__(self) -> None:
        self.number = 0

    def accept(self, agents: tuple[str, ...] = AGENTS) -> fx.Accept:
        """Return the acceptance of the next one."""
        self.number += 1
        return fx.Accept(replace(PARCEL, msg_id=f"{self.number:032X}"), agents)


def rate(step: Callable[[], int]) -> float:
    """Return how many things a second are done by a step that says how many it did."""
    done, start = 0, time.perf_counter()
    while time.perf_counter() - start < SECONDS:
        done += step()
    return done / (time.perf_counter() - start)


def accepting(store: Store, events: Events, batch: int) -> Callable[[], int]:
    """Return a step that accepts a batch of events in one transaction."""

    def step() -> int:
        with store.transaction(ZONE, NOW) as transaction:
            for _ in range(batch):
                assert transaction.apply([events.accept()])
        return batch

    return step


def delivering(store: Store, agents: tuple[str, ...] = AGENTS) -> Callable[[], int]:
    """Return a step that gives an agent its first message and takes its acknowledgement, each agent in turn."""
    turn = 0

    def step() -> int:
        nonlocal turn
        agent = agents[turn % len(agents)]
        turn += 1
        waiting = store.head(ZONE, agent).waiting
        assert waiting is not None
        with store.transaction(ZONE, NOW) as transaction:
            parcel = waiting.parcel
            found = transaction.entry(agent, parcel.source, parcel.msg_id)
            assert found is not None
            transaction.apply([fx.Remove(agent, found.number)])
        return 1

    return step


def fill(store: Store, events: Events, count: int) -> None:
    """Let that many more messages wait for one agent."""
    for _ in range(0, count, ROUND):
        with store.transaction(ZONE, NOW) as transaction:
            for _ in range(ROUND):
                transaction.apply([events.accept(("Asleep",))])


class Bare:
    """The same rows written by bare SQL: one statement for each row of a message, one for its queue, nothing else."""

    MESSAGE = (
        "INSERT INTO zones_message (zone, source, msg_id, kind, version, object, action, contexts, destination, about,"
        " packet, size, body, recipients, passed_over, accepted_at)"
        " VALUES (?, 'S', ?, 'event', '2.3', 'LearnerPersonal', 'Change', '[]', '', '', 0, 2700, ?, '[]', '[]', ?) RETURNING id"
    )
    QUEUE = "INSERT INTO zones_waiting (zone, agent, message_id, kind, accepted_at) VALUES " + ", ".join(
        ["(?, ?, ?, 'event', ?)"] * len(AGENTS)
    )
    BODY = os.urandom(2729)

    def __init__(self, url: str) -> None:
        self.postgres = url.startswith("postgres")
        if self.postgres:
            self.execute: Callable[..., Any] = psycopg.connect(url, autocommit=True).execute
        else:
            file = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
            file.executescript(SQLITE_START)
            self.execute = file.execute
        self.now = NOW if self.postgres else NOW.isoformat()

    def do(self, sql: str, *values: object) -> Any:
        """Run one statement."""
        return self.execute(sql.replace("?", "%s") if self.postgres else sql, values)

    def accept(self, batch: int) -> Callable[[], int]:
        """Return a step that writes the rows of a batch of events in one transaction."""

        def step() -> int:
            self.do("BEGIN")
            for _ in range(batch):
                msg_id = os.urandom(16).hex().upper()
                ((message,),) = self.do(self.MESSAGE, ZONE, msg_id, self.BODY, self.now).fetchall()
                self.do(self.QUEUE, *(value for agent in AGENTS for value in (ZONE, agent, message, self.now)))
            self.do("COMMIT")
            return batch

        return step

    def deliver(self, agents: tuple[str, ...] = AGENTS) -> Callable[[], int]:
        """Return a step that reads the first message of a queue and deletes its entry, each agent in turn."""
        first = (
            "SELECT number, body FROM zones_waiting JOIN zones_message ON message_id = id"
            " WHERE zones_waiting.zone = ? AND agent = ? AND number > ? ORDER BY number LIMIT 1"
        )
        last, turn = dict.fromkeys(agents, 0), 0

        def step() -> int:
            nonlocal turn
            agent = agents[turn % len(agents)]
            turn += 1
            ((number, _),) = self.do(first, ZONE, agent, last[agent]).fetchall()
            last[agent] = number
            self.do("DELETE FROM zones_waiting WHERE zone = ? AND agent = ? AND number = ?", ZONE, agent, number)
            return 1

        return step


def against(what: str, figure: float, floor: float) -> Rows:
    """Return the rows for a figure and its floor."""
    return [
        (f"{what}: bare SQL", f"{floor:,.0f}/s", "the floor"),
        (what, f"{figure:,.0f}/s", f"{figure / floor:.2f}x the floor's rate (aim: over {AIM}x)"),
    ]


def ready(url: str) -> Store:
    """Return an opened store with the zone and agents that are awake."""
    store = open_store(url, SEAL)
    store.create(ZONE)
    with store.transaction(ZONE, NOW) as transaction:
        transaction.apply([fx.SetSleep(agent, "") for agent in (*AGENTS, "Asleep")])
    return store


def speed(kind: str) -> Rows:
    """Return the rates of accepting and delivering."""
    rows: Rows = []
    with database(kind) as url, database(kind) as bare_url:
        store, events, bare = ready(url), Events(), Bare(bare_url)
        for batch in BATCHES:
            floor = rate(bare.accept(batch))
            rows += against(
                f"{kind}: events for 5 agents, {batch} at a time", rate(accepting(store, events, batch)), floor
            )
        floor = rate(bare.deliver())
        rows += against(f"{kind}: deliveries and acknowledgements, one at a time", rate(delivering(store)), floor)
        store.close()
    return rows


def steady(store: Store, events: Events) -> float:
    """Return the rate of delivering to one agent; what is taken is replaced in between, so that as much goes on waiting."""
    step, rounds, took = delivering(store, ("Asleep",)), 0, 0.0
    while took < SECONDS:
        start = time.perf_counter()
        for _ in range(ROUND):
            step()
        took += time.perf_counter() - start
        rounds += 1
        fill(store, events, ROUND)
    return rounds * ROUND / took


def growth(kind: str) -> Rows:
    """Return the rates of delivering out of queues of growing length."""
    rows: Rows = []
    with database(kind) as url:
        store, events, depth, few = ready(url), Events(), 0, 0.0
        for deeper in DEPTHS:
            fill(store, events, deeper - depth)
            depth, found = deeper, steady(store, events)
            few = few or found
            ratio = "the floor" if found == few else f"{found / few:.2f}x (aim: over {DEEP_AIM}x)"
            rows.append((f"{kind}: deliveries with {depth:,} waiting", f"{found:,.0f}/s", ratio))
        store.close()
    return rows


def run() -> Rows:
    """Return the table."""
    return [row for kind in DATABASES for part in (speed, growth) for row in part(kind)]
