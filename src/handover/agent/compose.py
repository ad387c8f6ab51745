"""The messages that an agent writes (sections 1 to 5). No clock and no network: `now` is an argument.

Messages go out without an XML declaration, in the default namespace and without blanks between elements (section 14.1).
SIF_Contexts appear only in events and requests that are not for SIF_Default alone (section 1.1).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, Literal

from handover.agent.verdict import AckVerdict
from handover.sif.messages import DEFAULT_CONTEXT, Message, make_header, new_id, version_key, write_message
from handover.sif.messages.payloads import (
    Ack,
    Event,
    Provision,
    Register,
    Request,
    SystemControl,
    Unregister,
    payload_class,
)
from handover.sif.model import SifElement, SifObject, WholeObject

Action = Literal["Add", "Change", "Delete"]
Mode = Literal["push", "pull"]

ACCEPT_ENCODING: Final = "gzip;q=1.0, identity;q=0.5, *;q=0"
"""The codings that an agent takes (section 6.2)."""

DIRECTED_EVENTS_FROM: Final = (2, 5, 0)
"""From this version on an event may name one receiver (section 1.1)."""

CANCELLING_FROM: Final = (2, 1, 0)
"""From this version on a request can be cancelled (section 0.1)."""

_UNWRITABLE: Final = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_LONGEST_DESC: Final = 1024

_ENCODINGS_FROM: Final = (2, 1, 0)

CONTROLS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "SIF_Ping": "sif_ping",
        "SIF_Sleep": "sif_sleep",
        "SIF_Wakeup": "sif_wakeup",
        "SIF_GetMessage": "sif_get_message",
        "SIF_GetZoneStatus": "sif_get_zone_status",
        "SIF_GetAgentACL": "sif_get_agent_acl",
    }
)
"""The commands without content, and the field that holds each (section 5)."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message ready to be sent: repeated, it keeps its id (section 13)."""

    message_id: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Profile:
    """What an agent says of itself when it registers (section 3.1). `max_buffer` is in bytes."""

    agent_id: str
    name: str
    versions: tuple[str, ...]
    mode: Mode
    max_buffer: int
    vendor: str = ""
    application: str = ""
    application_version: str = ""
    contexts: tuple[str, ...] = (DEFAULT_CONTEXT,)

    @property
    def version(self) -> str:
        """The version that its own messages carry: the first of its list."""
        return self.versions[0]


@dataclass(frozen=True, slots=True)
class Offers:
    """What an agent wants to do: object names, by list of the SIF_Provision (section 3.4)."""

    provides: tuple[str, ...] = ()
    responds: tuple[str, ...] = ()
    subscribes: tuple[str, ...] = ()

    def adding(
        self, provides: tuple[str, ...] = (), responds: tuple[str, ...] = (), subscribes: tuple[str, ...] = ()
    ) -> "Offers":
        """Return these and more, each once."""
        return Offers(
            tuple(dict.fromkeys(self.provides + provides)),
            tuple(dict.fromkeys(self.responds + responds)),
            tuple(dict.fromkeys(self.subscribes + subscribes)),
        )


def compose_message(
    profile: Profile,
    name: str,
    now: datetime,
    *,
    version: str = "",
    destination: str | None = None,
    contexts: tuple[str, ...] = (),
    message_id: str = "",
    **parts: Any,
) -> Outgoing:
    """Return a message of any kind with these parts; in the agent's own version, and with a new id, unless one is given."""
    message_id = message_id or new_id()
    named = None if contexts in ((), (DEFAULT_CONTEXT,)) else contexts
    top = make_header(
        profile.agent_id,
        now.replace(microsecond=0),
        message_id=message_id,
        destination=destination,
        sif_contexts=named,
    )
    payload = payload_class(name)(sif_header=top, **parts)
    return Outgoing(message_id, write_message(Message(version or profile.version, payload)))


def compose_register(profile: Profile, url: str | None, now: datetime) -> Outgoing:
    """Return a SIF_Register; `url` is where the agent takes pushed messages."""
    application = Register.SIFApplication(
        sif_vendor=profile.vendor, sif_product=profile.application, sif_version=profile.application_version
    )
    return compose_message(
        profile,
        "SIF_Register",
        now,
        sif_name=profile.name,
        sif_version=profile.versions,
        sif_max_buffer_size=profile.max_buffer,
        sif_mode="Push" if profile.mode == "push" else "Pull",
        sif_protocol=_protocol(profile, url) if url else None,
        sif_node_vendor=profile.vendor or None,
        sif_application=application if profile.application else None,
    )


def _protocol(profile: Profile, url: str) -> SifElement:
    secure = url.startswith("https:")
    encodings = Register.SIFProperty(sif_name="Accept-Encoding", sif_value=ACCEPT_ENCODING)
    return Register.SIFProtocol(
        type="HTTPS" if secure else "HTTP",
        secure="Yes" if secure else "No",
        sifurl=url,
        sif_property=(encodings,) if version_key(profile.version) >= _ENCODINGS_FROM else (),
    )


