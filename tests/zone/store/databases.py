"""Databases with the tables of the zones, made as an operator makes them."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg

from handover.common.databases import read_database_address
from handover.zone.store.databases import update_tables
from handover.zone.store.sealing import Seal

SEAL = Seal(b"the key of invented children....")
TABLES = [
    "zone",
    "agent",
    "grant",
    "provision",
    "message",
    "waiting",
    "presence",
    "claim",
    "openrequest",
    "letter",
    "passedover",
    "place",
    "moving",
]


def prepare(url: str) -> None:
    """Make the tables, in a SQLite file that is made if it is not there."""
    address = read_database_address(url)
    if address.engine == "sqlite":
        Path(address.name).touch()
    update_tables(url)


def empty(url: str) -> None:
    """Take all rows out of a PostgreSQL database."""
    with psycopg.connect(url, autocommit=True) as connection:
        names = ", ".join(f"zones_{table}" for table in TABLES)
        connection.execute(f"TRUNCATE {names} RESTART IDENTITY".encode())


def rows(url: str, sql: str) -> list[tuple[Any, ...]]:
    """Return the rows of a statement, over a connection of its own."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
            return file.execute(sql).fetchall()
    with psycopg.connect(url) as connection:
        return connection.execute(sql.encode()).fetchall()


def end_connections(url: str) -> None:
    """End all other connections to a PostgreSQL database, as a restart of the server would, and wait until they are gone."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )
