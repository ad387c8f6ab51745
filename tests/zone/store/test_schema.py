"""The store makes its tables, takes over those that Django's migrations made, and loses nothing."""

import gzip
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier
from typing import Any

import psycopg
import pytest

from handover.sif.messages.errors import ErrorCode
from handover.zone.core.records import AgentStatus
from handover.zone.rights import Right
from handover.zone.state import Grant, Provision
from handover.zone.store.databases import count_waiting_steps, update_tables
from handover.zone.store.interface import Store, StoreFault
from handover.zone.store.schema import UnknownTables
from tests.zone.store.databases import prepare, rows
from tests.zone.store.parcels import NOW, ZONE, event, open_request, registration, send

DJANGOS = Path(__file__).parent / "made_by_django"
"""A database as Django's migrations made it before the tables were the store's, with something in every table."""
FILES = ("sqlite", "postgresql")


@pytest.fixture
def bare_server(server: str) -> Iterator[str]:
    """The address of a PostgreSQL database without any table."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS bare")
        connection.execute("CREATE DATABASE bare")
    yield server[: server.rindex("/")] + "/bare"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP DATABASE bare")


@pytest.fixture(params=FILES)
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database of either kind without any table."""
    if request.param == "postgresql":
        address: str = request.getfixturevalue("bare_server")
        return address
    (tmp_path / "bare.sqlite3").touch()
    return f"sqlite:///{tmp_path}/bare.sqlite3"


@pytest.fixture
def django_made(bare: str) -> str:
    """The address of a database that Django's migrations made."""
    if bare.startswith("sqlite"):
        kept = (DJANGOS / "zones.sqlite3.gz").read_bytes()
        Path(bare.removeprefix("sqlite:///")).write_bytes(gzip.decompress(kept))
    else:
        run(bare, (DJANGOS / "zones.postgresql.sql").read_text())
    return bare


