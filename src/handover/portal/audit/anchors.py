"""The file of anchors: ends of the audit log, noted where an account of the database cannot write.

The head of the log stands in the database, and so do its earlier versions, in write-ahead logs, dead rows and backups. Who
may write there can cut off the newest entries and put back the head of that time: the log is then whole in itself. So its
end is noted in a file too, a line for each, under a code made with a key of the environment.

Lines are only ever added; `rewrite` leaves out old ones when the file has grown long. Those who write hold a lock of the
operating system on the file, which lets go where its holder is killed.
"""

import fcntl
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from handover.portal.audit.chain import authenticate_fields

NEWLINE: Final = b"\n"
Keys = Sequence[bytes]
"""The key that makes lines, and behind it those of before, which prove what they made."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """An end that the log once had: the number and code of an entry, and when that was written.

    `at` is None where somebody kept the end by hand, without its time.
    """

    sequence: int
    hash: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AnchorLines:
    """What a file of anchors holds: its anchors in the order of its lines, and how many lines cannot be trusted."""

    anchors: tuple[Anchor, ...] = ()
    unreadable: int = 0


def anchor_line(keys: Keys, anchor: Anchor) -> bytes:
    """Return an anchor's line."""
    assert anchor.at
    at = anchor.at.astimezone(UTC).isoformat(timespec="microseconds")
    return f"{anchor.sequence} {anchor.hash} {at} {mac(keys[0], anchor.sequence, anchor.hash, at)}\n".encode()


def mac(key: bytes, sequence: int, end: str, at: str) -> str:
    """Return the code of an anchor, which only who holds the master key can make."""
    return authenticate_fields(key, "anchor", [sequence, end, at])


def read_line(keys: Keys, line: bytes) -> Anchor | None:
    """Return the anchor of a line; None for a line that this site did not write, or not to its end."""
    try:
        sequence, end, at, given = line.decode("ascii").split(" ")
        anchor = Anchor(int(sequence), end, datetime.fromisoformat(at))
    except ValueError:
        return None
    return anchor if any(given == mac(key, anchor.sequence, end, at) for key in keys) else None


def read_anchor_lines(path: Path, keys: Keys) -> AnchorLines | None:
    """Return what the file holds, None if there is no file. Raises OSError for one that cannot be read."""
    try:
        lines = path.read_bytes().splitlines()
    except FileNotFoundError:
        return None
    read = [read_line(keys, line) for line in lines]
    anchors = tuple(anchor for anchor in read if anchor)
    return AnchorLines(anchors, len(read) - len(anchors))


def begin_file(path: Path, keys: Keys, first: Anchor) -> None:
    """Make the file, with its first anchor. Raises FileExistsError if it is there, OSError if it cannot be made."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        os.write(file, anchor_line(keys, first))
        os.fsync(file)
    finally:
        os.close(file)
    sync_folder(path.parent)


def append_anchor(path: Path, keys: Keys, anchor: Anchor, *, durable: bool) -> None:
    """Add an anchor; `durable` waits until it would survive a power cut.

    Raises FileNotFoundError where there is no file: one that was taken away must not quietly come back. Raises OSError
    where it cannot be written.
    """
    with held(path) as file:
        size = os.fstat(file).st_size
        # What a power cut left of a line must not spoil this one too.
        cut_off = size > 0 and os.pread(file, 1, size - 1) != NEWLINE
        line = (NEWLINE if cut_off else b"") + anchor_line(keys, anchor)
        if os.write(file, line) != len(line):
            raise OSError(f"{path} has no room for a line")
        if durable:
            os.fsync(file)


def rewrite(path: Path, keys: Keys, anchors: Iterable[Anchor]) -> None:
    """Put these anchors in the place of all that the file holds. The caller holds the file."""
    temporary = path.with_name(f"{path.name}.new")
    file = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    with os.fdopen(file, "wb") as stream:
        stream.writelines(anchor_line(keys, anchor) for anchor in anchors)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


@contextmanager
def held(path: Path) -> Iterator[int]:
    """Hold the file against all others who write to it, and yield its descriptor."""
    file = open_anchors(path)
    try:
        yield file
    finally:
        os.close(file)


def open_anchors(path: Path) -> int:
    """Open and lock the file that has this name now: while we waited for the lock it may have been rewritten."""
    while True:
        file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CLOEXEC)
        fcntl.flock(file, fcntl.LOCK_EX)
        if is_same_file(file, path):
            return file
        os.close(file)


def is_same_file(file: int, path: Path) -> bool:
    """Say whether an open file is the one of that name."""
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


def sync_folder(folder: Path) -> None:
    """Have the folder's entries survive a power cut."""
    file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
