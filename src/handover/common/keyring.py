"""The keys that a site's secrets are sealed under: the master key of today, and that of before while it is being changed.

Master keys are counted: the first is generation 1, and each change is the next. What is sealed says under which generation,
so nothing is tried by luck. Knows no Django, no file and no process.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Protocol

from handover.common.sealing import (
    NONCE,
    CannotUnseal,
    derived_key,
    open_record,
    seal_record,
    unwrap,
    wrap,
)

FIRST: Final = 1
LAST: Final = 21
"""The last generation: what marks a code with its generation has no more letters."""
WRAPPED: Final = NONCE + 32 + 16
"""Bytes of a wrapped file key of the first generation, which has no mark; those of others have one byte in front."""


class KeyNotHeld(Exception):
    """Something is sealed under a master key that this process was not given, or that is refused since a change ended."""


class MasterKey(Protocol):
    """A master key, wherever it is held. All that a site asks of it is a key for a purpose."""

    @property
    def key_id(self) -> str:
        """What tells this key from others, and nothing about it."""
        ...

    def derive(self, purpose: bytes) -> bytes:
        """Return the key of 32 bytes for a purpose, always the same."""
        ...

    @property
    def wrapping(self) -> bytes:
        """Return the key that wraps the keys of files."""
        ...

    def __hash__(self) -> int:
        """Tell keys apart where what was derived is remembered."""
        ...


@dataclass(frozen=True)
class LocalKey:
    """A master key of 32 bytes that this process holds itself."""

    key: bytes = field(repr=False)

    @property
    def wrapping(self) -> bytes:
        """The key itself."""
        return self.key

    def derive(self, purpose: bytes) -> bytes:
        """Return the key for a purpose (HKDF-SHA256)."""
        return derived_key(self.key, purpose)

    @cached_property
    def key_id(self) -> str:
        """Sixteen hexadecimal digits."""
        return self.derive(b"handover master key id 1")[:8].hex()


@dataclass(frozen=True, slots=True)
class RetainedChain:
    """What proves the audit log as far as it was written under an earlier master key: up to and with entry `until`."""

    until: int
    chain: bytes
    anchors: bytes


@dataclass(frozen=True)
class RetainedKeys:
    """What stays of earlier master keys, sealed under that of today.

    `codes` are the keys of the codes by which rows are found, as generation 1 had them, by their purpose; `root` makes those
    of purposes that came later. `layers` are the keys that each later generation put over the codes, so that the earlier ones
    alone recognise nothing. `chains` are in the order of generations, and so are `key_ids`, which name the earlier keys.
    """

    codes: Mapping[str, bytes] = field(default_factory=dict)
    root: bytes = b""
    layers: Mapping[int, bytes] = field(default_factory=dict)
    chains: tuple[RetainedChain, ...] = ()
    key_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class KeyRing:
    """The master keys that a process may use: `current` is the generation that seals; the others only open.

    `look_again` asks anew which keys there are: a generation that is not here may have come a moment ago.
    """

    current: int
    masters: Mapping[int, MasterKey]
    retained: RetainedKeys = field(default_factory=RetainedKeys)
    look_again: "Callable[[], KeyRing] | None" = None

    @property
    def oldest(self) -> int:
        """The oldest generation under which something may still be sealed."""
        return min(self.masters)

    @property
    def turning(self) -> bool:
        """Whether two generations are valid."""
        return len(self.masters) > 1

    def master(self, generation: int) -> MasterKey:
        """Return the master key of a generation. Raises KeyNotHeld."""
        masters = self.masters
        if generation not in masters and self.look_again is not None:
            masters = self.look_again().masters
        if generation not in masters:
            raise KeyNotHeld(
                f"something is sealed under generation {generation} of the master key, which this process does not hold"
            )
        return masters[generation]

    def derive(self, purpose: bytes) -> bytes:
        """Return today's key for a purpose."""
        return self.masters[self.current].derive(purpose)

    def seal_record(self, plain: bytes, purpose: bytes, identity: str) -> bytes:
        """Seal a record under today's key for a purpose."""
        return bytes([self.current]) + seal_record(plain, self.derive(purpose), identity)[1:]

    def open_record(self, sealed: bytes, purpose: bytes, identity: str) -> bytes:
        """Open a record under the key that its first byte names. Raises CannotUnseal, and KeyNotHeld."""
        if not sealed:
            raise CannotUnseal("not a sealed record")
        key = self.master(_known(sealed[0])).derive(purpose)
        return open_record(b"\x01" + sealed[1:], key, identity)

    def wrap(self, key: bytes, identity: str) -> bytes:
        """Seal the key of a file under today's master key."""
        mark = b"" if self.current == FIRST else bytes([self.current])
        return mark + wrap(key, self.masters[self.current].wrapping, identity)

    def unwrap(self, wrapped: bytes, identity: str) -> bytes:
        """Return the key of a file. Raises CannotUnseal, and KeyNotHeld."""
        generation = generation_of_wrapped(wrapped)
        return unwrap(wrapped[-WRAPPED:], self.master(generation).wrapping, identity)


def generation_of_wrapped(wrapped: bytes) -> int:
    """Return the generation under which the key of a file is wrapped. Raises CannotUnseal for what is no wrapped key."""
    if len(wrapped) == WRAPPED:
        return FIRST
    if len(wrapped) == WRAPPED + 1:
        return _known(wrapped[0])
    raise CannotUnseal("not the wrapped key of a file")


def generation_of_record(sealed: bytes) -> int:
    """Return the generation under which a record is sealed; nought for none."""
    return sealed[0] if sealed else 0


def _known(mark: int) -> int:
    if not FIRST <= mark <= LAST:
        raise CannotUnseal("not sealed by this program")
    return mark


def one_key(master: bytes) -> KeyRing:
    """Return the ring of a site whose master key was never changed."""
    return KeyRing(FIRST, {FIRST: LocalKey(master)})
