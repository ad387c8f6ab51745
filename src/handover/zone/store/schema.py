"""The tables of the zones, made and brought up to date in steps. Nobody else makes or changes them (ADR 28).

A step is a file of SQL statements for each engine in `steps/`, and a row of STEPS. Which of them a database has taken stands
in its table `zones_schema`, which is written in the transaction of the step itself: a step is taken whole and once, or not at
all. Of several processes that start at the same time, one holds a lock from before it looks until all steps are taken; the
others then find nothing left to do.

A step that was published is never edited: whoever has taken it would not take it again. Another step mends it.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.resources import files
from typing import Final

import psycopg

from handover.common.databases import read_address
from handover.zone.store.connection import Connection
from handover.zone.store.pool import Pool
from handover.zone.store.sql import pool_of

STEPS: Final = ("0001_tables", "0002_names")
"""The steps, oldest first; the number of each is its place, from 1."""
_VERSIONS: Final = "zones_schema"
_LAST_OF_DJANGO: Final = "0007_old_faults_wiped"
"""Before they were the store's, Django's migrations made the tables. After this one they are as step 1 makes them."""

_ERRORS: Final = (sqlite3.Error, psycopg.Error)
"""An account that may not make tables, and tables of somebody else that have these names, are for the operator to mend."""


class UnknownTables(Exception):
    """The tables are older than the first step; the text says so to the operator."""


def update_tables(url: str) -> int:
    """Take the steps that the database at an address lacks, and return how many those were.

    The database must be there. Raises UnknownTables and StoreFault; then nothing was changed.
    """
    with _changing(url) as connection:
        taken = _steps_taken(connection)
        if not connection.has_table(_VERSIONS):
            connection.run(f"CREATE TABLE {_VERSIONS} (step integer NOT NULL PRIMARY KEY, name text NOT NULL)")
            for number, name in enumerate(STEPS[:taken], 1):
                _note(connection, number, name)
        for number, name in enumerate(STEPS[taken:], taken + 1):
            for statement in _statements(name, read_address(url).engine):
                connection.run(statement)
            _note(connection, number, name)
    return max(0, len(STEPS) - taken)


def count_waiting_steps(url: str) -> int:
    """Return how many steps the database at an address lacks. Raises UnknownTables and StoreFault."""
    with closing(_pool(url)) as pool:
        return max(0, len(STEPS) - pool.read(_steps_taken))


def _steps_taken(connection: Connection) -> int:
    if connection.has_table(_VERSIONS):
        ((taken,),) = connection.rows(f"SELECT COALESCE(MAX(step), 0) FROM {_VERSIONS}")  # noqa: S608  # a constant
        return int(taken)
    if not connection.has_table("zones_zone"):
        return 0
    known = connection.has_table("django_migrations") and connection.row(
        "SELECT 1 FROM django_migrations WHERE app = 'zones' AND name = ?", _LAST_OF_DJANGO
    )
    if not known:
        raise UnknownTables(
            "The tables of the zones are older than this version can bring up to date, and nothing was changed: "
            "bring them up to date with the version before this one first."
        )
    return 1


def _note(connection: Connection, number: int, name: str) -> None:
    connection.run(f"INSERT INTO {_VERSIONS} (step, name) VALUES (?, ?)", number, name)  # noqa: S608


def _statements(name: str, engine: str) -> list[str]:
    script = files("handover.zone.store").joinpath("steps", f"{name}.{engine}.sql").read_text("utf-8")
    return [statement for statement in script.split(";\n") if statement.strip()]


@contextmanager
def _changing(url: str) -> Iterator[Connection]:
    with (
        closing(_pool(url)) as pool,
        pool.lent(lambda connection: connection.begin_schema_change()) as (connection, _),
        connection.transaction(),
    ):
        yield connection


def _pool(url: str) -> Pool:
    return pool_of(read_address(url), 1, faults=_ERRORS)
