"""Where a fetched file goes: first beside its place under another name, then, once whole and right, there.

A part that was left by a program that ended early is gone on with. No file that lies there is written over.
"""

import hashlib
import os
import re
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from handover.client.answers import ApiTransfer, FetchedFile
from handover.client.conversation import ShowProgress
from handover.client.faults import DamagedDownload, FileBusy, FileInTheWay

PARTIAL: Final = 206
_PIECE: Final = 1_048_576
_LONGEST_NAME: Final = 150
_HARMFUL: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def make_harmless(name: str) -> str:
    """Return the name of a file so that no system takes it for a way to another folder, or for a device."""
    plain = _HARMFUL.sub("_", name).strip(" .")[-_LONGEST_NAME:].lstrip(" .")
    return f"_{plain}" if _DEVICES.match(plain) or not plain else plain


@dataclass(slots=True)
class DownloadPlace:
    """The place of one file. `received` counts the bytes of its part that are there."""

    transfer: ApiTransfer
    to: Path
    progress: ShowProgress | None = None
    received: int = 0
    _path: Path = field(init=False)
    _part: BinaryIO | None = field(default=None, init=False)
    _digest: "hashlib._Hash" = field(default_factory=hashlib.sha256, init=False)

    def prepare(self) -> FetchedFile | None:
        """Choose the path and open the part; return the file where it is there already.

        Raises FileInTheWay, FileBusy, OSError.
        """
        self._path = self._choose_path()
        if self._path.exists():
            return FetchedFile(self._path, self.transfer.size, self.transfer.digest, new=False)
        self._part = open_alone(self._part_path, self.transfer.file_name)
        for piece in iter(lambda: self._file.read(_PIECE), b""):
            self._digest.update(piece)
            self.received += len(piece)
        if self.received > self.transfer.size:
            self.start_over()
        return None

    def _choose_path(self) -> Path:
        """Return where the file goes: a path that is free, or at which it is already."""
        if not self.to.is_dir():
            if self.to.exists() and not self._holds_it(self.to):
                raise FileInTheWay(path=self.to)
            return self.to
        path = self.to / make_harmless(self.transfer.file_name)
        if path.exists() and not self._holds_it(path):
            path = path.with_name(f"{path.stem}-{self.transfer.reference[:8]}{path.suffix}")
            if path.exists() and not self._holds_it(path):
                raise FileInTheWay(path=path)
        return path

    def _holds_it(self, path: Path) -> bool:
        """Say whether a file has the very content that would be fetched."""
        if not path.is_file() or path.stat().st_size != self.transfer.size:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == self.transfer.digest

    @property
    def _part_path(self) -> Path:
        return self._path.with_name(f".{make_harmless(self.transfer.reference)}.part")

    @property
    def _file(self) -> BinaryIO:
        assert self._part is not None, "prepare first"
        return self._part

    def start_over(self) -> None:
        """Throw away what has come."""
        self._file.seek(0)
        self._file.truncate()
        self._digest, self.received = hashlib.sha256(), 0

    def begin(self, status: int, headers: Mapping[str, str]) -> None:
        """Take in the head of an answer: the whole, or the rest from where the part ends."""
        if status != PARTIAL:
            self.start_over()
        elif not headers.get("content-range", "").startswith(f"bytes {self.received}-"):
            raise self._damaged()

    def write(self, piece: bytes) -> None:
        """Take in the next piece, never more than the file is long."""
        self.received += len(piece)
        if self.received > self.transfer.size:
            raise self._damaged()
        self._file.write(piece)
        self._digest.update(piece)
        if self.progress is not None:
            self.progress(self.received, self.transfer.size)

    @property
    def complete(self) -> bool:
        """Whether all bytes are there, right or wrong."""
        return self.received == self.transfer.size

    @property
    def agrees(self) -> bool:
        """Whether what is there has the digest that the site gave."""
        return self._digest.hexdigest() == self.transfer.digest

    def finish(self) -> FetchedFile:
        """Write the part out to the disk and give it its name. Raises FileInTheWay, OSError."""
        self._file.flush()
        os.fsync(self._file.fileno())
        try:
            move_without_overwriting(self._part_path, self._path, self.close)
        except FileInTheWay:
            if not self._holds_it(self._path):
                raise
            return FetchedFile(self._path, self.received, self.transfer.digest, new=False)
        return FetchedFile(self._path, self.received, self.transfer.digest, new=True)

    def drop(self) -> None:
        """Remove the part: what came was wrong."""
        self.start_over()
        self.close()
        self._part_path.unlink(missing_ok=True)

    def close(self) -> None:
        """Let the part go; what is in it stays for the next time."""
        if self._part is not None:
            self._part.close()

    def _damaged(self) -> DamagedDownload:
        return DamagedDownload(name=self.transfer.file_name)


def open_alone(path: Path, name: str) -> BinaryIO:
    """Open a file, new or old, that no other program may have open this way. Raises FileBusy, OSError."""
    file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600), "r+b")
    try:
        lock_alone(file)
    except OSError:
        file.close()
        raise FileBusy(name=name) from None
    return file


def lock_alone(file: BinaryIO) -> None:
    """Lock an open file for this program, until it is closed; OSError where another has it."""
    if sys.platform == "win32":
        import msvcrt

        # Windows keeps others from bytes that are locked, so one far behind any content is.
        file.seek(1 << 40)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def move_without_overwriting(part: Path, path: Path, close: Callable[[], None]) -> None:
    """Give a whole part its name, for good, unless another file has it by now. Raises FileInTheWay, OSError."""
    try:
        # Unlike a rename, a link never takes the place of a file.
        os.link(part, path)
    except FileExistsError:
        raise FileInTheWay(path=path) from None
    except OSError:
        # A file system without links: nothing better than to look first is left.
        close()
        if path.exists():
            raise FileInTheWay(path=path) from None
        part.rename(path)
    else:
        close()
        part.unlink(missing_ok=True)
    sync_names(path.parent)


def sync_names(folder: Path) -> None:
    """Write a folder's names out to the disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
