"""A message as it arrives: read as far as every message is alike (sections 1, 7.2 steps 1 to 4), or refused there."""

import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from lxml import etree

from handover.common.xml import local_name
from handover.sif.messages.message import DEFAULT_CONTEXT, version_key
from handover.sif.messages.payloads import message_grammar, payload_class
from handover.sif.nodes import line_of_node
from handover.sif.reader import UnreadableDocument, tree
from handover.sif.specification import UK_NAMESPACE
from handover.sif.values import LEXICAL, whole_number
from handover.zone.core.refusal import MessageRefused
from handover.zone.state import ALL_VERSIONS, supported

ID_LENGTH: Final = 64
GUID: Final = re.compile(r"[0-9A-F]{32}")
_MESSAGE: Final = f"{{{UK_NAMESPACE}}}SIF_Message"
_PROLOG: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>)?\s*")
_MOMENT: Final = LEXICAL["xs:dateTime"]
_FIRST_TAG: Final = re.compile(rb"<[A-Za-z]")
_UTF8: Final = re.compile(rb"""\s*<\?xml[^>]*encoding\s*=\s*["'](?!utf-8["'])""", re.IGNORECASE)


class Channel(NamedTuple):
    """The way a message came: whether it is secure, and what it shows of its sender.

    `certificate` is the common name of the client's ('': none), `key_digest` the digest of the key in the address ('': none).
    `open_zones` says that zones whose policy is open take messages here from who proves nothing.
    """

    secure: bool = False
    certificate: str = ""
    key_digest: str = ""
    open_zones: bool = False


class OriginalHeader(NamedTuple):
    """As much as could be read of a message's own words: for an answer to it, also to one that is refused."""

    version: str = ""
    source: str = ""
    msg_id: str = ""


class ParsedMessage(NamedTuple):
    """A message with a good envelope. `body` is the whole message in UTF-8 without a declaration, `name` its payload's.

    `version` is the infrastructure version it is written in, `destination` whom it is addressed to ('' where the zone is to
    choose), `named_contexts` its contexts as written (empty where there are none).
    """

    body: bytes
    payload: etree._Element
    name: str
    original: OriginalHeader
    header: Mapping[str, etree._Element]
    source: str
    msg_id: str
    version: str
    destination: str = ""
    named_contexts: tuple[str, ...] = ()

    @property
    def contexts(self) -> tuple[str, ...]:
        """The contexts as written; SIF_Default where there are none."""
        return self.named_contexts or (DEFAULT_CONTEXT,)

    @property
    def typed(self) -> Any:
        """The payload as a typed object."""
        return payload_class(self.name).view(self.payload)

    @property
    def security(self) -> tuple[int, int]:
        """The least authentication and encryption that its delivery needs (section 1.1)."""
        holder = self.header.get("SIF_Security")
        if holder is None:
            return 0, 0
        levels = {local_name(each): text_of(each) for each in holder.iter("{*}*")}
        named = [levels.get(name, "0") for name in ("SIF_AuthenticationLevel", "SIF_EncryptionLevel")]
        authentication, encryption = (whole_number(each) or 0 for each in named)
        return authentication, encryption


class MalformedMessage(Exception):
    """The message could not be read as one: the refusal, and as much of the original as was readable."""

    def __init__(self, refused: MessageRefused, original: OriginalHeader) -> None:
        super().__init__(str(refused))
        self.refused = refused
        self.original = original


def parse_message(data: bytes, *, strict_ids: bool = False) -> ParsedMessage:
    """Return the message of these bytes. Raises MalformedMessage for what is refused before anybody looks who sent it."""
    root = _root(data)
    header = _header(root)
    original = _original(root, header)
    try:
        payload = _payload(root)
        _version(original.version if "Version" in root.attrib else None)
        _addressed(payload, header, original, strict_ids)
        body, name = _plain(data, root), local_name(payload)
    except MessageRefused as refused:
        raise MalformedMessage(refused, original) from None
    named, destination = header.get("SIF_Contexts"), header.get("SIF_DestinationId")
    return ParsedMessage(
        body=body,
        payload=payload,
        name=name,
        original=original,
        header=header,
        source=original.source,
        msg_id=original.msg_id,
        version=original.version,
        destination=text_of(destination) if destination is not None else "",
        named_contexts=tuple([text_of(child) for child in named]) if named is not None else (),
    )


def text_of(element: etree._Element | None) -> str:
    """Return an element's text without blanks around it; empty where there is none."""
    return (element.text or "").strip() if element is not None else ""


