"""Looking into a zip file that a stranger sent, without unpacking it anywhere and without trusting what it says.

The directory is walked first and held to its limits; then every file is unpacked in small pieces that are counted and
thrown away, so that a size that was declared too small is found out. Zips within the zip, office documents among them,
are looked into with the same budget. Nothing is written, and memory stays below `nested` for each level and a few kilobytes
for each file in it: of the file itself no more is in memory than its `ByteSource` holds.

Source: APPNOTE.TXT 6.3.10 (sections 4.3 to 4.5) for the format; D. Fifield, "A better zip bomb" (WOOT 2019) for
overlapping files.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from handover.common import archive_faults as faults
from handover.common.archive_headers import (
    LOCAL_MARK,
    UTF8,
    descriptor_length,
    names_alike,
    other_name,
    read_local,
    sums_alike,
)
from handover.common.archive_names import PROGRAM_MARKS, first_clash, is_reserved, runs_something
from handover.common.byte_source import ByteSource
from handover.common.problems import Problem

MEBIBYTE: Final = 1024 * 1024
PIECE: Final = 64 * 1024
MOST_NAMED: Final = 10
SHOWN: Final = 60

_END: Final = struct.Struct("<4s4H2LH")
_ENTRY: Final = struct.Struct("<4s6H3L5H2L")
_END_MARK, _ENTRY_MARK = b"PK\x05\x06", b"PK\x01\x02"
_LONGEST_COMMENT: Final = 65_535
_ENCRYPTED = 0x1
_UNIX, _MACOS, _FILE_TYPE, _SYMLINK = 3, 19, 0xF000, 0xA000
STORED, DEFLATED = 0, 8

# Archives that are named and not looked into.
_OTHERS: Final = ((b"\x1f\x8b", "gzip"), (b"7z\xbc\xaf\x27\x1c", "7-Zip"), (b"Rar!", "RAR"), (b"BZh", "bzip2"))


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """How much a zip may hold, all levels together: files, bytes unpacked, unpacked bytes for each packed byte of one
    file, levels of zips, bytes of a zip within it, bytes of any file within it, characters of a name. Small files may
    exceed the ratio.

    `member`: virus scanners pass over what is larger than their own limit, 100 MB as ClamAV comes, and say that all is well.
    """

    entries: int = 10_000
    unpacked: int = 256 * MEBIBYTE
    ratio: int = 200
    depth: int = 3
    nested: int = 32 * MEBIBYTE
    member: int = 64 * MEBIBYTE
    name: int = 255


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a zip: its name with its folders, its unpacked size in bytes, and whether a password locks it.

    The size of a locked file is what the zip says.
    """

    name: str
    size: int
    encrypted: bool


@dataclass(frozen=True, slots=True)
class Contents:
    """What was found: the files of the outermost zip, and what is wrong or cannot be looked into."""

    members: tuple[Member, ...]
    problems: tuple[Problem, ...]

    @property
    def locked(self) -> bool:
        """Whether a password locks some of it."""
        return any(problem.kind is faults.ENCRYPTED for problem in self.problems)


def look_into(data: ByteSource, limits: ArchiveLimits | None = None) -> Contents:
    """Look through a zip, level by level. Never raises; the first error ends the look."""
    budget = _Budget(limits or ArchiveLimits())
    members: list[Member] = []
    try:
        _look(data, budget, 1, members)
    except _Stop as stop:
        budget.problems.append(stop.problem)
    if budget.programs:
        budget.problems.append(faults.PROGRAMS.at(count=len(budget.programs), names=_listed(budget.programs)))
    if budget.locked:
        budget.problems.append(faults.ENCRYPTED.at(names=_listed(budget.locked)))
    return Contents(tuple(members), tuple(budget.problems))


def _listed(names: list[str]) -> str:
    return ", ".join(names[:MOST_NAMED] + (["…"] if len(names) > MOST_NAMED else []))


class _Stop(Exception):
    """An error that ends the look."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(slots=True)
class _Budget:
    """What is left of the limits, and what was noted by the way."""

    limits: ArchiveLimits
    entries: int = 0
    unpacked: int = 0
    locked: list[str] = field(default_factory=list)
    programs: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def one_more(self) -> None:
        self.entries += 1
        if self.entries > self.limits.entries:
            raise _Stop(faults.TOO_MANY.at(limit=self.limits.entries))

    def spend(self, size: int) -> None:
        self.unpacked += size
        if self.unpacked > self.limits.unpacked:
            raise _Stop(faults.TOO_LARGE.at(limit=self.limits.unpacked // MEBIBYTE))


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row of the directory, with sizes as declared, `start` where the packed bytes begin, and how many bytes of its own
    may follow them.
    """

    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    start: int
    followed_by: frozenset[int]

    @property
    def end(self) -> int:
        return self.start + self.packed

    @property
    def is_folder(self) -> bool:
        return self.name.endswith("/")


