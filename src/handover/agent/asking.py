"""Requests that wait for their answer: packets are stored as they come and handed out in their order."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final, Generic, Self, TypeVar

from handover.agent.faults import AgentFault, NotConnected, RequestRefused, TimedOut
from handover.agent.inbox import Inbox
from handover.agent.verdict import ALREADY_HAD, TAKEN, AckVerdict
from handover.sif.messages import ErrorCode, Message, read_message
from handover.sif.model import SifObject, WholeObject
from handover.sif.values import whole_number

log: Final = logging.getLogger("handover.agent")

T = TypeVar("T", bound=SifObject)


@dataclass(slots=True)
class _Request:
    """What has come for one request."""

    error: AgentFault | None = None
    numbers: set[int] = field(default_factory=set)


class OpenRequests:
    """The requests of this process that wait for packets. Any thread may call it."""

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox
        self._open: dict[str, _Request] = {}
        self._changed = threading.Condition()

    @property
    def any(self) -> bool:
        """Say whether any request waits."""
        return bool(self._open)

    def open(self, request_id: str) -> None:
        """Expect packets, from before the request is sent: a zone may be fast."""
        with self._changed:
            self._open[request_id] = _Request()

    def close(self, request_id: str) -> bool:
        """Expect no more packets; say whether any were expected."""
        with self._changed:
            if self._open.pop(request_id, None) is None:
                return False
        self._inbox.drop_packets(request_id)
        return True

    def fail(self, fault: AgentFault) -> None:
        """Tell all that wait that nothing will come."""
        with self._changed:
            for request in self._open.values():
                request.error = request.error or fault
            self._changed.notify_all()

    def shut(self) -> None:
        """Expect nothing any more: the agent is leaving."""
        with self._changed:
            self._open.clear()
            self._changed.notify_all()

    def take(self, message: Message, body: bytes) -> AckVerdict:
        """Store a packet of an answer. One that nobody waits for is acknowledged and dropped."""
        packet = message.payload
        request_id, number = packet.sif_request_msg_id, packet.sif_packet_number
        with self._changed:
            request = self._open.get(request_id)
        if request is None:
            log.info("a packet for request %s came, for which nobody waits", request_id)
            return AckVerdict(TAKEN)
        if packet.sif_error is not None:
            error = packet.sif_error
            words = error.sif_desc or error.sif_extended_desc or "The responder gave no reason."
            request.error = RequestRefused(
                whole_number(error.sif_category or "") or 0, whole_number(error.sif_code or "") or 0, words
            )
        elif number is None or packet.sif_extended_query_results is not None:
            return AckVerdict(None, ErrorCode(8, 12), "A packet needs a number, and objects.")
        elif number in request.numbers:
            return AckVerdict(ALREADY_HAD)
        else:
            self._inbox.keep_packet(request_id, number, body)
            request.numbers.add(number)
        with self._changed:
            self._changed.notify_all()
        return AckVerdict(TAKEN)

    def packet(self, request_id: str, number: int, seconds: float) -> Message:
        """Return a packet, waiting for it if need be. Raises `RequestRefused`, `TimedOut` or `NotConnected`."""
        until = time.monotonic() + seconds
        with self._changed:
            while True:
                body = self._inbox.packet(request_id, number)
                if body is not None:
                    return read_message(body)
                request = self._open.get(request_id)
                if request is None:
                    raise NotConnected("The request was closed.")
                if request.error is not None:
                    raise request.error
                if not self._changed.wait(until - time.monotonic()):
                    raise TimedOut(f"Packet {number} of request {request_id} did not come within {seconds:g} seconds.")


class ResponseObjects(Iterator[T], Generic[T]):
    """The objects of an answer, as its packets come. Leaving it before its end tells the zone to forget the request.

    They are partial objects where only some elements were asked for. Use it as an iterator; `with agent.request(…) as
    answer:` also ends it in time when the loop is left early.
    """

    def __init__(
        self,
        requests: OpenRequests,
        request_id: str,
        seconds: float,
        cancel: Callable[[str], None],
        *,
        partial: bool = False,
    ) -> None:
        self.message_id = request_id
        self._requests = requests
        self._seconds = seconds
        self._cancel = cancel
        self._partial = partial
        self._number = 0
        self._more = True
        self._held: Iterator[T] = iter(())

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> T:
        while True:
            for thing in self._held:
                return thing
            if not self._more:
                raise StopIteration
            self._held = iter(self._next_packet())

    def _next_packet(self) -> tuple[T, ...]:
        try:
            packet = self._requests.packet(self.message_id, self._number + 1, self._seconds).payload
        except TimedOut:
            self.close()
            raise
        except AgentFault:
            self._end()
            raise
        self._number += 1
        if packet.sif_more_packets != "Yes":
            self._end()
        data = packet.sif_object_data
        found = [thing for thing in data.objects if isinstance(thing, WholeObject)] if data is not None else []
        return tuple([thing.as_partial() for thing in found] if self._partial else found)

    def _end(self) -> bool:
        self._more = False
        return self._requests.close(self.message_id)

    def close(self) -> None:
        """Want no more of the answer."""
        if self._more and self._end():
            self._cancel(self.message_id)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        if getattr(self, "_more", False):
            self._requests.close(self.message_id)
