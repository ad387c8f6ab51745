"""Queues in the tables: accepting, finding, removing and putting aside of messages."""

from datetime import datetime
from functools import cache
from typing import Any, Final

from handover.sif.messages.errors import ErrorCode
from handover.zone.core import effects as fx
from handover.zone.core.early import GuardedChange
from handover.zone.core.records import QueueEntry
from handover.zone.store import passed_over_counts
from handover.zone.store.connection import DatabaseConnection, GuardedRow, Row, ZoneChange
from handover.zone.store.interface import DeadLetter, NoSuchZone, QueueHead
from handover.zone.store.rows import (
    ASIDE,
    PLACE,
    PRESENCE,
    PRESENCE_WIDTH,
    WAITING,
    message_row,
    presence_of,
    waiting_of,
    write_json_list,
)
from handover.zone.store.sealing import Seal

HEAD: Final = f"""
SELECT zone.revision, {PRESENCE}, {WAITING} FROM (SELECT CAST(? AS text) AS zone, CAST(? AS text) AS agent) AS whose
JOIN zones_zone AS zone ON zone.id = whose.zone
LEFT JOIN zones_presence AS presence ON presence.zone = whose.zone AND presence.agent = whose.agent
LEFT JOIN {{first}}
LEFT JOIN zones_message AS message ON message.id = waiting.message_id
"""  # noqa: S608  # the columns are constants
_CONTENT = "SELECT body FROM zones_message WHERE zone = ? AND source = ? AND msg_id = ?"
_SEEN = "SELECT 1 FROM zones_message WHERE zone = ? AND source = ? AND msg_id = ?"
ENTRY = f"""
SELECT {PLACE} FROM zones_message AS message
JOIN zones_waiting AS waiting ON waiting.message_id = message.id AND waiting.agent = ?
WHERE message.zone = ? AND message.source = ? AND message.msg_id = ?
"""  # noqa: S608
NUMBERED = f"""
SELECT {PLACE} FROM zones_waiting AS waiting JOIN zones_message AS message ON message.id = waiting.message_id
WHERE waiting.zone = ? AND waiting.agent = ? AND waiting.number = ?
"""  # noqa: S608
_FIRST = f"""
SELECT {WAITING} FROM zones_waiting AS waiting JOIN zones_message AS message ON message.id = waiting.message_id
WHERE waiting.zone = ? AND waiting.agent = ? ORDER BY waiting.number LIMIT ?
"""  # noqa: S608
_QUEUED = f"""
SELECT {PLACE} FROM zones_waiting AS waiting JOIN zones_message AS message ON message.id = waiting.message_id
WHERE waiting.zone = ? AND waiting.agent = ? AND (? = '' OR message.msg_id = ?) ORDER BY waiting.number LIMIT 1
"""  # noqa: S608
_NEXT_AGENT = "SELECT agent FROM zones_waiting WHERE zone = ? AND agent > ? ORDER BY agent LIMIT 1"
_OLDEST = "SELECT number FROM zones_waiting WHERE zone = ? AND agent = ? ORDER BY number LIMIT 1"
_NEWEST = "SELECT number FROM zones_waiting WHERE zone = ? AND agent = ? ORDER BY number DESC LIMIT 1 OFFSET ?"

_BLOCKED_ONCE = "UPDATE zones_waiting SET blocked_once = TRUE WHERE zone = ? AND agent = ? AND number = ?"
_NOT_BLOCKED_ONCE = """
UPDATE zones_waiting SET blocked_once = FALSE, refusals = refusals + ? WHERE zone = ? AND agent = ? AND number IN (
  SELECT blocked FROM zones_presence WHERE zone = ? AND agent = ?)
"""
_REFUSED = "UPDATE zones_waiting SET refusals = refusals + 1 WHERE zone = ? AND agent = ? AND number = ?"
_FETCHED = """
UPDATE zones_waiting SET fetches = fetches + ?, refusals = refusals + ? WHERE zone = ? AND agent = ? AND number = ?
"""
_DELETE = "DELETE FROM zones_waiting WHERE zone = ? AND agent = ? AND number = ?"
_EMPTY = "DELETE FROM zones_waiting WHERE zone = ? AND agent = ?"
_ENQUEUE = """
INSERT INTO zones_waiting (zone, agent, message_id, kind, accepted_at) SELECT ?, ?, id, kind, ? FROM zones_message WHERE id = ?
"""

