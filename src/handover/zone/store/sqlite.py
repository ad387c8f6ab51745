"""Zones on SQLite: one file, one writer at a time, any number of readers."""

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from handover.common.databases import SQLITE_START, SQLITE_WAIT_SECONDS
from handover.zone.store.connection import Connection, Row
from handover.zone.store.rows import INSERT_MESSAGE

_ENQUEUE = """
INSERT INTO zones_waiting (zone, agent, message_id, kind, accepted_at)
SELECT ?, value, ?, ?, ? FROM json_each(?)
"""
_DELETE = """
DELETE FROM zones_waiting WHERE zone = ? AND agent = ? AND number = ? RETURNING message_id, accepted_at, blocked_once
"""
# The watermark goes up to the first entry that is left, or to the one that was taken if none is.
_NOTE = """
UPDATE zones_presence SET
  removed_source = message.source, removed_id = message.msg_id, blocked = NULLIF(blocked, ?),
  watermark = COALESCE(
    (SELECT number - 1 FROM zones_waiting AS left_over
     WHERE left_over.zone = zones_presence.zone AND left_over.agent = zones_presence.agent AND number > watermark
     ORDER BY number LIMIT 1),
    MAX(watermark, ?))
FROM zones_message AS message WHERE message.id = ? AND zones_presence.zone = ? AND zones_presence.agent = ?
"""


class SqliteConnection(Connection):
    """A connection to a SQLite file."""

    faults = (sqlite3.OperationalError, sqlite3.InterfaceError)

    def __init__(self, path: Path) -> None:
        self._open = True
        self._connection = sqlite3.connect(
            path, timeout=SQLITE_WAIT_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        self._connection.executescript(SQLITE_START)

    def rows(self, sql: str, *values: Any) -> list[Row]:
        return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: Any) -> Row | None:
        # Until all rows are fetched the statement goes on holding its view of the database.
        rows = self._connection.execute(sql, values).fetchall()
        return rows[0] if rows else None

    def run(self, sql: str, *values: Any) -> int:
        return self._connection.execute(sql, values).rowcount

    def many(self, sql: str, values: list[Row]) -> None:
        self._connection.executemany(sql, values)

    def lock(self, zone: str) -> int | None:
        self._connection.execute("BEGIN IMMEDIATE")
        row = self.row("SELECT revision FROM zones_zone WHERE id = ?", zone)
        return row[0] if row else None

    def begin_reading(self) -> None:
        self._connection.execute("BEGIN")

    def careless(self) -> None:
        """SQLite cannot do so for one transaction."""

    def moment(self, moment: datetime | None) -> Any:
        return None if moment is None else moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")

    def when(self, stored: Any) -> datetime:
        return datetime.fromisoformat(stored).replace(tzinfo=UTC)

    def listed(self, stored: Any) -> Any:
        return None if stored is None else json.loads(stored)

    def accept(self, message: Row, agents: tuple[str, ...]) -> bool:
        kept = self.row(INSERT_MESSAGE, *message)
        if kept is None:
            return False
        if agents:
            zone, _, _, kind, *_, accepted_at = message
            self.run(_ENQUEUE, zone, kept[0], kind, accepted_at, json.dumps(agents))
        return True

    def take(self, zone: str, agent: str, number: int) -> Row | None:
        taken = self.row(_DELETE, zone, agent, number)
        if taken is not None and not self.run(_NOTE, number, number, taken[0], zone, agent):
            self.run("INSERT INTO zones_presence (zone, agent) VALUES (?, ?)", zone, agent)
            self.run(_NOTE, number, number, taken[0], zone, agent)
        return taken

    def usable(self) -> bool:
        return self._open and not self._connection.in_transaction

    def close(self) -> None:
        self._open = False
        self._connection.close()
