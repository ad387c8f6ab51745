"""The errors that a SIF_Ack or SIF_Response can state: category, code and what it means."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple


class ErrorCode(NamedTuple):
    """A category and a code within it, written `4/9`."""

    category: int
    code: int

    def __str__(self) -> str:
        return f"{self.category}/{self.code}"


CATEGORIES: Final[Mapping[int, str]] = MappingProxyType(
    {
        0: "Unknown",
        1: "XML validation",
        2: "Encryption",
        3: "Authentication",
        4: "Access and permissions",
        5: "Registration",
        6: "Provision",
        7: "Subscription",
        8: "Request and response",
        9: "Event reporting and processing",
        10: "Transport",
        11: "System",
        12: "Generic message handling",
        13: "Selective message blocking",
        14: "Zone service",
    }
)
"""What each category is about; 14 exists from infrastructure 2.5 on."""

_TABLE: Final = (
    (1, 1, "There is an error in the XML."),
    (1, 2, "The message is not well-formed XML."),
    (1, 3, "The message does not follow the schema."),
    (1, 4, "An element or attribute has a wrong value."),
    (1, 6, "A mandatory element or attribute is missing."),
    (2, 1, "There is an error in the encryption."),
    (3, 1, "The sender could not be authenticated."),
    (3, 2, "The sender could not be authenticated by the signature."),
    (3, 3, "The sender's certificate is missing."),
    (3, 4, "The certificate is not valid."),
    (3, 5, "The sender's certificate is not trusted."),
    (3, 6, "The certificate has expired."),
    (3, 7, "The signature is not valid."),
    (3, 8, "The encryption algorithm is not accepted."),
    (3, 9, "The receiver's public key is missing, so the message cannot be decrypted."),
    (3, 10, "The receiver's private key is missing, so the message cannot be decrypted."),
    (4, 1, "Access is refused."),
    (4, 2, "The agent may not register."),
    (4, 3, "The agent may not provide this object."),
    (4, 4, "The agent may not subscribe to events of this object."),
    (4, 5, "The agent may not request this object."),
    (4, 6, "The agent may not answer requests for this object."),
    (4, 7, "The agent may not publish events."),
    (4, 8, "The agent may not administer policies."),
    (4, 9, "The SIF_SourceId is not registered."),
    (4, 10, "The agent may not publish Add events of this object."),
    (4, 11, "The agent may not publish Change events of this object."),
    (4, 12, "The agent may not publish Delete events of this object."),
    (5, 1, "The registration failed."),
    (5, 2, "The SIF_SourceId is not valid."),
    (5, 3, "The transport protocol asked for is not supported."),
    (5, 4, "None of the versions asked for is supported."),
    (5, 6, "The SIF_MaxBufferSize is too small."),
    (5, 7, "The zone requires a secure transport."),
    (5, 9, "The agent is registered to have messages pushed."),
    (5, 10, "The Accept-Encoding asked for is not supported."),
    (6, 1, "The provision failed."),
    (6, 3, "There is no such object to provide."),
    (6, 4, "The object already has a provider."),
    (7, 1, "The subscription failed."),
    (7, 3, "There is no such object to subscribe to."),
    (8, 1, "The request failed."),
    (8, 3, "There is no such object to request."),
    (8, 4, "The object has no provider."),
    (8, 7, "The responder does not support the version asked for."),
    (8, 8, "The responder does not support the SIF_MaxBufferSize asked for."),
    (8, 9, "The query is not supported."),
    (8, 10, "The SIF_RequestMsgId of the response is not valid."),
    (8, 11, "The response is longer than the SIF_MaxBufferSize asked for."),
    (8, 12, "The SIF_PacketNumber is not valid."),
    (8, 13, "The version of the response is none of those asked for."),
    (8, 14, "The SIF_DestinationId is not the one that asked."),
    (8, 15, "Extended queries are not supported."),
    (8, 16, "The zone has forgotten the request: it took too long."),
    (8, 17, "An administrator has removed the request."),
    (8, 18, "The requesting agent has cancelled the request."),
    (9, 1, "The event failed."),
    (9, 3, "The event is not valid."),
    (10, 1, "The transport failed."),
    (10, 2, "The protocol is not supported."),
    (10, 3, "A secure channel was asked for, but there is no secure path."),
    (10, 4, "The connection could not be made."),
    (11, 1, "The system failed."),
    (12, 1, "The message could not be handled."),
    (12, 2, "This kind of message is not supported."),
    (12, 3, "The version is not supported."),
    (12, 4, "The context is not supported."),
    (12, 5, "The message breaks the protocol."),
    (12, 6, "There is no message with this SIF_OriginalMsgId."),
    (12, 7, "Several contexts are not supported."),
    (13, 1, "Selective message blocking failed."),
    (13, 2, "Blocking can only begin in answer to a SIF_Event."),
    (13, 3, "A final SIF_Ack was expected from the agent."),
    (13, 4, "The final SIF_Ack has the wrong SIF_MsgId."),
)

ERRORS: Final[Mapping[ErrorCode, str]] = MappingProxyType(
    {ErrorCode(category, code): words for category, code, words in _TABLE}
)
"""Every error of the UK schemas and what it means."""

STATUS: Final[Mapping[int, str]] = MappingProxyType(
    {
        0: "Success.",
        1: "Taken at once.",
        2: "Taken for now; other events are to wait.",
        3: "Done; events may come again.",
        7: "Already had.",
        8: "The receiver is asleep.",
        9: "No message is waiting.",
    }
)
"""Every status of a SIF_Ack and what it means."""
