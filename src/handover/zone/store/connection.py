"""One connection to a database, as the SQL of the stores needs it; SQLite and PostgreSQL each have theirs."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, ClassVar, NamedTuple

from handover.zone.core.records import StoredMessage
from handover.zone.store.sealing import Seal

Row = tuple[Any, ...]


class GuardedRow(NamedTuple):
    """A guarded change as it is written: a message to accept, or (None) the entry of an agent's queue to take out."""

    revision: int
    message: Row | None = None
    agent: str = ""
    number: int = 0


Faults = tuple[type[Exception], ...]


class DatabaseConnection(ABC):
    """A connection. In its SQL `?` stands for a value. Used by one thread at a time; made in one and used in another."""

    engine: ClassVar[str]
    """What the database is called in its address: `sqlite` or `postgresql`."""
    faults: ClassVar[Faults]
    """What it raises where the database cannot be reached or is too busy."""
    first: ClassVar[str]
    """After LEFT JOIN, where `whose` has a zone and an agent, and `presence` how it is: the first entry that can be given.

    That is the first, or while an event blocks the first that is none. Nothing lies at or below the watermark, so nothing is
    looked for there, nor are entries passed over that were removed since.
    """
    passing_over: ClassVar[str] = ""
    """At the end of a selection of agents: leave out those that somebody else selects at this moment."""
    in_order: ClassVar[str] = ""
    """At the end of a selection: lock the rows in this order."""

    @abstractmethod
    def rows(self, sql: str, *values: Any) -> list[Row]:
        """Return all rows of a statement."""

    @abstractmethod
    def row(self, sql: str, *values: Any) -> Row | None:
        """Return the first row of a statement; None if there is none."""

    @abstractmethod
    def each_row(self, sql: str, *values: Any) -> Iterator[Row]:
        """Yield the rows of a statement within a transaction, however many there are, without having all in memory."""

    @abstractmethod
    def last_number(self, table: str, column: str) -> int:
        """Return the highest number that the column of a table was given by itself; nought for none."""

    @abstractmethod
    def pass_over_numbers(self, table: str, column: str, last: int) -> None:
        """Give the column of a table numbers above this one from now on. In a transaction that changes the tables."""

    @abstractmethod
    def run(self, sql: str, *values: Any) -> int:
        """Return how many rows a statement changed."""

    @abstractmethod
    def many(self, sql: str, values: list[Row]) -> None:
        """Run a statement for each of these rows of values."""

    @abstractmethod
    def lock(self, zone: str, *, durable: bool = True) -> int | None:
        """Begin a transaction that holds the zone until its end; return its revision, None if there is no such zone.

        One that is not durable may be lost in a power cut; it is quicker.
        """

    @abstractmethod
    def begin_reading(self) -> None:
        """Begin a transaction that sees the database as it is at one moment, and changes nothing."""

    @abstractmethod
    def begin_schema_change(self) -> None:
        """Begin a transaction in which nobody else changes the tables, however long it takes."""

    @abstractmethod
    def has_table(self, name: str) -> bool:
        """Say whether the database has a table."""

    @abstractmethod
    def moment(self, moment: datetime | None) -> Any:
        """Return a time as it is stored."""

    @abstractmethod
    def when(self, stored: Any) -> datetime:
        """Return the time that is stored."""

    @abstractmethod
    def listed(self, stored: Any) -> Any:
        """Return the lists and tables that are stored as JSON."""

    @abstractmethod
    def accept(self, message: Row) -> bool:
        """Store a message (values in the order of `rows.MESSAGE`) and entries for its recipients.

        False if it is there already."""

    @abstractmethod
    def take(self, zone: str, agent: str, number: int) -> Row | None:
        """Take an entry out of a queue, move the watermark and note what was removed.

        Returns its message's key, when it was accepted, and whether it had blocked; None if it is not there.
        """

    @abstractmethod
    def write_guarded(self, zone: str, rows: Sequence[GuardedRow]) -> tuple[bool, ...]:
        """Begin a transaction that holds the zone, write what is still right, and make it durable; say what was written.

        A message is written if the zone has the revision and the message is not there. An entry is taken out if the zone has
        the revision, the entry is there and never blocked, and its agent is calm (`handover.zone.core.early`). Doing it again
        writes nothing twice.
        """

    @abstractmethod
    def usable(self) -> bool:
        """Say whether it can be used again: it is open, and no transaction is under way."""

    @abstractmethod
    def close(self) -> None:
        """Let go of it."""

    def perhaps(self, stored: Any) -> datetime | None:
        """Return the time that is stored, if one is."""
        return None if stored is None else self.when(stored)

    def commit(self) -> None:
        """Make the transaction durable. When it raises, nobody knows whether it is."""
        self.run("COMMIT")

    def rollback(self) -> None:
        """Undo the transaction."""
        self.run("ROLLBACK")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """End the transaction that is under way: durable, or undone after an exception."""
        try:
            yield
        except BaseException:
            self._undo()
            raise
        self.commit()

    def _undo(self) -> None:
        try:
            self.rollback()
        except self.faults:
            # The server undoes it by itself when it notices; this connection is not used again.
            self.close()


class ZoneChange(NamedTuple):
    """A change of one zone under way: where, when, over which connection."""

    connection: DatabaseConnection
    zone: str
    now: datetime
    seal: Seal

    @property
    def stored_now(self) -> Any:
        """The time of the change as it is stored."""
        return self.connection.moment(self.now)

    def sealed(self, parcel: StoredMessage) -> bytes:
        """Return a message's content, sealed."""
        return self.seal.seal(parcel.body, self.zone, parcel.source, parcel.msg_id)
