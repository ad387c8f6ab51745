"""The agent's standing in its zone: joining it, and sending one message and reading its SIF_Ack (sections 12.2 and 13)."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import Final

from handover.agent import compose
from handover.agent.backoff import Backoff
from handover.agent.compose import Offers, Outgoing, Profile
from handover.agent.connection import Connection
from handover.agent.faults import AgentFault, RegistrationRefused, ZoneAsleep, ZoneAway
from handover.agent.verdict import ASLEEP, NOT_REGISTERED, AckReply, NotAReply, read_ack
from handover.agent.zone_status import Access, ZoneStatus, access, zone_status

log: Final = logging.getLogger("handover.agent")


class Session:
    """Sends messages for one agent, with patience: a zone that is away or asleep is tried again, ever less often."""

    def __init__(
        self, profile: Profile, connection: Connection, patience: float, clock: Callable[[], datetime]
    ) -> None:
        self.profile = profile
        self.connection = connection
        self.patience = patience
        self.clock = clock
        self.offers = Offers()
        self.listening_at: str | None = None
        self.access: Access | None = None
        self.stopping = threading.Event()
        self._joined = 0
        self._joining = threading.RLock()

    def join(self) -> None:
        """Register, ping, and state what the agent does, in the order of section 12.2.

        Only status 0 counts as registered. Raises `RegistrationRefused` or `ZoneAway`.
        """
        with self._joining:
            self._register()
            self._must(self.post(compose.compose_control(self.profile, "SIF_Ping", self.clock())))
            if self.offers.provides:
                self.look()
            self.provision()
            self._joined += 1

    def _register(self) -> None:
        reply = self.post(compose.compose_register(self.profile, self.listening_at, self.clock()))
        self._must(reply)
        if reply.status != 0:
            raise RegistrationRefused(5, 1, f"The zone answered SIF_Register with status {reply.status}, not 0.")
        if reply.data is not None:
            self.access = access(reply.data)

    def provision(self) -> None:
        """State what the agent provides and subscribes to."""
        self._must(self.post(compose.compose_provision(self.profile, self.offers, self.clock())))

    def _must(self, reply: AckReply) -> None:
        if reply.error is not None:
            raise RegistrationRefused(*reply.error, reply.verdict.words)

    def look(self) -> ZoneStatus | None:
        """Return the state of the zone, and from now on compress long messages if it takes that."""
        reply = self.exchange(compose.compose_control(self.profile, "SIF_GetZoneStatus", self.clock()))
        if reply.error is not None:
            raise reply.verdict.fault
        if reply.data is None:
            return None
        found = zone_status(reply.data, self.connection.url.partition(":")[0].lower())
        self.connection.compresses = found.takes_gzip
        return found

    def exchange(self, message: Outgoing, *, patience: float | None = None, awake: bool = False) -> AckReply:
        """Send a message; if the zone does not know the agent (4/9), join again and send it once more.

        With `awake` an answer that the zone is asleep counts as no answer. Raises `ZoneAway` when patience, in
        seconds, has run out.
        """
        joined = self._joined
        reply = self.post(message, patience=patience, awake=awake)
        if reply.error != NOT_REGISTERED or not joined:
            return reply
        with self._joining:
            if self._joined == joined:
                log.warning("%s is not registered any more; registering again", self.profile.agent_id)
                self.join()
        return self.post(message, patience=patience, awake=awake)

    def post(self, message: Outgoing, *, patience: float | None = None, awake: bool = False) -> AckReply:
        """Send a message until there is an answer, with the same SIF_MsgId each time."""
        until = time.monotonic() + (self.patience if patience is None else patience)
        backoff = Backoff()
        while True:
            try:
                reply = read_ack(self.connection.post(message.body))
                if not awake or reply.status != ASLEEP:
                    return reply
                fault: AgentFault = ZoneAsleep(f"The zone at {self.connection.url} is asleep.")
            except ZoneAway as away:
                fault = away
            except NotAReply as wrong:
                fault = ZoneAway(f"{self.connection.url} does not answer as a zone does: {wrong}")
            delay = min(backoff.delay(), until - time.monotonic())
            if delay <= 0 or self.stopping.wait(delay):
                raise fault
