"""Delivers to the agents that messages are pushed to (section 8.3). One pusher in each process; together they share the work.

An agent is claimed in the store for a short time that is prolonged while we work, so that when this process dies another
takes over within seconds. Nothing is locked and no transaction is open while a message is on its way: agents send us
messages of their own before they answer (section 16.5).
"""

import logging
import os
import threading
import time
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from math import inf
from typing import Final

from handover.zone.broker import Broker
from handover.zone.push.connection import PushConnection, PushTransport
from handover.zone.push.executor import Bulkhead, DeliveryExecutor
from handover.zone.state import Registration
from handover.zone.store.interface import DueAgent
from handover.zone.store.sealing import UnreadableMessage

log = logging.getLogger("handover.zone.push")

LEASE_SECONDS: Final = 10.0
"""How long a claim lasts: what a dead process held is taken over after that."""
RENEW_SECONDS: Final = 3.0
"""How often claims are prolonged while this process lives."""
POLL_SECONDS: Final = 0.5
"""How often we look for agents that another process, or the passing of time, has made due."""
PAUSE_SECONDS: Final = 0.01
"""The least time between two looks, so that a burst of messages is one look and not one for each."""
TURN_SECONDS: Final = 0.4
"""For how long one agent gets its messages in a row; then it is others' turn."""
QUIET_SECONDS: Final = 2.0
"""After a failure of our own the agent rests for so long, so that a fault does not repeat itself at full speed."""
KEEP_SECONDS: Final = 60.0
"""How long a connection that is not used is kept."""
TELL_SECONDS: Final = (3.0, 10.0)
"""How long a control message in passing waits for a connection, and for its answer."""
TELLS_WAITING: Final = 1000
"""Control messages that may wait; those beyond are let go: they are sent at best effort."""


@dataclass(frozen=True)
class PushSettings:
    """How many agents are served at the same time, and how they are reached."""

    places: int = 32
    ways: PushTransport = field(default_factory=PushTransport)


