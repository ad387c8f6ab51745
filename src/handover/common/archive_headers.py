"""Where a zip says things twice: in its directory, and before each file for who unpacks it as it comes.

A program that reads the directory and one that reads on as the bytes come must find the same files. APPNOTE.TXT 6.3.10,
sections 4.3.7 (the header before a file), 4.3.9 (data descriptor), 4.5.3 (Zip64), 4.6.9 (Unicode path).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from handover.common.byte_source import ByteSource

LOCAL: Final = struct.Struct("<4s5H3L2H")
LOCAL_MARK: Final = b"PK\x03\x04"
UTF8: Final = 0x800
_DESCRIPTOR_FOLLOWS: Final = 0x8
_DESCRIPTOR_MARK: Final = b"PK\x07\x08"
_ZIP64, _UNICODE_PATH = 0x0001, 0x7075
_IN_ZIP64: Final = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class LocalHeader:
    """What stands before a file: its name as bytes, its numbers, and where its packed bytes begin."""

    name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    extra: bytes
    start: int

    @property
    def comes_later(self) -> bool:
        """Whether checksum and sizes follow the packed bytes, in a data descriptor."""
        return bool(self.flags & _DESCRIPTOR_FOLLOWS)


def read_local(data: ByteSource, offset: int) -> LocalHeader | None:
    """Return the header at a place; None if there is none."""
    if offset + LOCAL.size > len(data) or not data.startswith(LOCAL_MARK, offset):
        return None
    _, _, flags, method, _, _, crc, packed, size, name_length, extra_length = LOCAL.unpack(
        data[offset : offset + LOCAL.size]
    )
    name_at = offset + LOCAL.size
    extra_at = name_at + name_length
    start = extra_at + extra_length
    packed, size = _in_full(packed, size, data[extra_at:start])
    return LocalHeader(data[name_at:extra_at], flags, method, crc, packed, size, data[extra_at:start], start)


def _in_full(packed: int, size: int, extra: bytes) -> tuple[int, int]:
    """Return sizes, those of the Zip64 field where the header refers to it (the unpacked size comes first there)."""
    numbers = [int.from_bytes(part, "little") for part in _parts(_field(extra, _ZIP64), 8)]
    if size == _IN_ZIP64 and numbers:
        size = numbers.pop(0)
    if packed == _IN_ZIP64 and numbers:
        packed = numbers.pop(0)
    return packed, size


def _parts(data: bytes, length: int) -> Iterator[bytes]:
    yield from (data[place : place + length] for place in range(0, len(data) - length + 1, length))


def _field(extra: bytes, wanted: int) -> bytes:
    """Return one of the extra fields; nothing if it is not there."""
    place = 0
    while place + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, place)
        if kind == wanted:
            return extra[place + 4 : place + 4 + length]
        place += 4 + length
    return b""


def names_alike(local: LocalHeader, name: bytes, flags: int, method: int) -> bool:
    """Say whether a header names the same file as the directory does, in the same letters and packed in the same way."""
    same_letters = name.isascii() or not (local.flags ^ flags) & UTF8
    return local.name == name and same_letters and local.method == method


def sums_alike(local: LocalHeader, sums: tuple[int, int, int]) -> bool:
    """Say whether a header gives the checksum, packed and full size of the directory; or none, if they follow later."""
    said = (local.crc, local.packed, local.size)
    return said == sums or (local.comes_later and all(ours in (0, _IN_ZIP64) for ours in said))


def other_name(name: bytes, extra: bytes) -> str | None:
    """Return the second name that a file has in an extra field for programs that read it, if it is quite another one.

    The field is for a name that cannot be said in the old letters: what is said in plain letters must be the same.
    """
    field = _field(extra, _UNICODE_PATH)
    if not field:
        return None
    told = field[5:].decode("utf-8", "replace")
    plain = name.decode("ascii", "replace")
    if plain.isascii() and "#U" not in plain:
        return told if told != plain else None
    return told if plain.rpartition(".")[2].lower() != told.rpartition(".")[2].lower() else None


def descriptor_length(data: ByteSource, local: LocalHeader, end: int, crc: int) -> frozenset[int]:
    """Return how many bytes a data descriptor behind the packed bytes may take: nought where none is announced."""
    if not local.comes_later:
        return frozenset({0})
    marked = data.startswith(_DESCRIPTOR_MARK, end)
    plain = data[end : end + 4] == crc.to_bytes(4, "little")
    return frozenset(({16, 24} if marked else set()) | ({12, 20} if plain else set()))
