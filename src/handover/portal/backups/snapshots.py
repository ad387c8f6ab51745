"""A copy of the database as it is at one moment, while people work on it: what it holds, and its bytes.

SQLite's is made by its own backup interface beside the database, where the same people may read it, and is gone when the
sealed one is written. PostgreSQL's is never on a disk: `pg_dump` reads the moment that was exported for it.
"""

import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

import psycopg
from psycopg.conninfo import make_conninfo

from handover.common.databases import DatabaseAddress
from handover.common.private import private_file
from handover.portal.backups.facts import read_backup_facts, read_sealed_sizes
from handover.portal.backups.manifest import DatabaseFacts
from handover.portal.backups.postgres_programs import (
    PIECE,
    connection_variables,
    feed_program,
    find_program,
    read_program,
)
from handover.portal.backups.refusal import BackupRefused

COPY: Final = "-copied"
"""What stands behind the name of a SQLite database in that of its copy."""


@dataclass(frozen=True, slots=True)
class DatabaseCopy:
    """What a copy holds, the names and sizes of its sealed files, its bytes, and how bytes that were read back are tried."""

    facts: DatabaseFacts
    sealed: list[tuple[UUID, int]]
    chunks: Callable[[], Iterable[bytes]]
    try_out: Callable[[Iterable[bytes]], None]


@contextmanager
def copy_database(address: DatabaseAddress) -> Iterator[DatabaseCopy]:
    """Give a copy of a database, for as long as it is needed. Raises BackupRefused."""
    if address.engine == "sqlite":
        with _copied_file(Path(address.name)) as copy:
            yield copy
    else:
        with _exported_moment(address) as copy:
            yield copy


@contextmanager
def _copied_file(path: Path) -> Iterator[DatabaseCopy]:
    place = Path(f"{path}{COPY}")
    lock = private_file(str(place), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupRefused(f"Another `handover backup` copies {path}. Wait until it has ended.") from None
        os.ftruncate(lock, 0)  # what a copy left that was killed
        try:
            facts, sealed = _fill_copy(path, place)
        except sqlite3.DatabaseError as fault:
            raise BackupRefused(
                f"The database could not be copied to {place}, which takes as much room as the database: {fault}. "
                "The backups before it are as they were."
            ) from None
        yield DatabaseCopy(facts, sealed, lambda: read_in_pieces(place), read_to_end)
    finally:
        place.unlink(missing_ok=True)
        os.close(lock)


def _fill_copy(path: Path, place: Path) -> tuple[DatabaseFacts, list[tuple[UUID, int]]]:
    """Copy a database with what stands in its write-ahead log, and look whether the copy is whole."""
    with (
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(place)) as copy,
    ):
        source.backup(copy)
        # One file and no log beside it, so that its bytes are all there is.
        copy.execute("PRAGMA journal_mode=DELETE")
        ((state,),) = copy.execute("PRAGMA quick_check(1)").fetchall()
        if state != "ok":
            raise BackupRefused(f"The database is damaged, and no backup of it was made: {state}. Put a backup back.")
        return read_backup_facts(copy, "sqlite"), list(read_sealed_sizes(copy))


def read_in_pieces(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file."""
    with path.open("rb") as source:
        while piece := source.read(PIECE):
            yield piece


def read_to_end(chunks: Iterable[bytes]) -> None:
    """Read everything: of a file that was looked through before, it is enough that its bytes are the same."""
    for _ in chunks:
        pass


@contextmanager
def _exported_moment(address: DatabaseAddress) -> Iterator[DatabaseCopy]:
    try:
        with open_postgres(address) as connection:
            connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            dump = find_program("pg_dump", server_version(connection))
            restore = find_program("pg_restore", server_version(connection))
            ((moment,),) = connection.execute("SELECT pg_export_snapshot()").fetchall()
            command: list[str | Path] = [
                dump,
                "--format=custom",
                "--compress=1",
                "--no-owner",
                "--no-privileges",
                f"--snapshot={moment}",
                *(f'--exclude-schema="{name}"' for name in _list_other_schemas(connection)),
            ]
            environment = connection_variables(address)
            yield DatabaseCopy(
                read_backup_facts(connection, "postgresql"),
                list(read_sealed_sizes(connection)),
                lambda: read_program(command, environment),
                # Reads the whole archive, and writes the commands that would put it back to nowhere.
                lambda chunks: feed_program([restore, "--file=/dev/null"], environment, chunks),
            )
    except psycopg.Error as fault:
        raise BackupRefused(f"The database could not be read: {str(fault).strip().splitlines()[0]}.") from None


def _list_other_schemas(connection: "psycopg.Connection[tuple[object, ...]]") -> list[str]:
    """Return the schemas that are not the site's: what others keep in its database is theirs to back up."""
    rows = connection.execute(
        "SELECT nspname::text FROM pg_namespace WHERE nspname NOT IN ('public', 'information_schema') "
        "AND nspname NOT LIKE 'pg!_%' ESCAPE '!'"
    ).fetchall()
    return [str(name) for (name,) in rows]


def open_postgres(address: DatabaseAddress) -> "psycopg.Connection[tuple[object, ...]]":
    """Connect to a database, in which each statement counts at once unless a transaction is begun. Raises psycopg.Error."""
    own = {"host": address.host, "port": address.port, "user": address.user, "password": address.password}
    given = {name: value for name, value in own.items() if value} | dict(address.parameters)
    return psycopg.connect(make_conninfo(dbname=address.name, **given), autocommit=True)


def server_version(connection: "psycopg.Connection[tuple[object, ...]]") -> int:
    """Return the version of a server, such as 17."""
    return connection.info.server_version // 10000
