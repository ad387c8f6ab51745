"""The keys of the audit log: that of today's master key, and those of earlier ones for what was written under them.

A change of the master key closes what was written before: the first entry under the new key holds the code of the last one
under the old. So who has the old key makes no entry that fits, and changes none that is there, unseen (decision 53).
"""

from handover.common.keyring import KeyRing
from handover.portal.audit.chain import CHAIN_PURPOSE
from handover.portal.masterkeys.ring import key_ring, look_again

ANCHORS_PURPOSE = b"handover audit anchors 1"


def chain_key() -> bytes:
    """Return the key under which the log is written."""
    return key_ring().derive(CHAIN_PURPOSE)


def chain_key_anew() -> bytes:
    """Return the key under which the log is written, after asking the database which it is."""
    return look_again().derive(CHAIN_PURPOSE)


class ChainKeys:
    """The key of each entry, by its number."""

    def __init__(self, ring: KeyRing) -> None:
        self._today = ring.derive(CHAIN_PURPOSE)
        self._earlier = [(each.until, each.chain) for each in ring.retained.chains]

    @property
    def today(self) -> bytes:
        """The key of the head."""
        return self._today

    def key_of(self, sequence: int) -> bytes:
        """Return the key under which an entry of that number was written."""
        return next((key for until, key in self._earlier if sequence <= until), self._today)


def read_chain_keys() -> ChainKeys:
    """Return the keys of the whole log."""
    return ChainKeys(key_ring())


def anchor_keys() -> tuple[bytes, ...]:
    """Return the keys of the file of anchors: the first makes lines, each of them proves what it made."""
    ring = key_ring()
    return (ring.derive(ANCHORS_PURPOSE), *(each.anchors for each in reversed(ring.retained.chains)))
