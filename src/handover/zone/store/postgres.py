"""Zones on PostgreSQL: any number of processes and machines, each zone's changes one after the other."""

from datetime import datetime
from functools import cache
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus

from handover.common.databases import DatabaseAddress
from handover.zone.store.connection import Connection, Row
from handover.zone.store.rows import INSERT_MESSAGE

# Every statement of the store is made for an index. The planner must not come to think otherwise because it saw a queue
# while it was short, and keep to that when it is long.
_START = b"""
SET TimeZone = 'UTC'; SET enable_seqscan = off; SET jit = off;
SET statement_timeout = '20s'; SET idle_in_transaction_session_timeout = '60s'
"""
_ACCEPT = (
    f"WITH kept AS ({INSERT_MESSAGE}), "  # noqa: S608  # the text of a constant
    "queued AS (INSERT INTO zones_waiting (zone, agent, message_id, kind, accepted_at) "
    "SELECT ?, agent, kept.id, ?, ? FROM kept, unnest(?::text[]) AS agent) SELECT id FROM kept"
)
# The watermark goes up to the first entry that is left, or to the one that was taken if none is.
_TAKE = """
WITH gone AS (
  DELETE FROM zones_waiting WHERE zone = ? AND agent = ? AND number = ? RETURNING number, message_id, accepted_at, blocked_once
), named AS (
  SELECT gone.*, message.source, message.msg_id FROM gone JOIN zones_message AS message ON message.id = gone.message_id
), noted AS (
  UPDATE zones_presence AS presence SET
    removed_source = named.source, removed_id = named.msg_id, blocked = NULLIF(blocked, named.number),
    watermark = COALESCE(
      (SELECT left_over.number - 1 FROM zones_waiting AS left_over
       WHERE left_over.zone = presence.zone AND left_over.agent = presence.agent
         AND left_over.number > presence.watermark AND left_over.number <> named.number
       ORDER BY left_over.number LIMIT 1),
      GREATEST(watermark, named.number))
  FROM named WHERE presence.zone = ? AND presence.agent = ? RETURNING 1
)
SELECT message_id, accepted_at, blocked_once FROM named
"""


class PostgresConnection(Connection):
    """A connection to a PostgreSQL server."""

    faults = (psycopg.OperationalError, psycopg.InterfaceError)
    passing_over = "FOR UPDATE OF agent SKIP LOCKED"
    in_order = "FOR UPDATE"

    def __init__(self, address: DatabaseAddress) -> None:
        self._connection = psycopg.connect(
            dbname=address.name,
            user=address.user,
            password=address.password,
            host=address.host,
            port=address.port,
            autocommit=True,
            prepare_threshold=2,
            connect_timeout=10,
            application_name="handover zone",
        )
        self._connection.execute(_START)
        self._connection.prepared_max = 500
        self._cursor = self._connection.cursor(binary=True)

    def rows(self, sql: str, *values: Any) -> list[Row]:
        return self._cursor.execute(_spelt(sql), values).fetchall()

    def row(self, sql: str, *values: Any) -> Row | None:
        return self._cursor.execute(_spelt(sql), values).fetchone()

    def run(self, sql: str, *values: Any) -> int:
        return self._cursor.execute(_spelt(sql), values).rowcount

    def many(self, sql: str, values: list[Row]) -> None:
        self._cursor.executemany(_spelt(sql), values)

    def lock(self, zone: str) -> int | None:
        self.run("BEGIN")
        try:
            row = self.row("SELECT revision FROM zones_zone WHERE id = ? FOR UPDATE", zone)
        except psycopg.errors.QueryCanceled:
            self.rollback()
            raise
        return row[0] if row else None

    def begin_reading(self) -> None:
        self.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")

    def careless(self) -> None:
        self.run("SET LOCAL synchronous_commit = off")

    def moment(self, moment: datetime | None) -> Any:
        return moment

    def when(self, stored: Any) -> datetime:
        moment: datetime = stored
        return moment

    def listed(self, stored: Any) -> Any:
        return stored

    def accept(self, message: Row, agents: tuple[str, ...]) -> bool:
        zone, _, _, kind, *_, accepted_at = message
        return self.row(_ACCEPT, *message, zone, kind, accepted_at, list(agents)) is not None

    def take(self, zone: str, agent: str, number: int) -> Row | None:
        return self.row(_TAKE, zone, agent, number, zone, agent)

    def usable(self) -> bool:
        return not self._connection.closed and self._connection.info.transaction_status == TransactionStatus.IDLE

    def close(self) -> None:
        self._connection.close()


@cache
def _spelt(sql: str) -> bytes:
    return sql.replace("%", "%%").replace("?", "%s").encode()
