"""One message on its way from the zone through a handler, and what the zone is told about it."""

import threading
import time
from collections.abc import Callable
from typing import Final

from handover.agent.inbox import Key
from handover.agent.verdict import BLOCKING, AckVerdict
from handover.sif.messages import Message


class PendingMessage:
    """A message and its verdict. Whoever tells the zone asks for it with `wait`; from then on it is fixed.

    A verdict may come while the handler is still at work: status 2, or status 1 for a message kept safely. `told` is set
    once the zone has it. A message from the inbox has nobody who tells, until the zone offers it once more.
    """

    def __init__(self, key: Key, message: Message) -> None:
        self.key: Final = key
        self.message: Final = message
        self.told: Final = threading.Event()
        self._verdict: AckVerdict | None = None
        self._given = False
        self._decided = threading.Event()
        self._lock = threading.Lock()

    def decide(self, verdict: AckVerdict) -> bool:
        """Settle what the zone is told; False when that is settled already."""
        with self._lock:
            if self._verdict is not None:
                return False
            self._verdict = verdict
        self._decided.set()
        return True

    def conclude(self, verdict: AckVerdict) -> bool:
        """Settle what the zone is told, in place of what was settled before; False when that is being told already."""
        with self._lock:
            if self._given:
                return False
            self._verdict = verdict
        self._decided.set()
        return True

    def wait(self, seconds: float | None = None) -> AckVerdict | None:
        """Return what to tell the zone once that is settled; None when it is not after so long."""
        self._decided.wait(seconds)
        with self._lock:
            self._given = self._verdict is not None
            return self._verdict

    @property
    def blocks(self) -> bool:
        """Say whether the zone is told to hold back other events."""
        return self._given and self._verdict is not None and self._verdict.status == BLOCKING


class Worker:
    """Handles deliveries one after the other on a thread of its own."""

    def __init__(self, name: str, handle: Callable[[PendingMessage], None]) -> None:
        self._handle = handle
        self._waiting: list[tuple[float, PendingMessage]] = []
        self._changed = threading.Condition()
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name=f"handover agent {name}", daemon=True)

    def start(self) -> None:
        """Begin to handle."""
        self._thread.start()

    def put(self, delivery: PendingMessage, *, after: float = 0.0) -> None:
        """Add a delivery at the end, not to be handled before so many seconds have passed."""
        with self._changed:
            self._waiting.append((time.monotonic() + after if after else 0.0, delivery))
            self._changed.notify()

    def stop(self, seconds: float) -> bool:
        """Let the handler at work finish; say whether it has, within so many seconds."""
        with self._changed:
            self._stopped = True
            self._changed.notify()
        if self._thread.is_alive():
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (delivery := self._next()) is not None:
            self._handle(delivery)

    def _next(self) -> PendingMessage | None:
        with self._changed:
            while not self._stopped:
                now = time.monotonic()
                for place, (due, delivery) in enumerate(self._waiting):
                    if due <= now:
                        del self._waiting[place]
                        return delivery
                soonest = min((due for due, _ in self._waiting), default=None)
                self._changed.wait(None if soonest is None else soonest - now)
            return None
