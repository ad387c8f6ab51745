"""What a school's software keeps, in one SQLite file or in memory: objects, who stands where, what it said and heard.

Several processes may have the file open: the software itself, and the page on which somebody works with it.
"""

import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from handover.common.private import private_file
from handover.demo.objects import SPOKEN_OBJECTS, identify_object, name_learner
from handover.sif.model import AnyWhole, SifObject
from handover.sif.reader import read_one
from handover.sif.writer import write_object

WAIT_SECONDS: Final = 30
"""How long one process waits for another that writes."""

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS object (
    name TEXT NOT NULL, key TEXT NOT NULL, learner TEXT, source TEXT NOT NULL, provided INTEGER NOT NULL,
    body BLOB NOT NULL, PRIMARY KEY (name, key));
CREATE INDEX IF NOT EXISTS object_learner ON object (learner);
CREATE TABLE IF NOT EXISTS value (name TEXT NOT NULL, path TEXT NOT NULL, value TEXT NOT NULL, key TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS value_found ON value (name, path, value);
CREATE INDEX IF NOT EXISTS value_of ON value (name, key);
CREATE TABLE IF NOT EXISTS learner (
    ref_id TEXT PRIMARY KEY, standing TEXT NOT NULL, source TEXT NOT NULL, since TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS learner_standing ON learner (standing);
CREATE TABLE IF NOT EXISTS message (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, direction TEXT NOT NULL, action TEXT NOT NULL, name TEXT NOT NULL,
    learner TEXT, other TEXT NOT NULL, words TEXT NOT NULL, state TEXT NOT NULL, body BLOB);
CREATE INDEX IF NOT EXISTS message_unsent ON message (number) WHERE state = 'waits';
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


class Holding:
    """The tables. Any thread may call it; what stands inside `transaction` happens wholly or not at all."""

    def __init__(self, path: Path | None) -> None:
        if path is not None:
            os.close(private_file(str(path), os.O_CREAT | os.O_RDWR))
        self._lock = threading.RLock()
        self._depth = 0
        self._database = sqlite3.connect(
            path or ":memory:", timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False
        )
        for setting in ("journal_mode = WAL", "synchronous = NORMAL"):
            self._database.execute(f"PRAGMA {setting}")
        self._database.executescript(_TABLES)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._database.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do what follows wholly or not at all. Inside another transaction it is a part of that."""
        with self._lock:
            if self._depth:
                yield
                return
            self._database.execute("BEGIN IMMEDIATE")
            self._depth = 1
            try:
                yield
            except BaseException:
                self._database.execute("ROLLBACK")
                raise
            else:
                self._database.execute("COMMIT")
            finally:
                self._depth = 0

    def rows(self, statement: str, values: Iterable[object] = ()) -> list[Any]:
        """Run one statement to its end and return its rows."""
        with self._lock:
            return self._database.execute(statement, tuple(values)).fetchall()

    def change(self, statement: str, values: Iterable[object] = ()) -> int:
        """Run one statement and return how many rows it changed."""
        with self._lock:
            return self._database.execute(statement, tuple(values)).rowcount

    def keep_object(self, thing: SifObject, source: str, *, provided: bool) -> None:
        """Store an object in place of the one with its key; what is provided stays provided."""
        name, key = thing.xml_name, identify_object(thing)
        with self.transaction():
            self.change(
                "INSERT INTO object VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name, key) DO UPDATE SET"
                " body = excluded.body, provided = max(provided, excluded.provided)",
                (name, key, name_learner(thing), source, provided, write_object(thing)),
            )
            self.change("DELETE FROM value WHERE name = ? AND key = ?", (name, key))
            for path, field in SPOKEN_OBJECTS[name].indexed.items():
                value = getattr(thing, field)
                if value is not None:
                    self.change("INSERT INTO value VALUES (?, ?, ?, ?)", (name, path, value, key))

    def find_object(self, name: str, key: str) -> AnyWhole | None:
        """Return the object with this key."""
        found = self.rows("SELECT body FROM object WHERE name = ? AND key = ?", (name, key))
        return read_one(found[0][0], partial=False) if found else None

    def objects_of(self, learner: str) -> list[AnyWhole]:
        """Return the objects about a learner."""
        found = self.rows("SELECT body FROM object WHERE learner = ? ORDER BY name, key", (learner,))
        return [read_one(body, partial=False) for (body,) in found]

    def keys_with(self, name: str, path: str, values: Iterable[str]) -> list[str]:
        """Return the keys of the objects that hold one of the values at an indexed path."""
        wanted = tuple(values)
        marks = ", ".join("?" * len(wanted))
        found = self.rows(
            f"SELECT DISTINCT key FROM value WHERE name = ? AND path = ? AND value IN ({marks})",  # noqa: S608 - marks only
            (name, path, *wanted),
        )
        return [key for (key,) in found]

    def provided_objects(self, name: str, keys: Iterable[str] | None = None) -> Iterator[AnyWhole]:
        """Yield the objects of a type that others may ask for: all of them, or those with these keys."""
        if keys is None:
            for (body,) in self.rows("SELECT body FROM object WHERE name = ? AND provided ORDER BY key", (name,)):
                yield read_one(body, partial=False)
            return
        for key in keys:
            for (body,) in self.rows("SELECT body FROM object WHERE name = ? AND key = ? AND provided", (name, key)):
                yield read_one(body, partial=False)

    def drop_object(self, name: str, key: str) -> None:
        """Remove an object."""
        with self.transaction():
            self.change("DELETE FROM object WHERE name = ? AND key = ?", (name, key))
            self.change("DELETE FROM value WHERE name = ? AND key = ?", (name, key))

    def setting(self, name: str) -> str | None:
        """Return what is kept under a name."""
        found = self.rows("SELECT value FROM setting WHERE name = ?", (name,))
        return found[0][0] if found else None

    def keep_setting(self, name: str, value: str) -> None:
        """Keep a text under a name."""
        self.change("INSERT INTO setting VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", (name, value))
