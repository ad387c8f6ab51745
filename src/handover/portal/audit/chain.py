"""The codes that seal the audit log: each entry with the one before it, and the head. No database here.

They are made with a key that only the site's environment holds, so nobody who can write to the database alone can
make an entry that fits.
"""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import NamedTuple

START = "0" * 64
"""What the first entry has in place of the hash before it."""


class ChainRow(NamedTuple):
    """An entry as it is sealed, in the order in which it is sealed."""

    sequence: int
    at: datetime
    action: str
    username: str
    role: str
    establishment: str
    subject: str
    details: str
    previous: str


CHAIN_PURPOSE = b"handover audit log 1"
"""What the key of the log is derived for."""


def seal_entry(key: bytes, row: ChainRow) -> str:
    """Return the code of one entry: HMAC-SHA256 over its fields, as 64 hexadecimal digits.

    A stored field that is not what it should be (an attacker's bytes in place of text, a time that is none) gives
    a code too: just not the right one.
    """
    at = row.at.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(row.at, datetime) else repr(row.at)
    return authenticate_fields(key, "entry", [row.sequence, at, *row[2:]])


def seal_head(key: bytes, sequence: int, last: str) -> str:
    """Return the code of the head."""
    return authenticate_fields(key, "head", [sequence, last])


def authenticate_fields(key: bytes, what: str, fields: list[object]) -> str:
    """Return the HMAC of fields; as JSON, no two different lists of fields look alike."""
    words = json.dumps([what, *fields], separators=(",", ":"), default=repr)
    return hmac.new(key, words.encode(), hashlib.sha256).hexdigest()
