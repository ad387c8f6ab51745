"""Zones on PostgreSQL: any number of processes and machines, each zone's changes one after the other."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, cast

import psycopg
from psycopg.adapt import Transformer
from psycopg.pq import ConnStatus, Escaping, ExecStatus, Format, TransactionStatus
from psycopg.pq.abc import PGresult

from handover.common.databases import DatabaseAddress
from handover.zone.store.connection import DatabaseConnection, Row
from handover.zone.store.rows import INSERT_MESSAGE, ON_REMOVED

DEFAULTS: Final[dict[str, Any]] = {"connect_timeout": "10", "application_name": "handover zone"}
"""What counts where the address of the database does not say otherwise."""
SILENCE_SECONDS: Final = 30
"""How long the server may leave unanswered what was sent to it before the connection counts as broken."""

# Every statement of the store is made for an index and for one row after the other. The planner must not come to think
# otherwise because it saw a queue while it was short, and keep to that when it is long.
_START = b"""
SET TimeZone = 'UTC'; SET jit = off; SET plan_cache_mode = force_generic_plan;
SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;
SET statement_timeout = '20s'; SET idle_in_transaction_session_timeout = '60s'
"""
_ACCEPT = (
    f"WITH kept AS ({INSERT_MESSAGE}), "  # noqa: S608  # the text of a constant
    "queued AS (INSERT INTO zones_waiting (zone, agent, message_id, kind, accepted_at) "
    "SELECT ?, agent, kept.id, ?, ? FROM kept, json_array_elements_text(?) AS agent) SELECT id FROM kept"
)
_TAKE = f"""
WITH gone AS (
  DELETE FROM zones_waiting WHERE zone = ? AND agent = ? AND number = ? RETURNING message_id, accepted_at, blocked_once
), noted AS (
  INSERT INTO zones_presence (zone, agent, removed_source, removed_id)
  SELECT ?, ?, source, msg_id FROM zones_message JOIN gone ON id = message_id {ON_REMOVED.format(greater="GREATEST")}
)
SELECT message_id, accepted_at, blocked_once FROM gone
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
        self._connection.execute(_START)
        self._server = self._connection.pgconn
        self._loading = Transformer(self._connection)
        self._names: dict[str, bytes] = {}

    def rows(self, sql: str, *values: Any) -> list[Row]:
        return self._rows(self._do(sql, values))

    def row(self, sql: str, *values: Any) -> Row | None:
        rows = self._rows(self._do(sql, values))
        return rows[0] if rows else None

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

    def accept(self, message: Row, agents: str) -> bool:
        zone, _, _, kind, *_, accepted_at = message
        return self.row(_ACCEPT, *message, zone, kind, accepted_at, agents) is not None

    def take(self, zone: str, agent: str, number: int) -> Row | None:
        return self.row(_TAKE, zone, agent, number, zone, agent, number, number, number, number)

    def usable(self) -> bool:
        return self._server.status == ConnStatus.OK and self._server.transaction_status == TransactionStatus.IDLE

    def close(self) -> None:
        self._connection.close()

    def _do(self, sql: str, values: Sequence[Any]) -> PGresult:
        name = self._names.get(sql) or self._prepare(sql)
        forms = [Format.BINARY if type(value) is bytes else Format.TEXT for value in values]
        # psycopg's types do not say so, but None is how a null is given.
        given = cast(list[bytes], [_written(value) for value in values])
        return self._checked(self._server.exec_prepared(name, given, forms, Format.BINARY))

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


def _written(value: Any) -> bytes | None:
    if value is None or type(value) is bytes:
        return value
    return str(value).encode()
