"""Zones on SQLite: one file, one writer at a time, any number of readers."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from handover.common.databases import SQLITE_START, SQLITE_WAIT_SECONDS
from handover.zone.store.connection import DatabaseConnection, GuardedRow, Row
from handover.zone.store.rows import CALM, INSERT_MESSAGE, ON_REMOVED

_ENQUEUE = """
INSERT INTO zones_waiting (zone, agent, message_id, kind, accepted_at)
SELECT ?, value, ?, ?, ? FROM json_each(?)
"""
_DELETE = """
DELETE FROM zones_waiting WHERE zone = ? AND agent = ? AND number = ? RETURNING message_id, accepted_at, blocked_once
"""
_DELETE_UNDISPUTED = f"""
DELETE FROM zones_waiting WHERE zone = ? AND agent = ? AND number = ? AND NOT blocked_once AND EXISTS (
  SELECT 1 FROM zones_presence AS presence WHERE presence.zone = ? AND presence.agent = ? AND {CALM})
RETURNING message_id
"""  # noqa: S608
_NOTE = f"""
INSERT INTO zones_presence (zone, agent, removed_source, removed_id)
SELECT ?, ?, source, msg_id FROM zones_message WHERE id = ? {ON_REMOVED.format(greater="MAX")}
"""  # noqa: S608  # the text of a constant

_FIRST = """
zones_waiting AS waiting ON waiting.number = CASE WHEN presence.blocked IS NULL THEN
  (SELECT number FROM zones_waiting AS first WHERE first.zone = whose.zone AND first.agent = whose.agent
   AND first.number > COALESCE(presence.watermark, 0) ORDER BY first.number LIMIT 1)
ELSE
  (SELECT number FROM zones_waiting AS first WHERE first.zone = whose.zone AND first.agent = whose.agent
   AND first.number > presence.watermark AND NOT first.kind = 'event' ORDER BY first.number LIMIT 1)
END
"""


class SqliteConnection(DatabaseConnection):
    """A connection to a SQLite file."""

    engine = "sqlite"
    first = _FIRST
    faults = (sqlite3.OperationalError, sqlite3.InterfaceError)

    def __init__(self, path: Path) -> None:
        self._open = self._durable = True
        # `rw`: a wrong path is a fault and does not make an empty database.
        address = f"{Path(path).absolute().as_uri()}?mode=rw"
        try:
            self._connection = sqlite3.connect(
                address,
                uri=True,
                timeout=SQLITE_WAIT_SECONDS,
                isolation_level=None,
                check_same_thread=False,
                cached_statements=256,
            )
        except sqlite3.OperationalError as fault:
            raise sqlite3.OperationalError(f"no table zones_zone, for {path} cannot be opened: {fault}") from fault
        self._connection.executescript(SQLITE_START)

    def rows(self, sql: str, *values: Any) -> list[Row]:
        return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: Any) -> Row | None:
        # Until all rows are fetched the statement goes on holding its view of the database.
        rows = self._connection.execute(sql, values).fetchall()
        return rows[0] if rows else None

    def each_row(self, sql: str, *values: Any) -> Iterator[Row]:
        yield from self._connection.execute(sql, values)

    def last_number(self, table: str, column: str) -> int:
        row = self.row("SELECT seq FROM sqlite_sequence WHERE name = ?", table)
        return int(row[0]) if row else 0

    def pass_over_numbers(self, table: str, column: str, last: int) -> None:
        if not self.run("UPDATE sqlite_sequence SET seq = MAX(seq, ?) WHERE name = ?", last, table):
            self.run("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", table, last)

    def run(self, sql: str, *values: Any) -> int:
        return self._connection.execute(sql, values).rowcount

    def many(self, sql: str, values: list[Row]) -> None:
        self._connection.executemany(sql, values)

    def lock(self, zone: str, *, durable: bool = True) -> int | None:
        if durable is not self._durable:
            self._connection.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
            self._durable = durable
        self._connection.execute("BEGIN IMMEDIATE")
        row = self.row("SELECT revision FROM zones_zone WHERE id = ?", zone)
        return row[0] if row else None

    def begin_reading(self) -> None:
        self._connection.execute("BEGIN")

    def begin_schema_change(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def has_table(self, name: str) -> bool:
        return self.row("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", name) is not None

    def moment(self, moment: datetime | None) -> Any:
        return None if moment is None else moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")

    def when(self, stored: Any) -> datetime:
        return datetime.fromisoformat(stored).replace(tzinfo=UTC)

    def listed(self, stored: Any) -> Any:
        return None if stored is None else json.loads(stored)

    def accept(self, message: Row) -> bool:
        kept = self.row(INSERT_MESSAGE, *message)
        if kept is None:
            return False
        zone, _, _, kind, *_, recipients, _, accepted_at = message
        self.run(_ENQUEUE, zone, kept[0], kind, accepted_at, recipients)
        return True

    def take(self, zone: str, agent: str, number: int) -> Row | None:
        taken = self.row(_DELETE, zone, agent, number)
        if taken is not None:
            self.run(_NOTE, zone, agent, taken[0], number, number, number, number)
        return taken

    def write_guarded(self, zone: str, rows: Sequence[GuardedRow]) -> tuple[bool, ...]:
        revision = self.lock(zone)
        with self.transaction():
            return tuple(each.revision == revision and self._write(zone, each) for each in rows)

    def _write(self, zone: str, row: GuardedRow) -> bool:
        if row.message is not None:
            return self.accept(row.message)
        agent, number = row.agent, row.number
        taken = self.row(_DELETE_UNDISPUTED, zone, agent, number, zone, agent)
        if taken is not None:
            self.run(_NOTE, zone, agent, taken[0], number, number, number, number)
        return taken is not None

    def usable(self) -> bool:
        return self._open and not self._connection.in_transaction

    def close(self) -> None:
        self._open = False
        self._connection.close()
