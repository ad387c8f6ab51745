"""Threads to work in, in bulkheads: who is slow waits for who is slow, and nobody else for them."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

log = logging.getLogger("handover.zone.push")

Task = Callable[[], None]
PROMPT_SECONDS: Final = 0.5
"""A task that takes longer gives up its place in the prompt bulkhead to another, and goes on."""
THREADS_FOR_EACH_PLACE: Final = 8
"""How many threads there may be at most for each place: those that gave up their places go on too."""


class Bulkhead(StrEnum):
    """What a task may wait for: agents that answer, agents that lately did not or slowly, and words in passing."""

    PROMPT = "prompt"
    LATE = "late"
    PASSING = "passing"


@dataclass
class _Compartment:
    most: int
    waiting: deque[Task] = field(default_factory=deque)
    running: dict[int, float] = field(default_factory=dict)


class DeliveryExecutor:
    """Runs tasks in threads, each bulkhead's in the order they came and not more than its places at a time."""

    def __init__(self, most: int) -> None:
        self._bulkheads = {
            Bulkhead.PROMPT: _Compartment(most),
            Bulkhead.LATE: _Compartment(most),
            Bulkhead.PASSING: _Compartment(max(1, most // 8)),
        }
        self._threads_at_most = most * THREADS_FOR_EACH_PLACE
        self._changed = threading.Condition()
        self._threads = self._resting = self._numbers = 0
        self._stopped = False

    def free(self) -> int:
        """Return how many more tasks the prompt bulkhead would begin at once."""
        with self._changed:
            self._move_slow()
            bulkhead = self._bulkheads[Bulkhead.PROMPT]
            return bulkhead.most - len(bulkhead.running) - len(bulkhead.waiting)

    def waiting(self, bulkhead: Bulkhead) -> int:
        """Return how many tasks of a bulkhead have not begun."""
        return len(self._bulkheads[bulkhead].waiting)

    def put(self, bulkhead: Bulkhead, task: Task) -> None:
        """Run a task as soon as its bulkhead has a place."""
        with self._changed:
            self._bulkheads[bulkhead].waiting.append(task)
            if not self._resting and self._threads < self._threads_at_most:
                self._threads += 1
                threading.Thread(target=self._work, daemon=True, name="zone-push").start()
            else:
                self._changed.notify()

    def finish(self, grace: float) -> bool:
        """Take no more; wait up to `grace` seconds for all that was put. Say whether all is done."""
        until = time.monotonic() + grace
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
            while any(bulkhead.waiting or bulkhead.running for bulkhead in self._bulkheads.values()):
                if not self._changed.wait(until - time.monotonic()):
                    return False
        return True

    def _work(self) -> None:
        while (taken := self._take()) is not None:
            number, task = taken
            try:
                task()
            except Exception:
                log.exception("a delivery failed")
            with self._changed:
                for bulkhead in self._bulkheads.values():
                    bulkhead.running.pop(number, None)
                self._changed.notify_all() if self._stopped else self._changed.notify()

    def _take(self) -> tuple[int, Task] | None:
        with self._changed:
            while True:
                self._move_slow()
                for bulkhead in self._bulkheads.values():
                    if bulkhead.waiting and len(bulkhead.running) < bulkhead.most:
                        # In the order of the bulkheads, which is that of their claim to a thread.
                        self._numbers += 1
                        bulkhead.running[self._numbers] = time.monotonic()
                        return self._numbers, bulkhead.waiting.popleft()
                if self._stopped and not any(bulkhead.waiting for bulkhead in self._bulkheads.values()):
                    self._threads -= 1
                    return None
                self._resting += 1
                self._changed.wait(PROMPT_SECONDS)
                self._resting -= 1

    def _move_slow(self) -> None:
        """Count tasks of the prompt bulkhead that take long as late ones, so that others can begin."""
        prompt, late = self._bulkheads[Bulkhead.PROMPT].running, self._bulkheads[Bulkhead.LATE].running
        since = time.monotonic() - PROMPT_SECONDS
        for number in [number for number, began in prompt.items() if began < since]:
            late[number] = prompt.pop(number)
