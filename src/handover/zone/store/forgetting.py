"""Forgetting messages that wait in no queue, a few at a time, so that nobody has to wait long for a zone."""

from datetime import datetime

from handover.zone.store.connection import Change

BATCH = 500

_DONE_WITH = """
NOT EXISTS (SELECT 1 FROM zones_waiting AS waiting WHERE waiting.message_id = message.id)
AND NOT EXISTS (SELECT 1 FROM zones_letter AS letter WHERE letter.message_id = message.id)
"""
_IDS = f"""
DELETE FROM zones_message WHERE id IN (
  SELECT id FROM zones_message AS message WHERE zone = ? AND accepted_at < ? AND {_DONE_WITH} LIMIT ?)
"""  # noqa: S608
_CONTENT = f"""
UPDATE zones_message SET body = ? WHERE id IN (
  SELECT id FROM zones_message AS message
  WHERE zone = ? AND accepted_at < ? AND accepted_at >= ? AND body <> ? AND {_DONE_WITH} LIMIT ?)
"""  # noqa: S608


def forget(change: Change, ids_before: datetime, content_before: datetime) -> int:
    """Forget up to `BATCH` messages, or else the content of as many; return how many."""
    connection = change.connection
    before, since = connection.moment(content_before), connection.moment(ids_before)
    touched = connection.run(_IDS, change.zone, since, BATCH)
    return touched or connection.run(_CONTENT, b"", change.zone, before, since, b"", BATCH)
