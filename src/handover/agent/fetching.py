"""Pull mode: the agent asks the zone for its next message, handles it, acknowledges it, and asks again (section 8.2)."""

import logging
import threading
from collections.abc import Callable
from typing import Final

from lxml import etree

from handover.agent import compose
from handover.agent.asking import OpenRequests
from handover.agent.backoff import Backoff
from handover.agent.faults import AgentFault, ZoneAsleep
from handover.agent.receiving import Receiver
from handover.agent.session import Session
from handover.agent.verdict import ASLEEP, NOTHING_WAITING, REGISTERED_FOR_PUSH, AckReply, AckVerdict
from handover.common.xml import local_name
from handover.sif.messages import ErrorCode, NotAMessage, message_of
from handover.sif.reader import tree

log: Final = logging.getLogger("handover.agent")

ASKING_SECONDS: Final = 2.0
"""The longest pause between polls while a request of this agent waits for its answer."""


class Poller:
    """The poller's thread. It polls while anything can come: for a handler, a provider, or a request that was made."""

    def __init__(self, session: Session, receiver: Receiver, requests: OpenRequests, seconds: float) -> None:
        self.paused = False
        self.fault: AgentFault | None = None
        self.ended = threading.Event()
        self._session = session
        self._receiver = receiver
        self._requests = requests
        self._seconds = seconds
        self._wake = threading.Event()
        self._draining = False
        self._trouble = Backoff(first=min(1.0, seconds), longest=max(180.0, seconds))
        self._asking = Backoff(first=0.05, longest=min(ASKING_SECONDS, seconds))
        self._thread = threading.Thread(target=self._run, name="handover agent fetching", daemon=True)

    def start(self) -> None:
        """Begin to poll."""
        self._thread.start()

    def hurry(self) -> None:
        """Poll now, until nothing waits: something may have come, or is waited for."""
        self._draining = True
        self._asking.reset()
        self._wake.set()

    def stop(self, seconds: float) -> bool:
        """End polling after the message at work; say whether it has ended. The session must be stopping."""
        self.ended.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(seconds)
        return not self._thread.is_alive()

    @property
    def _needed(self) -> bool:
        expected = self._receiver.handlers or self._receiver.providers or self._requests.any
        return not self.paused and bool(expected or self._draining)

    def _run(self) -> None:
        stopping = self._session.stopping
        while not stopping.is_set() and self.fault is None:
            pause = self._poll() if self._needed else None
            if pause is None or pause > 0:
                self._wake.wait(pause)
                self._wake.clear()

    def _poll(self) -> float:
        """Ask once; return the seconds to wait before asking again."""
        try:
            reply = self._session.exchange(
                compose.compose_control(self._session.profile, "SIF_GetMessage", self._session.clock())
            )
        except AgentFault as fault:
            return self._wait_out(str(fault))
        if reply.data is not None:
            return self._take(reply, reply.data)
        if reply.status == NOTHING_WAITING:
            self._trouble.reset()
            self._draining = self._requests.any
            return min(self._asking.delay(), self._seconds) if self._draining else self._seconds
        if reply.error == REGISTERED_FOR_PUSH:
            return self._give_up(reply.verdict)
        words = "the zone says that this agent is asleep" if reply.status == ASLEEP else reply.verdict.words
        return self._wait_out(words or f"the zone answered SIF_GetMessage with status {reply.status}")

    def _wait_out(self, words: str) -> float:
        if self._session.stopping.is_set():
            return 0.0
        delay = self._trouble.delay()
        log.warning("no message could be fetched; next try in %g seconds: %s", delay, words)
        return delay

    def _give_up(self, verdict: AckVerdict) -> float:
        """Stop for good: another program with this id has registered it to be pushed to (5/9)."""
        self.fault = verdict.fault
        self._requests.fail(self.fault)
        self.ended.set()
        agent = self._session.profile.agent_id
        log.error("%s gets no messages any more: it is registered in push mode, not pull mode. %s", agent, self.fault)
        return 0.0

    def _take(self, reply: AckReply, element: etree._Element) -> float:
        body = etree.tostring(element, encoding="utf-8", with_tail=False)
        try:
            # Parsed again on its own, so that what is kept of it does not keep the reply around it.
            message = message_of(tree(body))
            head = message.header
            source, message_id, version = head.sif_source_id, head.sif_msg_id, message.version
            delivery = self._receiver.receive(message, body)
            verdict = delivery.wait()
            assert verdict is not None
            told: Callable[[], None] = delivery.told.set
        except (NotAMessage, AttributeError, ValueError) as fault:
            source, message_id = _names(element) or ("", reply.message_id)
            version, told = self._session.profile.version, _nothing
            verdict = AckVerdict(None, ErrorCode(1, 3), f"The message cannot be read: {fault}")
        self._acknowledge(
            compose.compose_ack(self._session.profile, source, message_id, verdict, version, self._session.clock())
        )
        told()
        self._asking.reset()
        if verdict.keeps:  # the zone would offer it again at once
            return self._trouble.delay()
        self._trouble.reset()
        return 0.0

    def _acknowledge(self, message: compose.Outgoing) -> None:
        """Tell the zone. If that fails it offers the message again, and gets status 7."""
        try:
            reply = self._session.exchange(message)
        except ZoneAsleep:
            return
        except AgentFault as fault:
            log.warning("a message could not be acknowledged; the zone will offer it again: %s", fault)
            return
        if reply.error is not None:
            log.warning("the zone did not accept an acknowledgement: %s", reply.verdict.fault)


def _nothing() -> None:
    """Do nothing: there is no handler to tell."""


def _names(element: etree._Element) -> tuple[str, str] | None:
    """Return the source and id in the header of a message that is otherwise not understood."""
    found: dict[str, str] = {}
    for payload in element.iterchildren("*"):
        for head in payload.iterchildren("*"):
            if local_name(head) == "SIF_Header":
                found = {local_name(child): (child.text or "").strip() for child in head.iterchildren("*")}
    source, message_id = found.get("SIF_SourceId"), found.get("SIF_MsgId")
    return (source, message_id) if source and message_id else None
