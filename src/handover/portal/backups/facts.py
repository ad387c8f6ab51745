"""What is asked of a copy of a database, in SQL that both engines understand: it may be of another version than the models."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, Protocol
from uuid import UUID

from handover.common.sealing import sealed_length
from handover.portal.audit.models import HEAD
from handover.portal.backups.manifest import DatabaseFacts, NotedHead
from handover.portal.backups.refusal import BackupRefused
from handover.portal.stores.models import ONLY

TABLES: Final = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name",
    "postgresql": "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename",
}
"""How the tables of a database are named."""
SITE_TABLE: Final = "stores_siteidentity"


class Answers(Protocol):
    """What a question is answered with."""

    def fetchall(self) -> list[Any]:
        """Return all rows."""
        ...


class AskedDatabase(Protocol):
    """An open database of either library, as far as it is asked here."""

    def execute(self, query: str, /) -> Answers:
        """Ask."""
        ...


def list_tables(database: AskedDatabase, engine: str) -> list[str]:
    """Return the names of all tables, in their order."""
    return [name for (name,) in database.execute(TABLES[engine]).fetchall()]


def read_backup_facts(database: AskedDatabase, engine: str) -> DatabaseFacts:
    """Return what a database holds. Raises BackupRefused where it is not a site's."""
    tables = list_tables(database, engine)
    if SITE_TABLE not in tables or "audit_head" not in tables:
        raise BackupRefused("The database is not that of a site. Correct DATABASE_URL.")
    identity = database.execute(f"SELECT identity FROM {SITE_TABLE} WHERE id = {ONLY}").fetchall()  # noqa: S608
    head = database.execute(f"SELECT sequence, hash, mac FROM audit_head WHERE id = {HEAD}").fetchall()  # noqa: S608
    if not (identity and head):
        raise BackupRefused("The database has lost its identity or the head of its audit log: put a backup back.")
    made = database.execute("SELECT app, name FROM django_migrations ORDER BY app, name").fetchall()
    steps = (
        database.execute("SELECT COALESCE(MAX(step), 0) FROM zones_schema").fetchall()
        if "zones_schema" in tables
        else [(0,)]
    )
    return DatabaseFacts(
        as_uuid(identity[0][0]),
        engine,
        tuple(f"{app}.{name}" for app, name in made),
        steps[0][0],
        count_table_rows(database, tables),
        NotedHead(*head[0]),
    )


def count_table_rows(database: AskedDatabase, tables: Sequence[str]) -> dict[str, int]:
    """Return how many rows each table has."""
    return {table: database.execute(f'SELECT COUNT(*) FROM "{table}"').fetchall()[0][0] for table in tables}  # noqa: S608


def read_sealed_sizes(database: AskedDatabase) -> Iterator[tuple[UUID, int]]:
    """Yield the names of the sealed files that a database knows, in their order, each with its size as it lies."""
    rows = database.execute("SELECT name, size FROM transfers_sealedfile ORDER BY name").fetchall()
    yield from ((as_uuid(name), sealed_length(size)) for name, size in rows)


def as_uuid(value: object) -> UUID:
    """Return an identity as either engine gives it: SQLite keeps it as a text."""
    return value if isinstance(value, UUID) else UUID(str(value))
