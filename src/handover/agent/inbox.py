"""What an agent must not forget, in one SQLite file (or in memory): messages taken, answers to come, messages to send.

The rules, each one transaction:

1. A message is stored before its handler sees it (`take`). A process that dies meanwhile finds it in `waiting`.
2. It is marked as handled after the handler returns and before the zone is told (`handled`); its body is wiped. A
   process that dies between the handler's end and this hands the message to the handler once more, with the same
   SIF_MsgId. A message that the zone offers again after this is answered with status 7.
3. The packets of an answer are stored one by one; when the last is there, all become due and the request is handled,
   together (`answered`). So a request is answered once, with the same packets and ids however often it is repeated.
4. A message to send is stored before it is first posted and removed when the zone has taken or refused it (`sent`).
   Until then it is posted again, also by the next process, with the same SIF_MsgId.
5. The packets of an answer that this process waits for live as long as the process (`packet`).

The file belongs to one agent in one zone and to one process at a time. It holds personal data: it is made readable for
its owner alone, and what is deleted in it is overwritten.
"""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, NamedTuple

from handover.agent.compose import Outgoing
from handover.agent.faults import InboxInUse, NotConnected
from handover.common.private import private_file

KEEP_IDS: Final = timedelta(days=7)
"""How long the id of a handled message is remembered; zones repeat one only until they have seen its SIF_Ack."""

