"""Is the master key the one that the zones of a database were sealed with? Asked before anything is sealed, and at the start.

A site's audit log proves its key. A database with nothing but zones has none: there the messages that it keeps are asked.
"""

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

from handover.portal.audit.proof import NoHead, WrongKey, proven_end_of
from handover.portal.zones.broker import zone_seal
from handover.zone.store.sealing import UnreadableMessage

TRIED: Final = 10
"""So many of the oldest messages are tried: one that opens is proof, and one that is damaged is none."""
_KEPT: Final = "SELECT zone, source, msg_id, body FROM zones_message WHERE length(body) > 0 ORDER BY id LIMIT %s"


class KeyUnproven(Exception):
    """The master key is not the one that the database was sealed with; the text says so to the operator."""


def demand_zone_key(connection: BaseDatabaseWrapper) -> None:
    """Raise KeyUnproven where the audit log, or else every message that is tried, was sealed with another master key."""
    try:
        proven = proven_end_of(connection)
    except WrongKey:
        raise KeyUnproven(
            "HANDOVER_MASTER_KEY is not the key this database was made with, or the head of its audit log was changed: "
            "give the command the site's own master key."
        ) from None
    except NoHead:
        raise KeyUnproven(
            "The audit log has lost its head, which proves HANDOVER_MASTER_KEY: put a backup back."
        ) from None
    if proven is None and not opens_messages(connection):
        raise KeyUnproven(
            "HANDOVER_MASTER_KEY is not the key with which the messages of this database were sealed: none of them opens, "
            "so give the command the key that the zone server had."
        )


def opens_messages(connection: BaseDatabaseWrapper) -> bool:
    """Say whether one of the oldest messages opens with the master key, or none is kept."""
    with connection.cursor() as cursor:
        cursor.execute(_KEPT, [TRIED])
        kept = cursor.fetchall()
    return not kept or any(_opens(bytes(body), *named) for *named, body in kept)


def _opens(body: bytes, zone: str, source: str, msg_id: str) -> bool:
    try:
        zone_seal().open(body, zone, source, msg_id)
    except UnreadableMessage:
        return False
    return True
