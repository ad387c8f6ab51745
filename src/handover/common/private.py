"""Files and folders that only the account of the process can use, whatever its umask. Where a file lies is the caller's.

SQLite gives its log and its index of shared memory the rights of the database's file.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

UMASK: Final = 0o077
FOLDER: Final = 0o700
FILE: Final = 0o600


def keep_to_oneself() -> None:
    """Have all that this process and its children make from now on be theirs alone."""
    os.umask(UMASK)


def private_folder(path: Path) -> None:
    """Make a folder, and those above it that are missing; those that are there stay as they are."""
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir(mode=FOLDER, exist_ok=True)


def private_file(path: str, flags: int) -> int:
    """Open a file that only this account can use: an `opener` for `open`."""
    return os.open(path, flags, FILE)


def close_to_others(path: Path) -> None:
    """Take the rights of other accounts from a SQLite file and what lies beside it; nothing where it is not ours."""
    for beside in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            Path(f"{path}{beside}").chmod(FILE)
