"""One message pushed to an agent: what is to be sent, what came of it, and what follows from that."""

from dataclasses import dataclass
from datetime import datetime

from handover.sif.messages.message import new_id
from handover.zone.core import delivery as pushing
from handover.zone.core.effects import Effect
from handover.zone.core.handling_replies import DeliveryContext, handle_untaken
from handover.zone.core.records import QueueEntry
from handover.zone.state import Registration, ZoneState
from handover.zone.store.interface import DueAgent, QueueHead, Transaction


@dataclass(frozen=True, slots=True)
class PushDelivery:
    """One thing to send to an agent that messages are pushed to: the bytes, where to, and what is waiting for the answer.

    `waiting` is None for a control message (a ping that asks whether the agent still sleeps).
    """

    due: DueAgent
    registration: Registration
    body: bytes
    waiting: QueueEntry | None
    connect_seconds: int
    answer_seconds: int


@dataclass(frozen=True, slots=True)
class PushOutcome:
    """What came of a delivery: the answer's body, or (None) words for why there was none.

    `reached`: the agent was given the message all the same, and answered with something else or not at all.
    """

    body: bytes | None
    fault: str = ""
    reached: bool = False


def next_delivery(due: DueAgent, state: ZoneState, head: QueueHead, now: datetime) -> PushDelivery | None:
    """Return what is to be pushed to an agent now; None if there is nothing."""
    presence, waiting, _ = head
    registration = state.registration(due.agent)
    if registration is None or not registration.pushed or state.rules.paused:
        return None
    late = presence.next_attempt is not None and presence.next_attempt > now
    if waiting is None or presence.asleep == "asked" or presence.stopped or late:
        return None
    body = waiting.parcel.body
    if presence.asleep == "inferred":
        waiting, body = None, pushing.write_probe(state, due.agent, now, new_id)
    rules = state.rules
    return PushDelivery(due, registration, body, waiting, rules.connect_seconds, rules.answer_seconds)


def read_outcome(outcome: PushOutcome) -> tuple[pushing.AgentReply | None, PushOutcome]:
    """Return what the agent said, if it said something, and the outcome, which says why if what came is no reply."""
    if outcome.body is None:
        return None, outcome
    try:
        return pushing.read_agent_reply(outcome.body), outcome
    except pushing.NoReply as unread:
        return None, PushOutcome(None, str(unread), reached=True)


def handle_outcome(
    held: Transaction, sent: PushDelivery, reply: pushing.AgentReply | None, outcome: PushOutcome, now: datetime
) -> tuple[Effect, ...]:
    """Return what follows from what came of a delivery (section 8.3)."""
    agent = sent.due.agent
    presence = held.presence(agent)
    if sent.waiting is None:
        return pushing.handle_probe_reply(held.state, presence, reply, now)
    waiting = held.numbered(agent, sent.waiting.number)
    if waiting is None:  # the agent's final acknowledgement was quicker, or somebody took the message away
        return ()
    context = DeliveryContext(waiting, presence, held.state, held, now, new_id)
    if reply is not None:
        return pushing.handle_reply(context, reply)
    if outcome.reached:
        return handle_untaken(context, outcome.fault)
    return pushing.handle_silence(held.state, presence, outcome.fault, now)
