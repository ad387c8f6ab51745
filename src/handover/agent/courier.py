"""Sends what the inbox holds for the zone: events, answers, final acknowledgements; again and again until it has them."""

import logging
import threading
from typing import Final

from handover.agent import compose
from handover.agent.backoff import Backoff
from handover.agent.compose import Outgoing
from handover.agent.faults import AgentFault, RefusedByZone, RegistrationRefused, ZoneAway
from handover.agent.inbox import Inbox
from handover.agent.session import Session
from handover.agent.verdict import AckReply

log: Final = logging.getLogger("handover.agent")

EVENTS: Final = "events"
"""The line of published events: they reach the zone in the order of publication."""
FINALS: Final = "finals"
"""The line of SIF_Acks that end selective message blocking."""


class Courier:
    """Sends lines of messages in their order. A thread of its own sends what was left.

    With `ping_seconds` that thread also pings the zone so often, which finds out when the zone has forgotten the agent.
    """

    def __init__(self, inbox: Inbox, session: Session, ping_seconds: float | None = None) -> None:
        self._inbox = inbox
        self._session = session
        self._ping_seconds = ping_seconds
        self._sending = threading.RLock()
        self._left = threading.Event()
        self._thread = threading.Thread(target=self._run, name="handover agent courier", daemon=True)

    def start(self) -> None:
        """Begin to send what an earlier process, or a zone that was away, left unsent."""
        self._left.set()
        self._thread.start()

    def stop(self) -> None:
        """End the thread; what is unsent stays in the inbox. The session must be stopping."""
        self._left.set()
        if self._thread.is_alive():
            self._thread.join()

    def publish(self, message: Outgoing) -> None:
        """Store an event and send it, after those before it. Raises `RefusedByZone`; `ZoneAway` when it is left for later."""
        with self._sending:
            self._inbox.prepare(EVENTS, message, ready=True)
            self._send(EVENTS, message.message_id)

    def send(self, line: str) -> None:
        """Send a line that was stored; what cannot be sent now is sent later."""
        try:
            with self._sending:
                self._send(line)
        except AgentFault as fault:
            log.warning("a message stays in the inbox until the zone takes it: %s", fault)
            self._left.set()

    def finish(self, message: Outgoing) -> None:
        """Store a final SIF_Ack and send it: until the zone has it, it holds back all other events."""
        self._inbox.prepare(FINALS, message, ready=True)
        self.send(FINALS)

    def _send(self, line: str, mine: str | None = None, *, patience: float | None = None) -> None:
        while (message := self._inbox.next_due(line)) is not None:
            try:
                reply = self._session.exchange(message, patience=patience, awake=True)
            except AgentFault as fault:
                if not isinstance(fault, RefusedByZone) or isinstance(fault, RegistrationRefused):
                    self._left.set()
                    raise
                self._refused(line, message, fault, mine)
                continue
            self._settle(line, message, reply, mine)
            if message.message_id == mine:
                return

    def _settle(self, line: str, message: Outgoing, reply: AckReply, mine: str | None) -> None:
        if reply.error is None:
            self._inbox.sent(line, message.message_id)
        elif reply.verdict.keeps:
            self._left.set()
            raise ZoneAway(f"The zone cannot take the message now: {reply.verdict.words}")
        else:
            self._refused(line, message, reply.verdict.fault, mine)

    def _refused(self, line: str, message: Outgoing, fault: RefusedByZone, mine: str | None) -> None:
        if line in (EVENTS, FINALS):
            self._inbox.sent(line, message.message_id)
        else:
            self._inbox.drop(line)  # one packet refused: the zone has closed the request (section 7.9)
        if message.message_id == mine:
            raise fault
        log.error("the zone refused message %s: %s", message.message_id, fault)

    def _run(self) -> None:
        backoff = Backoff(first=1.0)
        while True:
            left = self._left.wait(self._ping_seconds)
            if self._session.stopping.is_set():
                return
            if not left:
                self._ping()
                continue
            self._left.clear()
            if self._send_all():
                backoff.reset()
            elif self._session.stopping.wait(backoff.delay()):
                return

    def _ping(self) -> None:
        session = self._session
        try:
            session.exchange(compose.compose_control(session.profile, "SIF_Ping", session.clock()), patience=0)
        except AgentFault as fault:
            log.warning("the zone did not answer a ping: %s", fault)

    def _send_all(self) -> bool:
        for line in self._inbox.lines():
            try:
                with self._sending:
                    self._send(line, patience=0)
            except AgentFault:
                self._left.set()
                return False
        return True
