"""Seals the content of messages, so that whoever holds only the database cannot read it."""

import os
from base64 import b64decode, b64encode
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from handover.common import sealing
from handover.common.keyring import FIRST, LAST, KeyNotHeld, KeyRing, MasterKey, one_key

NONCE: Final = 12
_LETTERS: Final = "zone letters"
_FAULTS: Final = "zone faults"


class UnreadableMessage(Exception):
    """A message cannot be opened: it is damaged, or the key is another one."""


class Seal:
    """Seals and opens bodies with AES-256-GCM, under a key for each zone made from a master key: one of 32 bytes, or those
    of a ring, which is asked each time.

    Sealed is a byte with the generation of the master key, a random nonce, and the ciphertext with its tag. Zone, source and
    message id are authenticated with it, so that one message's content cannot be passed off as another's. A zone's key is
    good for 2^32 messages.
    """

    def __init__(self, keys: bytes | Callable[[], KeyRing]) -> None:
        ring = _fixed(one_key(keys)) if isinstance(keys, bytes) else keys
        self.letters = WordsSeal(ring, _LETTERS)
        self.faults = WordsSeal(ring, _FAULTS)
        self._ring = ring
        self._key = lru_cache(maxsize=1024)(lambda master, zone: AESGCM(_zone_key(master, zone)))

    def seal(self, body: bytes, zone: str, source: str, msg_id: str) -> bytes:
        """Return a body's sealed form."""
        nonce, ring = os.urandom(NONCE), self._ring()
        cipher = self._key(ring.master(ring.current), zone)
        return bytes([ring.current]) + nonce + cipher.encrypt(nonce, body, _bound(zone, source, msg_id))

    def open(self, sealed: bytes, zone: str, source: str, msg_id: str) -> bytes:
        """Return the body that was sealed; b"" for content that is forgotten. Raises UnreadableMessage."""
        if not sealed:
            return b""
        if not FIRST <= sealed[0] <= LAST:
            raise UnreadableMessage(f"message {msg_id} from {source} in zone {zone} was not sealed by this program")
        start = 1 + NONCE
        try:
            cipher = self._key(self._ring().master(sealed[0]), zone)
            return cipher.decrypt(sealed[1:start], sealed[start:], _bound(zone, source, msg_id))
        except KeyNotHeld as fault:
            raise UnreadableMessage(f"message {msg_id} from {source} in zone {zone}: {fault}") from None
        except InvalidTag as fault:
            raise UnreadableMessage(
                f"message {msg_id} from {source} in zone {zone} does not open with this master key, or is damaged"
            ) from fault


class WordsSeal:
    """Seals what agents said when they did not take a message, which may name a child, for a column of text.

    `kept_as` is what the words are kept as: what was sealed as one thing does not open as another.
    """

    def __init__(self, ring: Callable[[], KeyRing], kept_as: str) -> None:
        self._ring = ring
        self._purpose = f"handover {kept_as} 1".encode()
        self._kept_as = kept_as

    def seal(self, words: str) -> str:
        """Return words sealed; none stay none."""
        if not words:
            return ""
        return b64encode(self._ring().seal_record(words.encode(), self._purpose, self._kept_as)).decode()

    def open(self, sealed: str) -> str:
        """Return words; raise `handover.common.sealing.CannotUnseal` if they are damaged, or the key is another one."""
        if not sealed:
            return ""
        return self._ring().open_record(b64decode(sealed), self._purpose, self._kept_as).decode()

    def open_if_possible(self, sealed: str) -> str:
        """Return words, or none where they do not open: for those that nothing depends on."""
        try:
            return self.open(sealed)
        except (sealing.CannotUnseal, KeyNotHeld, ValueError):
            return ""


def _fixed(ring: KeyRing) -> Callable[[], KeyRing]:
    return lambda: ring


def _zone_key(master: MasterKey, zone: str) -> bytes:
    return master.derive(b"handover zone messages 1 " + zone.encode())


def _bound(zone: str, source: str, msg_id: str) -> bytes:
    return "\n".join((zone, source, msg_id)).encode()
