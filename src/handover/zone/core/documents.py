"""What a zone tells of itself: SIF_AgentACL and SIF_ZoneStatus (sections 10.1, 10.2, 16.3), written from the table of rights.

Every object carries its contexts, empty lists of SIF_ZoneStatus are left out and those of SIF_AgentACL are not, and the lists
of services are never written: agents in use refuse elements they do not know.
"""

from collections.abc import Iterable, Mapping
from typing import Final
from xml.sax.saxutils import escape

from handover.zone.coding import OFFERED
from handover.zone.core.answers import attribute, make_storable
from handover.zone.core.records import AgentStatus
from handover.zone.rights import RIGHTS, Right, RightSpec
from handover.zone.state import ALL_VERSIONS, Provision, Registration, ZoneAgent, ZoneState

VENDOR: Final = ("Handover", "Handover zone server")
"""Who made this zone server, and what it is called."""

# In SIF_ZoneStatus, who answers stands before who asks.
_STATUS_ORDER: Final = (*(right for right in RIGHTS if right is not Right.REQUEST), Right.REQUEST)

LARGEST: Final = 2_147_483_647
"""The SIF_MaxBufferSize that the zone gives for itself: what it takes is limited by its rules, not here."""


def write_access_list(state: ZoneState, agent: str) -> bytes:
    """Return the SIF_AgentACL of an agent: what it may do."""
    access = state.access(agent)
    lists = "".join(
        _element(spec.access, "".join(_object(name, contexts) for name, contexts in access[right].items()))
        for right, spec in RIGHTS.items()
    )
    return f"<SIF_AgentACL>{lists}</SIF_AgentACL>".encode()


def write_zone_status(state: ZoneState, presences: Mapping[str, AgentStatus], version: str, secure: bool) -> bytes:
    """Return the SIF_ZoneStatus of a zone: who does what, who is there, what it can do."""
    protocols = "".join(_protocol(kind, kind == "HTTPS") for kind in ("HTTP", "HTTPS") if kind == "HTTPS" or not secure)
    parts = [
        _text("SIF_Name", state.name or state.id),
        f"<SIF_Vendor>{_text('SIF_Name', VENDOR[0])}{_text('SIF_Product', VENDOR[1])}{_text('SIF_Version', version)}"
        "</SIF_Vendor>",
        *(_doing(state, RIGHTS[right]) for right in _STATUS_ORDER),
        f"<SIF_SIFNodes>{_zone_node(state, secure)}{_agent_nodes(state, presences)}</SIF_SIFNodes>",
        f"<SIF_SupportedProtocols>{protocols}</SIF_SupportedProtocols>",
        f"<SIF_SupportedVersions>{_versions(ALL_VERSIONS)}</SIF_SupportedVersions>",
        _contexts(state.rules.contexts),
    ]
    return f"<SIF_ZoneStatus ZoneId={attribute(state.id)}>{''.join(parts)}</SIF_ZoneStatus>".encode()


def _element(name: str, inside: str) -> str:
    return f"<{name}>{inside}</{name}>" if inside else f"<{name}/>"


def _text(name: str, text: str) -> str:
    return f"<{name}>{escape(make_storable(text))}</{name}>"


def _contexts(names: Iterable[str]) -> str:
    return f"<SIF_Contexts>{''.join(_text('SIF_Context', name) for name in names)}</SIF_Contexts>"


def _object(name: str, contexts: Iterable[str], extended: bool | None = None) -> str:
    support = (
        f"<SIF_ExtendedQuerySupport>{str(extended).lower()}</SIF_ExtendedQuerySupport>" if extended is not None else ""
    )
    return f"<SIF_Object ObjectName={attribute(name)}>{support}{_contexts(contexts)}</SIF_Object>"


def _doing(state: ZoneState, spec: RightSpec) -> str:
    """Return the list of who provides, subscribes and so on; empty, not an empty element, when nobody does."""
    outer, inner = spec.status
    agents = []
    for agent in sorted(state.agents):
        mine = [each for each in state.of_agent(agent) if each.right is spec.right]
        if mine:
            agents.append(
                f"<{inner} SourceId={attribute(agent)}><SIF_ObjectList>{_objects(mine, spec)}</SIF_ObjectList></{inner}>"
            )
    return f"<{outer}>{''.join(agents)}</{outer}>" if agents else ""


def _objects(provisions: list[Provision], spec: RightSpec) -> str:
    found: dict[tuple[str, bool], list[str]] = {}
    for each in provisions:
        found.setdefault((each.object, each.extended), []).append(each.context)
    return "".join(
        _object(name, contexts, extended if spec.extended else None) for (name, extended), contexts in found.items()
    )


def _versions(versions: Iterable[str]) -> str:
    return "".join(_text("SIF_Version", version) for version in versions)


def _protocol(kind: str, secure: bool, url: str = "", coding: str = OFFERED) -> str:
    where = _text("SIF_URL", url) if url else ""
    named = (
        f"<SIF_Property><SIF_Name>Accept-Encoding</SIF_Name>{_text('SIF_Value', coding)}</SIF_Property>"
        if coding
        else ""
    )
    return f'<SIF_Protocol Type={attribute(kind)} Secure="{"Yes" if secure else "No"}">{where}{named}</SIF_Protocol>'


def _zone_node(state: ZoneState, secure: bool) -> str:
    return (
        f'<SIF_SIFNode Type="ZIS">{_text("SIF_Name", state.name or state.id)}{_text("SIF_SourceId", state.id)}'
        f"<SIF_Mode>Push</SIF_Mode>{_protocol('HTTPS' if secure else 'HTTP', secure)}"
        f"<SIF_VersionList>{_versions(ALL_VERSIONS)}</SIF_VersionList>"
        f"<SIF_MaxBufferSize>{LARGEST}</SIF_MaxBufferSize>"
        f"<SIF_Sleeping>{'Yes' if state.rules.paused else 'No'}</SIF_Sleeping></SIF_SIFNode>"
    )


def _agent_nodes(state: ZoneState, presences: Mapping[str, AgentStatus]) -> str:
    return "".join(
        _agent_node(agent, registration, presences.get(name))
        for name, agent in sorted(state.agents.items())
        if (registration := state.registration(name)) is not None
    )


def _agent_node(agent: ZoneAgent, registration: Registration, presence: AgentStatus | None) -> str:
    asleep = presence is not None and bool(presence.asleep)
    parts = [_text("SIF_Name", registration.name)]
    parts += [_text("SIF_Icon", registration.icon)] if registration.icon else []
    parts += [_text("SIF_NodeVendor", registration.node_vendor)] if registration.node_vendor else []
    parts += [_text("SIF_NodeVersion", registration.node_version)] if registration.node_version else []
    if registration.vendor or registration.product:
        named = (("SIF_Vendor", registration.vendor), ("SIF_Product", registration.product))
        inner = "".join(_text(name, text) for name, text in (*named, ("SIF_Version", registration.product_version)))
        parts.append(f"<SIF_Application>{inner}</SIF_Application>")
    parts += [_text("SIF_SourceId", agent.id), _text("SIF_Mode", registration.mode)]
    if registration.pushed:
        kind = registration.protocol or "HTTP"
        parts.append(_protocol(kind, registration.secure, registration.url, registration.accept_encoding))
    parts.append(f"<SIF_VersionList>{_versions(registration.versions)}</SIF_VersionList>")
    parts.append(_text("SIF_MaxBufferSize", str(registration.max_buffer)))
    parts.append(_text("SIF_Sleeping", "Yes" if asleep else "No"))
    return f'<SIF_SIFNode Type="Agent">{"".join(parts)}</SIF_SIFNode>'