FORGET_EVERY: Final = 1000
"""After so many messages the ids that are older are cleared away."""

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS owner (agent TEXT NOT NULL, zone TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS taken (
    number INTEGER PRIMARY KEY, source TEXT NOT NULL, id TEXT NOT NULL, body BLOB, told INTEGER NOT NULL DEFAULT 0,
    blocked INTEGER NOT NULL DEFAULT 0, since TEXT NOT NULL, UNIQUE (source, id));
CREATE TABLE IF NOT EXISTS due (
    number INTEGER PRIMARY KEY, line TEXT NOT NULL, id TEXT NOT NULL, ready INTEGER NOT NULL, body BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS due_line ON due (line, number);
CREATE TABLE IF NOT EXISTS packet (
    request TEXT NOT NULL, number INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (request, number));
DELETE FROM packet;
DELETE FROM due WHERE NOT ready;
"""


class Key(NamedTuple):
    """What tells a message from all others: who sent it first, and its SIF_MsgId (section 14.4)."""

    source: str
    message_id: str


class Known(StrEnum):
    """What the inbox knows of a message."""

    NEW = "new"
    WAITING = "waiting"
    HANDLED = "handled"
    RELEASED = "released"
    """Handled, after the zone was told to hold back others for it: status 7 could mean that it still is at work."""


class Inbox:
    """The store of one agent in one zone. Any thread may call it; each call is one transaction."""

    def __init__(self, path: Path | None, agent_id: str, zone_url: str) -> None:
        self.durable = path is not None
        self._path = path
        self._owner = (agent_id, zone_url)
        self._lock = threading.RLock()
        self._open: sqlite3.Connection | None = None

    def open(self) -> None:
        """Open the file, making it if need be. Raises `InboxInUse`."""
        if self._path is not None:
            os.close(private_file(str(self._path), os.O_CREAT | os.O_RDWR))
        self._open = sqlite3.connect(self._path or ":memory:", timeout=2, isolation_level=None, check_same_thread=False)
        try:
            self._prepare()
        except sqlite3.OperationalError as fault:
            self.close()
            raise InboxInUse(f"{self._path} cannot be used: {fault}. Another process may have it open.") from None
        except InboxInUse:
            self.close()
            raise

    @property
    def _database(self) -> sqlite3.Connection:
        if self._open is None:
            raise NotConnected("The inbox is closed: the agent has left its zone, or not joined it yet.")
        return self._open

    def _prepare(self) -> None:
        for setting in ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
            self._database.execute(f"PRAGMA {setting}")
        self._database.executescript(_TABLES)
        with self._transaction() as database:
            owner = database.execute("SELECT agent, zone FROM owner").fetchone()
            if owner is None:
                database.execute("INSERT INTO owner VALUES (?, ?)", self._owner)
            elif owner != self._owner:
                raise InboxInUse(f"The inbox belongs to the agent {owner[0]} of {owner[1]}.")

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield self._database
            except BaseException:
                self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")

    def _change(self, statement: str, values: tuple[object, ...] = ()) -> int:
        """Run one statement, which is a transaction in itself, and return how many rows it changed."""
        with self._lock:
            return self._database.execute(statement, values).rowcount

    def _rows(self, statement: str, values: tuple[object, ...] = ()) -> list[Any]:
        """Run one statement, to its end, and return its rows."""
        with self._lock:
            return self._database.execute(statement, values).fetchall()

    def take(self, key: Key, body: bytes, now: datetime) -> Known:
        """Store a message, unless it is known already."""
        with self._transaction() as database:
            row = database.execute(
                "SELECT body IS NULL, blocked FROM taken WHERE source = ? AND id = ?", key
            ).fetchone()
            if row is not None:
                handled, blocked = row
                return Known.WAITING if not handled else Known.RELEASED if blocked else Known.HANDLED
            added = database.execute(
                "INSERT INTO taken (source, id, body, since) VALUES (?, ?, ?, ?)", (*key, body, now.isoformat())
            )
            if (added.lastrowid or 0) % FORGET_EVERY == 0:
                self.forget_old(now)
            return Known.NEW

    def handled(self, key: Key) -> None:
        """Mark a message as handled and wipe what it held."""
        self._change("UPDATE taken SET body = NULL WHERE source = ? AND id = ?", key)

    def told(self, key: Key) -> None:
        """Note that the zone no longer keeps a message that is still to be handled."""
        self._change("UPDATE taken SET told = 1 WHERE source = ? AND id = ?", key)

    def blocked(self, key: Key) -> None:
        """Note that the zone is told to hold back other events for this one."""
        self._change("UPDATE taken SET blocked = 1 WHERE source = ? AND id = ?", key)

    def give_back(self, key: Key) -> bool:
        """Forget a message that the zone keeps, and return True; False when only the inbox has it."""
        return self._change("DELETE FROM taken WHERE source = ? AND id = ? AND NOT told", key) > 0

    def waiting(self) -> list[tuple[Key, bytes]]:
        """Return the messages that were taken and not handled, oldest first."""
        rows = self._rows("SELECT source, id, body FROM taken WHERE body IS NOT NULL ORDER BY number")
        return [(Key(source, message_id), body) for source, message_id, body in rows]

    def forget_old(self, now: datetime) -> None:
        """Forget the ids of messages that were handled long ago."""
        self._change("DELETE FROM taken WHERE body IS NULL AND since < ?", ((now - KEEP_IDS).isoformat(),))

    def prepare(self, line: str, message: Outgoing, *, ready: bool) -> None:
        """Store a message to send. Those of one line are sent in their order, once they are ready."""
        self._change(
            "INSERT INTO due (line, id, ready, body) VALUES (?, ?, ?, ?)",
            (line, message.message_id, ready, message.body),
        )

    def discard(self, line: str) -> None:
        """Remove the messages of a line that are not ready."""
        self._change("DELETE FROM due WHERE line = ? AND NOT ready", (line,))

    def answered(self, key: Key, line: str) -> None:
        """Make the packets of an answer ready to be sent, and mark the request as handled."""
        with self._transaction() as database:
            database.execute("UPDATE due SET ready = 1 WHERE line = ?", (line,))
            database.execute("UPDATE taken SET body = NULL WHERE source = ? AND id = ?", key)

    def lines(self) -> list[str]:
        """Return the lines that have messages to send, the oldest first."""
        rows = self._rows("SELECT line FROM due WHERE ready GROUP BY line ORDER BY min(number)")
        return [line for (line,) in rows]

    def next_due(self, line: str) -> Outgoing | None:
        """Return the first message of a line that is to be sent."""
        rows = self._rows("SELECT id, body FROM due WHERE line = ? AND ready ORDER BY number LIMIT 1", (line,))
        return Outgoing(*rows[0]) if rows else None

    def sent(self, line: str, message_id: str) -> None:
        """Remove a message that the zone has taken or refused."""
        self._change("DELETE FROM due WHERE line = ? AND id = ?", (line, message_id))

    def drop(self, line: str) -> None:
        """Remove all messages of a line: the zone wants none of them any more."""
        self._change("DELETE FROM due WHERE line = ?", (line,))

    def keep_packet(self, request_id: str, number: int, body: bytes) -> None:
        """Store a packet of an answer; the same number again changes nothing."""
        self._change("INSERT OR IGNORE INTO packet VALUES (?, ?, ?)", (request_id, number, body))

    def packet(self, request_id: str, number: int) -> bytes | None:
        """Take a packet out."""
        rows = self._rows("DELETE FROM packet WHERE request = ? AND number = ? RETURNING body", (request_id, number))
        return bytes(rows[0][0]) if rows else None

    def drop_packets(self, request_id: str) -> None:
        """Remove what came for a request that nobody waits for any more."""
        self._change("DELETE FROM packet WHERE request = ?", (request_id,))

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._open is not None:
                self._open.close()
                self._open = None
