"""Everything that the site of the tests holds at one moment, rows and files, kept so that it is put back in milliseconds.

A test that commits must be followed by one that finds the site as it was: empty, or with the stage on which pages are looked
at. Emptying tables and filling them again by the product's own steps takes seconds, and the audit log refuses to be emptied,
as it should. On SQLite a snapshot is a copy of the whole database in memory (the backup interface: page by page, under the
database's own locks). On PostgreSQL it is a schema with a copy of each table that has rows; while they are put back the
triggers rest (`session_replication_role`), those that guard the audit log too, and nothing is looked at but the tables that
have or had rows.
"""

import shutil
import sqlite3
import tempfile
from itertools import count
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.test import TransactionTestCase

_numbers = count(1)


class Snapshot:
    """The committed rows and the stored files as they are now."""

    def __init__(self) -> None:
        self._rows = SqliteRows() if connection.vendor == "sqlite" else PostgresRows()
        self._folder: Path = settings.CONFIG.files
        self._kept = Path(tempfile.mkdtemp(dir=self._folder.parent, prefix="kept-")) / "files"
        shutil.copytree(self._folder, self._kept)

    def put_back(self) -> None:
        """Make the site what it was, whatever has been committed and stored since."""
        self._rows.put_back()
        shutil.rmtree(self._folder, ignore_errors=True)
        shutil.copytree(self._kept, self._folder)


class SqliteRows:
    def __init__(self) -> None:
        self._copy = sqlite3.connect(":memory:")
        connection.ensure_connection()
        connection.connection.backup(self._copy)

    def put_back(self) -> None:
        connection.ensure_connection()
        self._copy.backup(connection.connection)


class PostgresRows:
    def __init__(self) -> None:
        self._schema = f"kept_{next(_numbers)}"
        with transaction.atomic(), connection.cursor() as cursor:
            self._tables = with_rows()
            cursor.execute(f"CREATE SCHEMA {self._schema}")
            for table in self._tables:
                cursor.execute(f'CREATE UNLOGGED TABLE {self._schema}."{table}" AS TABLE public."{table}"')

    def put_back(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            for table in with_rows():
                cursor.execute(f'DELETE FROM public."{table}"')
            for table in self._tables:
                cursor.execute(f'INSERT INTO public."{table}" TABLE {self._schema}."{table}"')


def with_rows() -> list[str]:
    """Return the tables that have rows."""
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (TABLE \"{table}\")" for table in tables))
        return [table for (table,) in cursor.fetchall()]


def empty_by(snapshot: Snapshot) -> None:
    """Let Django put back a snapshot after each test that commits, in place of emptying every table."""
    TransactionTestCase._fixture_teardown = lambda case: snapshot.put_back()
