"""The messages a zone writes: SIF_Ack above all, as text, since every message gets one (sections 1.2, 2, 14.1).

No declaration, no prefix, no comment, no blanks: agents have been seen to search the text for what it begins with.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from handover.sif.messages.errors import ERRORS, STATUS
from handover.sif.specification import UK_NAMESPACE
from handover.zone.core.parsing import GUID, OriginalHeader
from handover.zone.core.records import SifError

NewId = Callable[[], str]
"""Returns a new id of 32 capital hexadecimal digits, never the same twice."""

_XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
_DESC: Final = 1024
_EXCLUDED: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


class AckAnswer(NamedTuple):
    """What to answer: a status code, or a fault. `data` goes inside SIF_Data; `msg_id` is the ack's own ('': new)."""

    status: int = 0
    fault: SifError | None = None
    data: bytes = b""
    msg_id: str = ""


def write_answer(
    answer: AckAnswer, original: OriginalHeader, version: str, zone: str, now: datetime, new_id: NewId
) -> bytes:
    """Return a SIF_Ack in this version."""
    head = message_head(answer.msg_id or new_id(), zone, now)
    msg_id = as_guid(original.msg_id)
    nil = "" if msg_id else f' xmlns:xsi="{_XSI}"'
    parts = (
        f'<SIF_Message xmlns="{UK_NAMESPACE}"{nil} Version="{version}"><SIF_Ack>{head}'
        f"<SIF_OriginalSourceId>{escape(original.source)}</SIF_OriginalSourceId>",
        f"<SIF_OriginalMsgId>{msg_id}</SIF_OriginalMsgId>" if msg_id else '<SIF_OriginalMsgId xsi:nil="true"/>',
    )
    start = "".join(parts).encode()
    if answer.fault is not None:
        return start + write_fault(answer.fault).encode() + b"</SIF_Ack></SIF_Message>"
    end = b"</SIF_Status></SIF_Ack></SIF_Message>"
    code = f"<SIF_Status><SIF_Code>{answer.status}</SIF_Code>".encode()
    if answer.data:
        return b"".join((start, code, b"<SIF_Data>", answer.data, b"</SIF_Data>", end))
    return b"".join((start, code, _status_words(answer.status), end))


@cache
def _status_words(status: int) -> bytes:
    return f"<SIF_Desc>{escape(description(STATUS[status].en))}</SIF_Desc>".encode()


def write_fault(fault: SifError) -> str:
    """Return a SIF_Error."""
    known = ERRORS.get(fault.code)
    desc = known.en if known else "The agent reported an error."
    more = f"<SIF_ExtendedDesc>{escape(make_storable(fault.more))}</SIF_ExtendedDesc>" if fault.more else ""
    return (
        f"<SIF_Error><SIF_Category>{fault.code.category}</SIF_Category><SIF_Code>{fault.code.code}</SIF_Code>"
        f"<SIF_Desc>{escape(description(desc))}</SIF_Desc>{more}</SIF_Error>"
    )


def description(words: str) -> str:
    """Return words as a SIF_Desc: bounded, and without a full stop, since agents put one between it and what follows."""
    return make_storable(words)[:_DESC].rstrip(" .")


def as_guid(msg_id: str) -> str:
    """Return the id of a message as the schema has it; empty for one that is no GUID, however it is written.

    The schema allows nothing but 32 capital digits to stand for another message, or nil.
    """
    if GUID.fullmatch(msg_id):
        return msg_id
    capital = msg_id.strip("{}").replace("-", "").upper()
    return capital if GUID.fullmatch(capital) else ""


def message_head(msg_id: str, source: str, now: datetime, destination: str = "", context: str = "") -> str:
    """Return a SIF_Header."""
    whither = f"<SIF_DestinationId>{escape(destination)}</SIF_DestinationId>" if destination else ""
    within = f"<SIF_Contexts><SIF_Context>{escape(context)}</SIF_Context></SIF_Contexts>" if context else ""
    return (
        f"<SIF_Header><SIF_MsgId>{msg_id}</SIF_MsgId><SIF_Timestamp>{stamp(now)}</SIF_Timestamp>"
        f"<SIF_SourceId>{escape(source)}</SIF_SourceId>{whither}{within}</SIF_Header>"
    )


def stamp(now: datetime) -> str:
    """Return a time as messages carry it: UTC, to the second."""
    return _stamp(int(now.timestamp()))


@lru_cache(maxsize=8)
def _stamp(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def control_message(
    kind: str, version: str, zone: str, now: datetime, new_id: NewId, inside: str = ""
) -> tuple[str, bytes]:
    """Return the id and bytes of a SIF_SystemControl of the zone, such as SIF_Ping."""
    msg_id = new_id()
    held = f"<{kind}>{inside}</{kind}>" if inside else f"<{kind}/>"
    text = (
        f'<SIF_Message xmlns="{UK_NAMESPACE}" Version="{version}"><SIF_SystemControl>{message_head(msg_id, zone, now)}'
        f"<SIF_SystemControlData>{held}</SIF_SystemControlData></SIF_SystemControl></SIF_Message>"
    )
    return msg_id, text.encode()


def attribute(value: str) -> str:
    """Return a value as an attribute's text, in quotes."""
    return quoteattr(make_storable(value))


def make_storable(text: str) -> str:
    """Return text that XML can hold: without the characters that it excludes (XML 1.0, section 2.2), of a bearable length."""
    return _EXCLUDED.sub("", text).encode("utf-8", "replace").decode()[:4000]
