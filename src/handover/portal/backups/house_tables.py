"""The tables of a database as they are moved: which columns each has, how a value is written by the other engine, what number
comes next.

PostgreSQL says of each column what it is; SQLite keeps times as texts in UTC, identities as 32 digits, yes and no as
numbers, and JSON as text. Columns that the database computes by itself are not moved, and neither are the engines' own tables.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

from handover.portal.backups.facts import AskedDatabase, list_tables

AT_ONCE: Final = 2000
NOT_MOVED: Final = frozenset({"django_migrations", "zones_schema"})
"""Tables that say how far the tables themselves are: whoever makes them writes these."""
OF_ZONES: Final = "zones_"
"""How the names of the tables begin that the zones' store makes."""

Convert = Callable[[Any], Any]


def text_moment(value: Any) -> str:
    """Return a moment as SQLite keeps it: in UTC, without saying so, and without a fraction of nought."""
    assert isinstance(value, datetime)
    return str(value.astimezone(UTC).replace(tzinfo=None))


def text_moment_of_zone(value: Any) -> str:
    """Return a moment as the zones' own tables keep it on SQLite: always with its millionths of a second."""
    assert isinstance(value, datetime)
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def postgres_moment(value: Any) -> str:
    """Return a moment as PostgreSQL reads it, from SQLite's text in UTC."""
    return f"{value}+00:00"


def text_day(value: Any) -> str:
    """Return a day as SQLite keeps it."""
    assert isinstance(value, date)
    return value.isoformat()


TO_POSTGRES: Final[Mapping[str, Convert]] = {
    "boolean": bool,
    "timestamp with time zone": postgres_moment,
    "uuid": lambda value: str(UUID(str(value))),
}
"""How a value of SQLite is written for a column of PostgreSQL, by what the column is; any other as it is."""
TO_SQLITE: Final[dict[str, Convert]] = {
    "boolean": int,
    "timestamp with time zone": text_moment,
    "date": text_day,
    "uuid": lambda value: value.hex,
}
"""How a value of PostgreSQL is written for SQLite, by what the column is; any other as it is."""


@dataclass(frozen=True, slots=True)
class MovedTable:
    """One table: its name, its columns, and what each of them is on PostgreSQL."""

    name: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...]

    def converted(self, rows: Sequence[Sequence[Any]], converts: Mapping[str, Convert]) -> Iterator[tuple[Any, ...]]:
        """Yield rows as the other engine takes them."""
        if converts is TO_SQLITE and self.name.startswith(OF_ZONES):
            converts = TO_SQLITE | {"timestamp with time zone": text_moment_of_zone}
        by_column = [converts.get(kind) for kind in self.kinds]
        for row in rows:
            yield tuple(
                value if value is None or convert is None else convert(value)
                for value, convert in zip(row, by_column, strict=True)
            )

    @property
    def quoted(self) -> str:
        """The columns, for a statement."""
        return ", ".join(f'"{name}"' for name in self.columns)


def list_moved_tables(postgres: AskedDatabase) -> list[MovedTable]:
    """Return the tables of a PostgreSQL database that are moved, with their columns."""
    found: dict[str, list[tuple[str, str]]] = {
        name: [] for name in list_tables(postgres, "postgresql") if name not in NOT_MOVED
    }
    columns = postgres.execute(
        "SELECT table_name::text, column_name::text, data_type::text FROM information_schema.columns "
        "WHERE table_schema = 'public' AND is_generated = 'NEVER' ORDER BY table_name, ordinal_position"
    ).fetchall()
    for table, column, kind in columns:
        if table in found:
            found[table].append((column, kind))
    return [
        MovedTable(name, tuple(column for column, _ in each), tuple(kind for _, kind in each))
        for name, each in found.items()
    ]


def list_columns_of_file(database: AskedDatabase) -> dict[str, frozenset[str]]:
    """Return the columns of each table of a SQLite database that are not computed."""
    tables = [name for name in list_tables(database, "sqlite") if name not in NOT_MOVED]
    return {
        table: frozenset(
            name
            for _, name, _, _, _, _, hidden in database.execute(f'PRAGMA table_xinfo("{table}")').fetchall()
            if not hidden
        )
        for table in tables
    }


def read_last_numbers(database: AskedDatabase, engine: str) -> dict[str, int]:
    """Return the last number that each table has given out by itself, also where the row that got it is gone."""
    if engine == "sqlite":
        return dict(database.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
    last = {}
    for table, sequence in list_sequences(database):
        ((number, called),) = database.execute(f"SELECT last_value, is_called FROM {sequence}").fetchall()  # noqa: S608
        if called:
            last[table] = number
    return last


def list_sequences(postgres: AskedDatabase) -> list[tuple[str, str]]:
    """Return the tables of a PostgreSQL database that give out numbers, each with the name of its sequence, quoted."""
    rows = postgres.execute(
        "SELECT c.table_name::text, pg_get_serial_sequence(quote_ident(c.table_name), c.column_name) "
        "FROM information_schema.columns c JOIN pg_tables t ON t.tablename = c.table_name AND t.schemaname = 'public' "
        "WHERE c.table_schema = 'public' AND pg_get_serial_sequence(quote_ident(c.table_name), c.column_name) IS NOT NULL"
    ).fetchall()
    return [(table, sequence) for table, sequence in rows if table not in NOT_MOVED]
