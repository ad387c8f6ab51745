"""Moving a site to a database of the other engine: every table by chunks in one transaction, counted, its log verified.

All or nothing: before the transaction is stored the new database is empty, after it whole. The old one is left as it was and
says that the site was moved, so that nobody starts it by mistake; the folder of files stays where it is.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import psycopg
from django.core.management import call_command
from django.db import connection

from handover.common.databases import DatabaseAddress, read_database_address, write_address
from handover.portal.audit.anchors import sync_folder
from handover.portal.audit.log import SITE, record
from handover.portal.audit.models import Entry
from handover.portal.audit.proof import LogEnd, proven_end
from handover.portal.audit.verify import VerifyResult, verify
from handover.portal.backups.engines import (
    FilledDatabase,
    demand_same_tables,
    fill_file,
    fill_server,
    read_chunks,
    read_file,
    read_server,
)
from handover.portal.backups.house_tables import read_last_numbers
from handover.portal.backups.refusal import BackupRefused
from handover.portal.backups.target import hold_database, holds_tables, site_on
from handover.portal.database import make_file
from handover.portal.stores.models import ONLY, SiteIdentity

MOVING: Final = "-moving"
MOVED: Final = "database.moved"


@dataclass(frozen=True, slots=True)
class MoveDone:
    """What was moved: rows by table (none where an earlier try had moved them), and what verifying the log found."""

    rows: dict[str, int]
    log: VerifyResult


def move_site(
    source_url: str, target_url: str, now: datetime, say: Callable[[str], None] = lambda words: None
) -> MoveDone:
    """Move a site to an empty database of the other engine. Raises BackupRefused; then the site is where it was."""
    source, target = read_database_address(source_url), read_database_address(target_url)
    if source.engine == target.engine:
        raise BackupRefused(
            "Both databases are of one engine. `handover backup` and `handover restore` bring a site from one to the other."
        )
    with ExitStack() as held:
        for address in (source, target):
            held.enter_context(hold_database(address))
        with site_on(source_url):
            end, identity = proven_end(), SiteIdentity.objects.get(pk=ONLY)
        if identity.moved_at is not None:
            raise BackupRefused(
                "The site was moved away from this database before. Set DATABASE_URL to where it is now."
            )
        rows = {}
        if not is_moved(target_url, target, identity, end):
            say("Making the tables …")
            place = make_tables(target_url, target)
            say("Copying the rows …")
            rows = copy_rows(source, target, place)
        say("Verifying the audit log …")
        return _end_move(source_url, target_url, end, now, rows)


def is_moved(url: str, target: DatabaseAddress, identity: SiteIdentity, end: LogEnd) -> bool:
    """Say whether an earlier try moved everything. Raises BackupRefused where the database is another's.

    Tables that were just made are none's: the first act on a site is in its log.
    """
    if not holds_tables(target):
        return False
    with site_on(url):
        tables = connection.introspection.table_names()
        if Entry._meta.db_table not in tables:
            begun = "django_migrations" in tables and target.engine == "postgresql"
        else:
            begun = not Entry.objects.exists()
        if begun:
            return False
        same = (
            SiteIdentity._meta.db_table in tables and SiteIdentity.objects.filter(identity=identity.identity).exists()
        )
        if same and Entry.objects.filter(sequence=end.sequence, hash=end.hash).exists():
            return True
    raise BackupRefused("The new database holds a site already. Nothing was changed. Name an empty one.")


def make_tables(url: str, target: DatabaseAddress) -> Path:
    """Make the tables in the new database; for SQLite in a file beside its place. Return that file, or a path of no meaning."""
    if target.engine == "postgresql":
        with site_on(url):
            call_command("migrate", verbosity=0, interactive=False)
        return Path()
    place = Path(f"{target.name}{MOVING}")
    for beside in ("", "-wal", "-shm", "-journal"):
        Path(f"{place}{beside}").unlink(missing_ok=True)
    made = write_address(DatabaseAddress("sqlite", str(place)))
    make_file(made)
    if Path(target.name).exists():
        with closing(sqlite3.connect(target.name)) as own, closing(sqlite3.connect(place)) as copy:
            own.backup(copy)
    with site_on(made):
        call_command("migrate", verbosity=0, interactive=False)
    return place


def copy_rows(source: DatabaseAddress, target: DatabaseAddress, place: Path) -> dict[str, int]:
    """Copy every row, and compare the numbers, in one transaction of the new database; return the rows by table."""
    try:
        if target.engine == "postgresql":
            with read_file(Path(source.name)) as old, fill_server(target) as new:
                with read_server(target) as made:
                    tables = demand_same_tables(old, made)
                return _copy(old, "sqlite", new, tables)
        with read_server(source) as old:
            with read_file(place) as made:
                tables = demand_same_tables(made, old)
            with fill_file(place) as new:
                counts = _copy(old, "postgresql", new, tables)
        for beside in ("-wal", "-shm"):  # of tables that were made there and are empty
            Path(f"{target.name}{beside}").unlink(missing_ok=True)
        place.rename(target.name)
        sync_folder(place.parent)
        return counts
    except (psycopg.Error, sqlite3.Error, OSError) as fault:
        raise BackupRefused(
            f"The rows could not be moved: {str(fault).strip().splitlines()[0]}. The site is where it was."
        ) from None


def _copy(old: Any, engine: str, new: FilledDatabase, tables: list[Any]) -> dict[str, int]:
    counts: dict[str, int] = {}

    def counted(table: Any) -> Iterator[list[Any]]:
        counts[table.name] = 0
        for chunk in read_chunks(old, table):
            counts[table.name] += len(chunk)
            yield chunk

    for table in tables:
        new.fill(table, counted(table))
    new.go_on_from(read_last_numbers(old, engine))
    if new.count(tables) != counts:
        raise BackupRefused("The new database has not as many rows as the old one: nothing was moved.")
    return counts


def _end_move(source_url: str, target_url: str, end: LogEnd, now: datetime, rows: dict[str, int]) -> MoveDone:
    with site_on(target_url):
        if proven_end() == end:  # else an earlier try has said so
            record(MOVED, actor=SITE, details={"engine": connection.vendor}, now=now)
        log = verify()
    with site_on(source_url):
        SiteIdentity.objects.filter(pk=ONLY).update(moved_at=now)
    return MoveDone(rows, log)
