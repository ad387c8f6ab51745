"""One zone's changes, one after the other, and several at a time in one transaction.

Making a change durable costs about the same for one message as for twenty. So whoever comes while a transaction is being
written waits, and the next transaction takes all that have come: the busier the zone, the less each message costs. No thread
of its own is needed: one of those who wait does the work for all, then hands on.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Final, NamedTuple

from handover.zone.core.answers import AckAnswer
from handover.zone.core.context import ZoneDecision
from handover.zone.core.decide import ALREADY_RECEIVED
from handover.zone.core.early import GuardedChange
from handover.zone.store.interface import Store, StoreFault, Transaction

log = logging.getLogger("handover.zone")

AT_ONCE: Final = 64
"""How many changes go into one transaction at the most."""


class EarlyDecision(NamedTuple):
    """A decision that was made before there was a transaction, and the one change that it wants."""

    decision: ZoneDecision
    change: GuardedChange


Change = Callable[[Transaction], ZoneDecision]
"""Decides within a transaction; the group commit applies what it decides."""


class _Work:
    """A change on its way: done when its lock is released, with a decision or an error; or told to lead."""

    __slots__ = ("change", "decision", "early", "error", "lead", "ready")

    def __init__(self, change: Change, early: EarlyDecision | None) -> None:
        self.change = change
        self.early = early
        self.decision: ZoneDecision | None = None
        self.error: Exception | None = None
        self.lead = False
        self.ready = threading.Lock()
        self.ready.acquire()


class GroupCommit:
    """The changes of one zone in this process."""

    def __init__(self, store: Store, zone: str, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._zone = zone
        self._clock = clock
        self._gate = threading.Lock()
        self._pending: list[_Work] = []
        self._busy = False

    def do(self, change: Change, early: EarlyDecision | None = None) -> ZoneDecision:
        """Make a change and return what was decided, once it is durable. Raises what deciding or storing raised.

        What was decided `early` is written as it is where that is still right, and `change` is not asked.
        """
        work = _Work(change, early)
        with self._gate:
            self._pending.append(work)
            work.lead = not self._busy
            self._busy = True
        if not work.lead:
            work.ready.acquire()
        if work.lead:
            self._lead(work)
        if work.error is not None:
            raise work.error
        assert work.decision is not None
        return work.decision

    # Leading is handed on, not held: a thread that led for as long as others come would answer its own agent last. The lock
    # of each change is released once, by whoever has its decision or wants it to lead; a condition would wake everybody who
    # waits, for each message, to find that it is not their turn.
    def _lead(self, own: _Work) -> None:
        """Write transactions until the own change is among them, then let the first who waits lead."""
        while own.decision is None and own.error is None:
            with self._gate:
                batch, self._pending = self._pending[:AT_ONCE], self._pending[AT_ONCE:]
            rest = self._write_early(batch)
            if rest:
                self._write(rest)
            for work in batch:
                if work is not own:
                    work.ready.release()
        with self._gate:
            self._busy = bool(self._pending)
            if self._pending:
                self._pending[0].lead = True
                self._pending[0].ready.release()

    def _write_early(self, batch: list[_Work]) -> list[_Work]:
        """Write what was decided early and is still right; return what is left for a transaction."""
        ready = [(work, work.early) for work in batch if work.early is not None]
        if not ready:
            return batch
        try:
            written = self._store.apply_guarded(self._zone, [early.change for _, early in ready], self._clock())
        except StoreFault as fault:
            for work, _ in ready:
                work.error = fault  # another try would only wait as long again
        except Exception as fault:
            log.warning("%s changes could not be written at once (%s)", len(ready), type(fault).__name__)
        else:
            for (work, early), done in zip(ready, written, strict=True):
                work.decision = early.decision if done else None
        return [work for work in batch if work.decision is None and work.error is None]

    def _write(self, batch: list[_Work]) -> None:
        try:
            self._together(batch)
        except Exception as fault:
            if len(batch) == 1:
                # What was decided is not so: nobody may be told of a change that did not become durable.
                batch[0].decision, batch[0].error = None, fault
                return
            log.warning(
                "a transaction of %s changes failed (%s); each is tried alone", len(batch), type(fault).__name__
            )
            for work in batch:
                self._write([work])

    def _together(self, batch: list[_Work]) -> None:
        with self._store.transaction(self._zone, self._clock()) as transaction:
            for work in batch:
                work.decision, work.error = None, None
                try:
                    decision = work.change(transaction)
                except Exception as fault:  # a fault in deciding is that message's own: nothing was changed yet
                    work.error = fault
                    continue
                # Each is decided after what those before it have changed, as if it had a transaction of its own.
                taken = not decision.effects or transaction.apply(decision.effects)
                work.decision = decision if taken else ZoneDecision(AckAnswer(ALREADY_RECEIVED))
