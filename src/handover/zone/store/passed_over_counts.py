"""Messages that agents did not get although they were meant to, counted in the tables by agent and reason."""

from typing import Final

from handover.zone.core import effects as fx
from handover.zone.core.records import PASSES, PassedOverCount
from handover.zone.store.connection import DatabaseConnection, ZoneChange

_COUNT: Final = """
INSERT INTO zones_passedover (zone, agent, reason, count, first_at, last_at, object) VALUES (?, ?, ?, 1, ?, ?, ?)
ON CONFLICT (zone, agent, reason) DO UPDATE SET
  count = zones_passedover.count + 1, last_at = excluded.last_at, object = excluded.object
"""
_ALL: Final = """
SELECT agent, reason, count, first_at, last_at, object FROM zones_passedover WHERE zone = ? ORDER BY agent, reason
"""
_GONE: Final = "DELETE FROM zones_passedover WHERE zone = ? AND agent = ?"


def count_event(change: ZoneChange, effect: fx.Accept) -> None:
    """Count who does not get an event, in the transaction that keeps it."""
    for verdict in effect.passed_over:
        if verdict.reason in PASSES:
            count_passed_over(change, fx.PassOver(verdict.agent, verdict.reason, effect.parcel.object))


def count_passed_over(change: ZoneChange, effect: fx.PassOver) -> None:
    """Count one message that an agent does not get."""
    now = change.stored_now
    change.connection.run(_COUNT, change.zone, effect.agent, effect.reason, now, now, effect.object)


def read_passed_over(connection: DatabaseConnection, zone: str) -> tuple[PassedOverCount, ...]:
    """Return what was counted in a zone, by agent and reason."""
    return tuple(
        PassedOverCount(agent, reason, number, connection.when(first), connection.when(last), name)
        for agent, reason, number, first, last, name in connection.rows(_ALL, zone)
    )


def delete_counts(change: ZoneChange, agent: str) -> None:
    """Forget what was counted for an agent."""
    change.connection.run(_GONE, change.zone, agent)
