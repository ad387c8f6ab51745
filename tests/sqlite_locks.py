"""A guard for SQLite's locks: nobody in this process opens the tests' database file, or its index of shared memory, by himself.

A lock of POSIX belongs to the process and a file: whoever closes any descriptor of that file lets go of all its locks. SQLite,
which stays connected, does not notice. The next process that connects takes itself for the first one, cuts the index of shared
memory to three bytes, and the tests' process dies by SIGBUS at its next look at it (sqlite.org/howtocorrupt.html, 2.2).
"""

import os
import sys


def guard_locks(name: str) -> None:
    """Let every test fail that opens a SQLite database's files by itself, for as long as this process lives."""
    guarded = {name, f"{name}-shm"}

    def refuse(event: str, details: tuple[object, ...]) -> None:
        if event == "open" and isinstance(details[0], str | os.PathLike) and os.fspath(details[0]) in guarded:
            raise AssertionError(
                f"{details[0]} is opened in the process of the tests: read it by another one (tests/dump.py)."
            )

    sys.addaudithook(refuse)
