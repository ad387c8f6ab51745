"""How records lie in the rows of the tables: the columns, and the record that a row means."""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from handover.zone.core.records import AgentStatus, MessageKind, OpenRequest, QueueEntry, StoredMessage
from handover.zone.store.connection import DatabaseConnection, Row, ZoneChange
from handover.zone.store.sealing import Seal

MESSAGE: Final = (
    "zone, source, msg_id, kind, version, object, action, contexts, destination, about, packet, size, body, recipients, "
    "passed_over, accepted_at"
)
INSERT_MESSAGE: Final = f"""
INSERT INTO zones_message ({MESSAGE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (zone, source, msg_id) DO NOTHING RETURNING id
"""  # noqa: S608  # the text of a constant
# Nothing that an agent's taking a message would have to end: `handover.zone.core.early.is_calm`.
CALM: Final = "presence.asleep = '' AND presence.blocked IS NULL AND presence.attempts = 0 AND NOT presence.stopped"
# The watermark goes up to the first entry that is left, or to the one that was removed if none is. Four times the number
# of the entry; `left_over` may still show it where the statement that removes it is the same.
ON_REMOVED: Final = """
ON CONFLICT (zone, agent) DO UPDATE SET
  removed_source = excluded.removed_source, removed_id = excluded.removed_id, blocked = NULLIF(zones_presence.blocked, ?),
  refused = NULLIF(zones_presence.refused, ?),
  watermark = COALESCE(
    (SELECT left_over.number - 1 FROM zones_waiting AS left_over
     WHERE left_over.zone = zones_presence.zone AND left_over.agent = zones_presence.agent
       AND left_over.number > zones_presence.watermark AND left_over.number <> ?
     ORDER BY left_over.number LIMIT 1),
    {greater}(zones_presence.watermark, ?))
"""
PARCEL: Final = """
message.source, message.msg_id, message.kind, message.version, message.object, message.action, message.contexts,
message.destination, message.about, message.packet, message.body
"""
WAITING: Final = (
    "waiting.number, waiting.agent, waiting.accepted_at, waiting.blocked_once, waiting.refusals, waiting.fetches, "
    f"{PARCEL}"
)
PLACE: Final = WAITING.replace("message.body", "NULL")
"""A waiting message without its content."""
ASIDE: Final = WAITING.replace("waiting.refusals, waiting.fetches", "0, 0")
"""A message that was put aside: what was counted while it waited is no longer kept."""
PRESENCE: Final = """
presence.asleep, presence.blocked, presence.removed_source, presence.removed_id, presence.last_seen, presence.attempts,
presence.next_attempt, presence.stopped, presence.last_fault, presence.blocked_at, presence.refused
"""
PRESENCE_WIDTH: Final = 11
REQUEST: Final = """
msg_id, requester, responder, versions, max_buffer, object, context, opened_at, last_packet, version
"""


_KINDS: Final = {kind.value: kind for kind in MessageKind}


@lru_cache(maxsize=4096)
def write_json_list(value: tuple[Any, ...]) -> str:
    """Return lists of words in JSON; those of most messages are those of the message before."""
    return json.dumps(value)


def message_row(change: ZoneChange, parcel: StoredMessage, recipients: str, passed_over: str) -> Row:
    """Return the values of `INSERT_MESSAGE`; recipients and who was passed over are in JSON."""
    return (
        change.zone,
        parcel.source,
        parcel.msg_id,
        parcel.kind.value,
        parcel.version,
        parcel.object,
        parcel.action,
        write_json_list(parcel.contexts),
        parcel.destination,
        parcel.about,
        parcel.packet,
        len(parcel.body),
        change.sealed(parcel),
        recipients,
        passed_over,
        change.stored_now,
    )


def waiting_of(connection: DatabaseConnection, seal: Seal, zone: str, row: Sequence[Any]) -> QueueEntry:
    """Return the queue entry that a row of `WAITING` or `PLACE` means. Raises UnreadableMessage."""
    number, agent, accepted_at, blocked_once, refusals, fetches, source, msg_id, kind, version, name, *rest = row
    action, contexts, destination, about, packet, sealed = rest
    parcel = StoredMessage(
        source=source,
        msg_id=msg_id,
        kind=_KINDS[kind],
        version=version,
        body=b"" if sealed is None else seal.open(sealed, zone, source, msg_id),
        object=name,
        action=action,
        contexts=tuple(connection.listed(contexts)),
        destination=destination,
        about=about,
        packet=packet,
    )
    return QueueEntry(number, agent, parcel, connection.when(accepted_at), bool(blocked_once), refusals, fetches)


def presence_of(connection: DatabaseConnection, seal: Seal, agent: str, row: Row) -> AgentStatus:
    """Return what a row of `PRESENCE` means; a fresh Presence for one of nulls.

    Words about the last fault that do not open are left out: the queue goes on without them.
    """
    asleep, blocked, source, msg_id, last_seen, attempts, next_attempt, stopped, last_fault, blocked_at, refused = row
    if asleep is None:
        return AgentStatus(agent)
    return AgentStatus(
        agent=agent,
        asleep=asleep,
        blocked=blocked,
        last_removed=None if source is None else (source, msg_id),
        last_seen=connection.perhaps(last_seen),
        attempts=attempts,
        next_attempt=connection.perhaps(next_attempt),
        stopped=bool(stopped),
        last_fault=seal.faults.open_if_possible(last_fault) if last_fault else "",
        blocked_at=None if blocked is None else connection.perhaps(blocked_at),
        refused=refused,
    )


def request_of(connection: DatabaseConnection, row: Row) -> OpenRequest:
    """Return what a row of `REQUEST` means."""
    msg_id, requester, responder, versions, max_buffer, name, context, opened_at, last_packet, version = row
    return OpenRequest(
        msg_id=msg_id,
        requester=requester,
        responder=responder,
        versions=tuple(connection.listed(versions)),
        max_buffer=max_buffer,
        object=name,
        context=context,
        opened_at=connection.when(opened_at),
        last_packet=last_packet,
        version=version,
    )
