"""What the courier does with files: each so that a power cut leaves it done or not done."""

import hashlib
import os
import sys
from contextlib import suppress
from pathlib import Path

from handover.client.places import sync_names
from handover.common.private import FILE


def make_folder_of(path: Path) -> None:
    """Make the folder in which a file is to lie, where it is missing; its own name is on the disk then."""
    folder = path.parent
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        sync_names(folder.parent)


def move_file(source: Path, target: Path) -> None:
    """Move a file on its disk under another name. Raises FileExistsError: no file is overwritten; FileNotFoundError."""
    make_folder_of(target)
    if os.path.lexists(target):
        raise FileExistsError(f"{target} is there already")
    # Windows refuses where a program has the file open and does not share it.
    source.rename(target)
    sync_names(target.parent)
    sync_names(source.parent)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that is either whole under its name or not there. Raises OSError and then leaves nothing behind."""
    make_folder_of(path)
    fresh = path.with_name(f".{path.name}.part")
    try:
        with open(fresh, "wb", opener=lambda name, flags: os.open(name, flags, FILE)) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError:
        with suppress(OSError):
            fresh.unlink()
        raise
    sync_names(path.parent)


def remove_files(*paths: Path) -> None:
    """Remove files that may be gone already."""
    for path in paths:
        path.unlink(missing_ok=True)


def digest_file(path: Path) -> tuple[int, str]:
    """Return size and SHA-256 (hexadecimal) of a file, read in pieces."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return file.tell(), digest


def is_open_elsewhere(path: Path) -> bool:
    """Say whether a program has the file open to write, where the system tells: Linux, on its own disks.

    The kernel grants a read lease only for a file that nobody writes. Windows is not asked: it refuses to move such a file.
    """
    if sys.platform != "linux":
        return False
    import fcntl
    import signal

    try:
        with path.open("rb") as file:
            # Who opens it to write in this moment makes the kernel send a signal: one that is ignored.
            fcntl.fcntl(file, fcntl.F_SETSIG, signal.SIGURG)
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK)
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except BlockingIOError:
        return True
    except OSError:
        # A network drive, or a file of somebody else: the two looks must do.
        return False
    return False
