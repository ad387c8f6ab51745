"""What the zone sends, in either mode: stored, handed to the right handler, and the verdict that the zone is told.

Events are handled in their order on one thread, requests on another, responses at once. So a handler may wait for an
answer while a request of somebody else is being answered. A handler that asks for something itself first lets the zone
go on: an event is held with status 2 (section 9), a request is taken with status 1, being safe in the inbox.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

from handover.agent import answering, compose
from handover.agent.answering import Provider
from handover.agent.asking import OpenRequests
from handover.agent.compose import Profile
from handover.agent.courier import Courier
from handover.agent.delivery import PendingMessage, Worker
from handover.agent.faults import Later, Refuse
from handover.agent.inbox import Inbox, Key, Known
from handover.agent.received import Event, NotAnEvent, event_name, event_of
from handover.agent.verdict import ALREADY_HAD, BLOCKING, FINISHED, NOT_NOW, TAKEN, AckVerdict, postponement, refusal
from handover.sif.messages import ErrorCode, Message, NotAMessage, read_message
from handover.sif.model import MissingValue
from handover.sif.reader import UnreadableDocument

log: Final = logging.getLogger("handover.agent")

AGAIN_SECONDS: Final = 5.0
"""How long a message rests that a handler wants again and that only the inbox still has."""
TOLD_SECONDS: Final = 30.0
"""How long the end of a blocked event waits for its beginning to be told."""

_REPEATED: Final = {Known.HANDLED: ALREADY_HAD, Known.RELEASED: TAKEN}

Handler = Callable[[Event[Any]], object]


class Receiver:
    """Takes messages from a listener or a poller; `handlers` and `providers` are by name of object."""

    def __init__(
        self,
        profile: Profile,
        inbox: Inbox,
        courier: Courier,
        requests: OpenRequests,
        clock: Callable[[], datetime],
    ) -> None:
        self.handlers: dict[str, Handler] = {}
        self.providers: dict[str, Provider] = {}
        self._profile = profile
        self._inbox = inbox
        self._courier = courier
        self._requests = requests
        self._clock = clock
        self._events = Worker("events", self._handle_event)
        self._questions = Worker("requests", self._handle_request)
        self._open: dict[Key, PendingMessage] = {}
        self._lock = threading.Lock()
        self._at_work = threading.local()

    def restore(self) -> None:
        """Queue the messages that an earlier process took and did not handle, before any new one can come."""
        self._inbox.forget_old(self._clock())
        for key, body in self._inbox.waiting():
            try:
                message = read_message(body)
            except (UnreadableDocument, NotAMessage):
                self._inbox.handled(key)
                log.exception("message %s in the inbox cannot be read", key.message_id)
                continue
            self._queue(PendingMessage(key, message))

    def start(self) -> None:
        """Begin to handle what is queued."""
        self._events.start()
        self._questions.start()

    def give_up(self) -> None:
        """Leave what is queued with the zone, and in the inbox: there will be nobody to handle it."""
        with self._lock:
            for delivery in self._open.values():
                delivery.decide(AckVerdict(None, NOT_NOW, "The agent is leaving."))

    def stop(self, seconds: float) -> bool:
        """Let handlers at work finish; say whether they have."""
        return all([self._events.stop(seconds), self._questions.stop(seconds)])

    def receive(self, message: Message, body: bytes) -> PendingMessage:
        """Take a message. The delivery that is returned has, or will have, the verdict for the zone."""
        head = message.header
        key = Key(head.sif_source_id, head.sif_msg_id)
        if message.kind == "SIF_Response":
            return _settled(key, message, self._requests.take(message, body))
        if message.kind not in ("SIF_Event", "SIF_Request"):
            return _settled(key, message, AckVerdict(None, ErrorCode(12, 2), f"An agent takes no {message.kind}."))
        with self._lock:
            known = self._open.get(key)
            if known is not None:
                return known
            status = _REPEATED.get(self._inbox.take(key, body, self._clock()))
            if status is not None:
                return _settled(key, message, AckVerdict(status))
            delivery = PendingMessage(key, message)
            self._queue(delivery)
            return delivery

    def _queue(self, delivery: PendingMessage, *, after: float = 0.0) -> None:
        self._open[delivery.key] = delivery
        worker = self._events if delivery.message.kind == "SIF_Event" else self._questions
        worker.put(delivery, after=after)

    def safe(self, delivery: PendingMessage) -> AckVerdict | None:
        """Take a message whose handler is slow with status 1, if it is safe in a file. Returns the verdict, if any."""
        if self._inbox.durable and delivery.decide(AckVerdict(TAKEN)):
            self._inbox.told(delivery.key)
        return delivery.wait(0)

    @property
    def in_handler(self) -> bool:
        """Say whether the calling thread is at work on a message."""
        return getattr(self._at_work, "delivery", None) is not None

    def let_zone_go_on(self) -> None:
        """Called before a handler waits for an answer: without this the zone would never come to deliver it."""
        delivery: PendingMessage | None = getattr(self._at_work, "delivery", None)
        if delivery is None:
            return
        if delivery.message.kind == "SIF_Event":
            self._inbox.blocked(delivery.key)
            delivery.decide(AckVerdict(BLOCKING))
        elif delivery.decide(AckVerdict(TAKEN)):
            self._inbox.told(delivery.key)

    @contextmanager
    def _blocking(self) -> Iterator[None]:
        self.let_zone_go_on()
        yield

    def _handle_event(self, delivery: PendingMessage) -> None:
        self._at_work.delivery = delivery
        try:
            verdict = self._event_verdict(delivery)
        finally:
            self._at_work.delivery = None
        self._finish(delivery, verdict)
        if delivery.blocks:
            delivery.told.wait(TOLD_SECONDS)
            self._courier.finish(self._final(delivery))

    def _final(self, delivery: PendingMessage) -> compose.Outgoing:
        version = delivery.message.version
        return compose.compose_ack(self._profile, *delivery.key, AckVerdict(FINISHED), version, self._clock())

    def _event_verdict(self, delivery: PendingMessage) -> AckVerdict:
        message = delivery.message
        if delivery.key.source == self._profile.agent_id:
            return AckVerdict(TAKEN)
        try:
            handler = self.handlers.get(event_name(message))
            if handler is None:
                raise Refuse(9, 3, "This agent does not subscribe to the object.")
            handler(event_of(message, self._blocking))
        except Refuse as reason:
            return refusal(reason)
        except Later as later:
            return postponement(later)
        except NotAnEvent as fault:
            return AckVerdict(None, ErrorCode(9, 3), str(fault))
        except MissingValue as fault:
            log.warning("event %s is refused: %s", delivery.key.message_id, fault)
            return AckVerdict(None, ErrorCode(9, 3), str(fault))  # it names fields, and no data
        except Exception:
            # The zone learns that it failed, not what: an exception may hold a pupil's data.
            log.exception("the handler of event %s failed; the event is refused", delivery.key.message_id)
            return AckVerdict(None, ErrorCode(9, 1), "The agent failed to handle the event.")
        return AckVerdict(TAKEN)

    def _handle_request(self, delivery: PendingMessage) -> None:
        self._at_work.delivery = delivery
        line = f"answer {delivery.key.source} {delivery.key.message_id}"
        try:
            self._answer(delivery, line)
            verdict = AckVerdict(TAKEN)
        except Later as later:
            self._inbox.discard(line)
            verdict = postponement(later)
        finally:
            self._at_work.delivery = None
        self._finish(delivery, verdict)

    def _answer(self, delivery: PendingMessage, line: str) -> None:
        """Store all packets, then send them; only then is the request acknowledged (section 12.5)."""
        now = self._clock()
        self._inbox.discard(line)
        try:
            for packet in answering.answer_request(delivery.message, self.providers, self._profile, now):
                self._inbox.prepare(line, packet, ready=False)
        except Refuse as reason:
            self._inbox.discard(line)
            packet = answering.refuse_request(delivery.message, reason, self._profile, now)
            self._inbox.prepare(line, packet, ready=False)
        self._inbox.answered(delivery.key, line)
        self._courier.send(line)

    def _finish(self, delivery: PendingMessage, verdict: AckVerdict) -> None:
        """Store what became of a message, then settle what the zone is told."""
        if not verdict.keeps:
            self._inbox.handled(delivery.key)
            delivery.conclude(verdict)
        elif not delivery.conclude(verdict):
            self._inbox.told(delivery.key)  # the zone forgets it, so it is offered again from here
        again = verdict.keeps and not self._inbox.give_back(delivery.key)
        with self._lock:
            self._open.pop(delivery.key, None)
            if again:
                self._queue(PendingMessage(delivery.key, delivery.message), after=AGAIN_SECONDS)


def _settled(key: Key, message: Message, verdict: AckVerdict) -> PendingMessage:
    delivery = PendingMessage(key, message)
    delivery.decide(verdict)
    return delivery