_LETTERS = f"""
SELECT waiting.put_aside_at, waiting.category, waiting.code, waiting.words, {ASIDE}
FROM zones_letter AS waiting JOIN zones_message AS message ON message.id = waiting.message_id
WHERE waiting.zone = ? AND (? = '' OR waiting.agent = ?) ORDER BY waiting.put_aside_at, waiting.number
"""  # noqa: S608
_WRITE_LETTER = """
INSERT INTO zones_letter (number, zone, agent, message_id, accepted_at, blocked_once, put_aside_at, category, code, words)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_OPEN_LETTER = "DELETE FROM zones_letter WHERE number = ? AND zone = ? RETURNING agent, message_id"
_BURN_LETTERS = "DELETE FROM zones_letter WHERE zone = ? AND agent = ?"


def read_queue_head(connection: DatabaseConnection, seal: Seal, zone: str, agent: str) -> QueueHead:
    """Return how an agent is and what it can be given, in one statement. Raises NoSuchZone."""
    row = connection.row(_head(connection.first), zone, agent)
    if row is None:
        raise NoSuchZone(zone)
    revision, *rest = row
    presence = presence_of(connection, seal, agent, tuple(rest[:PRESENCE_WIDTH]))
    waiting = rest[PRESENCE_WIDTH:]
    return QueueHead(presence, None if waiting[0] is None else waiting_of(connection, seal, zone, waiting), revision)


@cache
def _head(first: str) -> str:
    """Return the statement of a database: one text, so that a connection finds it among those that it has prepared."""
    return HEAD.format(first=first)


def read_content(connection: DatabaseConnection, seal: Seal, zone: str, source: str, msg_id: str) -> bytes:
    """Return the content of a remembered message; nothing if there is none."""
    row = connection.row(_CONTENT, zone, source, msg_id)
    return seal.open(row[0], zone, source, msg_id) if row is not None and row[0] else b""


def read_dead_letters(connection: DatabaseConnection, seal: Seal, zone: str, agent: str) -> tuple[DeadLetter, ...]:
    """Return the dead letters of a zone, or of one agent in it, oldest first."""
    return tuple(
        DeadLetter(
            row[0],
            waiting_of(connection, seal, zone, row),
            connection.when(at),
            ErrorCode(category, code),
            seal.letters.open(words),
        )
        for at, category, code, words, *row in connection.rows(_LETTERS, zone, agent, agent)
    )


def is_known(change: ZoneChange, source: str, msg_id: str) -> bool:
    """Say whether a message is remembered."""
    return change.connection.row(_SEEN, change.zone, source, msg_id) is not None


def find_entry(change: ZoneChange, agent: str, source: str, msg_id: str) -> QueueEntry | None:
    """Return an agent's entry for a message."""
    return _one(change, ENTRY, agent, change.zone, source, msg_id)


def find_numbered(change: ZoneChange, agent: str, number: int) -> QueueEntry | None:
    """Return an agent's entry with a number."""
    return _one(change, NUMBERED, change.zone, agent, number)


def find_queued(change: ZoneChange, agent: str, msg_id: str) -> QueueEntry | None:
    """Return an agent's first entry, or its first for a message with this id."""
    return _one(change, _QUEUED, change.zone, agent, msg_id, msg_id)


def find_overdue(change: ZoneChange, moment: datetime, longest: int, most: int) -> tuple[QueueEntry, ...]:
    """Return entries that wait too long or are too many. Looks at the first `most` of each queue alone."""
    found: list[QueueEntry] = []
    for agent in _agents(change):
        beyond = _beyond(change, agent, longest)
        rows = change.connection.rows(_FIRST, change.zone, agent, most)
        queue = (waiting_of(change.connection, change.seal, change.zone, row) for row in rows)
        found += (each for each in queue if each.accepted_at < moment or each.number <= beyond)
        if len(found) >= most:
            break
    return tuple(found[:most])


def guarded_row(change: ZoneChange, guarded: GuardedChange) -> GuardedRow:
    """Return a guarded change as it is written."""
    effect = guarded.effect
    if isinstance(effect, fx.Accept):
        return GuardedRow(guarded.revision, accepted_row(change, effect))
    return GuardedRow(guarded.revision, agent=effect.agent, number=effect.number)


