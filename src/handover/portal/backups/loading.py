"""Putting the database of a backup back. What was there before is set aside (SQLite), or dropped once all was checked."""

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql

from handover.common.databases import DatabaseAddress
from handover.common.private import private_file, private_folder
from handover.portal.audit.anchors import sync_folder
from handover.portal.backups.facts import count_table_rows, list_tables
from handover.portal.backups.manifest import BackupManifest
from handover.portal.backups.postgres_programs import connection_variables, feed_program, find_program
from handover.portal.backups.refusal import BackupRefused
from handover.portal.backups.snapshots import open_postgres, server_version

LOADING: Final = "-restoring"
BESIDE: Final = ("-wal", "-shm", "-journal", "")
"""What may lie beside a SQLite database and belongs to it, and the database itself last."""


def write_loaded_file(address: DatabaseAddress, chunks: Iterable[bytes], manifest: BackupManifest) -> Path:
    """Write the database of a backup beside the one of the settings, and look whether it is whole. Nothing else changes.

    Raises BackupRefused.
    """
    path = Path(f"{address.name}{LOADING}")
    private_folder(path.parent)
    path.unlink(missing_ok=True)
    with open(path, "xb", opener=private_file) as target:  # a Path cannot say with which rights
        target.writelines(chunks)
        target.flush()
        os.fsync(target.fileno())
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            demand_same_rows(count_table_rows(database, list_tables(database, "sqlite")), manifest)
    except sqlite3.DatabaseError as fault:
        raise BackupRefused(f"The database of the backup is damaged: {fault}. Take another backup.") from None
    return path


def put_in_place(address: DatabaseAddress, loaded: Path, backup: str) -> Path | None:
    """Set the present database aside with all that belongs to it, and put the loaded one in its place.

    Its write-ahead log holds changes of the *old* database: SQLite would mix them into the new one. Return where the old one
    lies now, None where there was none. May be broken off anywhere and done again.
    """
    path = Path(address.name)
    aside = Path(f"{path}.before-{backup}")
    if aside.exists():
        # An earlier try came this far, so that what lies here is what it put back itself.
        for beside in BESIDE:
            Path(f"{path}{beside}").unlink(missing_ok=True)
    else:
        for beside in BESIDE:
            if (there := Path(f"{path}{beside}")).exists():
                there.rename(f"{aside}{beside}")
    loaded.rename(path)
    sync_folder(path.parent)
    return aside if aside.exists() else None


def load_postgres(address: DatabaseAddress, chunks: Iterable[bytes], manifest: BackupManifest) -> None:
    """Empty a PostgreSQL database and put that of a backup into it, in one transaction. Raises BackupRefused."""
    try:
        with open_postgres(address) as connection:
            restore = find_program("pg_restore", server_version(connection))
            empty_postgres(connection)
        command: list[str | Path] = [
            restore,
            "--single-transaction",
            "--exit-on-error",
            "--no-owner",
            "--no-privileges",
            f"--dbname={address.name}",
        ]
        feed_program(command, connection_variables(address), chunks)
        with open_postgres(address) as connection:
            demand_same_rows(count_table_rows(connection, list_tables(connection, "postgresql")), manifest)
            connection.execute("ANALYZE")
    except psycopg.Error as fault:
        raise BackupRefused(f"The database cannot be used: {str(fault).strip().splitlines()[0]}.") from None


def empty_postgres(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
    """Drop the tables and functions of a site; an account that may not make schemas may do this."""
    with connection.transaction():
        for table in list_tables(connection, "postgresql"):
            connection.execute(sql.SQL("DROP TABLE IF EXISTS public.{} CASCADE").format(sql.Identifier(table)))
        functions = connection.execute(
            "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND NOT EXISTS "
            "(SELECT 1 FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')"
        ).fetchall()
        for (function,) in functions:
            connection.execute(f"DROP FUNCTION {function} CASCADE".encode())


def demand_same_rows(found: dict[str, int], manifest: BackupManifest) -> None:
    """Raise BackupRefused where a table does not have as many rows as the backup says."""
    wanted = dict(manifest.database.rows)
    if found != wanted:
        table = next(name for name in sorted(found.keys() | wanted.keys()) if found.get(name) != wanted.get(name))
        raise BackupRefused(
            f"The table {table} has {found.get(table, 0)} rows and not {wanted.get(table, 0)}, as the backup says. "
            "Take another backup."
        )
