"""SIF_SystemControl: what an agent asks of the zone itself (section 5). Handled at once, never queued."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final
from xml.sax.saxutils import escape

from handover.common.xml import local_name
from handover.sif.messages.errors import ErrorCode
from handover.zone.core.acks import carrier_id
from handover.zone.core.answers import AckAnswer, control_message
from handover.zone.core.context import Handler, MessageContext, ZoneDecision
from handover.zone.core.documents import write_access_list, write_zone_status
from handover.zone.core.effects import Close, Effect, SendControl, SetSleep, Withdraw
from handover.zone.core.notifications import write_last_response
from handover.zone.core.parsing import find_child, text_of
from handover.zone.core.records import AgentStatus, OpenRequest, QueueEntry, SifError
from handover.zone.core.refusal import MessageRefused
from handover.zone.core.setting_aside import end_blocking

ASLEEP: Final = 8
NOTHING: Final = 9
READING: Final = frozenset({"SIF_Ping", "SIF_GetMessage", "SIF_GetAgentACL"})
"""What is answered from what is at hand, without changing anything."""


def read_command(case: MessageContext) -> str:
    """Return what a SIF_SystemControl asks for, such as SIF_Ping; MessageRefused where it is nothing known."""
    data = find_child(case.arrival.payload, "SIF_SystemControlData")
    if data is None or not len(data):
        raise MessageRefused(1, 6, "SIF_SystemControl has no SIF_SystemControlData with what is asked for.")
    names = [local_name(each) for each in data]
    if len(names) > 1:
        raise MessageRefused(1, 3, f"SIF_SystemControl asks for one thing, not {', '.join(names)}.")
    if names[0] not in CONTROLS and names[0] not in READING:
        raise MessageRefused(12, 2, f"There is no {names[0]} for a zone.")
    return names[0]


def handle_control(case: MessageContext) -> ZoneDecision:
    """Do what a SIF_SystemControl asks for."""
    return CONTROLS[read_command(case)](case)


def answer_reading(name: str, case: MessageContext, presence: AgentStatus, waiting: QueueEntry | None) -> AckAnswer:
    """Answer what changes nothing. `waiting` is the first message that the agent can be given."""
    if name == "SIF_GetAgentACL":
        return AckAnswer(data=write_access_list(case.state, case.agent))
    if name == "SIF_Ping":
        return AckAnswer(ASLEEP if presence.asleep else 0)
    if case.registration.pushed:
        raise MessageRefused(5, 9, f"{case.agent} is registered in push mode.")
    if presence.asleep == "asked" and not case.state.rules.serve_asleep:
        return AckAnswer(ASLEEP)
    put_off = presence.stopped or (presence.next_attempt is not None and presence.next_attempt > case.now)
    if waiting is None or put_off:
        return AckAnswer(NOTHING)
    return AckAnswer(data=waiting.parcel.body, msg_id=carrier_id(waiting.number, case.new_id()))


def _sleep(case: MessageContext) -> ZoneDecision:
    return ZoneDecision(AckAnswer(), (SetSleep(case.agent, "asked"),))


def _wake(case: MessageContext) -> ZoneDecision:
    presence = case.facts.presence(case.agent)
    released = end_blocking(case.state, presence, "it has woken up", case.now, case.new_id)
    return ZoneDecision(AckAnswer(), (SetSleep(case.agent, ""), *released))


def _zone_status(case: MessageContext) -> ZoneDecision:
    presences = {agent: case.facts.presence(agent) for agent in case.state.agents}
    return ZoneDecision(
        AckAnswer(data=write_zone_status(case.state, presences, case.arrival.version, case.channel.secure))
    )


def _cancel(case: MessageContext) -> ZoneDecision:
    """Close requests that their sender no longer wants answered. Ids of no request of its own are passed over."""
    data = find_child(case.arrival.payload, "SIF_SystemControlData")
    assert data is not None
    asked: Any = find_child(data, "SIF_CancelRequests")
    kind = text_of(find_child(asked, "SIF_NotificationType"))
    if kind not in ("Standard", "None"):
        raise MessageRefused(1, 4 if kind else 6, "SIF_NotificationType is Standard or None.")
    listed = find_child(asked, "SIF_RequestMsgIds")
    if listed is None or not len(listed):
        raise MessageRefused(1, 6, "SIF_CancelRequests names no SIF_RequestMsgId.")
    wanted = {text_of(each) for each in listed}
    effects: list[Effect] = []
    for request in case.facts.requests_of(case.agent):
        if request.msg_id in wanted:
            effects += _cancelled(case, request, tell=kind == "Standard")
    return ZoneDecision(AckAnswer(), tuple(effects))


def _cancelled(case: MessageContext, request: OpenRequest, *, tell: bool) -> list[Effect]:
    effects: list[Effect] = []
    if tell:
        fault = SifError(ErrorCode(8, 18), "")
        effects += write_last_response(case.state, request, fault, case.now, case.new_id)
    effects.append(Close(request.requester, request.msg_id))
    if case.facts.entry(request.responder, request.requester, request.msg_id) is not None:
        effects.append(Withdraw(request.responder, request.requester, request.msg_id))
        return effects
    registration = case.state.registration(request.responder)
    if registration is not None and registration.pushed:
        inside = (
            "<SIF_NotificationType>None</SIF_NotificationType><SIF_RequestMsgIds>"
            f"<SIF_RequestMsgId>{escape(request.msg_id)}</SIF_RequestMsgId></SIF_RequestMsgIds>"
        )
        version = case.state.common_version(request.responder)
        _, body = control_message("SIF_CancelRequests", version, case.state.id, case.now, case.new_id, inside)
        effects.append(SendControl(request.responder, body))
    return effects


CONTROLS: Final[Mapping[str, Handler]] = MappingProxyType(
    {
        "SIF_Sleep": _sleep,
        "SIF_Wakeup": _wake,
        "SIF_GetZoneStatus": _zone_status,
        "SIF_CancelRequests": _cancel,
    }
)
"""What changes something, or needs to know of every agent."""