def _look(data: ByteSource, budget: _Budget, level: int, members: list[Member] | None) -> None:
    entries = list(_directory(data, budget))
    _no_gap_or_overlap(entries, data)
    if clash := first_clash(entry.name for entry in entries):
        raise _Stop(faults.SAME_NAME.at(name=printable_name(clash[0]), other=printable_name(clash[1])))
    for entry in entries:
        if entry.is_folder:
            continue
        encrypted = bool(entry.flags & _ENCRYPTED)
        if runs_something(entry.name):
            budget.programs.append(printable_name(entry.name))
        if encrypted:
            budget.locked.append(printable_name(entry.name))
        size = entry.size if encrypted else _unpack(data, entry, budget, level)
        if members is not None:
            members.append(Member(entry.name, size, encrypted))
    if level == 1 and not members:
        raise _Stop(faults.EMPTY.at())


def _directory(data: ByteSource, budget: _Budget) -> Iterator[_Entry]:
    """Yield the rows of the directory, which must fill exactly the place that the end of the zip says."""
    if not data.startswith((LOCAL_MARK, _END_MARK)):
        raise _Stop(faults.NOT_A_ZIP.at())
    end = _find_end(data)
    if end < 0 or end + _END.size > len(data):
        raise _Stop(faults.BROKEN.at())
    _, disk, first_disk, _, count, size, place, comment = _unpack_at(_END, data, end)
    if end + _END.size + comment != len(data):
        raise _Stop(faults.EXTRA_BYTES.at())
    if disk or first_disk or place + size != end:
        raise _Stop(faults.BROKEN.at())
    for _number in range(count):
        budget.one_more()
        if place + _ENTRY.size > end or not data.startswith(_ENTRY_MARK, place):
            raise _Stop(faults.BROKEN.at())
        row = _unpack_at(_ENTRY, data, place)
        lengths = row[10:13]
        yield _entry(data, row, place + _ENTRY.size, budget.limits)
        place += _ENTRY.size + sum(lengths)
    if place != end:
        raise _Stop(faults.BROKEN.at())


def _find_end(data: ByteSource) -> int:
    """Return where the end of the zip begins, -1 for none."""
    first = max(0, len(data) - _LONGEST_COMMENT - _END.size)
    found = data[first : len(data)].rfind(_END_MARK)
    return first + found if found >= 0 else -1


def _unpack_at(form: struct.Struct, data: ByteSource, place: int) -> tuple[int, ...]:
    return form.unpack(data[place : place + form.size])


def _entry(data: ByteSource, row: tuple[int, ...], place: int, limits: ArchiveLimits) -> _Entry:
    made_by, flags, method, crc, packed, size, length, offset = (row[i] for i in (1, 3, 4, 7, 8, 9, 10, 16))
    raw = data[place : place + length]
    name = raw.decode("utf-8" if flags & UTF8 else "cp437", "replace")
    if unsafe(name, limits.name):
        raise _Stop(faults.PATH.at(name=printable_name(name)))
    if is_reserved(name):
        raise _Stop(faults.RESERVED.at(name=printable_name(name)))
    if made_by >> 8 in (_UNIX, _MACOS) and (row[15] >> 16) & _FILE_TYPE == _SYMLINK:
        raise _Stop(faults.LINK.at(name=printable_name(name)))
    local = read_local(data, offset)
    if local is None or local.start + packed > len(data):
        raise _Stop(faults.DAMAGED.at(name=printable_name(name)))
    extra = data[place + length : place + length + row[11]]
    others = filter(None, (other_name(raw, extra), other_name(raw, local.extra)))
    if next(others, None) or not names_alike(local, raw, flags, method):
        raise _Stop(faults.TWO_NAMES.at(name=printable_name(name)))
    if not sums_alike(local, (crc, packed, size)):
        raise _Stop(faults.DAMAGED.at(name=printable_name(name)))
    followed_by = descriptor_length(data, local, local.start + packed, crc)
    return _Entry(name, flags | local.flags, method, crc, packed, size, offset, local.start, followed_by)


