"""What keeps a person's secrets in the database: sealed where they are read again, a keyed hash where they are compared.

Each purpose has a key of its own, made from the site's master key, so that what was sealed for one never opens as
another. Whoever holds the database without the master key can neither read nor guess at any of it.
"""

import hmac
import os
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from handover.common.keyring import FIRST, LAST
from handover.common.sealing import NONCE, CannotUnseal
from handover.portal.masterkeys.codes import code_key
from handover.portal.masterkeys.ring import key_ring

LATER: Final = b"HND"
"""In front of a value that is sealed under a later generation of the master key than the first, with its number."""


def derive_key(purpose: str, generation: int) -> bytes:
    """Return the site's key of one purpose, of a generation of the master key."""
    return key_ring().master(generation).derive(f"handover {purpose} 1".encode())


def generation_of_value(sealed: bytes) -> int:
    """Return the generation under which a value is sealed."""
    mark, number = sealed[: len(LATER)], sealed[len(LATER) : len(LATER) + 1]
    return number[0] if mark == LATER and number and FIRST < number[0] <= LAST else FIRST


def keyed_hash(purpose: str, text: str) -> str:
    """Return 64 hexadecimal digits that stand for a text; nobody without the key can tell for which."""
    return hmac.new(code_key(f"handover {purpose} 1"), text.encode("utf-8", "surrogatepass"), sha256).hexdigest()


def seal_value(purpose: str, value: bytes, bound: str = "") -> bytes:
    """Seal a value; `bound` says to what it belongs, and it opens with nothing else."""
    nonce, generation = os.urandom(NONCE), key_ring().current
    mark = b"" if generation == FIRST else LATER + bytes([generation])
    return mark + nonce + AESGCM(derive_key(purpose, generation)).encrypt(nonce, value, bound.encode())


def open_value(purpose: str, sealed: bytes, bound: str = "") -> bytes:
    """Open a sealed value. Raises CannotUnseal if it was changed, moved, or sealed under another key."""
    generation = generation_of_value(sealed)
    inside = sealed if generation == FIRST else sealed[len(LATER) + 1 :]
    try:
        return AESGCM(derive_key(purpose, generation)).decrypt(inside[:NONCE], inside[NONCE:], bound.encode())
    except (InvalidTag, ValueError) as fault:
        raise CannotUnseal("a sealed value does not open") from fault
