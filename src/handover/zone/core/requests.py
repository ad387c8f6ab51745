"""SIF_Request: who is to answer it (sections 4.2 and 7.8)."""

from typing import Any

from handover.zone.core.answers import AckAnswer
from handover.zone.core.context import MessageContext, ZoneDecision, read_mandatory, read_optional
from handover.zone.core.documents import write_access_list, write_zone_status
from handover.zone.core.effects import Accept, Effect, Open
from handover.zone.core.notifications import write_log_entry, write_own_response
from handover.zone.core.records import MessageKind, OpenRequest, StoredMessage
from handover.zone.core.refusal import MessageRefused
from handover.zone.core.routing import secure_enough
from handover.zone.objects import OWN, ZONE_STATUS, known_objects
from handover.zone.rights import RIGHTS, Right
from handover.zone.state import Provision, Registration


def handle_request(case: MessageContext) -> ZoneDecision:
    """Take a request and put it into the queue of who answers it; the zone itself answers what is about itself."""
    message = case.arrival.typed
    versions = read_mandatory(message, "sif_version", "SIF_Version")
    size = read_mandatory(message, "sif_max_buffer_size", "SIF_MaxBufferSize")
    name, extended = _wanted(message)
    if name not in known_objects():
        raise MessageRefused(8, 3, f"There is no object {name} in this zone.")
    context = case.context
    responder = _responder(case, name, context, extended)
    asked = OpenRequest(
        msg_id=case.arrival.msg_id,
        requester=case.agent,
        responder=responder,
        versions=versions,
        max_buffer=min(size, case.registration.max_buffer),
        object=name,
        context=context,
        opened_at=case.now,
        version=case.arrival.version,
    )
    if responder == case.state.id:
        return _own(case, asked)
    return ZoneDecision(AckAnswer(), (Accept(_parcel(case, asked), (responder,)), Open(asked)))


def _wanted(message: Any) -> tuple[str, bool]:
    """Return the object asked for, by which the request finds its way, and whether the query is an extended one."""
    query = read_optional(message, "sif_query", "SIF_Query")
    if query is not None:
        asked = read_mandatory(query, "sif_query_object", "SIF_QueryObject")
        return read_mandatory(asked, "object_name", "ObjectName"), False
    extended = read_mandatory(message, "sif_extended_query", "SIF_Query")
    provider = read_optional(extended, "sif_destination_provider", "SIF_DestinationProvider")
    if provider:
        return provider, True
    return read_mandatory(read_mandatory(extended, "sif_from", "SIF_From"), "object_name", "ObjectName"), True


def _responder(case: MessageContext, name: str, context: str, extended: bool) -> str:
    """Return who is to answer. What the zone tells of itself it tells every agent, as it does to SIF_SystemControl."""
    to_zone = case.arrival.destination == case.state.id
    if name in OWN and (to_zone or not case.arrival.destination):
        return case.state.id
    if not case.state.may(case.agent, Right.REQUEST, name, context):
        raise MessageRefused(*RIGHTS[Right.REQUEST].refused, f"{name} in {context}")
    if to_zone:
        raise MessageRefused(8, 4, f"The zone itself does not provide {name}.")
    found = _addressed(case, name, context) if case.arrival.destination else case.state.provider(name, context)
    if found is None:
        raise MessageRefused(8, 4, f"Nobody provides {name} in {context}.")
    registration = case.state.registration(found.agent)
    if registration is None:
        raise MessageRefused(8, 4, f"{found.agent} is not registered.")
    if extended and case.state.rules.check_extended and not found.extended:
        raise MessageRefused(8, 15, f"{found.agent} has not said that it understands extended queries for {name}.")
    _fits(case, found.agent, registration)
    _secure(case, found.agent)
    return found.agent


def _addressed(case: MessageContext, name: str, context: str) -> Provision:
    """Return what makes the agent that a request is addressed to one that can answer it."""
    agent = case.arrival.destination
    roles = [
        each
        for each in case.state.of_agent(agent)
        if each.right in (Right.RESPOND, Right.PROVIDE) and (each.object, each.context) == (name, context)
    ]
    if not roles:
        raise MessageRefused(8, 4, f"{agent} does not answer requests for {name} in {context}.")
    if not may_respond(case, agent, name, context):
        raise MessageRefused(*RIGHTS[Right.RESPOND].refused, f"{agent} for {name} in {context}")
    return max(roles, key=lambda each: each.extended)


def may_respond(case: MessageContext, agent: str, name: str, context: str) -> bool:
    """Say whether an agent may answer requests: who may provide an object may answer for it."""
    return any(case.state.may(agent, right, name, context) for right in (Right.RESPOND, Right.PROVIDE))


def _fits(case: MessageContext, responder: str, registration: Registration) -> None:
    size = len(case.arrival.body)
    if size > registration.max_buffer:
        words = f"A request of {case.agent} has {size} bytes; {responder} takes {registration.max_buffer}."
        told = write_log_entry(case.state, words, case.now, case.new_id, code=(4, 2), about=case.arrival)
        raise MessageRefused(8, 1, words, told)


def _secure(case: MessageContext, responder: str) -> None:
    if not secure_enough(case.state.agents[responder], case.arrival.security):
        words = f"A request of {case.agent} demands a more secure channel than {responder} has."
        told = write_log_entry(case.state, words, case.now, case.new_id, code=(4, 3), about=case.arrival)
        raise MessageRefused(10, 3, words, told)


def _parcel(case: MessageContext, asked: OpenRequest) -> StoredMessage:
    arrival = case.arrival
    return StoredMessage(
        source=arrival.source,
        msg_id=arrival.msg_id,
        kind=MessageKind.REQUEST,
        version=arrival.version,
        body=arrival.body,
        object=asked.object,
        contexts=(asked.context,),
        destination=arrival.destination,
    )


def _own(case: MessageContext, asked: OpenRequest) -> ZoneDecision:
    """Answer for the zone: by a response in the requester's queue, like any other."""
    if asked.object == ZONE_STATUS:
        presences = {agent: case.facts.presence(agent) for agent in case.state.agents}
        document = write_zone_status(case.state, presences, case.arrival.version, case.channel.secure)
    else:
        document = write_access_list(case.state, case.agent)
    inside = f"<SIF_ObjectData>{document.decode()}</SIF_ObjectData>"
    effects: list[Effect] = [Accept(_parcel(case, asked), ())]
    effects += write_own_response(case.state, asked, inside, case.now, case.new_id)
    return ZoneDecision(AckAnswer(), tuple(effects))
