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

import psycopg

from benchmarks.site import DATABASES
from handover.common.databases import SQLITE_START
from handover.zone.core import effects as fx
from handover.zone.core.records import Kind, Parcel
from handover.zone.state import Registration
from handover.zone.store.interface import Store
from handover.zone.store.sql import open_store
from tests.postgres import private_server
from tests.zone.store.databases import SEAL, prepare

ZONE = "Gwynfor"
AGENTS = tuple(f"Agent {number}" for number in range(5))
NOW = datetime(2026, 9, 1, tzinfo=UTC)
SECONDS = 3.0
DEPTHS = (1_000, 100_000, 1_000_000) if os.environ.get("BENCH_LONG") else (1_000, 100_000)
AIM = 0.5
PARCEL = Parcel(
    source="SchoolOffice",
    msg_id="",
    kind=Kind.EVENT,
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


def fill(store: Store, events: Events, depth: int) -> None:
    """Let that many messages wait for one agent."""
    while events.number < depth:
        with store.transaction(ZONE, NOW) as transaction:
            for _ in range(1000):
                transaction.apply([events.accept(("Asleep",))])


def bare(url: str) -> Callable[[str], object]:
    """Return a function that runs one statement, as plainly as the database's library can."""
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        connection.executescript(SQLITE_START)
        return connection
    return psycopg.connect(url, autocommit=True)