def find_child(element: etree._Element, name: str) -> etree._Element | None:
    """Return the first child with this local name."""
    for each in element:
        # The end of `{namespace}name`, or all of a name without one; `local_name` would be a call for every child.
        if each.tag.rpartition("}")[2] == name:
            return each
    return None


def _root(data: bytes) -> etree._Element:
    try:
        return tree(data, blanks=False)
    except UnreadableDocument as fault:
        problem = fault.problem
        where = f" (line {problem.line})" if problem.line else ""
        raise MalformedMessage(MessageRefused(1, 2, problem.message() + where), OriginalHeader()) from None


def _header(root: etree._Element) -> dict[str, etree._Element]:
    """Return what the header holds, by name; nothing where there is no header in its place."""
    payload = root[0] if len(root) else None
    first = payload[0] if payload is not None and len(payload) else None
    if first is None or local_name(first) != "SIF_Header":
        return {}
    return {each.tag.rpartition("}")[2]: each for each in first}


def _original(root: etree._Element, header: Mapping[str, etree._Element]) -> OriginalHeader:
    """Return what can be read of the message, whatever else is wrong with it. What is too long for an id is none."""
    source, msg_id = text_of(header.get("SIF_SourceId")), text_of(header.get("SIF_MsgId"))
    return OriginalHeader(
        root.get("Version", ""),
        source if len(source) <= ID_LENGTH else "",
        msg_id if len(msg_id) <= ID_LENGTH else "",
    )


def _payload(root: etree._Element) -> etree._Element:
    if root.tag != _MESSAGE:
        namespace, _, name = str(root.tag).rpartition("}")
        if name != "SIF_Message":
            raise MessageRefused(1, 3, f"The document is a {name}, not a SIF_Message.")
        raise MessageRefused(1, 3, f"The namespace is {namespace[1:] or 'missing'}; this zone speaks {UK_NAMESPACE}.")
    if len(root) != 1:
        names = ", ".join(map(local_name, root)) or "nothing"
        raise MessageRefused(1, 3, f"A SIF_Message holds one message, not {len(root)}: {names}.")
    payload = root[0]
    if (name := local_name(payload)) not in message_grammar().spec.known:
        raise MessageRefused(12, 2, f"There is no message {name}.")
    return payload


def _version(version: str | None) -> None:
    if version is None:
        raise MessageRefused(1, 6, "SIF_Message has no Version.")
    try:
        good = supported(version)
    except ValueError:
        raise MessageRefused(1, 4, f"Version {version!r} is not a version such as 2.3.") from None
    if not good:
        raise MessageRefused(12, 3, f"Version {version}; this zone takes {ALL_VERSIONS[0]} to {ALL_VERSIONS[-1]}.")


def _addressed(
    payload: etree._Element, header: Mapping[str, etree._Element], original: OriginalHeader, strict_ids: bool
) -> None:
    if not header:
        raise MessageRefused(1, 6, f"{local_name(payload)} does not begin with a SIF_Header.")
    for name in ("SIF_MsgId", "SIF_Timestamp", "SIF_SourceId"):
        if name not in header:
            raise MessageRefused(1, 6, f"SIF_Header has no {name}.")
    _check_values(header, original, strict_ids, local_name(payload) == "SIF_Register")


def _check_values(
    header: Mapping[str, etree._Element], original: OriginalHeader, strict_ids: bool, registers: bool
) -> None:
    msg_id, source = original.msg_id, original.source
    if not msg_id or (strict_ids and not GUID.fullmatch(msg_id)):
        raise MessageRefused(1, 4, f"SIF_MsgId {msg_id!r} in line {line_of_node(header['SIF_MsgId'])} is not an id.")
    # What is wrong with a name that registers has an error of its own (5/2).
    if not registers and not source:
        raise MessageRefused(1, 4, f"SIF_SourceId must have 1 to {ID_LENGTH} characters.")
    stamp = text_of(header["SIF_Timestamp"])
    if not _MOMENT.fits(stamp):
        raise MessageRefused(1, 4, f"SIF_Timestamp {stamp!r} is not a date and time.")


def _plain(data: bytes, root: etree._Element) -> bytes:
    """Return the message so that it can stand inside another: as it came, without what stands before its first tag."""
    if _FIRST_TAG.match(data):
        return data
    match = _PROLOG.match(data)
    if match is not None and not _UTF8.match(data) and _FIRST_TAG.match(data, match.end()):
        return data[match.end() :]
    return etree.tostring(root, encoding="utf-8")


def is_at_least(version: str, than: str) -> bool:
    """Say whether a version is at least another."""
    return version_key(version) >= version_key(than)
