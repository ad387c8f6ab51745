"""Sealed bytes in a folder of this machine. Two levels of folders keep each of them short."""

import errno
import os
import re
import shutil
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO, Final
from uuid import UUID, uuid4

from handover.common.private import private_file, private_folder
from handover.portal.storage.interface import AsideBytes, StoredBytes

MARK: Final = "site.json"
ASIDE: Final = "aside"
"""Where files lie that no row names, in a folder for each day."""
SEALED: Final = re.compile(r"[0-9a-f]{32}(\.part)?")
PROBE: Final = b"Handover looks whether it can write here.\n"


@dataclass(frozen=True, slots=True)
class DiskStorage:
    """A folder, which is made when the first file comes."""

    root: Path
    mark_seconds: float = 1.0

    @property
    def where(self) -> str:
        """The folder's path."""
        return str(self.root)

    def path_of(self, name: UUID) -> Path:
        """Return where a sealed file lies."""
        return self.root / name.hex[:2] / name.hex[2:4] / name.hex

    def locate(self, name: UUID) -> str:
        """Return the file's path."""
        return str(self.path_of(name))

    def put(self, name: UUID, chunks: Iterable[bytes]) -> None:
        """Write a file that is whole and on the disk when this returns, or not there at all."""
        path = self.path_of(name)
        if path.exists():
            raise FileExistsError(errno.EEXIST, "a file of this name is there", str(path))
        private_folder(path.parent)
        part = path.with_suffix(".part")
        with open(part, "xb", opener=private_file) as target:  # a Path cannot say with which rights
            for chunk in chunks:
                target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
        part.rename(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def open_stored(self, name: UUID) -> BinaryIO:
        """Open a file, which can be read to its end whatever becomes of its name."""
        return self.path_of(name).open("rb")

    def delete(self, name: UUID) -> None:
        """Remove a file and its part."""
        path = self.path_of(name)
        path.unlink(missing_ok=True)
        path.with_suffix(".part").unlink(missing_ok=True)

    def walk(self) -> Iterator[StoredBytes | str]:
        """Look at what lies two folders deep."""
        for path in self.root.glob("??/??/*"):
            name = path.stem if path.suffix == ".part" else path.name
            if SEALED.fullmatch(path.name) and path.parts[-3:-1] == (name[:2], name[2:4]):
                try:
                    status = path.stat()
                except FileNotFoundError:
                    continue
                if stat.S_ISREG(status.st_mode):
                    yield StoredBytes(UUID(name), path.suffix == ".part", datetime.fromtimestamp(status.st_mtime, UTC))
                    continue
            yield path.name

    def holds_any(self) -> bool:
        """Say whether there is a folder of sealed files."""
        return next(self.root.glob("??"), None) is not None

    def move_aside(self, each: StoredBytes, day: date) -> AsideBytes | None:
        """Move a file into the folder of a day."""
        there = self.root / ASIDE / day.isoformat() / each.label
        there.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            self.path_of(each.name).with_name(each.label).rename(there)
        except FileNotFoundError:
            return None
        return _lying_at(there)

    def walk_aside(self) -> Iterator[AsideBytes]:
        """Look into the folders of all days."""
        yield from (_lying_at(path) for path in self.root.glob(f"{ASIDE}/*/*") if SEALED.fullmatch(path.name))

    def find_aside(self, name: UUID) -> AsideBytes | None:
        """Look for it in the folder of each day."""
        path = next(self.root.glob(f"{ASIDE}/*/{name.hex}"), None)
        return None if path is None else _lying_at(path)

    def put_back(self, each: AsideBytes) -> bool:
        """Move it to its place, whose folders may be gone."""
        there = self.path_of(each.name).with_name(each.label)
        if there.exists():
            return False
        there.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        (Path(each.where) / each.label).rename(there)
        return True

    def remove_aside(self, each: AsideBytes) -> None:
        """Remove it."""
        (Path(each.where) / each.label).unlink(missing_ok=True)

    def probe(self) -> None:
        """Write a few bytes into the folder, durably."""
        probe = self.root / f".probe.{uuid4().hex}"
        descriptor = os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            if os.write(descriptor, PROBE) < len(PROBE):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
            probe.unlink(missing_ok=True)

    def read_mark(self) -> bytes | None:
        """Read `site.json`."""
        try:
            return (self.root / MARK).read_bytes()
        except FileNotFoundError:
            return None

    def make_mark(self, data: bytes) -> bool:
        """Make `site.json`, and the folder if it is not there."""
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = self._write_mark(data)
        try:
            # A link is made whole or not at all, and not where something is: nobody ever reads half a mark.
            os.link(part, self.root / MARK)
        except FileExistsError:
            return False
        finally:
            part.unlink()
        return True

    def replace_mark(self, data: bytes) -> None:
        """Put another `site.json` in the place of the one that is there."""
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._write_mark(data).rename(self.root / MARK)

    def _write_mark(self, data: bytes) -> Path:
        """Write a mark under a name of its own, durably, for its owner alone; return where."""
        part = self.root / f".{MARK}.{uuid4().hex}"
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as target:
                target.write(data)
                target.flush()
                os.fsync(target.fileno())
        except OSError:
            part.unlink(missing_ok=True)
            raise
        return part

    def free_bytes(self) -> int | None:
        """Return how many bytes the site's account may still write there."""
        return shutil.disk_usage(self.root).free


def _lying_at(path: Path) -> AsideBytes:
    """Describe a file that lies aside, by its path."""
    try:
        day = date.fromisoformat(path.parent.name)
    except ValueError:
        day = None
    return AsideBytes(UUID(path.stem), path.suffix == ".part", day, str(path.parent))
