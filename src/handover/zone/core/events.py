"""SIF_Event: is it one, may its sender publish it, and into whose queues it goes (sections 4.1 and 7.7)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from handover.zone.core.answers import AckAnswer
from handover.zone.core.content import refuse_findings, tell_findings
from handover.zone.core.context import MessageContext, ZoneDecision
from handover.zone.core.effects import Accept, Effect
from handover.zone.core.notifications import write_log_entry
from handover.zone.core.parsing import ParsedMessage, find_child
from handover.zone.core.records import MessageKind, Reason, RoutingVerdict, StoredMessage
from handover.zone.core.refusal import MessageRefused
from handover.zone.core.routing import route_event
from handover.zone.objects import LOG_ENTRY, known_objects, without_events
from handover.zone.rights import PUBLISH, RIGHTS

PASSED_OVER: Final[Mapping[Reason, tuple[tuple[int, int], str]]] = MappingProxyType(
    {
        "too large": ((4, 2), "is longer than the agent's SIF_MaxBufferSize"),
        "version": ((4, 4), "is of a version that the agent has not registered"),
        "security": ((4, 3), "demands a more secure channel than the agent has"),
    }
)
"""The reasons for which a subscriber is passed over that are worth a log entry: its code (section 10.3) and words."""


class EventSubject(NamedTuple):
    """What an event says happened: to which object, and what."""

    object: str
    action: str


def handle_event(case: MessageContext) -> ZoneDecision:
    """Take an event and put it into the queue of everybody who is to have it."""
    told = read_event_subject(case.arrival)
    contexts = case.contexts
    _may_publish(case, told, contexts)
    refuse_findings(case, 9, 3)
    arrival = case.arrival
    verdicts = route_event(
        case.state,
        source=arrival.source,
        object_name=told.object,
        contexts=contexts,
        version=arrival.version,
        size=len(arrival.body),
        destination=arrival.destination,
        security=arrival.security,
    )
    parcel = StoredMessage(
        source=arrival.source,
        msg_id=arrival.msg_id,
        kind=MessageKind.EVENT,
        version=arrival.version,
        body=arrival.body,
        object=told.object,
        action=told.action,
        contexts=contexts,
        destination=arrival.destination,
    )
    recipients = tuple([each.agent for each in verdicts if each.reason == "recipient"])
    others = tuple([each for each in verdicts if each.reason != "recipient"])
    effects: list[Effect] = [Accept(parcel, recipients, others)]
    if told.object != LOG_ENTRY:
        effects += _entries(case, told, others)
        if arrival.destination and not recipients:
            effects += _astray(case, told)
        effects += tell_findings(case, told.object)
    return ZoneDecision(AckAnswer(), tuple(effects))


def read_event_subject(arrival: ParsedMessage) -> EventSubject:
    """Return what an event says; MessageRefused where it is not one that could be passed on."""
    data = find_child(arrival.payload, "SIF_ObjectData")
    event = find_child(data, "SIF_EventObject") if data is not None else None
    if event is None:
        raise MessageRefused(1, 6, "SIF_Event has no SIF_ObjectData with a SIF_EventObject.")
    name, action = event.get("ObjectName"), event.get("Action")
    if name is None or action is None:
        raise MessageRefused(1, 6, "SIF_EventObject needs an ObjectName and an Action.")
    if action not in PUBLISH:
        raise MessageRefused(1, 4, f"Action {action!r} is none of {', '.join(PUBLISH)}.")
    if name not in known_objects():
        raise MessageRefused(9, 3, f"There is no object {name} in this zone.")
    if name in without_events():
        raise MessageRefused(9, 3, f"{name} does not report events.")
    inside = {each.tag.rpartition("}")[2] for each in event}
    if inside != {name}:
        raise MessageRefused(9, 3, f"SIF_EventObject says {name} and holds {', '.join(sorted(inside)) or 'nothing'}.")
    return EventSubject(name, action)


def _may_publish(case: MessageContext, told: EventSubject, contexts: tuple[str, ...]) -> None:
    """Refuse where the administrator has not given the right. What the agent said it publishes does not matter."""
    right = PUBLISH[told.action]
    for context in contexts:
        if not case.state.may(case.agent, right, told.object, context):
            raise MessageRefused(*RIGHTS[right].refused, f"{told.object} in {context}")


def _astray(case: MessageContext, told: EventSubject) -> tuple[Effect, ...]:
    """Return the log entry that tells of an event whose one reader does not get it: its sender reads status 0 all the same."""
    whom = case.arrival.destination
    text = f"Nobody gets an event of {told.object} from {case.agent}: it is addressed to {whom}, and to nobody else."
    return write_log_entry(case.state, text, case.now, case.new_id, level="Warning", about=case.arrival)


def _entries(case: MessageContext, told: EventSubject, others: tuple[RoutingVerdict, ...]) -> tuple[Effect, ...]:
    found: list[Effect] = []
    for verdict in others:
        if verdict.reason in PASSED_OVER:
            code, words = PASSED_OVER[verdict.reason]
            about = case.arrival
            text = f"{verdict.agent} does not get an event of {told.object} from {case.agent}: it {words}."
            found += write_log_entry(case.state, text, case.now, case.new_id, code=code, about=about)
    return tuple(found)
