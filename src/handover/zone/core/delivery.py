"""Pushing: what to send to an agent now, and what its answer means (section 8.3)."""

from dataclasses import dataclass
from datetime import datetime

from handover.sif.values import whole_number
from handover.zone.core.acks import read_error
from handover.zone.core.answers import NewId, control_message
from handover.zone.core.effects import Effect, Reached, SetSleep
from handover.zone.core.handling_replies import (
    DeliveryContext,
    handle_error,
    handle_status,
    handle_untaken,
    schedule_retry,
)
from handover.zone.core.parsing import MalformedMessage, find_child, parse_message, text_of
from handover.zone.core.records import AgentStatus, SifError
from handover.zone.core.refusal import MessageRefused
from handover.zone.state import ZoneState


@dataclass(frozen=True, slots=True)
class AgentReply:
    """What an agent answered: to the message with which id, a status code or (with -1) a fault."""

    msg_id: str
    code: int
    fault: SifError | None = None


class NoReply(ValueError):
    """What came back is not an agent's SIF_Ack; the text says why."""


def read_agent_reply(body: bytes) -> AgentReply:
    """Return an agent's SIF_Ack. Raises NoReply for anything else."""
    try:
        arrival = parse_message(body)
    except MalformedMessage as fault:
        raise NoReply(f"the agent answered with something that cannot be read: {fault.refused.fault.more}") from None
    if arrival.name != "SIF_Ack":
        raise NoReply(f"the agent answered with a {arrival.name}, not a SIF_Ack")
    msg_id = text_of(find_child(arrival.payload, "SIF_OriginalMsgId"))
    error, status = find_child(arrival.payload, "SIF_Error"), find_child(arrival.payload, "SIF_Status")
    if error is not None:
        return AgentReply(msg_id, -1, read_error(error))
    code = text_of(find_child(status, "SIF_Code")) if status is not None else ""
    number = whole_number(code)
    if number is None or number < 0:
        raise NoReply("the agent answered with a SIF_Ack without a status")
    return AgentReply(msg_id, number)


def write_probe(state: ZoneState, agent: str, now: datetime, new_id: NewId) -> bytes:
    """Return the ping that asks an agent which seemed asleep whether it is awake."""
    return control_message("SIF_Ping", state.common_version(agent), state.id, now, new_id)[1]


def handle_reply(case: DeliveryContext, reply: AgentReply) -> tuple[Effect, ...]:
    """Return what follows from the answer to a delivered message."""
    unreadable = reply.fault is not None and not reply.msg_id
    if reply.msg_id != case.waiting.parcel.msg_id and not unreadable:
        return handle_untaken(case, f"the agent answered to another message, {reply.msg_id!r}")
    if reply.fault is not None:
        return handle_error(case, reply.fault)
    try:
        return handle_status(case, reply.code)
    except MessageRefused as refused:
        # A status that answers nothing, such as 9: there is no channel to say so on. The message was not taken.
        return handle_untaken(case, refused.fault.more)


def handle_probe_reply(
    state: ZoneState, presence: AgentStatus, reply: AgentReply | None, now: datetime
) -> tuple[Effect, ...]:
    """Return what follows from the answer to a ping: awake, or tried again later."""
    if reply is not None and reply.fault is None and reply.code in (0, 1):
        return (SetSleep(presence.agent, ""), Reached(presence.agent))
    return schedule_retry(state, presence, now, "asleep (status 8)" if reply is not None else "no answer to a ping")


def handle_silence(state: ZoneState, presence: AgentStatus, fault: str, now: datetime) -> tuple[Effect, ...]:
    """Return what follows when an agent could not be reached. That says nothing about the message."""
    return schedule_retry(state, presence, now, fault)
