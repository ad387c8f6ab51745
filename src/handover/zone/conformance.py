"""What a zone answers in which situation, as one table: the tests produce every row, and the reference prints it.

Sections are those of the infrastructure reference that this zone server is built from.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple


class Demand(NamedTuple):
    """A situation and the answer to it: a status (`0`), an error (`4/9`), or nothing where the zone is not the one to answer.

    `key` names the row for the tests. `more` is what happens besides the answer.
    """

    section: str
    key: str
    situation: str
    answer: str
    more: str = ""


SECTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "7.2": "Every message: the checks in their order",
        "7.3": "Messages that come twice",
        "7.4": "SIF_Register",
        "7.5": "SIF_Unregister",
        "7.6": "SIF_Provision, SIF_Provide, SIF_Subscribe and their opposites",
        "7.7": "SIF_Event",
        "7.8": "SIF_Request",
        "7.9": "SIF_Response",
        "8.2": "Fetching messages (pull)",
        "8.3": "Having messages pushed",
        "8.4": "Sleeping and waking up",
        "9": "Selective message blocking",
        "5": "SIF_SystemControl",
        "10": "Documents that the zone writes",
        "14.1": "What agents in use are sensitive to",
    }
)
"""What each section is about, in the order of the page."""

_TABLE: Final = (
    Demand("7.2", "broken", "The bytes are no well-formed XML, or none at all", "1/2", "the original's id is nil"),
    Demand("7.2", "doctype", "There is a DOCTYPE or an entity", "1/2", "the original's id is nil"),
    Demand("7.2", "another document", "The document is no SIF_Message", "1/3"),
    Demand("7.2", "namespace", "The namespace is another one", "1/3"),
    Demand("7.2", "payloads", "There is no message inside, or there are two", "1/3"),
    Demand("7.2", "unknown message", "The message inside is of no known kind", "12/2"),
    Demand("7.2", "service", "SIF_ServiceInput, SIF_ServiceOutput or SIF_ServiceNotify", "12/2"),
    Demand("7.2", "version missing", "There is no Version", "1/6", "answered in the highest version of zone and agent"),
    Demand("7.2", "version malformed", "Version is not a version", "1/4"),
    Demand("7.2", "version unsupported", "Version is below 2.0r1 or above 2.6", "12/3"),
    Demand(
        "7.2", "any version", "Version is one of 2.0r1 to 2.6, whatever the agent registered", "0", "answered in it"
    ),
    Demand("7.2", "header missing", "SIF_Header, SIF_MsgId, SIF_SourceId or SIF_Timestamp is missing", "1/6"),
    Demand("7.2", "header value", "SIF_MsgId, SIF_SourceId or SIF_Timestamp has a wrong value", "1/4"),
    Demand("7.2", "strict id", "SIF_MsgId is no GUID in a zone with strict ids", "1/4"),
    Demand("7.2", "insecure register", "SIF_Register over HTTP in a zone that requires HTTPS", "5/7"),
    Demand("7.2", "insecure", "Any other message over HTTP in a zone that requires HTTPS", "10/3"),
    Demand(
        "7.2",
        "unproved",
        "The sender has not proved who it is, by its certificate or its own address; or there is no such agent or zone",
        "3/1",
        "the same words in every case",
    ),
    Demand(
        "7.2",
        "odd id",
        "SIF_MsgId is a GUID in another spelling, or none",
        "0",
        "SIF_OriginalMsgId has it in 32 capital digits, or is nil: the schema allows nothing else",
    ),
    Demand(
        "7.2",
        "paused kept",
        "SIF_Event, SIF_Request or SIF_Response while the zone is paused",
        "0",
        "kept, and delivered in order after the pause",
    ),
    Demand(
        "7.2", "paused done", "Registration, provisioning or SIF_Ack while the zone is paused", "0", "done as always"
    ),
    Demand("7.2", "paused asleep", "SIF_Ping or SIF_GetMessage while the zone is paused", "8"),
    Demand("7.2", "paused stranger", "The zone is paused, the sender is not registered", "4/9", "also to SIF_Ping"),
    Demand(
        "7.2",
        "paused time",
        "A request or a message waits through a pause",
        "0",
        "the pause does not count towards the time after which it is closed or put aside",
    ),
    Demand("7.2", "unregistered", "The sender is not registered", "4/9", "also to SIF_Ping"),
    Demand(
        "7.2", "shut out", "The administrator has closed the zone to a registered sender", "4/9", "it gets nothing more"
    ),
    Demand("7.2", "structure", "What the message is for is missing from it", "1/6"),
    Demand("7.2", "choice", "Two things stand where one may", "1/3"),
    Demand("7.2", "value", "A value cannot be read", "1/4"),
    Demand("7.2", "content grammar", "The object breaks the grammar, in a zone that refuses errors", "1/3"),
    Demand("7.2", "content rule event", "The object of an event breaks a rule, in a zone that refuses errors", "9/3"),
    Demand(
        "7.2", "content rule response", "The object of a response breaks a rule, in a zone that refuses errors", "8/1"
    ),
    Demand("7.2", "content warned", "The object has errors, in a zone that warns", "0", "SIF_LogEntry, level Warning"),
    Demand("7.2", "context unknown", "The zone does not know the context", "12/4"),
    Demand("7.2", "contexts several", "Several contexts in anything but a SIF_Event", "12/7"),
    Demand("7.3", "event again", "A SIF_Event that was accepted before", "7", "nothing is done"),
    Demand("7.3", "request again", "A SIF_Request that was accepted before", "7", "nothing is done"),
    Demand("7.3", "response again", "A SIF_Response that was accepted before, also as the last packet", "7"),
    Demand("7.3", "another again", "Another message of the same sender has an id that was accepted before", "12/5"),
    Demand("7.3", "refused before", "A message that was refused before and is right now", "0"),
    Demand("7.3", "same id of another", "The id of a message of another sender", "0"),
    Demand(
        "7.3", "control again", "Registration, provisioning or control with an id that came before", "0", "done again"
    ),
    Demand("7.4", "registers", "An agent that the administrator has allowed", "0", "with SIF_AgentACL"),
    Demand("7.4", "open zone", "Any agent, in an open zone", "0", "the agent is known from then on"),
    Demand("7.4", "not allowed", "An agent that the administrator has closed the zone to", "4/2"),
    Demand("7.4", "bad id", "SIF_SourceId is empty, longer than 64 characters or the zone's own", "5/2"),
    Demand("7.4", "bad protocol", "Push without an address, or over something else than HTTP and HTTPS", "5/3"),
    Demand("7.4", "no version", "None of the SIF_Version is supported", "5/4"),
    Demand("7.4", "some version", "Some of the SIF_Version are not supported", "0"),
    Demand("7.4", "small buffer", "SIF_MaxBufferSize is below the zone's least", "5/6"),
    Demand("7.4", "push over http", "Push to an HTTP address in a zone that requires HTTPS", "5/7"),
    Demand("7.4", "bad coding", "Accept-Encoding allows neither gzip nor identity", "5/10"),
    Demand("7.4", "bad mode", "SIF_Mode is neither Push nor Pull", "1/4"),
    Demand(
        "7.4",
        "registers again",
        "The agent is registered already",
        "0",
        "replaced; queue and provisioning stay; it wakes up",
    ),
    Demand("7.4", "changes mode", "The agent registers with the other mode", "0", "delivery changes at once"),
    Demand("7.5", "unregisters", "A registered agent", "0", "queue, provisioning and blocking go; rights stay"),
    Demand("7.5", "unregisters unregistered", "An agent that is not registered", "4/9"),
    Demand("7.5", "unregisters asked", "Requests wait for the agent", "0", "their requesters get a last response, 8/4"),
    Demand(
        "7.5",
        "unregisters asking",
        "The agent has requests open",
        "8/10",
        "once it has registered again, to their answers",
    ),
    Demand(
        "7.6",
        "provisions",
        "All objects are known and allowed",
        "0",
        "what was provided and is not listed is withdrawn",
    ),
    Demand("7.6", "provide unknown", "SIF_Provide or SIF_Provision of an object that the zone does not know", "6/3"),
    Demand("7.6", "subscribe unknown", "SIF_Subscribe to an object that the zone does not know", "7/3"),
    Demand("7.6", "provide the zone's", "Providing SIF_ZoneStatus or SIF_AgentACL", "6/3"),
    Demand("7.6", "provision context", "The zone does not know the context", "12/4"),
    Demand("7.6", "may not provide", "No right to provide", "4/3"),
    Demand("7.6", "provided already", "Another agent provides the object in that context", "6/4"),
    Demand("7.6", "provided elsewhere", "Another agent provides the object in another context", "0"),
    Demand("7.6", "may not subscribe", "No right to subscribe", "4/4"),
    Demand("7.6", "may not publish add", "No right to publish, in SIF_PublishAddObjects", "4/10"),
    Demand("7.6", "may not publish change", "No right to publish, in SIF_PublishChangeObjects", "4/11"),
    Demand("7.6", "may not publish delete", "No right to publish, in SIF_PublishDeleteObjects", "4/12"),
    Demand("7.6", "may not request", "No right to request", "4/5"),
    Demand("7.6", "may not respond", "No right to respond", "4/6"),
    Demand(
        "7.6",
        "all or nothing",
        "One of several objects is refused",
        "4/4",
        "none is applied; the error names the object",
    ),
    Demand("7.6", "provides again", "The agent provides or subscribes already", "0"),
    Demand("7.6", "withdraws", "SIF_Unprovide or SIF_Unsubscribe, also of what is not held", "0"),
    Demand(
        "7.7", "publishes", "The right to publish is there, provisioning says nothing of it", "0", "to all subscribers"
    ),
    Demand("7.7", "nobody subscribes", "Nobody subscribes to the object", "0"),
    Demand("7.7", "may not add", "No right to publish Add", "4/10"),
    Demand("7.7", "may not change", "No right to publish Change", "4/11"),
    Demand("7.7", "may not delete", "No right to publish Delete", "4/12"),
    Demand("7.7", "event unknown", "The zone does not know the object", "9/3"),
    Demand("7.7", "no events", "The object reports no events", "9/3"),
    Demand("7.7", "event mismatch", "ObjectName is not the name of what is inside", "9/3"),
    Demand("7.7", "bad action", "Action is none of Add, Change, Delete", "1/4"),
    Demand("7.7", "several objects", "Several objects of the type in one event", "0"),
    Demand("7.7", "several contexts", "A subscriber in several of the event's contexts", "0", "gets one copy"),
    Demand("7.7", "directed event", "SIF_DestinationId names a subscriber", "0", "nobody else gets it"),
    Demand(
        "7.7",
        "directed astray",
        "SIF_DestinationId names nobody who subscribes",
        "0",
        "nobody gets it; SIF_LogEntry, level Warning",
    ),
    Demand("7.7", "own event", "The sender subscribes too", "0", "does not get it, unless the zone echoes"),
    Demand(
        "7.7",
        "event too large",
        "The event is longer than a subscriber's buffer",
        "0",
        "passed over; counted; SIF_LogEntry 4/2",
    ),
    Demand(
        "7.7",
        "event insecure",
        "A subscriber's channel is less secure than demanded",
        "0",
        "passed over; counted; SIF_LogEntry 4/3",
    ),
    Demand(
        "7.7",
        "event version",
        "A subscriber has not registered the version",
        "0",
        "passed over; counted; SIF_LogEntry 4/4",
    ),
    Demand("7.7", "event closed", "The zone is closed to a subscriber", "0", "passed over; counted"),
    Demand("7.8", "asks", "There is a provider", "0", "into its queue"),
    Demand("7.8", "request unknown", "The zone does not know the object", "8/3"),
    Demand("7.8", "may not ask", "No right to request", "4/5"),
    Demand(
        "7.8", "asks the zone", "For SIF_ZoneStatus or SIF_AgentACL, to the zone or to nobody", "0", "the zone responds"
    ),
    Demand("7.8", "asks the zone else", "For another object, to the zone", "8/4"),
    Demand(
        "7.8", "destination unknown", "SIF_DestinationId is not registered, or does not answer for the object", "8/4"
    ),
    Demand("7.8", "destination may not", "SIF_DestinationId no longer has the right to answer", "4/6"),
    Demand(
        "7.8", "directed", "SIF_DestinationId answers for the object without being its provider", "0", "into its queue"
    ),
    Demand("7.8", "no provider", "Nobody provides the object in the context", "8/4"),
    Demand("7.8", "request contexts", "More than one context", "12/7"),
    Demand("7.8", "greedy", "SIF_MaxBufferSize is above what the requester registered", "0", "the lower one counts"),
    Demand("7.8", "request version", "The provider has not registered the request's version", "0"),
    Demand("7.8", "request too large", "The request is longer than the provider's buffer", "8/1", "SIF_LogEntry 4/2"),
    Demand(
        "7.8", "request insecure", "The provider's channel is less secure than demanded", "10/3", "SIF_LogEntry 4/3"
    ),
    Demand("7.8", "extended", "SIF_ExtendedQuery to a provider that understands them", "0"),
    Demand("7.8", "not extended", "SIF_ExtendedQuery to a provider that has not said so", "8/15"),
    Demand("7.8", "asks itself", "The requester is the provider", "0"),
    Demand(
        "7.9",
        "responds",
        "The next packet of an answer",
        "0",
        "into the requester's queue; the last one closes the request",
    ),
    Demand("7.9", "not asked", "The request is unknown or closed, or was put to another", "8/10"),
    Demand(
        "7.9",
        "wrong destination",
        "SIF_DestinationId is not the requester",
        "8/14",
        "a last response tells the requester",
    ),
    Demand(
        "7.9",
        "response too large",
        "The packet is longer than was asked for",
        "8/11",
        "a last response tells the requester",
    ),
    Demand("7.9", "a little too large", "The packet is longer than was asked for, within the margin", "0"),
    Demand("7.9", "wrong packet", "SIF_PacketNumber is not the next one", "8/12"),
    Demand(
        "7.9", "wrong version", "The version is none that was asked for", "8/13", "a last response tells the requester"
    ),
    Demand(
        "7.9", "may not answer", "No right to respond or provide any more", "4/6", "a last response tells the requester"
    ),
    Demand(
        "7.9", "response insecure", "The requester's channel is less secure than demanded", "10/3", "SIF_LogEntry 4/3"
    ),
    Demand("7.9", "requester gone", "The requester is not registered any more", "0", "dropped; counted"),
    Demand("7.9", "error response", "The packet holds a SIF_Error", "0", "passed on; the request is closed"),
    Demand(
        "7.9", "request expires", "Nobody has answered for as long as the zone's rules say", "", "a last response, 8/16"
    ),
    Demand("7.9", "request removed", "An administrator takes the request away", "", "a last response, 8/17"),
    Demand("8.2", "nothing waits", "Nothing waits", "9"),
    Demand(
        "8.2",
        "fetches",
        "Something waits",
        "0",
        "the first message, byte for byte, again and again until it is acknowledged",
    ),
    Demand(
        "8.2",
        "fetches for ever",
        "A message is fetched again and again without an acknowledgement, through as many of the longest pauses between two "
        "attempts as the zone's rules say",
        "0",
        "put aside as a dead letter; SIF_LogEntry 4/1; the next one is given",
    ),
    Demand("8.2", "fetch pushed", "The agent is in push mode", "5/9"),
    Demand("8.2", "acknowledges", "Status 1 or 7 by the message's id and source", "0", "removed"),
    Demand("8.2", "acknowledges carrier", "Status 1 by the id of the SIF_Ack that carried the message", "0", "removed"),
    Demand("8.2", "acknowledges again", "The acknowledgement just given, once more", "0"),
    Demand("8.2", "acknowledges nothing", "The message is not in the agent's queue", "12/6"),
    Demand("8.2", "later", "Status 8, or an error of category 10", "0", "kept; nothing is given (9) for a while"),
    Demand("8.2", "refuses", "Any other error", "0", "put aside as a dead letter; SIF_LogEntry 4/1"),
    Demand(
        "8.2",
        "refuses request",
        "An error in answer to a request",
        "0",
        "a last response with that error, unless one was sent",
    ),
    Demand("8.2", "bad status", "A status that answers no delivery, such as 9", "12/5"),
    Demand("8.3", "pushed", "Status 1 or 7", "", "removed; the next one follows at once"),
    Demand("8.3", "pushed blocked", "Status 2 to an event", "", "blocking begins"),
    Demand("8.3", "pushed no event", "Status 2 to a request or response", "", "taken as 1"),
    Demand("8.3", "pushed direct final", "Status 3 or 0 as a direct answer", "", "taken as 1"),
    Demand("8.3", "pushed asleep", "Status 8", "", "kept; a SIF_Ping asks now and then whether the agent is awake"),
    Demand(
        "8.3",
        "pushed later",
        "An error of category 10, no answer, or none that can be read",
        "",
        "kept; tried again later",
    ),
    Demand("8.3", "pushed refused", "Any other error", "", "put aside as a dead letter; SIF_LogEntry 4/1"),
    Demand(
        "8.3",
        "pushed in vain",
        "Reached with the same message as often as the zone's rules say, without taking it: another HTTP status, an answer "
        "that cannot be read or is to another message, an error of category 10, or none",
        "",
        "put aside as a dead letter; SIF_LogEntry 4/1; the next one follows at once",
    ),
    Demand(
        "8.3",
        "pushed to nobody",
        "The agent cannot be reached, or an HTTP status 502, 503 or 504 says so",
        "",
        "kept; tried again later; says nothing about the message",
    ),
    Demand(
        "8.3",
        "set aside",
        "An administrator puts a message aside",
        "",
        "a dead letter; the next one follows; who asked gets a last response, 8/1",
    ),
    Demand(
        "8.3",
        "pushed stopped",
        "Not reached for as often as the zone's rules say",
        "",
        "left until it registers or wakes up",
    ),
    Demand("8.3", "pushed nested", "The agent sends messages before it answers", "0"),
    Demand("8.4", "sleeps", "SIF_Sleep", "0", "messages are kept, none is delivered"),
    Demand("8.4", "wakes", "SIF_Wakeup", "0", "delivery goes on"),
    Demand("8.4", "fetches asleep", "SIF_GetMessage while asleep", "8", "or as if awake, by a rule of the zone"),
    Demand("8.4", "pings", "SIF_Ping of an agent that is awake", "0"),
    Demand("8.4", "pings asleep", "SIF_Ping of an agent that sleeps", "8"),
    Demand("9", "blocks", "Status 2 for an event", "0", "other events wait; requests and responses do not"),
    Demand("9", "blocks no event", "Status 2 for a request or response that was fetched", "13/2"),
    Demand("9", "blocks again", "Status 2 for the blocked event again", "0"),
    Demand("9", "blocks another", "Status 2 for a second event", "13/1"),
    Demand("9", "unblocks", "Status 3 for the blocked event, in either mode", "0", "removed; events come again"),
    Demand("9", "unblocks wrong", "Status 3 for another message", "13/4"),
    Demand("9", "unblocks nothing", "Status 3 without blocking, for what is not in the queue", "13/4"),
    Demand("9", "unblocks by 1", "Status 1 for the blocked event", "0", "as the final one"),
    Demand("9", "keeps blocking", "Status 1 for another message while blocking", "0", "blocking goes on"),
    Demand("9", "unblocks early", "Status 3 before status 2", "0", "removed; the late 2 changes nothing"),
    Demand("9", "pushed posts", "Anything but status 3 is posted by an agent in push mode", "13/3"),
    Demand(
        "9",
        "blocked registers",
        "The agent registers while blocking",
        "0",
        "blocking ends; the event is delivered again",
    ),
    Demand("9", "blocked had", "Status 7 to an event delivered again after registering", "0", "blocking begins again"),
    Demand("9", "blocked wakes", "SIF_Wakeup while blocking", "0", "blocking ends; the event is delivered again"),
    Demand(
        "9",
        "blocks too long",
        "The agent blocks for longer than the zone's rules say",
        "",
        "blocking ends; the event is delivered again; SIF_LogEntry, level Warning",
    ),
    Demand(
        "9", "blocks for ever", "It does so as often as the zone's rules say", "", "the event becomes a dead letter"
    ),
    Demand("9", "released", "An administrator ends the blocking", "", "the event is delivered again"),
    Demand(
        "9",
        "released had",
        "Status 7 to an event whose blocking was not ended by the agent itself",
        "0",
        "removed: the agent is done with it",
    ),
    Demand("9", "blocked empty", "Only events are left while blocking", "9"),
    Demand("5", "zone status", "SIF_GetZoneStatus", "0", "with SIF_ZoneStatus"),
    Demand("5", "access list", "SIF_GetAgentACL", "0", "with SIF_AgentACL"),
    Demand("5", "no control", "SIF_SystemControl without a command", "1/6"),
    Demand("5", "two controls", "SIF_SystemControl with two commands", "1/3"),
    Demand("5", "unknown control", "SIF_SystemControl with an unknown command", "12/2"),
    Demand("5", "cancels", "SIF_CancelRequests of a request still in the responder's queue", "0", "taken out of it"),
    Demand("5", "cancels pushed", "SIF_CancelRequests of a request that was pushed", "0", "the responder is told"),
    Demand("5", "cancels standard", "SIF_NotificationType Standard", "0", "a last response, 8/18"),
    Demand("5", "cancels none", "SIF_NotificationType None", "0", "no response; later ones get 8/10"),
    Demand(
        "5", "cancels another's", "SIF_CancelRequests of requests that are not the sender's", "0", "nothing is done"
    ),
    Demand("5", "cancels badly", "SIF_CancelRequests without SIF_NotificationType or ids", "1/6"),
    Demand("5", "cancels oddly", "SIF_NotificationType is neither Standard nor None", "1/4"),
    Demand(
        "10", "status document", "SIF_ZoneStatus", "0", "who does what, nodes, protocols with Accept-Encoding, contexts"
    ),
    Demand(
        "10",
        "access document",
        "SIF_AgentACL",
        "0",
        "all seven lists; every object with its contexts; never the lists of services",
    ),
    Demand("10", "log document", "SIF_LogEntry", "0", "an Add event from the zone, with a copy of its own header"),
    Demand(
        "14.1", "declaration", "A message with an XML declaration or byte order mark is passed on", "0", "without it"
    ),
    Demand("14.1", "one agent many versions", "One agent uses three versions", "0", "each is answered in its own"),
    Demand("14.1", "no publish lists", "An agent publishes what its SIF_Provision did not list", "0"),
    Demand("14.1", "odd time", "SIF_Timestamp is an hour off", "0", "order is that of acceptance"),
    Demand(
        "14.1", "refused twice", "A responder sends an error and refuses the request too", "0", "the requester gets one"
    ),
    Demand("14.1", "security in register", "SIF_Register with SIF_Security", "0"),
    Demand("14.1", "old sif", "A message of SIF 1.x", "12/3"),
    Demand(
        "14.1", "values elsewhere", "Names such as SIF_SourceId inside an object", "0", "are not taken for the header's"
    ),
)

ROWS: Final[Mapping[str, Demand]] = MappingProxyType({row.key: row for row in _TABLE})
"""Every row by its key, in the order of the page."""