def compose_unregister(profile: Profile, now: datetime) -> Outgoing:
    """Return a SIF_Unregister."""
    return compose_message(profile, Unregister.xml_name, now)


def compose_provision(profile: Profile, offers: Offers, now: datetime) -> Outgoing:
    """Return the SIF_Provision that states all that the agent does; what it does not name is withdrawn."""
    contexts = profile.contexts
    subscribed, responded = Provision.SIFSubscribeObjectsSIFObject, Provision.SIFRespondObjectsSIFObject
    return compose_message(
        profile,
        "SIF_Provision",
        now,
        sif_provide_objects=tuple(
            Provision.SIFObject(object_name=name, sif_extended_query_support=False, sif_contexts=contexts)
            for name in offers.provides
        ),
        sif_subscribe_objects=tuple(subscribed(object_name=name, sif_contexts=contexts) for name in offers.subscribes),
        sif_publish_add_objects=(),
        sif_publish_change_objects=(),
        sif_publish_delete_objects=(),
        sif_request_objects=(),
        sif_respond_objects=tuple(
            responded(object_name=name, sif_extended_query_support=False, sif_contexts=contexts)
            for name in offers.responds
        ),
    )


def compose_control(profile: Profile, command: str, now: datetime) -> Outgoing:
    """Return a SIF_SystemControl with one of the `CONTROLS`."""
    inner = getattr(SystemControl, command.replace("_", ""))()
    data = SystemControl.SIFSystemControlData(**{CONTROLS[command]: inner})
    return compose_message(profile, "SIF_SystemControl", now, sif_system_control_data=data)


def cancel(profile: Profile, request_ids: Iterable[str], now: datetime) -> Outgoing:
    """Return a SIF_CancelRequests that wants no last packet for them (version 2.1 on)."""
    inner = SystemControl.SIFCancelRequests(sif_notification_type="None", sif_request_msg_ids=tuple(request_ids))
    data = SystemControl.SIFSystemControlData(sif_cancel_requests=inner)
    return compose_message(profile, "SIF_SystemControl", now, sif_system_control_data=data)


def event(
    profile: Profile,
    things: tuple[SifObject, ...],
    action: Action,
    now: datetime,
    *,
    contexts: tuple[str, ...] = (),
    destination: str | None = None,
    message_id: str = "",
) -> Outgoing:
    """Return a SIF_Event about objects of one type."""
    name = things[0].xml_name
    if any(thing.xml_name != name for thing in things):
        raise ValueError("All objects of an event are of one type.")
    if action == "Add" and not all(isinstance(thing, WholeObject) for thing in things):
        raise ValueError(f"Add carries whole objects, of {name} and not of Partial{name}.")
    if destination and version_key(profile.version) < DIRECTED_EVENTS_FROM:
        raise ValueError("An event can name its receiver only from version 2.5 on.")
    held = Event.SIFEventObject(object_name=name, action=action, objects=things)
    data = Event.SIFObjectData(sif_event_object=held)
    return compose_message(
        profile,
        "SIF_Event",
        now,
        contexts=contexts,
        destination=destination,
        message_id=message_id,
        sif_object_data=data,
    )


def compose_request(
    profile: Profile,
    query: Request.SIFQuery,
    now: datetime,
    *,
    max_buffer: int,
    context: str = DEFAULT_CONTEXT,
    destination: str | None = None,
) -> Outgoing:
    """Return a SIF_Request; `destination` directs it to one agent instead of the provider."""
    return compose_message(
        profile,
        "SIF_Request",
        now,
        contexts=(context,),
        destination=destination,
        sif_version=profile.versions,
        sif_max_buffer_size=max_buffer,
        sif_query=query,
    )


def compose_ack(
    profile: Profile, source: str, message_id: str | None, verdict: AckVerdict, version: str, now: datetime
) -> Outgoing:
    """Return the SIF_Ack for a message of this source and id, in its version (section 2)."""
    said: dict[str, Any] = {}
    if verdict.error is not None:
        category, code = map(str, verdict.error)
        words = compose_description(verdict.words)
        said["sif_error"] = Ack.SIFError(sif_category=category, sif_code=code, sif_desc=words)  # type: ignore[arg-type]
    else:
        said["sif_status"] = Ack.SIFStatus(sif_code=str(verdict.status))  # type: ignore[arg-type]
    if message_id is None:
        said["nils"] = frozenset({"sif_original_msg_id"})
    return compose_message(
        profile,
        "SIF_Ack",
        now,
        version=version,
        sif_original_source_id=source,
        sif_original_msg_id=message_id,
        **said,
    )


def compose_description(words: str) -> str:
    """Return words as a SIF_Desc can hold them: characters of XML, so many and no more, and never none (section 14.4)."""
    return _UNWRITABLE.sub("\ufffd", words)[:_LONGEST_DESC] or "No reason was given."
