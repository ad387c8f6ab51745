"""A few connections that the threads of a process share."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from queue import Empty, SimpleQueue
from typing import TypeVar

from handover.zone.store.connection import DatabaseConnection, Faults
from handover.zone.store.interface import StoreFault

T = TypeVar("T")
WAIT_SECONDS = 20


class ConnectionPool:
    """Up to `most` connections, made when they are needed. A broken one is thrown away, and all idle ones with it."""

    def __init__(
        self,
        connect: Callable[[], DatabaseConnection],
        faults: Faults,
        most: int,
        *,
        turn: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        """`turn` is held by whoever has a connection."""
        self._connect = connect
        self._faults = faults
        # A token for each connection that nobody has. A queue of the interpreter's own costs no Python function, as a
        # semaphore does with eight for each question.
        self._free: SimpleQueue[None] = SimpleQueue()
        for _ in range(most):
            self._free.put(None)
        self._turn = turn
        self._idle: list[DatabaseConnection] = []

    @contextmanager
    def lent(self, begin: Callable[[DatabaseConnection], T]) -> Iterator[tuple[DatabaseConnection, T]]:
        """Lend a connection on which `begin` was done, and yield it with what came of that.

        `begin` must be harmless to repeat: where a connection that lay idle has died meanwhile, it is done again on a new
        one. Raises StoreFault, also for what the database does inside the context.
        """
        self._take_token()
        connection = None
        try:
            with self._turn():
                connection, begun = self._begun(begin)
                yield connection, begun
        except self._faults as fault:
            raise StoreFault(str(fault)) from fault
        finally:
            self._put_back(connection)
            self._free.put(None)

    def read(self, ask: Callable[[DatabaseConnection], T]) -> T:
        """Return the answer to one question, as `lent` does to its beginning."""
        self._take_token()
        connection = None
        try:
            with self._turn():
                connection, answer = self._begun(ask)
                return answer
        except self._faults as fault:
            raise StoreFault(str(fault)) from fault
        finally:
            self._put_back(connection)
            self._free.put(None)

    def _take_token(self) -> None:
        try:
            self._free.get(timeout=WAIT_SECONDS)
        except Empty:
            raise StoreFault(f"no connection to the database became free within {WAIT_SECONDS} s") from None

    def close(self) -> None:
        """Close what lies idle."""
        while self._idle:
            self._idle.pop().close()

    # A server that was restarted has ended all idle connections at once, and each would fail once for somebody. So the first
    # that is found dead takes the others with it. Only `begin` is tried again: of anything else nobody
    # knows how far it came.
    def _begun(self, begin: Callable[[DatabaseConnection], T]) -> tuple[DatabaseConnection, T]:
        try:
            connection = self._idle.pop()
        except IndexError:
            return self._fresh(begin)
        try:
            return connection, begin(connection)
        except self._faults:
            if connection.usable():
                self._put_back(connection)
                raise
        except BaseException:
            self._put_back(connection)
            raise
        connection.close()
        self.close()
        return self._fresh(begin)

    def _fresh(self, begin: Callable[[DatabaseConnection], T]) -> tuple[DatabaseConnection, T]:
        connection = self._connect()
        try:
            return connection, begin(connection)
        except BaseException:
            self._put_back(connection)
            raise

    def _put_back(self, connection: DatabaseConnection | None) -> None:
        if connection is None:
            return
        if connection.usable():
            self._idle.append(connection)
        else:
            connection.close()
