"""What happens with every message goes by an index, whatever the database believes about the lengths of queues."""

import sqlite3
from collections.abc import Callable

import pytest

from handover.common.databases import read_database_address
from handover.zone.core import effects as fx
from handover.zone.store import queues
from handover.zone.store.connection import DatabaseConnection
from handover.zone.store.interface import Store
from handover.zone.store.postgres import PostgresConnection
from handover.zone.store.sqlite import SqliteConnection
from tests.zone.store.databases import rows
from tests.zone.store.parcels import NOW, ZONE, answer, do, event, first

MANY = 3000
HEAD = ("head", (ZONE, "Canteen"))
ENTRY = ("entry", ("Canteen", ZONE, "SchoolOffice", event(1).msg_id))
NUMBERED = ("numbered", (ZONE, "Canteen", 5))


def fill(store: Store) -> None:
    store.create(ZONE)
    for agent in ("Canteen", "Library"):
        do(store, fx.SetSleep(agent, ""))
    with store.transaction(ZONE, NOW) as transaction:
        for number in range(MANY):
            transaction.apply([fx.Accept(event(number), ("Canteen",))])


def statement(connection: DatabaseConnection, name: str) -> str:
    return {"head": queues.HEAD.format(first=connection.first), "entry": queues.ENTRY, "numbered": queues.NUMBERED}[
        name
    ]


@pytest.mark.parametrize("analyzed", [False, True])
@pytest.mark.parametrize(("name", "values"), [HEAD, ENTRY, NUMBERED])
def test_sqlite_goes_by_an_index_to_one_entry(
    name: str, values: tuple[object, ...], analyzed: bool, sqlite_url: str, opened: Callable[[str], Store]
) -> None:
    fill(opened(sqlite_url))
    if analyzed:
        with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as file:
            file.execute("ANALYZE")
    connection = SqliteConnection(sqlite_url.removeprefix("sqlite:///"))
    plan = [row[3] for row in connection.rows(f"EXPLAIN QUERY PLAN {statement(connection, name)}", *values)]
    connection.close()
    # What grows is searched; SQLite may well read through a table of two agents.
    assert not [step for step in plan if step.startswith(("SCAN waiting", "SCAN first", "SCAN message"))]
    waiting = [step for step in plan if step.startswith("SEARCH waiting")]
    assert waiting
    assert all("rowid=?" in step or "(message_id=? AND agent=?)" in step for step in waiting)
    lanes = [step for step in plan if step.startswith("SEARCH first")]
    assert len(lanes) == (2 if name == "head" else 0)
    assert all("zone=? AND agent=? AND number>?" in step for step in lanes)


@pytest.mark.parametrize("analyzed", ["never", "when empty", "when full"])
@pytest.mark.parametrize(("name", "values"), [HEAD, ENTRY, NUMBERED])
def test_postgresql_touches_a_few_pages_however_much_waits(
    name: str, values: tuple[object, ...], analyzed: str, postgres_url: str, opened: Callable[[str], Store]
) -> None:
    connection = PostgresConnection(read_database_address(postgres_url))
    if analyzed == "when empty":
        connection.run("ANALYZE")
    explain = f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement(connection, name)}"
    connection.rows(explain, *values)
    fill(opened(postgres_url))
    if analyzed == "when full":
        connection.run("ANALYZE")
    plan = connection.rows(explain, *values)[0][0][0]["Plan"]
    connection.close()
    assert plan["Shared Hit Blocks"] + plan["Shared Read Blocks"] < 25


@pytest.mark.parametrize("removed", [0, MANY // 2, MANY - 1])
def test_watermark_lies_just_below_the_first_entry(removed: int, url: str, opened: Callable[[str], Store]) -> None:
    store = opened(url)
    fill(store)
    start = first(store).number
    with store.transaction(ZONE, NOW) as transaction:
        transaction.apply([fx.Remove("Canteen", start + each) for each in range(removed)])
    ((watermark,),) = rows(url, "SELECT watermark FROM zones_presence WHERE agent = 'Canteen'")
    assert watermark in ((0, start - 1) if removed == 0 else (start + removed - 1,))
    assert first(store).number == start + removed


def test_watermark_waits_for_the_event_that_blocks_and_then_passes_all_that_went_by(
    url: str, opened: Callable[[str], Store]
) -> None:
    store = opened(url)
    store.create(ZONE)
    do(store, fx.Accept(event(1), ("Canteen",)), *(fx.Accept(answer(each, "A"), ("Canteen",)) for each in range(2, 20)))
    blocked = first(store).number
    do(store, fx.Block("Canteen", blocked))
    for _ in range(17):
        do(store, fx.Remove("Canteen", first(store).number))
    assert rows(url, "SELECT watermark FROM zones_presence") == [(blocked - 1,)]
    last = first(store).number
    do(store, fx.Remove("Canteen", blocked))
    assert rows(url, "SELECT watermark FROM zones_presence") == [(last - 1,)]
    do(store, fx.Remove("Canteen", last))
    assert rows(url, "SELECT watermark FROM zones_presence") == [(last,)]
