"""This process's key ring: from the settings, and from the row of the database that says which key seals.

Without such a row generation 1 seals: `HANDOVER_MASTER_KEY`, or `HANDOVER_MASTER_KEY_OLD` where that is given, so that all
processes may be given both keys before the change begins. A process with both looks every second whether it has. One with
a single key looks when it begins, when it meets a mark that it does not know, and when the audit log proves another key.
"""

import json
import threading
import time
from datetime import datetime
from typing import Final, NamedTuple

from django.conf import settings
from django.db import connection

from handover.common.keyring import (
    FIRST,
    KeyNotHeld,
    KeyRing,
    LocalKey,
    MasterKey,
    RetainedChain,
    RetainedKeys,
)
from handover.common.sealing import CannotUnseal, open_record, seal_record
from handover.portal.masterkeys.models import KeyChange

LOOKED_AT_EVERY: Final = 1.0
"""Seconds after which a process with two keys looks again which of them seals."""
PURPOSE: Final = b"handover key change 1"


class KeyMissing(KeyNotHeld):
    """The settings lack a master key that the database needs; the text says which."""


class Given(NamedTuple):
    """The keys of the settings."""

    key: MasterKey
    old: MasterKey | None


class _Held(NamedTuple):
    ring: KeyRing
    config: object
    two_keys: bool
    at: float


_Keys = tuple[int, object, object]
MOST_HELD: Final = 32
"""Rings that a process remembers: its own, and those of training counties that are open in it."""


_lock = threading.Lock()
_held: dict[_Keys, _Held] = {}


def take_given_key(value: bytes | MasterKey) -> MasterKey:
    """Return the master key that a setting says."""
    return LocalKey(value) if isinstance(value, bytes) else value


def given_keys() -> Given:
    """Return the master keys of the settings."""
    old = settings.CONFIG.master_key_old
    return Given(take_given_key(settings.CONFIG.master_key), take_given_key(old) if old is not None else None)


def founding_key() -> MasterKey:
    """Return the key that seals while no change of it has begun."""
    given = given_keys()
    return given.old or given.key


def key_ring() -> KeyRing:
    """Return the keys that this process may use now. Raises KeyMissing."""
    config = settings.CONFIG
    held = _held.get((id(config), config.master_key, config.master_key_old))
    if held is None:
        return look_again()
    if held.two_keys and time.monotonic() - held.at > LOOKED_AT_EVERY:
        return look_again()
    return held.ring


def todays_master() -> MasterKey:
    """Return the master key that seals now."""
    ring = key_ring()
    return ring.masters[ring.current]


def look_again() -> KeyRing:
    """Ask the database which key seals, and return the ring. Raises KeyMissing."""
    config = settings.CONFIG
    key, old = config.master_key, config.master_key_old
    ring = read_ring()
    with _lock:
        if len(_held) >= MOST_HELD:
            _held.clear()
        _held[id(config), key, old] = _Held(ring, config, old is not None, time.monotonic())
    return ring


def forget_ring() -> None:
    """Forget what was read: the database is about to be another, or a change of the key is undone."""
    with _lock:
        _held.clear()


class _Change(NamedTuple):
    generation: int
    key_id: str
    content: bytes
    finished_at: datetime | None


def newest_change() -> _Change | None:
    """Return the newest change of the key; None before the first, and where the database has no such table."""
    table = KeyChange._meta.db_table
    with connection.cursor() as cursor:
        if table not in connection.introspection.table_names(cursor):
            return None
        cursor.execute(
            f"SELECT generation, key_id, content, finished_at FROM {table} ORDER BY generation DESC LIMIT 1"  # noqa: S608 ours
        )
        row = cursor.fetchone()
    return _Change(row[0], row[1], bytes(row[2]), row[3]) if row else None


def read_ring() -> KeyRing:
    """Return the ring that the settings and the database say together. Raises KeyMissing."""
    change = newest_change()
    given = given_keys()
    if change is None:
        return KeyRing(FIRST, {FIRST: given.old or given.key}, look_again=look_again)
    by_id = {key.key_id: key for key in given if key is not None}
    key = by_id.get(change.key_id)
    if key is None:
        raise KeyMissing(
            f"HANDOVER_MASTER_KEY is not the key with which this site seals since its master key was changed "
            f"(generation {change.generation}, id {change.key_id})."
        )
    retained = open_retained(change.content, key, change.generation)
    before = retained.key_ids[-1]
    masters = {change.generation: key}
    if change.finished_at is None:
        if before not in by_id:
            raise KeyMissing(
                f"The change of the master key has not ended: HANDOVER_MASTER_KEY_OLD must still be the key of before "
                f"(generation {change.generation - 1}, id {before})."
            )
        masters[change.generation - 1] = by_id[before]
    return KeyRing(change.generation, masters, retained, look_again)


def seal_retained(retained: RetainedKeys, key: MasterKey, generation: int) -> bytes:
    """Return what stays of earlier keys, sealed under the new one."""
    words = {
        "key_ids": retained.key_ids,
        "codes": {purpose: code.hex() for purpose, code in retained.codes.items()},
        "root": retained.root.hex(),
        "layers": {str(number): layer.hex() for number, layer in retained.layers.items()},
        "chains": [[each.until, each.chain.hex(), each.anchors.hex()] for each in retained.chains],
    }
    return seal_record(json.dumps(words).encode(), key.derive(PURPOSE), f"change {generation}")


def open_retained(content: bytes, key: MasterKey, generation: int) -> RetainedKeys:
    """Return what stays of earlier keys. Raises KeyMissing where the row was changed."""
    try:
        words = json.loads(open_record(content, key.derive(PURPOSE), f"change {generation}"))
    except CannotUnseal:
        raise KeyMissing("The row that tells of the change of the master key does not open: it was changed.") from None
    return RetainedKeys(
        {purpose: bytes.fromhex(code) for purpose, code in words["codes"].items()},
        bytes.fromhex(words["root"]),
        {int(number): bytes.fromhex(layer) for number, layer in words["layers"].items()},
        tuple(RetainedChain(until, bytes.fromhex(chain), bytes.fromhex(mac)) for until, chain, mac in words["chains"]),
        tuple(words["key_ids"]),
    )
