"""A SIF message: read from bytes, written to bytes."""

import os
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from lxml import etree

from handover.common.xml import local_name
from handover.sif.messages.payloads import message_grammar, payload_class, payload_classes
from handover.sif.model import SifElement
from handover.sif.nodes import new_element
from handover.sif.reader import tree
from handover.sif.specification import UK_NAMESPACE
from handover.sif.writer import to_element

VERSION: Final = re.compile(r"([0-9]{1,99})\.([0-9]{1,99})(?:r([0-9]{1,99}))?")
"""How a version is written: major, minor, and a revision that is mostly left out."""

_PATTERN: Final = re.compile(r"\*|([0-9]{1,99})\.(?:\*|([0-9]{1,99})(?:r([0-9]{1,99}|\*))?)")
DEFAULT_CONTEXT: Final = "SIF_Default"
"""The context of a message that names none."""


_RANDOM: Final = 0xFFFFFFFF_FFFF_0FFF_3FFF_FFFFFFFFFFFF
_VERSION_4: Final = 0x00000000_0000_4000_8000_000000000000
"""Which bits of a GUID are random and which say that they are (RFC 9562): as of `uuid.uuid4`, without an object made for it."""


class NotAMessage(ValueError):
    """The document is XML but not a SIF_Message with one payload."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message: its version (of the infrastructure, such as 2.3) and its payload, such as a `SIF_Event`.

    The payload is an object of one of `handover.sif.messages.payloads`; `kind` says of which.
    """

    version: str
    payload: Any

    @property
    def kind(self) -> str:
        """The name of the payload, such as `SIF_Event`."""
        return str(self.payload.xml_name)

    @property
    def header(self) -> Any:
        """The SIF_Header."""
        return self.payload.sif_header

    @property
    def contexts(self) -> tuple[str, ...]:
        """The contexts that the message is for; SIF_Default when it names none."""
        return self.header.sif_contexts or (DEFAULT_CONTEXT,)


def read_message(data: bytes) -> Message:
    """Return the message of a document. Raises `UnreadableDocument` for what is not XML and `NotAMessage` for other XML."""
    return message_of(tree(data))


def message_of(root: etree._Element) -> Message:
    """Return the message that an element is; `NotAMessage` when it is none."""
    children = list(root)
    if local_name(root) != "SIF_Message" or len(children) != 1:
        raise NotAMessage(f"{local_name(root)} with {len(children)} elements is not a SIF_Message with one.")
    name = local_name(children[0])
    if name not in message_grammar().spec.names:
        raise NotAMessage(f"{name} is not a message.")
    return Message(root.get("Version", ""), payload_class(name).view(children[0]))


def write_message(message: Message) -> bytes:
    """Return the message as UTF-8 without a declaration, as agents expect it."""
    root = new_element(f"{{{UK_NAMESPACE}}}SIF_Message", {None: UK_NAMESPACE})
    root.set("Version", message.version)
    root.append(to_element(message.payload, complete=True))
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8")


def new_id() -> str:
    """Return a new GUID as SIF writes it: 32 capital hexadecimal digits."""
    return f"{int.from_bytes(os.urandom(16)) & _RANDOM | _VERSION_4:032X}"


def make_header(
    source: str, now: datetime, *, message_id: str = "", destination: str | None = None, **more: Any
) -> SifElement:
    """Return a header. `now` needs a zone; `more` may hold `sif_contexts` and `sif_security`."""
    if now.tzinfo is None:
        raise ValueError("The time of a message needs a zone.")
    return payload_classes().of_type("SIF_Header")(
        sif_msg_id=message_id or new_id(),
        sif_timestamp=now,
        sif_source_id=source,
        sif_destination_id=destination,
        **more,
    )


def version_key(version: str) -> tuple[int, int, int]:
    """Return a version as numbers to compare; a missing revision is 0. ValueError when it is no version."""
    match = VERSION.fullmatch(version)
    if match is None:
        raise ValueError(version)
    return int(match[1]), int(match[2]), int(match[3] or 0)


def version_matches(version: str, pattern: str) -> bool:
    """Say whether a version is one of those that a pattern such as `2.*` or `2.0r*` means."""
    match = _PATTERN.fullmatch(pattern)
    if match is None:
        raise ValueError(pattern)
    if pattern == "*":
        return True
    major, minor, revision = version_key(version)
    if match[2] is None:
        return major == int(match[1])
    same = (major, minor) == (int(match[1]), int(match[2]))
    return same and (match[3] == "*" or revision == int(match[3] or 0))