def run(url: str, script: str) -> None:
    """Run statements over a connection of its own."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
            file.executescript(script)
        return
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(script.encode())


def tables(url: str) -> set[str]:
    """Return the names of all tables of zones."""
    if url.startswith("sqlite"):
        return {
            row[0] for row in rows(url, "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'zones%'")
        }
    return {row[0] for row in rows(url, "SELECT tablename FROM pg_tables WHERE tablename LIKE 'zones%'")}


def shape(url: str) -> dict[str, Any]:
    """Return the columns of each table, whatever their order, and all indexes with what they are of."""
    if url.startswith("sqlite"):
        found = {
            name: {(column, kind.lower(), null, default, key) for _, column, kind, null, default, key in columns}
            for name in tables(url)
            for columns in [rows(url, f"PRAGMA table_info({name})")]
        }
        indexes = {
            (table, "".join(sql.replace('"', "").replace("(kind = 'event')", "kind = 'event'").split()))
            for table, sql in rows(
                url, "SELECT tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
            )
            if table.startswith("zones")
        }
        unique = {
            (name, tuple(column for _, _, column in rows(url, f"PRAGMA index_info({index})")))
            for name in tables(url)
            for _, index, only, origin, _ in rows(url, f"PRAGMA index_list({name})")
            if origin != "c" and only
        }
        return {**found, "indexes": indexes, "unique": unique}
    columns = (
        "SELECT table_name, column_name, data_type, is_nullable, column_default, is_identity"
        " FROM information_schema.columns WHERE table_name LIKE 'zones%'"
    )
    settings = "SELECT relname, reloptions, relreplident FROM pg_class WHERE relname LIKE 'zones%' AND relkind = 'r'"
    storage = "SELECT attstorage FROM pg_attribute WHERE attrelid = 'zones_message'::regclass AND attname = 'body'"
    indexes = "SELECT tablename, indexdef FROM pg_indexes WHERE tablename LIKE 'zones%'"
    return {
        "columns": set(rows(url, columns)),
        "indexes": set(rows(url, indexes)),
        "settings": {(name, str(sorted(options or [])), identity) for name, options, identity in rows(url, settings)},
        "storage": rows(url, storage),
    }


def test_tables_that_django_made_become_what_the_store_makes(django_made: str, sqlite_url: str, server: str) -> None:
    assert count_waiting_steps(django_made) == 2
    assert update_tables(django_made) == 2
    made = sqlite_url if django_made.startswith("sqlite") else server
    assert shape(django_made) == shape(made)
    assert rows(django_made, "SELECT step, name FROM zones_schema ORDER BY step") == [
        (1, "0001_tables"),
        (2, "0002_names"),
        (3, "0003_places"),
    ]


def test_nothing_that_zones_kept_is_lost_when_their_tables_are_taken_over(
    django_made: str, opened: Callable[[str], Store]
) -> None:
    before = {table: rows(django_made, f"SELECT count(*) FROM {table}") for table in tables(django_made)}
    assert all(count != [(0,)] for count in before.values())
    update_tables(django_made)
    assert {table: rows(django_made, f"SELECT count(*) FROM {table}") for table in before} == before
    store = opened(django_made)
    state = store.state(ZONE)
    assert state.revision == 3
    assert state.agents["Canteen"].registration == registration("Push")
    assert state.grants == {Grant("Canteen", Right.REQUEST, "*")}
    assert state.provisions == {Provision("Canteen", Right.PROVIDE, "LearnerPersonal")}
    head = store.head(ZONE, "Canteen")
    assert head.waiting is not None
    assert (head.waiting.number, head.waiting.parcel) == (2, event(2))
    assert head.presence == AgentStatus(
        "Canteen",
        last_removed=("SchoolOffice", f"{1:032X}"),
        last_seen=NOW,
        attempts=2,
        stopped=True,
        last_fault="Cerys Example is not known yet",
    )
    (letter,) = store.letters(ZONE)
    assert (letter.number, letter.code, letter.words) == (1, ErrorCode(1, 3), "No.")
    assert [(each.agent, each.reason, each.count) for each in store.passed_over(ZONE)] == [("Canteen", "too large", 1)]
    with store.transaction(ZONE, NOW) as transaction:
        assert transaction.requests_of("Canteen") == (open_request("A"),)


def test_zones_go_on_where_they_were_after_their_tables_are_taken_over(
    django_made: str, opened: Callable[[str], Store]
) -> None:
    """The next number of a queue is one that was never given."""
    update_tables(django_made)
    send(opened(django_made), 5)
    assert rows(django_made, "SELECT max(number), max(message_id) FROM zones_waiting") == [(5, 5)]


def test_tables_older_than_the_first_step_are_left_as_they_are(django_made: str) -> None:
    run(django_made, "DELETE FROM django_migrations WHERE name = '0007_old_faults_wiped'")
    before = shape(django_made)
    for act in (count_waiting_steps, update_tables):
        with pytest.raises(UnknownTables, match="with the version before this one first"):
            act(django_made)
    assert shape(django_made) == before


def test_steps_are_taken_once_although_several_processes_start_at_once(bare: str) -> None:
    assert count_waiting_steps(bare) == 3
    together = Barrier(4)

    def start(_: int) -> int:
        together.wait()
        return update_tables(bare)

    with ThreadPoolExecutor(4) as processes:
        assert sorted(processes.map(start, range(4))) == [0, 0, 0, 3]
    assert count_waiting_steps(bare) == 0
    assert update_tables(bare) == 0


def test_step_that_fails_half_way_leaves_nothing_of_itself(bare: str) -> None:
    run(bare, "CREATE TABLE zones_letter (theirs integer)")
    with pytest.raises(StoreFault, match="zones_letter"):
        update_tables(bare)
    assert tables(bare) == {"zones_letter"}
    run(bare, "DROP TABLE zones_letter")
    assert update_tables(bare) == 3


def test_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreFault):
        update_tables(f"sqlite:///{tmp_path}/none.sqlite3")
    assert list(tmp_path.iterdir()) == []


def test_store_needs_no_site_to_make_its_tables(sqlite_url: str) -> None:
    """`prepare` of these tests calls the store alone."""
    assert tables(sqlite_url) > {"zones_schema", "zones_zone", "zones_message"}
    prepare(sqlite_url)
