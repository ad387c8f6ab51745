"""The site's transactions: Django's own, whose audit entries come last, and which run again when the database aborts them.

Import this module where Django's `django.db.transaction` would be imported; it has the same words. What it adds:

- `before_commit`: an act that is done at the very end of the outermost transaction, when every other row is locked and
  every foreign key is checked. `collect_before_commit` hands over what was collected for such an act, once and after all
  others. The audit log is written so, because its head is one row that everybody needs: whoever holds it must not wait for
  anything else (see `locking.py` and docs/decisions/0021).
- `retry`: PostgreSQL ends a deadlock, and a conflict of serializable transactions, by aborting one of those concerned;
  SQLite turns a writer away that waited too long. Nothing of it was stored, so it may simply be done again.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock, local
from types import TracebackType
from typing import Any, Final, TypeVar

from django.db import DatabaseError, connection
from django.db import transaction as django_transaction

from handover.common.databases import SQLITE_WAIT_SECONDS
from handover.portal.county import entered_county

log = logging.getLogger("handover.transaction")
T = TypeVar("T")
Act = Callable[[], None]


@dataclass(frozen=True, slots=True)
class _Collected:
    """One of the items that an act is given together."""

    act: Callable[[list[Any]], None]
    item: Any


TRIES: Final = 3
"""How often something is begun at most when the database aborts it each time."""
PAUSE_SECONDS: Final = 0.05
"""Before something is begun again: the other, who was let through, is done with the rows by then."""
RETRY_SECONDS: Final = 10.0
"""Nothing is begun again that began longer ago: a person waits for the answer, and SQLite has waited already."""
ABORTED: Final = frozenset({"40001", "40P01", "55P03"})
"""PostgreSQL's codes: serialization failure, deadlock detected, lock not available."""
SQLITE_TURNED_AWAY: Final = frozenset({5, 6})
"""SQLite's codes SQLITE_BUSY and SQLITE_LOCKED, in the low byte of the extended ones."""

on_commit = django_transaction.on_commit
set_rollback = django_transaction.set_rollback


class _Here(local):
    """What this thread has open: how many transactions inside each other, what is done at their end, what was stored."""

    def __init__(self) -> None:
        self.depth = 0
        self.acts: list[Act | _Collected] = []
        self.stored = 0


_here = _Here()
_turn = Lock()
"""Whose turn it is to write to a SQLite file, among the threads of this process. SQLite itself lets those who wait look again
and again, at longer and longer intervals, so that one of many could wait until its time is over."""


class atomic:
    """Does all of the block or nothing of it, as Django's `atomic`; one within another is a savepoint."""

    def __init__(self) -> None:
        self._inner = django_transaction.atomic()
        self._promised = 0
        self._has_turn = False

    def __enter__(self) -> None:
        """Begin."""
        # A training county is a file of its own, and whoever writes to it keeps nobody of the site waiting.
        if _here.depth == 0 and connection.vendor == "sqlite" and entered_county() is None:
            self._has_turn = _turn.acquire(timeout=SQLITE_WAIT_SECONDS)
        # First, because what begins it is itself a statement (BEGIN IMMEDIATE), which must count as one within.
        _here.depth += 1
        try:
            self._inner.__enter__()
        except BaseException:
            _here.depth -= 1
            self._give_turn()
            raise
        self._promised = len(_here.acts)

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Store all, or nothing after a fault and where that was asked for."""
        undone = kind is not None or django_transaction.get_rollback()
        try:
            self._end(kind, fault, trace)
        except BaseException:
            self._undo()
            raise
        finally:
            _here.depth -= 1
            self._give_turn()
        if undone:
            self._undo()
        elif _here.depth == 0:
            _here.acts.clear()
            _here.stored += 1

    def _end(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None and _here.depth == 1:
            try:
                _finish()
            except BaseException as late:
                self._inner.__exit__(type(late), late, late.__traceback__)
                raise
        self._inner.__exit__(kind, fault, trace)

    def _give_turn(self) -> None:
        if self._has_turn:
            self._has_turn = False
            _turn.release()

    def _undo(self) -> None:
        # What a part that was undone wanted to be written is not written either.
        del _here.acts[self._promised :]


def _finish() -> None:
    """Do what was left for the end, unless all is undone anyway."""
    if not _here.acts or django_transaction.get_rollback():
        return
    if connection.vendor == "postgresql":
        # Foreign keys are checked when a transaction ends, by a lock on the row that is pointed at. Checked now, nothing
        # is left to wait for; at the end they would wait with the audit head in hand. What the acts store is checked at once.
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    collected: dict[Callable[[list[Any]], None], list[Any]] = {}
    for act in _here.acts:  # an act may ask for others
        if isinstance(act, _Collected):
            collected.setdefault(act.act, []).append(act.item)
        else:
            act()
    for together, items in collected.items():
        together(items)


def before_commit(act: Act) -> None:
    """Have something done at the end of the outermost transaction; dropped if the part that asked for it is undone."""
    if _here.depth == 0:
        raise RuntimeError("before_commit is called within a transaction of handover.portal.transaction")
    _here.acts.append(act)


def collect_before_commit(act: Callable[[list[T]], None], item: T) -> None:
    """Have something given to an act with all that is collected for it, after everything else that is left for the end;
    dropped if the part that asked for it is undone. The act asks for nothing more.
    """
    if _here.depth == 0:
        raise RuntimeError("collect_before_commit is called within a transaction of handover.portal.transaction")
    _here.acts.append(_Collected(act, item))


def is_in_transaction() -> bool:
    """Say whether this thread is in a transaction of the site."""
    return _here.depth > 0


def count_stored() -> int:
    """Return how many transactions this thread has ended well, to compare with the number of a moment before."""
    return _here.stored


def is_aborted(fault: BaseException | None) -> bool:
    """Say whether a fault is the database's way to end a conflict between two who did nothing wrong."""
    if not isinstance(fault, DatabaseError):
        return False
    cause = fault.__cause__
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in SQLITE_TURNED_AWAY
    return getattr(cause, "sqlstate", None) in ABORTED


def retry(act: Callable[[], T], may: Callable[[], bool] = lambda: True) -> T:
    """Do something, from its beginning again when the database aborts it: up to `TRIES` times, within `RETRY_SECONDS`.

    `act` must bear being begun again after a fault, and `may` says whether it does. Within a transaction it is done
    once: a transaction that was aborted is begun again as a whole or not at all.
    """
    began = time.monotonic()
    for _ in range(TRIES - 1):
        try:
            return act()
        except DatabaseError as fault:
            late = time.monotonic() - began > RETRY_SECONDS
            if is_in_transaction() or late or not is_aborted(fault) or not may():
                raise
            log.info("aborted by the database and begun again: %s", fault.__cause__)
            time.sleep(PAUSE_SECONDS)
    return act()
