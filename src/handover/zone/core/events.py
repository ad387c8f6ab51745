"""SIF_Event: is it one, may its sender publish it, and into whose queues it goes (sections 4.1 and 7.7)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from handover.common.xml import local_name
from handover.zone.core.answers import Answer
from handover.zone.core.arrival import Arrival, child
from handover.zone.core.case import Case, Decision
from handover.zone.core.content import refuse_findings, tell_findings
from handover.zone.core.effects import Accept, Effect
from handover.zone.core.endings import log_entry
from handover.zone.core.records import Kind, Parcel, Reason, Verdict
from handover.zone.core.refusal import Refused
from handover.zone.core.routing import route_event
from handover.zone.objects import LOG_ENTRY, known, without_events
from handover.zone.rights import PUBLISH, RIGHTS

PASSED_OVER: Final[Mapping[Reason, tuple[tuple[int, int], str]]] = MappingProxyType(
    {
        "too large": ((4, 2), "is longer than the agent's SIF_MaxBufferSize"),
        "version": ((4, 4), "is of a version that the agent has not registered"),
        "security": ((4, 3), "demands a more secure channel than the agent has"),
    }
)
"""The reasons for which a subscriber is passed over that are worth a log entry: its code (section 10.3) and words."""


class Told(NamedTuple):
    """What an event says happened: to which object, and what."""

    object: str
    action: str


def publish(case: Case) -> Decision:
    """Take an event and put it into the queue of everybody who is to have it."""
    told = told_by(case.arrival)
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
    parcel = Parcel(
        source=arrival.source,
        msg_id=arrival.msg_id,
        kind=Kind.EVENT,
        version=arrival.version,
        body=arrival.body,
        object=told.object,
        action=told.action,
        contexts=contexts,
        destination=arrival.destination,
    )
    recipients = tuple(each.agent for each in verdicts if each.gets)
    others = tuple(each for each in verdicts if not each.gets)
    effects: list[Effect] = [Accept(parcel, recipients, others)]
    if told.object != LOG_ENTRY:
        effects += _entries(case, told, others)
        if arrival.destination and not recipients:
            effects += _astray(case, told)
        effects += tell_findings(case, told.object)
    return Decision(Answer(), tuple(effects))


def told_by(arrival: Arrival) -> Told:
    """Return what an event says; Refused where it is not one that could be passed on."""
    data = child(arrival.payload, "SIF_ObjectData")
    event = child(data, "SIF_EventObject") if data is not None else None
    if event is None:
        raise Refused(1, 6, "SIF_Event has no SIF_ObjectData with a SIF_EventObject.")
    name, action = event.get("ObjectName"), event.get("Action")
    if name is None or action is None:
        raise Refused(1, 6, "SIF_EventObject needs an ObjectName and an Action.")
    if action not in PUBLISH:
        raise Refused(1, 4, f"Action {action!r} is none of {', '.join(PUBLISH)}.")
    if name not in known():
        raise Refused(9, 3, f"There is no object {name} in this zone.")
    if name in without_events():
        raise Refused(9, 3, f"{name} does not report events.")
    inside = {local_name(each) for each in event}
    if inside != {name}:
        raise Refused(9, 3, f"SIF_EventObject says {name} and holds {', '.join(sorted(inside)) or 'nothing'}.")
    return Told(name, action)


def _may_publish(case: Case, told: Told, contexts: tuple[str, ...]) -> None:
    """Refuse where the administrator has not given the right. What the agent said it publishes does not matter."""
    right = PUBLISH[told.action]
    for context in contexts:
        if not case.state.may(case.agent, right, told.object, context):
            raise Refused(*RIGHTS[right].refused, f"{told.object} in {context}")


def _astray(case: Case, told: Told) -> tuple[Effect, ...]:
    """Return the log entry that tells of an event whose one reader does not get it: its sender reads status 0 all the same."""
    whom = case.arrival.destination
    text = f"Nobody gets an event of {told.object} from {case.agent}: it is addressed to {whom}, and to nobody else."
    return log_entry(case.state, text, case.now, case.new_id, level="Warning", about=case.arrival)


def _entries(case: Case, told: Told, others: tuple[Verdict, ...]) -> tuple[Effect, ...]:
    found: list[Effect] = []
    for verdict in others:
        if verdict.reason in PASSED_OVER:
            code, words = PASSED_OVER[verdict.reason]
            about = case.arrival
            text = f"{verdict.agent} does not get an event of {told.object} from {case.agent}: it {words}."
            found += log_entry(case.state, text, case.now, case.new_id, code=code, about=about)
    return tuple(found)
