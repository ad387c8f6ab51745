"""Zones on PostgreSQL: any number of processes and machines, each zone's changes one after the other."""

import select
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final, cast
from zlib import crc32

import psycopg
from psycopg.adapt import Transformer
from psycopg.pq import ConnStatus, Escaping, ExecStatus, Format, TransactionStatus
from psycopg.pq.abc import PGresult

from handover.common.databases import NOTICE_LOST_MACHINES, DatabaseAddress
from handover.zone.store.connection import DatabaseConnection, GuardedRow, Row
from handover.zone.store.rows import CALM, INSERT_MESSAGE, MESSAGE, ON_REMOVED

DEFAULTS: Final[dict[str, Any]] = {"connect_timeout": "10", "application_name": "handover zone"}
"""What counts where the address of the database does not say otherwise."""
FETCHED: Final = 500
"""So many rows are fetched at a time where a statement gives very many."""
SILENCE_SECONDS: Final = 30
"""How long the server may leave unanswered what was sent to it before the connection counts as broken."""

# Every statement of the store is made for an index and for one row after the other. The planner must not come to think
# otherwise because it saw a queue while it was short, and keep to that when it is long.
_START = b"""
SET TimeZone = 'UTC'; SET jit = off; SET plan_cache_mode = force_generic_plan;
SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;
SET statement_timeout = '20s'; SET idle_in_transaction_session_timeout = '60s';
"""
_QUEUED = """
queued AS (
  INSERT INTO zones_waiting (zone, agent, message_id, kind, accepted_at)
  SELECT zone, agent, id, kind, accepted_at FROM kept, jsonb_array_elements_text(recipients) AS agent
)
SELECT id FROM kept
"""
_ACCEPT = f"WITH kept AS ({INSERT_MESSAGE}, zone, kind, accepted_at, recipients), {_QUEUED}"
_TAKE = f"""
WITH gone AS (
  DELETE FROM zones_waiting WHERE zone = ? AND agent = ? AND number = ? RETURNING message_id, accepted_at, blocked_once
), noted AS (
  INSERT INTO zones_presence (zone, agent, removed_source, removed_id)
  SELECT ?, ?, source, msg_id FROM zones_message JOIN gone ON id = message_id {ON_REMOVED.format(greater="GREATEST")}
)
SELECT message_id, accepted_at, blocked_once FROM gone
"""  # noqa: S608
# Theory. Each of these is a transaction of its own, and the lock of the zone is its first step: what comes after refers to
# `held` and so happens after the lock was granted and the revision compared. A statement that had to wait for the lock sees
# the rest of the database as it was before it waited. Three things make that right nevertheless. What is locked or deleted is
# looked at once more as it is then (PostgreSQL does so for every row that somebody changed meanwhile), so the revision, how
# the agent is and the entry are compared as they are now. Whether a message is there already is said by the unique index,
# which knows no snapshots. And the watermark may miss entries that were added while it waited, which lie above all that it
# sees, since numbers are given under the lock.
_HELD = "held AS MATERIALIZED (SELECT id FROM zones_zone WHERE id = ? AND revision = ? FOR UPDATE)"
_TYPES = {"contexts": "jsonb", "packet": "integer", "size": "integer", "body": "bytea"} | {
    "recipients": "jsonb",
    "passed_over": "jsonb",
    "accepted_at": "timestamptz",
}
_VALUES = ", ".join(f"CAST(? AS {_TYPES.get(column, 'text')})" for column in MESSAGE.split(", "))
_ACCEPT_GUARDED = f"""
WITH {_HELD}, kept AS (
  INSERT INTO zones_message ({MESSAGE}) SELECT {_VALUES} FROM held
  ON CONFLICT (zone, source, msg_id) DO NOTHING RETURNING id, zone, kind, accepted_at, recipients
), {_QUEUED}
"""  # noqa: S608
_TAKE_GUARDED = f"""
WITH {_HELD}, calm AS MATERIALIZED (
  SELECT presence.zone, presence.agent FROM held
  JOIN zones_presence AS presence ON presence.zone = held.id AND presence.agent = ? WHERE {CALM} FOR UPDATE OF presence
), gone AS (
  DELETE FROM zones_waiting AS waiting USING calm
  WHERE waiting.zone = calm.zone AND waiting.agent = calm.agent AND waiting.number = ? AND NOT waiting.blocked_once
  RETURNING waiting.zone, waiting.agent, waiting.message_id
), noted AS (
  INSERT INTO zones_presence (zone, agent, removed_source, removed_id)
  SELECT gone.zone, gone.agent, source, msg_id FROM gone JOIN zones_message ON id = message_id
  {ON_REMOVED.format(greater="GREATEST")}
)
SELECT message_id FROM gone
"""  # noqa: S608

