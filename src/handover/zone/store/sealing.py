"""Seals the content of messages, so that whoever holds only the database cannot read it."""

import os
from base64 import b64decode, b64encode
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from handover.common import sealing

MARK: Final = b"\x01"
"""The first byte of sealed content: how it was sealed."""
NONCE: Final = 12
_LETTERS: Final = "zone letters"
_FAULTS: Final = "zone faults"


class UnreadableMessage(Exception):
    """A message cannot be opened: it is damaged, or the key is another one."""


class Seal:
    """Seals and opens bodies with AES-256-GCM, under a key for each zone made from a master key of 32 bytes.

    Sealed is the mark, a random nonce, and the ciphertext with its tag. Zone, source and message id are authenticated with
    it, so that one message's content cannot be passed off as another's. A zone's key is good for 2^32 messages.
    """

    def __init__(self, master: bytes) -> None:
        self.letters = WordsSeal(master, _LETTERS)
        self.faults = WordsSeal(master, _FAULTS)
        self._key = lru_cache(maxsize=1024)(lambda zone: AESGCM(_zone_key(master, zone)))

    def seal(self, body: bytes, zone: str, source: str, msg_id: str) -> bytes:
        """Return a body's sealed form."""
        nonce = os.urandom(NONCE)
        return MARK + nonce + self._key(zone).encrypt(nonce, body, _bound(zone, source, msg_id))

    def open(self, sealed: bytes, zone: str, source: str, msg_id: str) -> bytes:
        """Return the body that was sealed; b"" for content that is forgotten. Raises UnreadableMessage."""
        if not sealed:
            return b""
        if sealed[:1] != MARK:
            raise UnreadableMessage(f"message {msg_id} from {source} in zone {zone} was not sealed by this program")
        start = len(MARK) + NONCE
        try:
            return self._key(zone).decrypt(sealed[len(MARK) : start], sealed[start:], _bound(zone, source, msg_id))
        except InvalidTag as fault:
            raise UnreadableMessage(
                f"message {msg_id} from {source} in zone {zone} does not open with this master key, or is damaged"
            ) from fault


class WordsSeal:
    """Seals what agents said when they did not take a message, which may name a child, for a column of text.

    `kept_as` is what the words are kept as: what was sealed as one thing does not open as another.
    """

    def __init__(self, master: bytes, kept_as: str) -> None:
        self._key = sealing.derived_key(master, f"handover {kept_as} 1".encode())
        self._kept_as = kept_as

    def seal(self, words: str) -> str:
        """Return words sealed; none stay none."""
        return b64encode(sealing.seal_record(words.encode(), self._key, self._kept_as)).decode() if words else ""

    def open(self, sealed: str) -> str:
        """Return words; raise `handover.common.sealing.CannotUnseal` if they are damaged, or the key is another one."""
        return sealing.open_record(b64decode(sealed), self._key, self._kept_as).decode() if sealed else ""

    def open_if_possible(self, sealed: str) -> str:
        """Return words, or none where they do not open: for those that nothing depends on."""
        try:
            return self.open(sealed)
        except (sealing.CannotUnseal, ValueError):
            return ""


def _zone_key(master: bytes, zone: str) -> bytes:
    return sealing.derived_key(master, b"handover zone messages 1 " + zone.encode())


def _bound(zone: str, source: str, msg_id: str) -> bytes:
    return "\n".join((zone, source, msg_id)).encode()
