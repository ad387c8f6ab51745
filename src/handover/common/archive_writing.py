"""Writing a zip while it is sent: every size and checksum stands before its file, so that any program can read it as it comes.

With a data descriptor behind the file instead, Java's `ZipInputStream` refuses a stored file and the Archive Utility of macOS
some. So size and checksum must be known before the first byte goes; memory stays that of one piece. Source: APPNOTE.TXT 6.3.10,
sections 4.3.7 (header before a file), 4.3.12 (directory), 4.3.14 to 4.3.16 (its end), 4.5.3 (Zip64).
"""

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

STORED: Final = 0
DEFLATED: Final = 8

_LOCAL: Final = struct.Struct("<4s5H3L2H")
_ENTRY: Final = struct.Struct("<4s4B4H3L5H2L")
_END64: Final = struct.Struct("<4sQ2H2L4Q")
_LOCATOR: Final = struct.Struct("<4sLQL")
_END: Final = struct.Struct("<4s4H2LH")
_ZIP64: Final = 1
_UTF8: Final = 0x800
_UNIX: Final = 3
_PLAIN, _LARGE = 20, 45
"""Versions of the format that a reader must know: 2.0, and 4.5 for Zip64."""
_OWNER_READS_AND_WRITES: Final = 0o100600 << 16
_MOST_32: Final = 0xFFFF_FFFF
_MOST_16: Final = 0xFFFF
_FIRST_YEAR: Final = 1980


@dataclass(frozen=True, slots=True)
class ZipMember:
    """A file to be put into a zip: its name, when it was made (local time), its size, checksum, and its bytes as packed.

    `read_crc` and then `open_pieces` are called when the file's turn has come; the pieces must be exactly `packed` bytes.
    """

    name: str
    made: datetime
    size: int
    read_crc: Callable[[], int]
    open_pieces: Callable[[], Iterable[bytes]]
    method: int = STORED
    packed: int | None = None

    @property
    def packed_size(self) -> int:
        """How many bytes it takes in the zip."""
        return self.size if self.packed is None else self.packed


def deflated_member(name: str, data: bytes, made: datetime) -> ZipMember:
    """Return a file that is held in memory, packed."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = packer.compress(data) + packer.flush()
    return ZipMember(name, made, len(data), lambda: zlib.crc32(data), lambda: (packed,), DEFLATED, len(packed))


class WrongSize(Exception):
    """A file gave more or fewer bytes than it said; the zip ends there, and no program takes it for whole."""


def write_zip(members: Sequence[ZipMember]) -> Iterator[bytes]:
    """Yield a zip of these files in their order, each opened when its turn comes."""
    at = 0
    directory = []
    for member in members:
        crc = member.read_crc()
        directory.append(_entry(member, crc, at))
        header = _local_header(member, crc)
        yield header
        given = 0
        for piece in member.open_pieces():
            given += len(piece)
            yield piece
        if given != member.packed_size:
            raise WrongSize(member.name)
        at += len(header) + given
    yield b"".join(directory)
    yield _end(len(members), sum(map(len, directory)), at)


def zip_length(members: Sequence[ZipMember]) -> int:
    """Return how many bytes `write_zip` yields, without opening any file."""
    at = size = 0
    for member in members:
        size += len(_entry(member, 0, at))
        at += len(_local_header(member, 0)) + member.packed_size
    return at + size + len(_end(len(members), size, at))


def _local_header(member: ZipMember, crc: int) -> bytes:
    name, flags = _name(member)
    sizes, extra = _in_zip64(member.packed_size, member.size)
    if extra:  # the local header holds both sizes or none (4.5.3)
        sizes, extra = (_MOST_32, _MOST_32), struct.pack("<2H2Q", _ZIP64, 16, member.size, member.packed_size)
    version = _LARGE if extra else _PLAIN
    head = (b"PK\x03\x04", version, flags, member.method, *_made(member.made), crc, *sizes, len(name), len(extra))
    return _LOCAL.pack(*head) + name + extra


def _entry(member: ZipMember, crc: int, offset: int) -> bytes:
    name, flags = _name(member)
    (packed, size, place), extra = _in_zip64(member.packed_size, member.size, offset)
    version = _LARGE if extra else _PLAIN
    head = (b"PK\x01\x02", version, _UNIX, version, 0, flags, member.method, *_made(member.made), crc)
    return (
        _ENTRY.pack(*head, packed, size, len(name), len(extra), 0, 0, 0, _OWNER_READS_AND_WRITES, place) + name + extra
    )


def _in_zip64(packed: int, size: int, *more: int) -> tuple[tuple[int, ...], bytes]:
    """Return the numbers as 32 bits hold them, and the field with those that are larger, the unpacked size first."""
    large = [number for number in (size, packed, *more) if number >= _MOST_32]
    extra = struct.pack(f"<2H{len(large)}Q", _ZIP64, 8 * len(large), *large) if large else b""
    return tuple(min(number, _MOST_32) for number in (packed, size, *more)), extra


def _end(count: int, size: int, place: int) -> bytes:
    end = b""
    if count >= _MOST_16 or max(size, place) >= _MOST_32:
        rest = _END64.size - 12
        end = _END64.pack(b"PK\x06\x06", rest, _UNIX << 8 | _LARGE, _LARGE, 0, 0, count, count, size, place)
        end += _LOCATOR.pack(b"PK\x06\x07", 0, place + size, 1)
    few = min(count, _MOST_16)
    return end + _END.pack(b"PK\x05\x06", 0, 0, few, few, min(size, _MOST_32), min(place, _MOST_32), 0)


def _name(member: ZipMember) -> tuple[bytes, int]:
    return member.name.encode(), 0 if member.name.isascii() else _UTF8


def _made(at: datetime) -> tuple[int, int]:
    """Return time and day as DOS wrote them: to two seconds, from 1980 on."""
    day = (max(at.year, _FIRST_YEAR) - _FIRST_YEAR) << 9 | at.month << 5 | at.day
    return at.hour << 11 | at.minute << 5 | at.second // 2, day
