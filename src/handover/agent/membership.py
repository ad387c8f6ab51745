"""The working parts of an agent, and the order in which they start and stop."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from handover.agent.asking import OpenRequests
from handover.agent.compose import Offers, Outgoing, Profile
from handover.agent.connection import Connection, Tls
from handover.agent.courier import Courier
from handover.agent.faults import AgentFault, NotConnected
from handover.agent.fetching import Poller
from handover.agent.inbox import Inbox
from handover.agent.listener import Listener, Reception
from handover.agent.receiving import Receiver
from handover.agent.session import Session

log: Final = logging.getLogger("handover.agent")

FINISH_SECONDS: Final = 30.0
"""How long leaving the zone waits for handlers at work."""


def utc_now() -> datetime:
    """Return the time of day for timestamps."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class AgentSettings:
    """How an agent and its zone reach each other, and with what patience; `Agent` explains each."""

    zone_url: str
    inbox: Path | None = None
    host: str = "127.0.0.1"
    port: int = 0
    public_url: str | None = None
    poll_seconds: float = 30.0
    ping_seconds: float = 300.0
    patience_seconds: float = 60.0
    answer_seconds: float = 90.0
    tls: Tls | None = None
    listener_tls: Tls | None = None
    clock: Callable[[], datetime] = utc_now


class Membership:
    """One agent's membership of one zone, from `connect` to `leave`."""

    def __init__(self, profile: Profile, way: AgentSettings) -> None:
        pushed = profile.mode == "push"
        self.connected = False
        self._profile = profile
        self._way = way
        self._connection = Connection(way.zone_url, user_agent=f"{profile.agent_id} (Handover)", tls=way.tls)
        self._inbox = Inbox(way.inbox, profile.agent_id, self._connection.url)
        self.session = Session(profile, self._connection, way.patience_seconds, way.clock)
        self.requests = OpenRequests(self._inbox)
        self.courier = Courier(self._inbox, self.session, way.ping_seconds if pushed else None)
        self.receiver = Receiver(profile, self._inbox, self.courier, self.requests, way.clock)
        self.fetching = Poller(self.session, self.receiver, self.requests, way.poll_seconds)
        self.reception = Reception(profile, self.receiver, way.clock, way.answer_seconds)
        self._listener: Listener | None = None
        self._used = False

    def must_be_connected(self) -> None:
        """Raise `NotConnected` before `connect` and after `leave`."""
        if not self.connected:
            raise NotConnected("The agent is not connected: use `with agent:` or connect().")

    def connect(self) -> None:
        """Join the zone and begin to take messages. See `Agent.connect`."""
        if self._used:
            raise NotConnected("This agent has been connected before; make another one.")
        self._used = True
        self._inbox.open()
        try:
            self.receiver.restore()
            if self._profile.mode == "push":
                self._listen()  # the zone may push before it has answered SIF_Register (section 8.3)
            self.session.join()
        except BaseException:
            self.receiver.give_up()
            self._shut()
            raise
        self.connected = True
        self.courier.start()
        self.receiver.start()
        if self._listener is None:
            self.fetching.start()

    def _listen(self) -> None:
        way = self._way
        tls = way.listener_tls.server() if way.listener_tls is not None else None
        self._listener = Listener(self.reception, way.host, way.port, public_url=way.public_url, tls=tls)
        self.session.listening_at = self._listener.url
        self._listener.start()

    def offer(self, offers: Offers) -> None:
        """Say what the agent does from now on. What the zone refuses is not said again when the agent joins anew."""
        before, self.session.offers = self.session.offers, offers
        if self.connected:
            try:
                self.session.provision()
            except AgentFault:
                self.session.offers = before
                raise
            self.fetching.hurry()

    def leave(self, farewell: Callable[[], Outgoing] | None) -> None:
        """Let handlers at work finish, send a last message if there is one, and end all threads."""
        if not self.connected:
            return
        if self.receiver.in_handler:
            raise RuntimeError("A handler cannot take its agent out of the zone: it would wait for itself.")
        self.connected = False
        self.reception.paused = True
        self.session.stopping.set()
        self.requests.shut()
        finished = self.fetching.stop(FINISH_SECONDS)
        if self._listener is not None:
            self._listener.stop()
        finished = self.receiver.stop(FINISH_SECONDS) and finished
        if not finished:
            log.warning("%s leaves although a handler is still at work", self._profile.agent_id)
        self.courier.stop()
        if farewell is not None:
            self._say(farewell())
        self._shut()

    def _say(self, farewell: Outgoing) -> None:
        try:
            self.session.post(farewell, patience=0)
        except AgentFault as fault:
            log.warning("%s left without telling the zone: %s", self._profile.agent_id, fault)

    def _shut(self) -> None:
        if self._listener is not None:
            self._listener.stop()
            self._listener = None
        self._connection.close()
        self._inbox.close()
