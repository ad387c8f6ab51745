"""What an agent may do with an object, as one table: the right, its lists in the messages, and the errors that go with it.

Sections 2.3, 3.4, 7.6, 10.1 and 10.2 of the infrastructure reference.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from handover.common.text import Text
from handover.sif.messages.errors import ErrorCode

ANY: Final = "*"
"""In a grant: every object, or every context."""


class Right(StrEnum):
    """One thing that an agent may do with an object in a context."""

    PROVIDE = "provide"
    SUBSCRIBE = "subscribe"
    PUBLISH_ADD = "publish_add"
    PUBLISH_CHANGE = "publish_change"
    PUBLISH_DELETE = "publish_delete"
    REQUEST = "request"
    RESPOND = "respond"


@dataclass(frozen=True, slots=True)
class RightSpec:
    """A right: its words, its list in SIF_Provision, in SIF_AgentACL and in SIF_ZoneStatus, and its errors.

    `extended` says whether its objects tell if extended queries are understood. `refused` answers who lacks the right,
    `unknown` who names an object that the zone does not have.
    """

    right: Right
    words: Text
    provision: str
    access: str
    status: tuple[str, str]
    refused: ErrorCode
    unknown: ErrorCode
    extended: bool = False


_TABLE: Final = (
    RightSpec(
        Right.PROVIDE,
        Text("Provide", "Darparu"),
        "SIF_ProvideObjects",
        "SIF_ProvideAccess",
        ("SIF_Providers", "SIF_Provider"),
        ErrorCode(4, 3),
        ErrorCode(6, 3),
        extended=True,
    ),
    RightSpec(
        Right.SUBSCRIBE,
        Text("Subscribe", "Tanysgrifio"),
        "SIF_SubscribeObjects",
        "SIF_SubscribeAccess",
        ("SIF_Subscribers", "SIF_Subscriber"),
        ErrorCode(4, 4),
        ErrorCode(7, 3),
    ),
    RightSpec(
        Right.PUBLISH_ADD,
        Text("Publish Add", "Cyhoeddi Add"),
        "SIF_PublishAddObjects",
        "SIF_PublishAddAccess",
        ("SIF_AddPublishers", "SIF_Publisher"),
        ErrorCode(4, 10),
        ErrorCode(6, 3),
    ),
    RightSpec(
        Right.PUBLISH_CHANGE,
        Text("Publish Change", "Cyhoeddi Change"),
        "SIF_PublishChangeObjects",
        "SIF_PublishChangeAccess",
        ("SIF_ChangePublishers", "SIF_Publisher"),
        ErrorCode(4, 11),
        ErrorCode(6, 3),
    ),
    RightSpec(
        Right.PUBLISH_DELETE,
        Text("Publish Delete", "Cyhoeddi Delete"),
        "SIF_PublishDeleteObjects",
        "SIF_PublishDeleteAccess",
        ("SIF_DeletePublishers", "SIF_Publisher"),
        ErrorCode(4, 12),
        ErrorCode(6, 3),
    ),
    RightSpec(
        Right.REQUEST,
        Text("Request", "Gofyn"),
        "SIF_RequestObjects",
        "SIF_RequestAccess",
        ("SIF_Requesters", "SIF_Requester"),
        ErrorCode(4, 5),
        ErrorCode(8, 3),
        extended=True,
    ),
    RightSpec(
        Right.RESPOND,
        Text("Respond", "Ateb"),
        "SIF_RespondObjects",
        "SIF_RespondAccess",
        ("SIF_Responders", "SIF_Responder"),
        ErrorCode(4, 6),
        ErrorCode(6, 3),
        extended=True,
    ),
)

RIGHTS: Final[Mapping[Right, RightSpec]] = MappingProxyType({spec.right: spec for spec in _TABLE})
"""Every right, in the order of the lists in SIF_Provision and SIF_AgentACL."""

PUBLISH: Final[Mapping[str, Right]] = MappingProxyType(
    {"Add": Right.PUBLISH_ADD, "Change": Right.PUBLISH_CHANGE, "Delete": Right.PUBLISH_DELETE}
)
"""The right that each action of an event needs."""