_FIRST = """
LATERAL (
  (SELECT * FROM zones_waiting AS first WHERE presence.blocked IS NULL AND first.zone = whose.zone
   AND first.agent = whose.agent AND first.number > COALESCE(presence.watermark, 0) ORDER BY first.number LIMIT 1)
  UNION ALL
  (SELECT * FROM zones_waiting AS first WHERE presence.blocked IS NOT NULL AND first.zone = whose.zone
   AND first.agent = whose.agent AND first.number > presence.watermark AND NOT first.kind = 'event'
   ORDER BY first.number LIMIT 1)
) AS waiting ON TRUE
"""


class PostgresConnection(DatabaseConnection):
    """A connection to a PostgreSQL server.

    It speaks to the server below psycopg's cursors, which take longer than the server does: each statement is prepared the
    first time, in the words of the server (`$1`), and its rows come in the server's own form.
    """

    engine = "postgresql"
    first = _FIRST
    faults = (psycopg.OperationalError, psycopg.InterfaceError, psycopg.errors.UndefinedTable)
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
            tcp_user_timeout=1000 * SILENCE_SECONDS,
            client_encoding="utf8",
            **DEFAULTS | dict(address.parameters),
        )
        self._connection.execute(_START + NOTICE_LOST_MACHINES.encode())
        self._server = self._connection.pgconn
        self._loading = Transformer(self._connection)
        self._names: dict[str, bytes] = {}

    def rows(self, sql: str, *values: Any) -> list[Row]:
        return self._rows(self._do(sql, values))

    def row(self, sql: str, *values: Any) -> Row | None:
        rows = self._rows(self._do(sql, values))
        return rows[0] if rows else None

    def each_row(self, sql: str, *values: Any) -> Iterator[Row]:
        # A name for each statement: what is fetched from one cursor has other columns than what is fetched from another.
        cursor = f"rows_{crc32(sql.encode())}"
        self.run(f"DECLARE {cursor} NO SCROLL CURSOR FOR {sql}", *values)
        while rows := self.rows(f"FETCH {FETCHED} FROM {cursor}"):
            yield from rows
        self.run(f"CLOSE {cursor}")

    def last_number(self, table: str, column: str) -> int:
        # Who has taken a number and not committed yet holds the table as one that inserts: waiting for those, nobody can
        # take another until the end of this transaction.
        self.run(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
        sequence = self.row("SELECT pg_get_serial_sequence(?, ?)", table, column)
        found = self.row(f"SELECT last_value, is_called FROM {sequence[0]}") if sequence else None  # noqa: S608
        return int(found[0]) if found and found[1] else 0

    def pass_over_numbers(self, table: str, column: str, last: int) -> None:
        self.row("SELECT setval(pg_get_serial_sequence(?, ?), ?)", table, column, last)

    def run(self, sql: str, *values: Any) -> int:
        return self._do(sql, values).command_tuples or 0

    def many(self, sql: str, values: list[Row]) -> None:
        for row in values:
            self._do(sql, row)

    def lock(self, zone: str, *, durable: bool = True) -> int | None:
        begin = b"BEGIN; " if durable else b"BEGIN; SET LOCAL synchronous_commit = off; "
        name = Escaping(self._server).escape_literal(zone.encode())
        try:
            # All in one message: half the time.
            result = self._checked(
                self._server.exec_(
                    begin + b"SELECT revision FROM zones_zone WHERE id = " + bytes(name) + b" FOR UPDATE"
                )
            )
        except psycopg.errors.QueryCanceled:
            self.rollback()
            raise
        found = result.get_value(0, 0) if result.ntuples else None
        return None if found is None else int(found)

    def begin_reading(self) -> None:
        self._checked(self._server.exec_(b"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"))

    def begin_schema_change(self) -> None:
        # The lock is given back at the end of the transaction; the usual limit of time is for messages.
        self._checked(
            self._server.exec_(
                b"BEGIN; SET LOCAL statement_timeout = 0; "
                b"SELECT pg_advisory_xact_lock(hashtext('handover zones_schema'))"
            )
        )

    def has_table(self, name: str) -> bool:
        return self.row("SELECT 1 WHERE to_regclass(?) IS NOT NULL", name) is not None

    def commit(self) -> None:
        result = self._checked(self._server.exec_(b"COMMIT"))
        if result.command_status != b"COMMIT":
            raise psycopg.OperationalError("the change was undone, because a part of it had failed")

    def rollback(self) -> None:
        self._checked(self._server.exec_(b"ROLLBACK"))

    def moment(self, moment: datetime | None) -> Any:
        return moment

    def when(self, stored: Any) -> datetime:
        moment: datetime = stored
        return moment

    def listed(self, stored: Any) -> Any:
        return stored

    def accept(self, message: Row) -> bool:
        return self.row(_ACCEPT, *message) is not None

    def take(self, zone: str, agent: str, number: int) -> Row | None:
        return self.row(_TAKE, zone, agent, number, zone, agent, number, number, number, number)

    def write_guarded(self, zone: str, rows: Sequence[GuardedRow]) -> tuple[bool, ...]:
        statements = [_guarded(zone, row) for row in rows]
        results = [self._do(*statements[0])] if len(statements) == 1 else self._do_together(statements)
        return tuple(result.ntuples > 0 for result in results)

    def usable(self) -> bool:
        return self._server.status == ConnStatus.OK and self._server.transaction_status == TransactionStatus.IDLE

    def close(self) -> None:
        self._connection.close()

    def _do(self, sql: str, values: Sequence[Any]) -> PGresult:
        name = self._names.get(sql) or self._prepare(sql)
        return self._checked(self._server.exec_prepared(name, *_sent(values), Format.BINARY))

    # Up to the one synchronisation at the end it is one transaction, and one trip. In libpq's waiting mode these calls would
    # hold the interpreter's lock while they wait, and with it every thread of the process; so the waiting is done here.
    def _do_together(self, statements: Sequence[tuple[str, Row]]) -> list[PGresult]:
        """Do statements in one transaction and one round trip; return their results. All are undone if one fails."""
        server = self._server
        named = [(self._names.get(sql) or self._prepare(sql), values) for sql, values in statements]
        server.enter_pipeline_mode()
        server.nonblocking = 1
        try:
            for name, values in named:
                server.send_query_prepared(name, *_sent(values), Format.BINARY)
            server.pipeline_sync()
            while server.flush():
                if self._await(select.POLLIN | select.POLLOUT) & select.POLLIN:
                    server.consume_input()
            results = [result for _ in named for result in self._results()]
            self._results()
        finally:
            if server.status == ConnStatus.OK:
                server.exit_pipeline_mode()
                server.nonblocking = 0
        return [self._checked(result) for result in results]

    def _results(self) -> list[PGresult]:
        """Return what comes before the next end of a statement, or the synchronisation."""
        found: list[PGresult] = []
        while True:
            while self._server.is_busy():
                self._await(select.POLLIN)
                self._server.consume_input()
            result = self._server.get_result()
            if result is None:
                return found
            found.append(result)
            if result.status == ExecStatus.PIPELINE_SYNC:
                return found

    def _await(self, what: int) -> int:
        """Wait until the line to the server is ready for this, and say what it is ready for."""
        waiting = select.poll()
        waiting.register(self._server.socket, what)
        ((_, ready),) = waiting.poll()
        return ready

    def _prepare(self, sql: str) -> bytes:
        name = f"s{len(self._names)}".encode()
        parts = sql.split("?")
        numbered = "".join(f"{part}${number}" for number, part in enumerate(parts[:-1], 1)) + parts[-1]
        self._checked(self._server.prepare(name, numbered.encode()))
        self._names[sql] = name
        return name

    def _rows(self, result: PGresult) -> list[Row]:
        self._loading.set_pgresult(result)
        return self._loading.load_rows(0, result.ntuples, tuple)

    def _checked(self, result: PGresult) -> PGresult:
        if result.status in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
            return result
        if self._server.status != ConnStatus.OK:
            raise psycopg.OperationalError(self._server.get_error_message())
        raise psycopg.errors.error_from_result(result)


def _guarded(zone: str, row: GuardedRow) -> tuple[str, Row]:
    """Return the statement for a guarded change, and its values."""
    if row.message is not None:
        return _ACCEPT_GUARDED, (zone, row.revision, *row.message)
    number = row.number
    return _TAKE_GUARDED, (zone, row.revision, row.agent, number, number, number, number, number)


def _sent(values: Sequence[Any]) -> tuple[list[bytes], list[Format]]:
    """Return values as they are sent to the server, and in which of its forms each is."""
    forms = [Format.BINARY if type(value) is bytes else Format.TEXT for value in values]
    # psycopg's types do not say so, but None is how a null is given.
    return cast(list[bytes], [_written(value) for value in values]), forms


def _written(value: Any) -> bytes | None:
    if value is None or type(value) is bytes:
        return value
    return str(value).encode()
