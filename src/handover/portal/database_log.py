"""What the log says while the database is away: one line a minute, whatever fails for it and however often.

Every request, every job and every look at a zone's queues then fails with a traceback of fifty lines. None of them says more
than the first line of what the database's library says, and at hundreds of megabytes a day they push out what does.
"""

import logging
import sqlite3
import threading
from collections.abc import Iterator
from typing import Final

import psycopg

AWAY: Final = ("08", "57P", "53300")
"""How the numbers begin by which PostgreSQL says that the connection broke, that it shuts down, or has no connection left."""
SAID_EVERY: Final = 60.0
"""Seconds between two lines of a process."""
NOT_YET: Final = ("starting up", "shutting down", "recovery", "too many", "remaining connection slots")
"""What a server says that turns everybody away for a while."""


def chain_of(fault: BaseException | None) -> Iterator[BaseException]:
    """Yield a fault and what it came of."""
    while fault is not None:
        yield fault
        fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)


def find_absence(fault: BaseException | None) -> BaseException | None:
    """Return the fault by which a database said that it is away, or None if this one came of something else."""
    for each in chain_of(fault):
        if isinstance(each, psycopg.OperationalError | psycopg.InterfaceError):
            if each.sqlstate is None or each.sqlstate.startswith(AWAY):
                return each
        elif isinstance(each, sqlite3.OperationalError) and getattr(each, "sqlite_errorname", "").startswith(
            "SQLITE_CANTOPEN"
        ):
            return each
    return None


def comes_back(fault: BaseException) -> bool:
    """Say whether a PostgreSQL server that could not be connected to may be there in a moment.

    One that answers and turns us away, for a wrong password or a database that it does not have, does so again.
    """
    absence = find_absence(fault)
    if not isinstance(absence, psycopg.Error):
        return False
    said = str(absence)
    return "FATAL" not in said or any(words in said for words in NOT_YET)


class DatabaseAwayOnce(logging.Filter):
    """Makes one line a minute of all that is logged because the database is away."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._said: float | None = None
        self._held_back = 0

    def filter(self, record: logging.LogRecord) -> bool:
        """Let through what is about something else, and of this the first record of a minute, in a line."""
        absence = find_absence(record.exc_info[1]) if record.exc_info else None
        if absence is None:
            return True
        with self._lock:
            if self._said is not None and record.created - self._said < SAID_EVERY:
                self._held_back += 1
                return False
            more = f" ({self._held_back} more failed for it since the last line)" if self._held_back else ""
            self._said, self._held_back = record.created, 0
        line = next(iter(str(absence).strip().splitlines()), type(absence).__name__)
        record.msg, record.args = f"the database does not answer: {line}{more}", ()
        record.exc_info = record.exc_text = record.stack_info = None
        return True
