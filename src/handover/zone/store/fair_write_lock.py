"""Whose turn it is to write into a SQLite file, among processes.

SQLite lets who finds its file in use try again after pauses that grow. Where processes write without pause, the one that
waits is overtaken for as long as it sleeps, a tenth of a second and more. So writers first stand in line here, at locks of the
operating system beside the file, which lets go of a lock whose holder was killed.
"""

import fcntl
import os
import time
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

from handover.common.databases import SQLITE_WAIT_SECONDS
from handover.common.private import private_file
from handover.zone.store.interface import StoreFault

PAUSE_SECONDS: Final = 0.0005
"""How soon who waits looks again: well below what a change takes. Nobody can wait for such a lock and for a time at once."""


def fair_write_lock(path: Path, *, wait_seconds: float = SQLITE_WAIT_SECONDS) -> AbstractContextManager[None]:
    """Wait for the turn at a database's file, and have it within.

    The second of two locks is held while writing, the first while waiting for the second: so who has just written and wants to
    again stands behind the one who waits. Raises StoreFault after so many seconds, or where the locks cannot be made.
    """
    return _Turn(str(path), wait_seconds)


# A class, for it is entered with each message: a generator and what `contextlib` puts around it cost as much as the locks.
class _Turn(AbstractContextManager[None]):
    __slots__ = ("_name", "_turn", "_wait_seconds")

    def __init__(self, name: str, wait_seconds: float) -> None:
        self._name = name
        self._wait_seconds = wait_seconds

    def __enter__(self) -> None:
        until = time.monotonic() + self._wait_seconds
        waiting = _locked(self._name + "-next", until)
        try:
            self._turn = _locked(self._name + "-turn", until)
        finally:
            os.close(waiting)

    def __exit__(self, *_: object) -> None:
        os.close(self._turn)


def _locked(path: str, until: float) -> int:
    """Return a file that is locked until it is closed."""
    try:
        # To read: nothing is ever written.
        file = private_file(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC)
    except OSError as fault:
        raise StoreFault(f"no turn can be taken at {path}: {fault.strerror}") from fault
    try:
        while not _taken(file):
            if time.monotonic() > until:
                raise StoreFault(f"another process writes and does not end: {path} stays locked")
            time.sleep(PAUSE_SECONDS)
    except BaseException:
        os.close(file)
        raise
    return file


def _taken(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
