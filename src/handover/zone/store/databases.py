"""The store of zones in a database at an address, and the tables there."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Final

import psycopg

from handover.common.databases import DatabaseAddress, read_database_address
from handover.common.private import close_to_others
from handover.zone.store.connection import Faults
from handover.zone.store.fair_write_lock import fair_write_lock
from handover.zone.store.interface import Store
from handover.zone.store.places import OWN
from handover.zone.store.pool import ConnectionPool
from handover.zone.store.postgres import PostgresConnection
from handover.zone.store.schema import STEPS, steps_taken, take_steps
from handover.zone.store.sealing import Seal
from handover.zone.store.spread import SpreadStore
from handover.zone.store.sql import SqlStore
from handover.zone.store.sqlite import SqliteConnection

READERS: Final = 8
WRITERS: Final = 8
LEADING: Final = 2
MOVERS: Final = 2
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


def open_stores(url: str, further: Mapping[str, str], seal: Seal) -> Store:
    """Return the store of zones that lie in the database at an address and in further ones, by their names.

    Where there are none, it is `open_store`. Raises BadDatabase for an address that cannot be read.
    """
    if not further:
        return open_store(url, seal)
    stores = {OWN: open_store(url, seal)} | {name: open_store(other, seal) for name, other in further.items()}
    return SpreadStore(stores, _pool(read_database_address(url), LEADING, faults=_ERRORS))


@contextmanager
def open_pools(url: str, further: Mapping[str, str]) -> Iterator[Mapping[str, ConnectionPool]]:
    """Yield a few connections to each database of zones, by its name. Raises BadDatabase."""
    with ExitStack() as stack:
        yield {name: stack.enter_context(_lasting(each, MOVERS)) for name, each in {OWN: url, **further}.items()}


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
def _lasting(url: str, most: int = 1) -> Iterator[ConnectionPool]:
    with closing(_pool(read_database_address(url), most, faults=_ERRORS)) as pool:
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