class Pusher:
    """Pushes the messages of a broker's zones, in threads of its own, from `start` to `stop`."""

    def __init__(self, broker: Broker, pushing: PushSettings | None = None) -> None:
        pushing = pushing or PushSettings()
        self.owner = f"{os.getpid()}-{uuid.uuid4().hex[:12]}"
        self._broker = broker
        self._ways = pushing.ways
        self._executor = DeliveryExecutor(pushing.places)
        self._connections: dict[DueAgent, PushConnection] = {}
        self._late: set[DueAgent] = set()
        self._giving_back: dict[DueAgent, float] = {}
        self._lock = threading.Lock()
        self._crowded = False
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._lease_over = self._renew_at = 0.0
        self._thread = threading.Thread(target=self._dispatch, daemon=True, name="zone-dispatcher")

    def start(self) -> None:
        """Begin. In the process that is to do the work: threads do not survive a fork."""
        self._broker.on_waiting = self._woken.set
        self._broker.on_tell = self._tell
        self._thread.start()

    def stop(self, grace: float = 20.0) -> None:
        """Take on nothing more, and wait up to `grace` seconds for the deliveries under way."""
        self._stopping.set()
        self._woken.set()
        self._thread.join(grace)
        if not self._executor.finish(grace):
            log.warning("stopped while agents had not answered yet; those messages will be sent again")
        self._give_back(everything=True)
        with self._lock:
            for connection in self._connections.values():
                connection.close()
            self._connections.clear()

    def _dispatch(self) -> None:
        while not self._stopping.is_set():
            self._woken.wait(POLL_SECONDS)
            self._woken.clear()
            try:
                self._renew()
                self._give_back()
                self._claim()
            except Exception:
                log.exception("agents that are due could not be looked up")
                self._stopping.wait(QUIET_SECONDS)
            self._stopping.wait(PAUSE_SECONDS)

    def _renew(self) -> None:
        now = time.monotonic()
        if now < self._renew_at:
            return
        self._broker.store.keep(self.owner, self._broker.clock() + timedelta(seconds=LEASE_SECONDS))
        self._lease_over = now + LEASE_SECONDS
        self._renew_at = now + RENEW_SECONDS
        with self._lock:
            unused = [due for due, connection in self._connections.items() if connection.used_at < now - KEEP_SECONDS]
            for due in unused:
                self._connections.pop(due).close()

    def _claim(self) -> None:
        free = self._executor.free()
        if free <= 0 or self._stopping.is_set():
            return
        now = self._broker.clock()
        claimed = self._broker.store.claim(self.owner, now, now + timedelta(seconds=LEASE_SECONDS), free)
        for due in claimed:
            self._executor.put(Bulkhead.LATE if due in self._late else Bulkhead.PROMPT, partial(self._turn, due))
        self._crowded = len(claimed) == free
        if self._crowded:
            self._woken.set()
        else:
            with self._lock:
                self._giving_back.update((due, 0.0) for due, moment in self._giving_back.items() if moment == inf)

    def _turn(self, due: DueAgent) -> None:
        """Deliver to one agent what waits for it, one message after the other, until it is others' turn."""
        with self._lock:
            connection = self._connections.pop(due, None) or PushConnection(self._ways)
        rest = 0.0
        try:
            until = time.monotonic() + TURN_SECONDS
            while self._may_go_on(until) and self._deliver(due, connection):
                continue
        except UnreadableMessage as fault:
            log.error(
                "nothing is pushed to %s in zone %s; is HANDOVER_MASTER_KEY another? %s", due.agent, due.zone, fault
            )
            rest = QUIET_SECONDS
        except Exception:
            log.exception("the delivery to %s in %s failed", due.agent, due.zone)
            connection.close()
            rest = QUIET_SECONDS
        with self._lock:
            if self._stopping.is_set():
                connection.close()  # `stop` may have given up waiting for this turn, and nobody would close it later
            else:
                self._connections[due] = connection
            # While more are due than can be served, who has had a turn is held back until all others have had theirs.
            self._giving_back[due] = inf if self._crowded else time.monotonic() + rest
        self._give_back(everything=self._stopping.is_set())
        self._woken.set()

    def _may_go_on(self, until: float) -> bool:
        # Without the lease another process may be delivering to the agent already.
        return not self._stopping.is_set() and time.monotonic() < min(until, self._lease_over)

    def _deliver(self, due: DueAgent, connection: PushConnection) -> bool:
        """Deliver one message; say whether to go on."""
        delivery = self._broker.delivery(due)
        if delivery is None:
            return False
        outcome = connection.post(
            delivery.registration, delivery.body, float(delivery.connect_seconds), float(delivery.answer_seconds)
        )
        if outcome.body is None:
            self._late.add(due)
        else:
            self._late.discard(due)
        self._broker.delivered(delivery, outcome)
        return outcome.body is not None

    def _give_back(self, *, everything: bool = False) -> None:
        """Release agents whose turn is over. One that cannot be released now is tried again, since we keep all we hold."""
        now = time.monotonic()
        with self._lock:
            over = [due for due, moment in self._giving_back.items() if everything or moment <= now]
            for due in over:
                del self._giving_back[due]
        for due in over:
            try:
                self._broker.store.release(self.owner, due)
            except Exception:
                log.exception("%s in %s could not be given back yet", due.agent, due.zone)
                with self._lock:
                    self._giving_back[due] = now + QUIET_SECONDS

    def _tell(self, registration: Registration, body: bytes) -> None:
        if (
            registration.pushed
            and self._executor.waiting(Bulkhead.PASSING) < TELLS_WAITING
            and not self._stopping.is_set()
        ):
            self._executor.put(Bulkhead.PASSING, partial(self._say, registration, body))

    def _say(self, registration: Registration, body: bytes) -> None:
        connection = PushConnection(self._ways)
        outcome = connection.post(registration, body, *TELL_SECONDS)
        connection.close()
        if outcome.body is None:
            log.info("%s was not told in passing: %s", registration.name, outcome.fault)
