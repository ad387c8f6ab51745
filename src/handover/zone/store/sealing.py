"""Seals the content of messages, so that whoever holds only the database cannot read it."""

import os
from base64 import b64decode, b64encode
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from handover.common.sealing import derived_key, open_record, seal_record

MARK: Final = b"\x01"
"""The first byte of sealed content: how it was sealed."""
NONCE: Final = 12
_LETTERS: Final = "zone letters"


class Unreadable(Exception):
    """A message cannot be opened: it is damaged, or the key is another one."""


class Seal:
    """Seals and opens bodies with AES-256-GCM, under a key for each zone made from a master key of 32 bytes.

    Sealed is the mark, a random nonce, and the ciphertext with its tag. Zone, source and message id are authenticated with
    it, so that one message's content cannot be passed off as another's. A zone's key is good for 2^32 messages.
    """

    def __init__(self, master: bytes) -> None:
        self.letters = LetterSeal(master)
        self._key = lru_cache(maxsize=1024)(lambda zone: AESGCM(_zone_key(master, zone)))

    def seal(self, body: bytes, zone: str, source: str, msg_id: str) -> bytes:
        """Return a body's sealed form."""
        nonce = os.urandom(NONCE)
        return MARK + nonce + self._key(zone).encrypt(nonce, body, _bound(zone, source, msg_id))

    def open(self, sealed: bytes, zone: str, source: str, msg_id: str) -> bytes:
        """Return the body that was sealed; b"" for content that is forgotten. Raises Unreadable."""
        if not sealed:
            return b""
        if sealed[:1] != MARK:
            raise Unreadable(f"message {msg_id} from {source} in zone {zone} was not sealed by this program")
        start = len(MARK) + NONCE
        try:
            return self._key(zone).decrypt(sealed[len(MARK) : start], sealed[start:], _bound(zone, source, msg_id))
        except InvalidTag as fault:
            raise Unreadable(
                f"message {msg_id} from {source} in zone {zone} does not open with this master key, or is damaged"
            ) from fault


class LetterSeal:
    """Seals what agents said when they refused a message, which may name a child, for a column of text."""

    def __init__(self, master: bytes) -> None:
        self._key = derived_key(master, b"handover zone letters 1")

    def seal(self, words: str) -> str:
        """Return words sealed; none stay none."""
        return b64encode(seal_record(words.encode(), self._key, _LETTERS)).decode() if words else ""

    def open(self, sealed: str) -> str:
        """Return words; raise `handover.common.sealing.Unreadable` if they are damaged, or the key is another one."""
        return open_record(b64decode(sealed), self._key, _LETTERS).decode() if sealed else ""


def _zone_key(master: bytes, zone: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"handover zone messages 1 " + zone.encode()).derive(
        master
    )


def _bound(zone: str, source: str, msg_id: str) -> bytes:
    return "\n".join((zone, source, msg_id)).encode()
