"""What a zone says of itself and of the agent's rights: SIF_ZoneStatus and SIF_AgentACL (section 10)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from lxml import etree

from handover.common.xml import local_name
from handover.sif.messages import DEFAULT_CONTEXT

Right = Literal["provide", "subscribe", "publish_add", "publish_change", "publish_delete", "request", "respond"]

RIGHTS: Final[Mapping[Right, str]] = MappingProxyType(
    {
        "provide": "SIF_ProvideAccess",
        "subscribe": "SIF_SubscribeAccess",
        "publish_add": "SIF_PublishAddAccess",
        "publish_change": "SIF_PublishChangeAccess",
        "publish_delete": "SIF_PublishDeleteAccess",
        "request": "SIF_RequestAccess",
        "respond": "SIF_RespondAccess",
    }
)
"""The rights that a zone can grant, and the list of the SIF_AgentACL that holds each (section 10.2)."""


@dataclass(frozen=True, slots=True)
class Access:
    """What this agent may do: for each right the objects, and the contexts for which it holds."""

    rights: Mapping[Right, Mapping[str, tuple[str, ...]]]

    def allows(self, right: Right, object_name: str, context: str = DEFAULT_CONTEXT) -> bool:
        """Say whether the zone lets the agent do this with the object."""
        return context in self.rights[right].get(object_name, ())


@dataclass(frozen=True, slots=True)
class AgentRole:
    """An agent that provides or subscribes to an object in some contexts."""

    agent_id: str
    object_name: str
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ZoneMember:
    """A member of the zone: an agent, or the zone server itself. `product` is what its software calls itself, or ''."""

    agent_id: str
    name: str
    product: str
    mode: str
    asleep: bool


@dataclass(frozen=True, slots=True)
class ZoneStatus:
    """The state of a zone; `takes_gzip` says whether messages to it may be compressed."""

    zone_id: str
    name: str
    providers: tuple[AgentRole, ...]
    subscribers: tuple[AgentRole, ...]
    nodes: tuple[ZoneMember, ...]
    versions: tuple[str, ...]
    contexts: tuple[str, ...]
    takes_gzip: bool

    def provider(self, object_name: str, context: str = DEFAULT_CONTEXT) -> str | None:
        """Return the id of the agent that provides an object in a context."""
        for role in self.providers:
            if role.object_name == object_name and context in role.contexts:
                return role.agent_id
        return None


def access(acl: etree._Element) -> Access:
    """Return the rights that a SIF_AgentACL lists."""
    rights: dict[Right, Mapping[str, tuple[str, ...]]] = {}
    for right, name in RIGHTS.items():
        rights[right] = MappingProxyType(
            {thing.get("ObjectName", ""): _contexts(thing) for thing in _at(acl, name, "SIF_Object")}
        )
    return Access(MappingProxyType(rights))


def zone_status(status: etree._Element, scheme: str) -> ZoneStatus:
    """Return what a SIF_ZoneStatus says; `scheme` (http or https) is how this agent reaches the zone."""
    return ZoneStatus(
        status.get("ZoneId", ""),
        _text(status, "SIF_Name"),
        tuple(_roles(status, "SIF_Providers", "SIF_Provider")),
        tuple(_roles(status, "SIF_Subscribers", "SIF_Subscriber")),
        tuple(map(_node, _at(status, "SIF_SIFNodes", "SIF_SIFNode"))),
        tuple(_texts(status, "SIF_SupportedVersions", "SIF_Version")),
        tuple(_texts(status, "SIF_Contexts", "SIF_Context")),
        _takes_gzip(status, scheme),
    )


def _roles(status: etree._Element, outer: str, inner: str) -> Iterator[AgentRole]:
    for member in _at(status, outer, inner):
        for thing in _at(member, "SIF_ObjectList", "SIF_Object"):
            yield AgentRole(member.get("SourceId", ""), thing.get("ObjectName", ""), _contexts(thing))


def _node(node: etree._Element) -> ZoneMember:
    return ZoneMember(
        _text(node, "SIF_SourceId"),
        _text(node, "SIF_Name"),
        next(_texts(node, "SIF_Application", "SIF_Product"), ""),
        _text(node, "SIF_Mode"),
        _text(node, "SIF_Sleeping") == "Yes",
    )


def _takes_gzip(status: etree._Element, scheme: str) -> bool:
    for protocol in _at(status, "SIF_SupportedProtocols", "SIF_Protocol"):
        if protocol.get("Type", "").lower() == scheme:
            for entry in _at(protocol, "SIF_Property"):
                if _text(entry, "SIF_Name") == "Accept-Encoding" and "gzip" in _text(entry, "SIF_Value"):
                    return True
    return False


def _contexts(thing: etree._Element) -> tuple[str, ...]:
    return tuple(_texts(thing, "SIF_Contexts", "SIF_Context")) or (DEFAULT_CONTEXT,)


def _at(element: etree._Element, *path: str) -> Iterator[etree._Element]:
    """Yield the elements at a path of names, whatever their namespace."""
    for child in element.iterchildren("*"):
        if local_name(child) == path[0]:
            if len(path) == 1:
                yield child
            else:
                yield from _at(child, *path[1:])


def _texts(element: etree._Element, *path: str) -> Iterator[str]:
    for found in _at(element, *path):
        yield (found.text or "").strip()


def _text(element: etree._Element, name: str) -> str:
    return next(_texts(element, name), "")