def unsafe(name: str, longest: int) -> bool:
    """Say whether a name would lead outside the folder it is unpacked into, or is none for a file."""
    parts = name.replace("\\", "/").split("/")
    return (
        not name
        or len(name) > longest
        or not parts[0]
        or ".." in parts
        or ":" in name
        or any(not character.isprintable() for character in name)
    )


def printable_name(name: str) -> str:
    """Return a stranger's name as it can stand in a sentence."""
    plain = "".join(character if character.isprintable() else "?" for character in name)
    return plain if len(plain) <= SHOWN else f"{plain[:SHOWN]}…"


def _no_gap_or_overlap(entries: list[_Entry], data: ByteSource) -> None:
    """See that the files fill the bytes up to the directory, one after the other, with nothing before or between."""
    ends = frozenset({0})
    for entry in sorted(entries, key=lambda entry: entry.offset):
        if entry.offset < max(ends, default=0) and entry.offset not in ends:
            raise _Stop(faults.OVERLAP.at())
        if entry.offset not in ends:
            raise _Stop(faults.EXTRA_BYTES.at())
        ends = frozenset(entry.end + length for length in entry.followed_by)
    directory = _unpack_at(_END, data, _find_end(data))[6]
    if directory not in ends:
        raise _Stop((faults.OVERLAP if directory < min(ends, default=0) else faults.EXTRA_BYTES).at())


def _unpack(data: ByteSource, entry: _Entry, budget: _Budget, level: int) -> int:
    """Unpack a file piece by piece and return its true size; look into it if it is a zip itself."""
    size = crc = 0
    inner: list[bytes] | None = None
    for piece in _pieces(data, entry):
        if size == 0:
            inner = [] if piece.startswith((LOCAL_MARK, _END_MARK)) else None
            _name_others(piece, entry, budget)
            if piece.startswith(PROGRAM_MARKS) and not runs_something(entry.name):
                budget.programs.append(printable_name(entry.name))
        size += len(piece)
        crc = zlib.crc32(piece, crc)
        budget.spend(len(piece))
        if size > MEBIBYTE and size > entry.packed * budget.limits.ratio:
            raise _Stop(faults.RATIO.at(name=printable_name(entry.name), limit=budget.limits.ratio))
        _hold_to_size(size, entry, budget.limits, is_zip=inner is not None)
        if inner is not None:
            inner.append(piece)
    if crc != entry.crc or size != entry.size:
        raise _Stop(faults.DAMAGED.at(name=printable_name(entry.name)))
    if inner is not None:
        if level >= budget.limits.depth:
            raise _Stop(faults.NESTED.at(name=printable_name(entry.name)))
        _look(b"".join(inner), budget, level + 1, None)
    return size


def _hold_to_size(size: int, entry: _Entry, limits: ArchiveLimits, *, is_zip: bool) -> None:
    if size > limits.member:
        limit = limits.member // MEBIBYTE
        raise _Stop(faults.MEMBER_TOO_LARGE.at(name=printable_name(entry.name), limit=limit))
    if is_zip and size > limits.nested:
        raise _Stop(faults.TOO_LARGE.at(limit=limits.nested // MEBIBYTE))


def _name_others(piece: bytes, entry: _Entry, budget: _Budget) -> None:
    for mark, what in _OTHERS:
        if piece.startswith(mark):
            budget.problems.append(faults.OTHER_ARCHIVE.at(name=printable_name(entry.name), what=what))


def _pieces(data: ByteSource, entry: _Entry) -> Iterator[bytes]:
    if entry.method == STORED:
        yield from _packed(data, entry)
    elif entry.method == DEFLATED:
        yield from _inflated(data, entry)
    else:
        raise _Stop(faults.METHOD.at(name=printable_name(entry.name)))


def _packed(data: ByteSource, entry: _Entry) -> Iterator[bytes]:
    for start in range(entry.start, entry.end, PIECE):
        yield data[start : min(start + PIECE, entry.end)]


def _inflated(data: ByteSource, entry: _Entry) -> Iterator[bytes]:
    damaged = _Stop(faults.DAMAGED.at(name=printable_name(entry.name)))
    packed = _packed(data, entry)
    stream, rest = zlib.decompressobj(-zlib.MAX_WBITS), next(packed, b"")
    try:
        while not stream.eof:
            piece = stream.decompress(rest, PIECE)
            if piece:
                yield piece
            rest = stream.unconsumed_tail
            if not rest and not stream.eof:
                rest = next(packed, b"")
                if not rest and not piece:
                    raise damaged
    except zlib.error:
        raise damaged from None
    if next(packed, None) is not None or stream.unused_data:
        raise damaged
