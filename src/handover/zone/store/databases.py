"""The store of zones in a database at an address, and the tables there."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Final

import psycopg

from handover.common.databases import DatabaseAddress, read_database_address
from handover.common.private import close_to_others
from handover.zone.store.connection import Faults
from handover.zone.store.fair_write_lock import fair_write_lock
from handover.zone.store.interface import Store
from handover.zone.store.pool import ConnectionPool
from handover.zone.store.postgres import PostgresConnection
from handover.zone.store.schema import STEPS, steps_taken, take_steps
from handover.zone.store.sealing import Seal
from handover.zone.store.sql import SqlStore
from handover.zone.store.sqlite import SqliteConnection

READERS: Final = 8
WRITERS: Final = 8
_ERRORS: Final = (sqlite3.Error, psycopg.Error)
"""An account that may not make tables, and tables of somebody else that have these names, are for the operator to mend."""


def open_store(url: str, seal: Seal) -> Store:
    """Return the store in the database at an address such as `DATABASE_URL`, whose tables must be there.

    To be opened in each process anew, not before a fork. Raises BadDatabase for an address that cannot be read.
    """
    address = read_database_address(url)
    if address.engine == "postgresql":
        return SqlStore(_pool(address, READERS), _pool(address, WRITERS), seal)
    path = Path(address.name)
    close_to_others(path)
    return SqlStore(_pool(address, READERS), _pool(address, 1, turn=partial(fair_write_lock, path)), seal)


def update_tables(url: str) -> int:
    """Take the steps that the tables of the database at an address lack, and return how many those were.

    The database must be there. Raises UnknownTables and StoreFault; then nothing was changed.
    """
    with (
        _lasting(url) as pool,
        pool.lent(lambda connection: connection.begin_schema_change()) as (connection, _),
        connection.transaction(),
    ):
        return take_steps(connection)


def count_waiting_steps(url: str) -> int:
    """Return how many steps the database at an address lacks. Raises UnknownTables and StoreFault."""
    with _lasting(url) as pool:
        return max(0, len(STEPS) - pool.read(steps_taken))


@contextmanager
def _lasting(url: str) -> Iterator[ConnectionPool]:
    with closing(_pool(read_database_address(url), 1, faults=_ERRORS)) as pool:
        yield pool


def _pool(
    address: DatabaseAddress,
    most: int,
    *,
    faults: Faults = (),
    turn: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> ConnectionPool:
    """Return up to `most` connections; `faults` are what becomes a StoreFault besides their own."""
    if address.engine == "postgresql":
        return ConnectionPool(lambda: PostgresConnection(address), PostgresConnection.faults + faults, most, turn=turn)
    return ConnectionPool(
        lambda: SqliteConnection(Path(address.name)), SqliteConnection.faults + faults, most, turn=turn
    )
