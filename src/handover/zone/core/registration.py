"""SIF_Register and SIF_Unregister (sections 7.4 and 7.5)."""

from typing import Any, Final
from urllib.parse import urlsplit

from handover.sif.messages.errors import ErrorCode
from handover.zone.coding import accepts
from handover.zone.core.answers import AckAnswer
from handover.zone.core.context import MessageContext, ZoneDecision, read_mandatory, read_optional
from handover.zone.core.documents import write_access_list
from handover.zone.core.effects import Close, Effect, Register, SetAgent, Unregister
from handover.zone.core.notifications import write_last_response
from handover.zone.core.parsing import ID_LENGTH
from handover.zone.core.records import SifError
from handover.zone.core.refusal import MessageRefused
from handover.zone.state import Registration, ZoneAgent, supported_pattern

PROTOCOLS: Final = {"HTTP": "http", "HTTPS": "https"}
"""The transports that messages can be pushed over, and the scheme of their addresses."""


def handle_register(case: MessageContext) -> ZoneDecision:
    """Take an agent in, or take in again what it says of itself."""
    check_admission(case)
    message = case.arrival.typed
    mode = read_mandatory(message, "sif_mode", "SIF_Mode")
    if mode not in ("Push", "Pull"):
        raise MessageRefused(1, 4, "SIF_Mode is Push or Pull.")
    protocol = read_optional(message, "sif_protocol", "SIF_Protocol")
    address, secure = _address(case, mode, protocol)
    application = read_optional(message, "sif_application", "SIF_Application")
    registration = Registration(
        name=read_mandatory(message, "sif_name", "SIF_Name"),
        versions=_versions(message),
        max_buffer=_buffer(case),
        mode=mode,
        registered_at=case.now,
        protocol=protocol.type or "" if protocol else "",
        secure=secure,
        url=address,
        accept_encoding=_encoding(protocol),
        node_vendor=read_optional(message, "sif_node_vendor", "SIF_NodeVendor") or "",
        node_version=read_optional(message, "sif_node_version", "SIF_NodeVersion") or "",
        vendor=(application.sif_vendor or "") if application else "",
        product=(application.sif_product or "") if application else "",
        product_version=(application.sif_version or "") if application else "",
        icon=read_optional(message, "sif_icon", "SIF_Icon") or "",
    )
    effects: list[Effect] = [Register(case.agent, registration)]
    if case.agent not in case.state.agents:
        effects.insert(0, SetAgent(ZoneAgent(case.agent)))
    if case.state.registration(case.agent) is None:
        # What it asked before it left is no longer its business.
        effects += [Close(each.requester, each.msg_id) for each in case.facts.requests_of(case.agent)]
    return ZoneDecision(AckAnswer(data=write_access_list(case.state, case.agent)), tuple(effects))


def check_admission(case: MessageContext) -> None:
    """Refuse an agent whose name cannot be one (5/2), or that the zone is closed to (4/2).

    One that a closed zone does not know has proved nothing, and was refused before.
    """
    name = case.agent
    if not name:
        raise MessageRefused(5, 2, f"SIF_SourceId must have 1 to {ID_LENGTH} characters.")
    if name == case.state.id:
        raise MessageRefused(5, 2, "That is the zone's own id.")
    known = case.state.agents.get(name)
    if known is not None and not known.allowed:
        raise MessageRefused(4, 2, f"The administrator of {case.state.id} has closed it to {name}.")


def _versions(message: Any) -> tuple[str, ...]:
    listed: tuple[str, ...] = read_mandatory(message, "sif_version", "SIF_Version")
    if not any(map(supported_pattern, listed)):
        raise MessageRefused(5, 4, f"SIF_Version: {', '.join(listed)}.")
    return listed


def _buffer(case: MessageContext) -> int:
    size: int = read_mandatory(case.arrival.typed, "sif_max_buffer_size", "SIF_MaxBufferSize")
    least = case.state.rules.smallest_buffer
    if size < least:
        raise MessageRefused(5, 6, f"SIF_MaxBufferSize is {size}; the least is {least} bytes.")
    return size


def _address(case: MessageContext, mode: str, protocol: Any) -> tuple[str, bool]:
    """Return where messages are pushed to, and whether what is delivered to the agent travels securely."""
    must = case.state.rules.secure
    if must and not case.channel.secure:
        raise MessageRefused(5, 7, "The zone is to be reached over HTTPS.")
    if mode == "Pull":
        return "", case.channel.secure
    if protocol is None or not protocol.sifurl:
        raise MessageRefused(5, 3, "An agent in push mode needs a SIF_Protocol with a SIF_URL.")
    scheme = PROTOCOLS.get(protocol.type or "")
    url = protocol.sifurl.strip()
    if scheme is None or not _is_address(url, scheme):
        raise MessageRefused(
            5, 3, f"SIF_Protocol {protocol.type!r} with SIF_URL {url!r}: HTTP and HTTPS are supported."
        )
    if must and scheme != "https":
        raise MessageRefused(5, 7, "Messages are pushed over HTTPS only.")
    return url, scheme == "https"


def _is_address(url: str, scheme: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme == scheme and bool(parts.hostname) and parts.port != 0 and url.isprintable()
    except ValueError:
        return False


def _encoding(protocol: Any) -> str:
    """Return what codings the agent takes; refuse (5/10) where neither gzip nor nothing at all would do."""
    wanted = ""
    for each in protocol.sif_property if protocol is not None else ():
        if (each.sif_name or "").casefold() == "accept-encoding":
            wanted = each.sif_value or ""
    if not (accepts(wanted, "identity") or accepts(wanted, "gzip")):
        raise MessageRefused(5, 10, f"Accept-Encoding: {wanted}; the zone sends gzip, or as it is.")
    return wanted


def handle_unregister(case: MessageContext) -> ZoneDecision:
    """Let an agent go. Who waits for its answers is told that nobody provides them any more (8/4)."""
    effects: list[Effect] = []
    for request in case.facts.requests_to(case.agent):
        fault = SifError(ErrorCode(8, 4), f"{case.agent} has left the zone.")
        effects += write_last_response(case.state, request, fault, case.now, case.new_id)
        effects.append(Close(request.requester, request.msg_id))
    return ZoneDecision(AckAnswer(), (*effects, Unregister(case.agent)))
