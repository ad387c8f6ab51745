"""Which processes work on a SQLite database: each shares a lock beside it for as long as it lives.

The operating system lets go of the lock of a process that was killed. A PostgreSQL server knows by itself who is connected.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from handover.common.private import private_file

BESIDE: Final = "-running"
_held: dict[Path, int] = {}


class SiteRuns(Exception):
    """Processes work on the database, or somebody has it alone."""


def note_presence(database: Path) -> None:
    """Hold the shared lock until this process and its children have ended. Raises SiteRuns where somebody has it alone."""
    if database in _held:
        return
    file = private_file(f"{database}{BESIDE}", os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC)
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        raise SiteRuns from None
    _held[database] = file


@contextmanager
def hold_alone(database: Path) -> Iterator[None]:
    """Have the database alone within. Raises SiteRuns while a process works on it."""
    file = private_file(f"{database}{BESIDE}", os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC)
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SiteRuns from None
        yield
    finally:
        os.close(file)
