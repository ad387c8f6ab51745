"""Sealing: each file under its own key, in chunks, so that neither size nor memory matters. Knows no Django.

A sealed file is a mark of five bytes, then for each chunk of at most 64 KiB its AES-256-GCM ciphertext (16 bytes longer
than the text). The chunk's number is the nonce (the key is never used for another file), and the file's identity,
the number and whether it is the last are authenticated with it: a chunk that was changed, moved, dropped or taken
from another file does not open, and neither does a file that was cut short.

A sealed record, such as the personal values of a database row, is one byte that says under which key, a random nonce,
and the AES-256-GCM ciphertext with its tag; the record's identity is authenticated with it. Records of one purpose share
a key that is derived from the master key; random nonces of 96 bits are good for 2^32 records of a purpose.
"""

import os
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MARK = b"HND1\n"
RECORD_KEY = b"\x01"
"""The first byte of a sealed record: the generation of the key, so that another can follow it."""
CHUNK = 64 * 1024
TAG = 16
NONCE = 12


class CannotUnseal(Exception):
    """A sealed file, record or key cannot be opened: it is damaged, or the master key is another one."""


def new_key() -> bytes:
    """Return a fresh 256-bit key for one file."""
    return AESGCM.generate_key(bit_length=256)


def seal_stream(chunks: Iterable[bytes], key: bytes, identity: str) -> Iterator[bytes]:
    """Yield the sealed form of a stream of bytes."""
    cipher = AESGCM(key)
    yield MARK
    pieces = resized(chunks)
    held, number = next(pieces, b""), 0
    for piece in pieces:
        yield cipher.encrypt(nonce(number), held, bound(identity, number, last=False))
        held, number = piece, number + 1
    yield cipher.encrypt(nonce(number), held, bound(identity, number, last=True))


def sealed_length(size: int) -> int:
    """Return how many bytes the sealed form of so many bytes has."""
    return len(MARK) + size + TAG * max(1, -(-size // CHUNK))


def unseal(source: BinaryIO, key: bytes, identity: str) -> Iterator[bytes]:
    """Yield the bytes of a sealed stream, chunk by chunk; raise CannotUnseal at the first that is not as it was sealed."""
    if source.read(len(MARK)) != MARK:
        raise CannotUnseal("not a sealed file")
    cipher = AESGCM(key)
    held, number = source.read(CHUNK + TAG), 0
    while True:
        following = source.read(CHUNK + TAG)
        try:
            yield cipher.decrypt(nonce(number), held, bound(identity, number, last=not following))
        except InvalidTag as fault:
            raise CannotUnseal("the sealed file is damaged or cut short") from fault
        if not following:
            return
        held, number = following, number + 1


def unseal_part(source: BinaryIO, key: bytes, identity: str, size: int, start: int, stop: int) -> Iterator[bytes]:
    """Yield the bytes from `start` to before `stop` of a sealed stream of `size` bytes, opening only the chunks they are in.

    Raises CannotUnseal at the first chunk that is not as it was sealed.
    """
    cipher = AESGCM(key)
    first, end = start // CHUNK, max(0, size - 1) // CHUNK
    source.seek(len(MARK) + first * (CHUNK + TAG))
    for number in range(first, (stop - 1) // CHUNK + 1):
        try:
            piece = cipher.decrypt(nonce(number), source.read(CHUNK + TAG), bound(identity, number, last=number == end))
        except InvalidTag as fault:
            raise CannotUnseal("the sealed file is damaged or cut short") from fault
        yield piece[max(0, start - number * CHUNK) : stop - number * CHUNK]


def resized(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes in pieces of exactly CHUNK, the last one shorter."""
    rest = bytearray()
    for chunk in chunks:
        rest += chunk
        while len(rest) >= CHUNK:
            yield bytes(rest[:CHUNK])
            del rest[:CHUNK]
    if rest:
        yield bytes(rest)


def nonce(number: int) -> bytes:
    """Return the nonce of a chunk."""
    return number.to_bytes(NONCE, "big")


def bound(identity: str, number: int, *, last: bool) -> bytes:
    """Return what is authenticated with a chunk."""
    return f"{identity}:{number}:{'last' if last else 'more'}".encode()


def wrap(key: bytes, master: bytes, identity: str) -> bytes:
    """Return a file's key, sealed under the master key for that file alone."""
    salt = os.urandom(NONCE)
    return salt + AESGCM(master).encrypt(salt, key, identity.encode())


def unwrap(wrapped: bytes, master: bytes, identity: str) -> bytes:
    """Return a file's key; raise CannotUnseal if the master key or the file is another one."""
    try:
        return AESGCM(master).decrypt(wrapped[:NONCE], wrapped[NONCE:], identity.encode())
    except InvalidTag as fault:
        raise CannotUnseal("the file's key does not open with this master key") from fault


@cache
def derived_key(master: bytes, purpose: bytes) -> bytes:
    """Return a key for one purpose, made from the site's master key; it tells nothing about the others."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(master)


def seal_record(plain: bytes, key: bytes, identity: str) -> bytes:
    """Return the sealed form of a record: 29 bytes more than the plain one."""
    salt = os.urandom(NONCE)
    return RECORD_KEY + salt + cipher_of(key).encrypt(salt, plain, identity.encode())


def open_record(sealed: bytes, key: bytes, identity: str) -> bytes:
    """Return a record; raise CannotUnseal if it is damaged, another record's, or sealed under another key."""
    start = len(RECORD_KEY) + NONCE
    if sealed[: len(RECORD_KEY)] != RECORD_KEY or len(sealed) < start + TAG:
        raise CannotUnseal("not a sealed record")
    try:
        return cipher_of(key).decrypt(sealed[len(RECORD_KEY) : start], sealed[start:], identity.encode())
    except InvalidTag as fault:
        raise CannotUnseal("the record does not open with this master key, or is damaged") from fault


def cipher_of_new_key() -> AESGCM:
    """Return a cipher whose key nobody else will ever have: for what only this process reads again."""
    return AESGCM(new_key())


@lru_cache(maxsize=256)
def cipher_of(key: bytes) -> AESGCM:
    """Return the cipher of a key: setting it up costs as much as opening a small record."""
    return AESGCM(key)
