"""Whose turn it is to write into a SQLite file, among processes.

SQLite lets who finds its file in use try again after pauses that grow. Where processes write without pause, the one that
waits is overtaken for as long as it sleeps, a tenth of a second and more. So writers first queue up here, at locks of the
operating system, which wakes who waits at once and lets go of a lock whose holder was killed.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Turn:
    """The turns at one file, for one writer at a time in this process.

    The second of two locks is held while writing, the first while waiting for the second: so who has just written and wants
    to again stands behind the one who waits.
    """

    def __init__(self, path: Path) -> None:
        """`path` is the database's; the locks are two files beside it."""
        self._paths = [f"{path}-{name}" for name in ("next", "turn")]
        self._files: list[int] = []

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Wait for the turn, and have it within. Raises OSError where the files cannot be made."""
        while len(self._files) < len(self._paths):
            # To read: nothing is ever written, and who may read the folder may lock, whoever made the file.
            self._files.append(os.open(self._paths[len(self._files)], os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644))
        following, turn = self._files
        fcntl.flock(following, fcntl.LOCK_EX)
        try:
            fcntl.flock(turn, fcntl.LOCK_EX)
        finally:
            fcntl.flock(following, fcntl.LOCK_UN)
        try:
            yield
        finally:
            fcntl.flock(turn, fcntl.LOCK_UN)

    def close(self) -> None:
        """Let go of the files, until they are wanted again."""
        while self._files:
            os.close(self._files.pop())
