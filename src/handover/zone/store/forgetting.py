"""Forgetting messages that wait in no queue, a stretch at a time, so that nobody has to wait long for a zone.

Where many messages wait, most of the old ones may not be forgotten yet. Those are passed over without holding the zone.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from handover.zone.store.connection import DatabaseConnection, ZoneChange

# Looked for without the lock, forgotten with it: the statement that forgets asks all the conditions again, so what was queued
# in between (a dead letter that is sent anew) stays. Places in the order of acceptance are passed once and never again in one
# run, which therefore ends, however much comes meanwhile.
STRETCH: Final = 1000
"""How many messages are looked at in one go."""
BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)

_END = """
SELECT accepted_at, id FROM zones_message WHERE zone = ? AND (accepted_at, id) > (?, ?) AND accepted_at < ?
ORDER BY accepted_at, id LIMIT 1 OFFSET ?
"""
_WITHIN = """
WHERE message.zone = ? AND (message.accepted_at, message.id) > (?, ?) AND (message.accepted_at, message.id) <= (?, ?)
AND message.accepted_at < ? AND length(message.body) >= ?
AND NOT EXISTS (SELECT 1 FROM zones_waiting AS waiting WHERE waiting.message_id = message.id)
AND NOT EXISTS (SELECT 1 FROM zones_letter AS letter WHERE letter.message_id = message.id)
"""
_ANY = f"SELECT 1 FROM zones_message AS message {_WITHIN} LIMIT 1"  # noqa: S608  # the text of a constant
_IDS = f"DELETE FROM zones_message AS message {_WITHIN}"  # noqa: S608
_CONTENT = f"UPDATE zones_message AS message SET body = ? {_WITHIN}"  # noqa: S608

Place = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class ForgettingTask:
    """What to forget of the messages accepted from a moment until before another; of those that still have so many bytes.

    `given` are the first values of `sql`.
    """

    sql: str
    since: datetime
    before: datetime
    least: int
    given: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some messages, after one place up to another, and whether there is anything to forget among them."""

    after: Place
    end: Place
    anything: bool


def forgetting_tasks(ids_before: datetime, content_before: datetime) -> tuple[ForgettingTask, ForgettingTask]:
    """Return what is to be forgotten: messages altogether, and then the content of younger ones."""
    return ForgettingTask(_IDS, BEGINNING, ids_before, 0), ForgettingTask(
        _CONTENT, ids_before, content_before, 1, (b"",)
    )


def find_stretch(connection: DatabaseConnection, zone: str, task: ForgettingTask, after: Place) -> Stretch:
    """Return the next stretch, which ends at the task's `before` if it is the last."""
    start = connection.moment(after[0]), after[1]
    row = connection.row(_END, zone, *start, connection.moment(task.before), STRETCH - 1)
    end = (task.before, 0) if row is None else (connection.when(row[0]), row[1])
    found = Stretch(after, end, anything=True)
    return Stretch(after, end, connection.row(_ANY, *_values(connection, zone, task, found)) is not None)


def forget_stretch(change: ZoneChange, task: ForgettingTask, where: Stretch) -> int:
    """Forget what there is in a stretch; return how much."""
    return change.connection.run(task.sql, *task.given, *_values(change.connection, change.zone, task, where))


def _values(connection: DatabaseConnection, zone: str, task: ForgettingTask, where: Stretch) -> tuple[object, ...]:
    after, end = ((connection.moment(moment), number) for moment, number in (where.after, where.end))
    return zone, *after, *end, connection.moment(task.before), task.least
