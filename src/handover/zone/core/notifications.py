"""The zone's own messages about others: the last response to a request, and log entries (sections 7.9 and 10.3)."""

from collections.abc import Sequence
from datetime import datetime
from xml.sax.saxutils import escape

from handover.sif.messages.message import DEFAULT_CONTEXT
from handover.sif.specification import UK_NAMESPACE
from handover.zone.core.answers import NewId, as_guid, description, make_storable, message_head, write_fault
from handover.zone.core.effects import Accept
from handover.zone.core.parsing import ParsedMessage, text_of
from handover.zone.core.records import MessageKind, OpenRequest, SifError, StoredMessage
from handover.zone.objects import LOG_ENTRY
from handover.zone.rights import Right
from handover.zone.state import ALL_VERSIONS, ZoneState, answers_in


def write_last_response(
    state: ZoneState, request: OpenRequest, fault: SifError, now: datetime, new_id: NewId
) -> tuple[Accept, ...]:
    """Return the packet by which the zone ends a request with an error; nothing if its requester has gone."""
    return write_own_response(state, request, write_fault(fault), now, new_id)


def write_own_response(
    state: ZoneState, request: OpenRequest, inside: str, now: datetime, new_id: NewId
) -> tuple[Accept, ...]:
    """Return a last packet from the zone itself that holds this; nothing if the requester has gone."""
    if state.registration(request.requester) is None:
        return ()
    msg_id, packet = new_id(), request.last_packet + 1
    version = answers_in(request.versions) or state.common_version(request.requester)
    text = (
        f'<SIF_Message xmlns="{UK_NAMESPACE}" Version="{version}"><SIF_Response>'
        f"{message_head(msg_id, state.id, now, destination=request.requester)}"
        f"<SIF_RequestMsgId>{escape(request.msg_id)}</SIF_RequestMsgId><SIF_PacketNumber>{packet}</SIF_PacketNumber>"
        f"<SIF_MorePackets>No</SIF_MorePackets>{inside}</SIF_Response></SIF_Message>"
    )
    parcel = StoredMessage(
        source=state.id,
        msg_id=msg_id,
        kind=MessageKind.RESPONSE,
        version=version,
        body=text.encode(),
        object=request.object,
        contexts=(request.context,),
        destination=request.requester,
        about=request.msg_id,
        packet=packet,
    )
    return (Accept(parcel, (request.requester,)),)


def write_log_entry(
    state: ZoneState,
    words: str,
    now: datetime,
    new_id: NewId,
    *,
    level: str = "Error",
    code: tuple[int, int] | None = None,
    more: Sequence[str] = (),
    about: ParsedMessage | None = None,
) -> tuple[Accept, ...]:
    """Return the event by which the zone tells the log's subscribers of something; nothing if there are none.

    `code` is a category and code of section 10.3, `about` the message it is about. Never holds content.
    """
    listeners = [each.agent for each in state.doing(Right.SUBSCRIBE, LOG_ENTRY, DEFAULT_CONTEXT)]
    recipients = tuple(agent for agent in listeners if state.registration(agent) is not None)
    if not recipients:
        return ()
    msg_id, version = new_id(), _common(state, recipients)
    head = message_head(msg_id, state.id, now, context=DEFAULT_CONTEXT)
    inner = head.removeprefix("<SIF_Header>").removesuffix("</SIF_Header>")
    coded = f"<SIF_Category>{code[0]}</SIF_Category><SIF_Code>{code[1]}</SIF_Code>" if code else ""
    extended = f"<SIF_ExtendedDesc>{escape(make_storable('; '.join(more)))}</SIF_ExtendedDesc>" if more else ""
    text = (
        f'<SIF_Message xmlns="{UK_NAMESPACE}" Version="{version}"><SIF_Event>{head}<SIF_ObjectData>'
        f'<SIF_EventObject ObjectName="{LOG_ENTRY}" Action="Add"><{LOG_ENTRY} Source="ZIS" LogLevel="{level}">'
        f"<SIF_LogEntryHeader><SIF_Header>{inner}</SIF_Header></SIF_LogEntryHeader>{_original(about)}{coded}"
        f"<SIF_Desc>{escape(description(words))}</SIF_Desc>{extended}</{LOG_ENTRY}></SIF_EventObject>"
        "</SIF_ObjectData></SIF_Event></SIF_Message>"
    )
    parcel = StoredMessage(
        source=state.id,
        msg_id=msg_id,
        kind=MessageKind.EVENT,
        version=version,
        body=text.encode(),
        object=LOG_ENTRY,
        action="Add",
        contexts=(DEFAULT_CONTEXT,),
    )
    return (Accept(parcel, recipients),)


def _common(state: ZoneState, agents: Sequence[str]) -> str:
    """Return the highest version that all of these agents have; the zone's lowest where there is none."""
    registrations = [state.registration(agent) for agent in agents]
    shared = [
        version
        for version in ALL_VERSIONS
        if all(each is not None and each.understands(version) for each in registrations)
    ]
    return shared[-1] if shared else ALL_VERSIONS[0]


def _original(about: ParsedMessage | None) -> str:
    """Return the header of the message that an entry is about, written anew: who sent it may have put anything there.

    Nothing about a message whose id no header can hold.
    """
    if about is None or not as_guid(about.msg_id):
        return ""
    when, demanded = text_of(about.header.get("SIF_Timestamp")), ""
    if about.security != (0, 0):
        authentication, encryption = about.security
        demanded = (
            f"<SIF_Security><SIF_SecureChannel><SIF_AuthenticationLevel>{authentication}</SIF_AuthenticationLevel>"
            f"<SIF_EncryptionLevel>{encryption}</SIF_EncryptionLevel></SIF_SecureChannel></SIF_Security>"
        )
    whither = f"<SIF_DestinationId>{escape(about.destination)}</SIF_DestinationId>" if about.destination else ""
    return (
        f"<SIF_OriginalHeader><SIF_Header><SIF_MsgId>{as_guid(about.msg_id)}</SIF_MsgId>"
        f"<SIF_Timestamp>{escape(when)}</SIF_Timestamp>{demanded}<SIF_SourceId>{escape(about.source)}</SIF_SourceId>"
        f"{whither}</SIF_Header></SIF_OriginalHeader>"
    )
