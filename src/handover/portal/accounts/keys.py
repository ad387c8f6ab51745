"""What keeps a person's secrets in the database: sealed where they are read again, a keyed hash where they are compared.

Each purpose has a key of its own, made from the site's master key, so that what was sealed for one never opens as
another. Whoever holds the database without the master key can neither read nor guess at any of it.
"""

import hmac
import os
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from handover.common.sealing import NONCE, CannotUnseal, derived_key


def derive_key(purpose: str) -> bytes:
    """Return the site's key of one purpose."""
    return derived_key(settings.CONFIG.master_key, f"handover {purpose} 1".encode())


def keyed_hash(purpose: str, text: str) -> str:
    """Return 64 hexadecimal digits that stand for a text; nobody without the key can tell for which."""
    return hmac.new(derive_key(purpose), text.encode("utf-8", "surrogatepass"), sha256).hexdigest()


def seal_value(purpose: str, value: bytes, bound: str = "") -> bytes:
    """Seal a value; `bound` says to what it belongs, and it opens with nothing else."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(derive_key(purpose)).encrypt(nonce, value, bound.encode())


def open_value(purpose: str, sealed: bytes, bound: str = "") -> bytes:
    """Open a sealed value. Raises CannotUnseal if it was changed, moved, or sealed under another key."""
    try:
        return AESGCM(derive_key(purpose)).decrypt(sealed[:NONCE], sealed[NONCE:], bound.encode())
    except (InvalidTag, ValueError) as fault:
        raise CannotUnseal("a sealed value does not open") from fault
