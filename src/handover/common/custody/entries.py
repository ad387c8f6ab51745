"""An entry of a chain of custody as it is written down, hashed, signed with Ed25519, and linked to the one before.

What is hashed is a JSON list of the fields, without blanks, in the order of `EntryFacts`: whoever has a JSON library, SHA-256
and Ed25519 verifies a chain without this program (docs/reference/custody.md).
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

FORMAT: Final = "handover-custody-1"
"""What an export says that it is."""
CHAIN_START: Final = "0" * 64
"""What the first entry of a chain has in place of the hash before it."""
ENTRY_WORDS: Final = "custody-entry-1"
HEAD_WORDS: Final = "custody-head-1"
KEY_ID_LENGTH: Final = 16


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """What an entry says, in the order in which it is hashed. No name, and nothing by which a child is known.

    `record` is the reference of a file or of one pupil's way, as `kind` says; `number` counts from 1. `by`, `source`,
    `destination` and `holder` are mailbox numbers; `by` is empty for the site itself, and `holder` can be `site` or
    `nobody`. `digest` is the SHA-256 of the file's bytes, or of the objects that were handed over. `pupil` is the place of the
    pupil in the file, from 1; 0 for the whole file. `parent` says of which record this one came, `parent_hash` how its
    chain ended then. `at` is UTC, to the microsecond. `key` is the id of the key that signs.
    """

    record: str
    kind: str
    number: int
    at: str
    event: str
    by: str
    source: str
    destination: str
    holder: str
    digest: str
    pupil: int
    parent: str
    parent_hash: str
    previous: str
    key: str


@dataclass(frozen=True, slots=True)
class SignedEntry:
    """An entry with its hash and its signature, as hexadecimal digits."""

    facts: EntryFacts
    hash: str
    signature: str


@dataclass(frozen=True, slots=True)
class ChainHead:
    """How many entries a chain had, and how it ended, when somebody was given it; signed like an entry."""

    record: str
    count: int
    last: str
    at: str
    key: str


def hash_entry(facts: EntryFacts) -> str:
    """Return the SHA-256 of an entry's fields."""
    return _hash_fields(ENTRY_WORDS, astuple(facts))


def hash_head(head: ChainHead) -> str:
    """Return the SHA-256 of a head's fields."""
    return _hash_fields(HEAD_WORDS, astuple(head))


def _hash_fields(what: str, fields: tuple[object, ...]) -> str:
    words = json.dumps([what, *fields], separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()


def sign_hash(private: Ed25519PrivateKey, code: str) -> str:
    """Return the signature of a hash: 64 bytes as hexadecimal digits."""
    return private.sign(bytes.fromhex(code)).hex()


def is_signed(public: bytes, code: str, signature: str) -> bool:
    """Say whether a signature is that of a hash by the key whose public half is given, as 32 bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(bytes.fromhex(signature), bytes.fromhex(code))
    except (InvalidSignature, ValueError):
        return False
    return True


def public_half(private: Ed25519PrivateKey) -> bytes:
    """Return the public half of a key, 32 bytes."""
    return private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def make_key_id(public: bytes) -> str:
    """Return the id of a key: the first 16 digits of the SHA-256 of its public half. Nobody can give a key another's id."""
    return hashlib.sha256(public).hexdigest()[:KEY_ID_LENGTH]


def digest_of_parts(parts: Iterable[bytes]) -> str:
    """Return the SHA-256 of several pieces of bytes in their order, such as the objects that were handed over.

    The length of each goes before it, so that no two lists of pieces look alike.
    """
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()


def write_moment(moment: datetime) -> str:
    """Return a moment as an entry says it: UTC, to the microsecond."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
