"""SIF_Response: is it one that somebody waits for, and is it as they asked for it (sections 4.3 and 7.9)."""

from collections.abc import Sequence
from typing import Any

from handover.sif.messages.errors import ErrorCode
from handover.zone.core.answers import AckAnswer
from handover.zone.core.content import refuse_findings, tell_findings
from handover.zone.core.context import MessageContext, ZoneDecision, read_mandatory, read_optional
from handover.zone.core.effects import Accept, Advance, Close, Effect, PassOver
from handover.zone.core.notifications import write_last_response, write_log_entry
from handover.zone.core.parsing import ParsedMessage
from handover.zone.core.records import MessageKind, OpenRequest, SifError, StoredMessage
from handover.zone.core.refusal import MessageRefused
from handover.zone.core.requests import may_respond
from handover.zone.core.routing import secure_enough
from handover.zone.rights import RIGHTS, Right
from handover.zone.state import matches_any


def handle_response(case: MessageContext) -> ZoneDecision:
    """Take a packet of an answer and put it into the requester's queue."""
    message = case.arrival.typed
    asked = _asked(case, read_mandatory(message, "sif_request_msg_id", "SIF_RequestMsgId"))
    packet = read_mandatory(message, "sif_packet_number", "SIF_PacketNumber")
    last = _is_last(message)
    if case.state.registration(asked.requester) is None:
        lost = PassOver(asked.requester, "gone", asked.object)
        return ZoneDecision(AckAnswer(), (lost, Close(asked.requester, asked.msg_id)) if last else (lost,))
    _as_asked(case, asked)
    if packet != asked.last_packet + 1:
        raise MessageRefused(8, 12, f"SIF_PacketNumber is {packet}; {asked.last_packet + 1} was expected.")
    refuse_findings(case, 8, 1)
    after: Effect = Close(asked.requester, asked.msg_id) if last else Advance(asked.requester, asked.msg_id, packet)
    accept = Accept(_parcel(case.arrival, asked, packet), (asked.requester,))
    return ZoneDecision(AckAnswer(), (accept, after, *tell_findings(case, asked.object)))


def _asked(case: MessageContext, request_id: str) -> OpenRequest:
    """Return the request that is answered; refuse (8/10) what nobody waits for, or not from this sender."""
    asked = case.facts.request(request_id, case.agent, case.arrival.destination)
    if asked is None:
        raise MessageRefused(8, 10, f"No request {request_id} is open.")
    if asked.responder != case.agent:
        raise MessageRefused(8, 10, f"The request {request_id} was not put to {case.agent}.")
    return asked


def _is_last(message: Any) -> bool:
    """Say whether no packet follows: so it says, or it holds an error."""
    more = read_mandatory(message, "sif_more_packets", "SIF_MorePackets")
    if more not in ("Yes", "No"):
        raise MessageRefused(1, 4, "SIF_MorePackets is Yes or No.")
    held = [
        read_optional(message, name, name) for name in ("sif_error", "sif_object_data", "sif_extended_query_results")
    ]
    if sum(each is not None for each in held) != 1:
        raise MessageRefused(
            1, 3, "A SIF_Response holds one of SIF_Error, SIF_ObjectData and SIF_ExtendedQueryResults."
        )
    return more == "No" or held[0] is not None


def _as_asked(case: MessageContext, asked: OpenRequest) -> None:
    """Refuse an answer that is not as it was asked for, and tell who asked."""
    arrival, state = case.arrival, case.state
    if not may_respond(case, case.agent, asked.object, asked.context):
        _end(case, asked, RIGHTS[Right.RESPOND].refused, f"{asked.object} in {asked.context}")
    if arrival.destination != asked.requester:
        named = arrival.destination or "missing"
        _end(case, asked, ErrorCode(8, 14), f"SIF_DestinationId is {named}; {asked.requester} asked.")
    registration = state.registration(asked.requester)
    assert registration is not None
    longest = min(asked.max_buffer + state.rules.size_margin, registration.max_buffer)
    if len(arrival.body) > longest:
        _end(
            case,
            asked,
            ErrorCode(8, 11),
            f"The packet has {len(arrival.body)} bytes; {asked.max_buffer} were asked for.",
        )
    if not secure_enough(state.agents[asked.requester], arrival.security):
        words = f"A response of {case.agent} demands a more secure channel than {asked.requester} has."
        told = write_log_entry(state, words, case.now, case.new_id, code=(4, 3), about=arrival)
        _end(case, asked, ErrorCode(10, 3), words, told)
    if not matches_any(arrival.version, asked.versions):
        _end(case, asked, ErrorCode(8, 13), f"Version {arrival.version}; asked for: {', '.join(asked.versions)}.")


def _end(case: MessageContext, asked: OpenRequest, code: ErrorCode, words: str, told: Sequence[Effect] = ()) -> None:
    """Refuse a packet and end its request; whoever asked is told where the zone's rules say so."""
    effects = list(told)
    if case.state.rules.tell_requester:
        effects += write_last_response(case.state, asked, SifError(code, words), case.now, case.new_id)
        effects.append(Close(asked.requester, asked.msg_id))
    raise MessageRefused(*code, words, effects)


def _parcel(arrival: ParsedMessage, asked: OpenRequest, packet: int) -> StoredMessage:
    return StoredMessage(
        source=arrival.source,
        msg_id=arrival.msg_id,
        kind=MessageKind.RESPONSE,
        version=arrival.version,
        body=arrival.body,
        object=asked.object,
        contexts=(asked.context,),
        destination=asked.requester,
        about=asked.msg_id,
        packet=packet,
    )
