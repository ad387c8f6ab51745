"""The two engines as a move reads and fills them: rows by chunks, counts, the numbers that come next. All or nothing."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

from psycopg import sql

from handover.common.databases import DatabaseAddress
from handover.portal.backups.facts import AskedDatabase, count_table_rows
from handover.portal.backups.house_tables import (
    AT_ONCE,
    TO_POSTGRES,
    TO_SQLITE,
    MovedTable,
    list_columns_of_file,
    list_moved_tables,
    list_sequences,
    read_last_numbers,
)
from handover.portal.backups.refusal import BackupRefused
from handover.portal.backups.snapshots import open_postgres


class FilledDatabase(Protocol):
    """A database whose tables are there and are filled in one transaction."""

    def fill(self, table: MovedTable, rows: Iterator[list[Any]]) -> None:
        """Put rows, which come by chunks from the other engine, in the place of those of a table."""
        ...

    def go_on_from(self, last: Mapping[str, int]) -> None:
        """Have each table give out the numbers after these."""
        ...

    def count(self, tables: list[MovedTable]) -> dict[str, int]:
        """Return how many rows each table has."""
        ...


@contextmanager
def read_file(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a SQLite database for reading, at one moment."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)) as database:
        database.execute("BEGIN")
        yield database


@contextmanager
def read_server(address: DatabaseAddress) -> Iterator[Any]:
    """Open a PostgreSQL database for reading, at one moment."""
    with open_postgres(address) as database:
        database.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield database
        database.execute("ROLLBACK")


def read_chunks(database: Any, table: MovedTable) -> Iterator[list[Any]]:
    """Yield the rows of a table by chunks; neither engine's library holds all of them at once."""
    words = f'SELECT {table.quoted} FROM "{table.name}"'  # noqa: S608  # names of our own tables
    if isinstance(database, sqlite3.Connection):
        cursor = database.execute(words)
        while rows := cursor.fetchmany(AT_ONCE):
            yield rows
        return
    kinds = [
        f'"{name}"::text' if kind == "jsonb" else f'"{name}"'
        for name, kind in zip(table.columns, table.kinds, strict=True)
    ]
    with database.cursor(name="moved") as cursor:
        cursor.execute(f'SELECT {", ".join(kinds)} FROM "{table.name}"')  # noqa: S608
        while rows := cursor.fetchmany(AT_ONCE):
            yield rows


class FilledServer:
    """A PostgreSQL database that is filled. Nothing of it is seen before the end of `fill_server`."""

    def __init__(self, database: Any) -> None:
        self._database = database

    def fill(self, table: MovedTable, rows: Iterator[list[Any]]) -> None:
        """Empty a table of what making it left there, and copy rows of SQLite into it."""
        name = sql.Identifier(table.name)
        columns = sql.SQL(", ").join(map(sql.Identifier, table.columns))
        self._database.execute(sql.SQL("DELETE FROM {}").format(name))
        with (
            self._database.cursor() as cursor,
            cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(name, columns)) as copy,
        ):
            for chunk in rows:
                for row in table.converted(chunk, TO_POSTGRES):
                    copy.write_row(row)

    def go_on_from(self, last: Mapping[str, int]) -> None:
        """Set the sequences."""
        for table, sequence in list_sequences(self._database):
            if number := last.get(table, 0):
                self._database.execute("SELECT setval(%s, %s)", [sequence, number])

    def count(self, tables: list[MovedTable]) -> dict[str, int]:
        """Return how many rows each table has."""
        return count_table_rows(self._database, [table.name for table in tables])


@contextmanager
def fill_server(address: DatabaseAddress) -> Iterator[FilledServer]:
    """Fill a PostgreSQL database within one transaction."""
    with open_postgres(address) as database:
        with database.transaction():
            yield FilledServer(database)
        database.execute("ANALYZE")


class FilledFile:
    """A SQLite database that is filled, under a name that nobody looks for until it is whole."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def fill(self, table: MovedTable, rows: Iterator[list[Any]]) -> None:
        """Empty a table of what making it left there, and put rows of PostgreSQL into it."""
        self._database.execute(f'DELETE FROM "{table.name}"')  # noqa: S608
        places = ", ".join("?" for _ in table.columns)
        words = f'INSERT INTO "{table.name}" ({table.quoted}) VALUES ({places})'  # noqa: S608
        for chunk in rows:
            self._database.executemany(words, table.converted(chunk, TO_SQLITE))

    def go_on_from(self, last: Mapping[str, int]) -> None:
        """Note the last numbers where SQLite keeps them."""
        own = read_last_numbers(self._database, "sqlite")
        for table, number in last.items():
            if table in own:
                self._database.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", [number, table])
            else:
                self._database.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", [table, number])

    def count(self, tables: list[MovedTable]) -> dict[str, int]:
        """Return how many rows each table has. Raises BackupRefused where a row names another that is not there."""
        broken = self._database.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise BackupRefused(
                f"A row of {broken[0][0]} names a row of {broken[0][2]} that is not there: nothing was moved."
            )
        return count_table_rows(self._database, [table.name for table in tables])


@contextmanager
def fill_file(path: Path) -> Iterator[FilledFile]:
    """Fill a SQLite database within one transaction."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA synchronous=FULL")
        database.execute("BEGIN IMMEDIATE")
        yield FilledFile(database)
        database.execute("COMMIT")
        # One file and no log beside it: it is about to get another name.
        database.execute("PRAGMA journal_mode=DELETE")


def demand_same_tables(file: AskedDatabase, server: AskedDatabase) -> list[MovedTable]:
    """Return the tables that are moved. Raises BackupRefused where the two databases do not have the same ones."""
    tables = list_moved_tables(server)
    found = {table.name: frozenset(table.columns) for table in tables}
    own = list_columns_of_file(file)
    if found != own:
        name = next(name for name in sorted(found.keys() | own.keys()) if found.get(name) != own.get(name))
        raise BackupRefused(
            f"The table {name} is not the same in both databases. Nothing was moved. Run `handover manage migrate` on both, "
            "and see that the new database holds nothing else."
        )
    return tables
