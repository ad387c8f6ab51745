"""Open requests in the tables."""

import json
from datetime import datetime
from typing import Any

from handover.zone.core import effects as fx
from handover.zone.core.records import OpenRequest
from handover.zone.store.connection import ZoneChange
from handover.zone.store.rows import REQUEST, request_of

_SELECT = f"SELECT {REQUEST} FROM zones_openrequest WHERE zone = ?"  # noqa: S608
_BY_ID = f"""
{_SELECT} AND msg_id = ?
ORDER BY CASE WHEN responder = ? THEN 0 ELSE 1 END, CASE WHEN requester = ? THEN 0 ELSE 1 END, opened_at, requester LIMIT 1
"""
_OF = f"{_SELECT} AND requester = ? ORDER BY opened_at, msg_id"
_TO = f"{_SELECT} AND responder = ? ORDER BY opened_at, msg_id"
_BEFORE = f"{_SELECT} AND opened_at < ? ORDER BY opened_at, msg_id"
_OPEN = f"""
INSERT INTO zones_openrequest (zone, {REQUEST}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (zone, requester, msg_id) DO UPDATE SET responder = excluded.responder, versions = excluded.versions,
  max_buffer = excluded.max_buffer, object = excluded.object, context = excluded.context,
  opened_at = excluded.opened_at, last_packet = excluded.last_packet, version = excluded.version
"""  # noqa: S608
_ADVANCE = "UPDATE zones_openrequest SET last_packet = ? WHERE zone = ? AND requester = ? AND msg_id = ?"
_CLOSE = "DELETE FROM zones_openrequest WHERE zone = ? AND requester = ? AND msg_id = ?"


def find_request(change: ZoneChange, msg_id: str, responder: str, requester: str) -> OpenRequest | None:
    """Return the request with an id, that of a responder first, and of his that of a requester."""
    return next(iter(_all(change, _BY_ID, msg_id, responder, requester)), None)


def find_requests_of(change: ZoneChange, requester: str) -> tuple[OpenRequest, ...]:
    """Return the requests of a requester."""
    return _all(change, _OF, requester)


def find_requests_to(change: ZoneChange, responder: str) -> tuple[OpenRequest, ...]:
    """Return the requests that wait for a responder."""
    return _all(change, _TO, responder)


def find_requests_before(change: ZoneChange, moment: datetime) -> tuple[OpenRequest, ...]:
    """Return the requests that were opened before a moment."""
    return _all(change, _BEFORE, change.connection.moment(moment))


def note_request(change: ZoneChange, effect: fx.Open) -> None:
    """Note a request."""
    of = effect.request
    change.connection.run(
        _OPEN,
        change.zone,
        of.msg_id,
        of.requester,
        of.responder,
        json.dumps(of.versions),
        of.max_buffer,
        of.object,
        of.context,
        change.connection.moment(of.opened_at),
        of.last_packet,
        of.version,
    )


def note_packet(change: ZoneChange, effect: fx.Advance) -> None:
    """Note that a packet was taken. Raises KeyError where there is no such request."""
    if not change.connection.run(_ADVANCE, effect.packet, change.zone, effect.requester, effect.msg_id):
        raise KeyError((effect.requester, effect.msg_id))


def close_request(change: ZoneChange, effect: fx.Close) -> None:
    """Close a request."""
    change.connection.run(_CLOSE, change.zone, effect.requester, effect.msg_id)


def _all(change: ZoneChange, sql: str, *values: Any) -> tuple[OpenRequest, ...]:
    return tuple(request_of(change.connection, row) for row in change.connection.rows(sql, change.zone, *values))