def accepted_row(change: ZoneChange, effect: fx.Accept) -> Row:
    """Return the values of a message that is kept, its recipients among them."""
    passed_over = tuple([(each.agent, each.reason) for each in effect.passed_over])
    return message_row(change, effect.parcel, write_json_list(effect.recipients), write_json_list(passed_over))


def store_message(change: ZoneChange, effect: fx.Accept) -> bool:
    """Keep a message and queue it; False if it is there already."""
    if not change.connection.accept(accepted_row(change, effect)):
        return False
    passed_over_counts.count_event(change, effect)
    return True


def mark_blocked(change: ZoneChange, effect: fx.Block) -> None:
    """Note that an entry blocks."""
    change.connection.run(_BLOCKED_ONCE, change.zone, effect.agent, effect.number)


def clear_blocked(change: ZoneChange, effect: fx.Unblock) -> None:
    """Note that the entry an agent blocks for blocks no more; before its presence forgets which it is."""
    change.connection.run(_NOT_BLOCKED_ONCE, int(effect.overdue), change.zone, effect.agent, change.zone, effect.agent)


def count_refusal(change: ZoneChange, effect: fx.ScheduleRetry) -> None:
    """Count that an agent was reached with an entry and did not take it."""
    if effect.refused is not None:
        change.connection.run(_REFUSED, change.zone, effect.agent, effect.refused)


def count_fetches(change: ZoneChange, effect: fx.Fetched) -> None:
    """Count that an agent fetched an entry again."""
    change.connection.run(_FETCHED, effect.times, int(effect.refused), change.zone, effect.agent, effect.number)


def remove_entry(change: ZoneChange, effect: fx.Remove) -> None:
    """Take an entry out of its queue."""
    change.connection.take(change.zone, effect.agent, effect.number)


def move_to_dead_letters(change: ZoneChange, effect: fx.MoveToDeadLetters) -> None:
    """Make a dead letter of an entry."""
    taken = change.connection.take(change.zone, effect.agent, effect.number)
    if taken is not None:
        words = change.seal.letters.seal(effect.words)
        row = (effect.number, change.zone, effect.agent, *taken, change.stored_now, *effect.code, words)
        change.connection.run(_WRITE_LETTER, *row)


def withdraw_message(change: ZoneChange, effect: fx.Withdraw) -> None:
    """Take a message out of a queue as if it had never been there."""
    waiting = find_entry(change, effect.agent, effect.source, effect.msg_id)
    if waiting is not None:
        change.connection.run(_DELETE, change.zone, effect.agent, waiting.number)


def empty_queue(change: ZoneChange, agent: str) -> int:
    """Empty a queue; return the number of its newest entry, nought if there is none."""
    newest = change.connection.row(_NEWEST, change.zone, agent, 0)
    change.connection.run(_EMPTY, change.zone, agent)
    return 0 if newest is None else int(newest[0])


def requeue_letter(change: ZoneChange, effect: fx.Requeue) -> None:
    """Put a dead letter at the end of its queue."""
    letter = change.connection.row(_OPEN_LETTER, effect.letter, change.zone)
    if letter is not None:
        agent, message = letter
        change.connection.run(_ENQUEUE, change.zone, agent, change.stored_now, message)


def discard_letter(change: ZoneChange, effect: fx.Discard) -> None:
    """Throw a dead letter away."""
    change.connection.run(_OPEN_LETTER, effect.letter, change.zone)


def discard_letters(change: ZoneChange, agent: str) -> None:
    """Throw all dead letters of an agent away."""
    change.connection.run(_BURN_LETTERS, change.zone, agent)


def _one(change: ZoneChange, sql: str, *values: Any) -> QueueEntry | None:
    row = change.connection.row(sql, *values)
    return None if row is None else waiting_of(change.connection, change.seal, change.zone, row)


def _agents(change: ZoneChange) -> list[str]:
    found = [""]
    while (row := change.connection.row(_NEXT_AGENT, change.zone, found[-1])) is not None:
        found.append(row[0])
    return found[1:]


def _beyond(change: ZoneChange, agent: str, longest: int) -> int:
    oldest = change.connection.row(_OLDEST, change.zone, agent)
    newest = change.connection.row(_NEWEST, change.zone, agent, 0)
    # Numbers are given once: where they do not span more than a queue may hold, there is nothing to count.
    if oldest is None or newest is None or newest[0] - oldest[0] < longest:
        return 0
    last_beyond = change.connection.row(_NEWEST, change.zone, agent, longest)
    return 0 if last_beyond is None else int(last_beyond[0])
