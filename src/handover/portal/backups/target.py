"""Where a backup is put back: the database and the folder of the settings, and whether they may be written over."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connections
from django.db.utils import ConnectionHandler

from handover.common.databases import DatabaseAddress
from handover.common.private import private_folder
from handover.portal.backups.facts import list_tables
from handover.portal.backups.refusal import BackupRefused
from handover.portal.backups.snapshots import open_postgres
from handover.portal.database import database
from handover.portal.stores.presence import SiteRuns, hold_alone

RUNS = "The site runs on this database: stop `serve`, `worker` and `zone serve` on every machine first. Nothing was changed."


@contextmanager
def hold_database(address: DatabaseAddress) -> Iterator[None]:
    """Have a database alone within: the site must not run on it. Raises BackupRefused."""
    if address.engine == "postgresql":
        demand_nobody_connected(address)
        yield
        return
    path = Path(address.name)
    private_folder(path.parent)
    try:
        with hold_alone(path):
            yield
    except SiteRuns:
        raise BackupRefused(RUNS) from None


@contextmanager
def site_on(url: str) -> Iterator[None]:
    """Have Django work on the database at an address within, instead of that of the settings."""
    before, config = connections["default"], settings.CONFIG
    before.close()
    settings.CONFIG = type(config)({**config.values, type(config).database_url.name: url})
    connections["default"] = ConnectionHandler({"default": database(url)})["default"]
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = before
        settings.CONFIG = config


def demand_nobody_connected(address: DatabaseAddress) -> None:
    """Raise BackupRefused while others are connected to a PostgreSQL database, or where it cannot be reached."""
    try:
        with open_postgres(address) as connection:
            ((others,),) = connection.execute(
                "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
                "AND backend_type = 'client backend'"
            ).fetchall()
    except psycopg.Error as fault:
        raise BackupRefused(f"The database cannot be used: {str(fault).strip().splitlines()[0]}.") from None
    if others:
        raise BackupRefused(f"{RUNS} ({others} connected.)")


def holds_tables(address: DatabaseAddress) -> bool:
    """Say whether a database is there and holds anything."""
    if address.engine == "postgresql":
        with open_postgres(address) as connection:
            return bool(list_tables(connection, "postgresql"))
    path = Path(address.name)
    if not path.exists() or path.stat().st_size == 0:
        return False
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            return bool(list_tables(database, "sqlite"))
    except sqlite3.DatabaseError:
        return True  # damaged, and still somebody's
