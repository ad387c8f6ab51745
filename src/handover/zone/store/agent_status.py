"""How agents are, in the tables: asleep, blocked, put off, last seen."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from handover.zone.core import effects as fx
from handover.zone.core.records import AgentStatus
from handover.zone.store.connection import DatabaseConnection, ZoneChange
from handover.zone.store.rows import PRESENCE, presence_of
from handover.zone.store.sealing import Seal

_PRESENCE = f"SELECT {PRESENCE} FROM zones_presence AS presence WHERE zone = ? AND agent = ?"  # noqa: S608
_ALL = f"SELECT agent, {PRESENCE} FROM zones_presence AS presence WHERE zone = ?"  # noqa: S608
_HERE = "INSERT INTO zones_presence (zone, agent) VALUES (?, ?) ON CONFLICT (zone, agent) DO NOTHING"
_ASLEEP = "UPDATE zones_presence SET asleep = ? WHERE zone = ? AND agent = ?"
_CALM = """
UPDATE zones_presence SET attempts = 0, next_attempt = NULL, stopped = FALSE, last_fault = '', refused = NULL
WHERE zone = ? AND agent = ?
"""
_AWAKE_AFTER_ALL = "UPDATE zones_presence SET asleep = '' WHERE zone = ? AND agent = ? AND asleep = 'inferred'"
_BLOCKED = "UPDATE zones_presence SET blocked = ?, blocked_at = ? WHERE zone = ? AND agent = ?"
_BLOCKED_BEFORE = f"""
SELECT agent, {PRESENCE} FROM zones_presence AS presence
WHERE zone = ? AND blocked IS NOT NULL AND (blocked_at IS NULL OR blocked_at < ?) ORDER BY agent
"""  # noqa: S608
_PUT_OFF = """
UPDATE zones_presence SET attempts = ?, last_fault = ?, next_attempt = ?, stopped = ?, refused = ?
WHERE zone = ? AND agent = ?
"""
_REFUSES = "UPDATE zones_presence SET refused = ? WHERE zone = ? AND agent = ?"
_SAW = """
INSERT INTO zones_presence (zone, agent, last_seen) VALUES (?, ?, ?)
ON CONFLICT (zone, agent) DO UPDATE SET last_seen = excluded.last_seen
"""
# The watermark stays: where the entries of a long queue lay need not be searched by the next one.
_AFRESH = """
UPDATE zones_presence SET asleep = '', blocked = NULL, blocked_at = NULL, removed_source = NULL, removed_id = NULL,
  last_seen = NULL, watermark = CASE WHEN watermark < ? THEN ? ELSE watermark END WHERE zone = ? AND agent = ?
"""
_GONE = "DELETE FROM zones_presence WHERE zone = ? AND agent = ?"


def read_status(change: ZoneChange, agent: str) -> AgentStatus:
    """Return how an agent is."""
    row = change.connection.row(_PRESENCE, change.zone, agent)
    return AgentStatus(agent) if row is None else presence_of(change.connection, change.seal, agent, row)


def read_statuses(connection: DatabaseConnection, seal: Seal, zone: str) -> Mapping[str, AgentStatus]:
    """Return how all agents of a zone are of which something was noted."""
    return {agent: presence_of(connection, seal, agent, tuple(row)) for agent, *row in connection.rows(_ALL, zone)}


def note_registration(change: ZoneChange, effect: fx.Register) -> None:
    """Wake an agent and end its blocking. It was heard of, too."""
    _wake(change, effect.agent)
    change.connection.run(_BLOCKED, None, None, change.zone, effect.agent)
    note_seen(change, (effect.agent,))


def note_sleep(change: ZoneChange, effect: fx.SetSleep) -> None:
    """Note that an agent sleeps or is awake."""
    if effect.asleep:
        _note(change, effect.agent, _ASLEEP, effect.asleep)
    else:
        _wake(change, effect.agent)


def note_blocking(change: ZoneChange, effect: fx.Block) -> None:
    """Note which entry blocks."""
    _note(change, effect.agent, _BLOCKED, effect.number, change.stored_now)


def note_unblocking(change: ZoneChange, effect: fx.Unblock) -> None:
    """Note that nothing blocks."""
    change.connection.run(_BLOCKED, None, None, change.zone, effect.agent)


def find_blocked_before(change: ZoneChange, moment: datetime) -> tuple[AgentStatus, ...]:
    """Return how the agents are that began to block before a moment; or nobody noted when."""
    rows = change.connection.rows(_BLOCKED_BEFORE, change.zone, change.connection.moment(moment))
    return tuple(presence_of(change.connection, change.seal, agent, tuple(row)) for agent, *row in rows)


def note_retry(change: ZoneChange, effect: fx.ScheduleRetry) -> None:
    """Note a failure to reach an agent."""
    again, fault = change.connection.moment(effect.next_attempt), change.seal.faults.seal(effect.fault)
    _note(change, effect.agent, _PUT_OFF, effect.attempts, fault, again, again is None, effect.refused)


def note_fetched(change: ZoneChange, effect: fx.Fetched) -> None:
    """Note which message an agent does not acknowledge."""
    if effect.refused:
        _note(change, effect.agent, _REFUSES, effect.number)


def note_reached(change: ZoneChange, effect: fx.Reached) -> None:
    """Note that an agent was reached."""
    _note(change, effect.agent, _AWAKE_AFTER_ALL)
    change.connection.run(_CALM, change.zone, effect.agent)


def note_seen(change: ZoneChange, agents: Sequence[str]) -> None:
    """Note when agents were heard of."""
    change.connection.many(_SAW, [(change.zone, agent, change.stored_now) for agent in agents])


def reset_status(change: ZoneChange, agent: str, newest: int) -> None:
    """Forget how an agent was, whose queue up to an entry is gone."""
    _note(change, agent, _AFRESH, newest, newest)
    change.connection.run(_CALM, change.zone, agent)


def delete_status(change: ZoneChange, agent: str) -> None:
    """Forget an agent's presence altogether."""
    change.connection.run(_GONE, change.zone, agent)


def _wake(change: ZoneChange, agent: str) -> None:
    _note(change, agent, _ASLEEP, "")
    change.connection.run(_CALM, change.zone, agent)


def _note(change: ZoneChange, agent: str, sql: str, *values: object) -> None:
    change.connection.run(_HERE, change.zone, agent)
    change.connection.run(sql, *values, change.zone, agent)
