"""Agents' keys: the last part of an agent's own address, `/zone/{zone_id}/{key}`, which proves who sends.

A key is 192 random bits, made here and never chosen by a person. So its SHA-256 is all that is kept: there is no list of
likely keys to try, and the slow hash that passwords need would be paid again with every message of every agent.
"""

import hashlib
import secrets
from typing import Final
from urllib.parse import quote

PREFIX: Final = "/zone/"
"""Where the address of every zone begins; its id follows, then perhaps an agent's key."""
_KEY_BYTES: Final = 24
_MARK_LENGTH: Final = 12


def make_agent_key() -> str:
    """Return a new key: 32 letters, figures, hyphens and underlines."""
    return secrets.token_urlsafe(_KEY_BYTES)


def digest_of(key: str) -> str:
    """Return what is kept of a key: the 64 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def mark_of(digest: str) -> str:
    """Return a short mark of a key's digest, '' for none: enough to see whether it is still the same key, and no more."""
    return hashlib.sha256(digest.encode()).hexdigest()[:_MARK_LENGTH] if digest else ""


def address_of(base: str, zone: str, key: str = "") -> str:
    """Return the address of a zone, or of the agent with this key in it, at a server such as `https://zones.example`."""
    own = f"/{key}" if key else ""
    return f"{base.rstrip('/')}{PREFIX}{quote(zone, safe='')}{own}"
