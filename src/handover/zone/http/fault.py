"""The answer for when the zone itself failed: a SIF_Ack with error 11/1, since agents drop the body of a status 500."""

import re
from datetime import datetime
from typing import Final

from handover.sif.messages.errors import ErrorCode
from handover.sif.messages.message import new_id
from handover.zone.core.answers import Answer, write_answer
from handover.zone.core.arrival import Original
from handover.zone.core.records import Fault
from handover.zone.state import ALL_VERSIONS

OWN_FAULT: Final = ErrorCode(11, 1)
"""System error: the zone, not the message, is to blame, and the agent may send it again."""
_HEADER: Final = re.compile(rb"<SIF_Header>.{0,4000}?</SIF_Header>", re.DOTALL)
_MSG_ID: Final = re.compile(rb"<SIF_MsgId>\s*([0-9A-Za-z-]{1,64})\s*</SIF_MsgId>")
_SOURCE: Final = re.compile(rb"<SIF_SourceId>\s*([^<>&\s]{1,64})\s*</SIF_SourceId>")
_VERSION: Final = re.compile(rb'<SIF_Message[^>]{0,400}?\sVersion="(2\.[0-9r]{1,4})"')


def own_fault(zone: str, body: bytes, now: datetime) -> bytes:
    """Return the SIF_Ack for a message that could not be dealt with.

    Its header is searched and not read, because reading may be what failed.
    """
    found = _HEADER.search(body)
    header = found[0] if found else b""
    original = Original(_text(_VERSION.search(body)), _text(_SOURCE.search(header)), _text(_MSG_ID.search(header)))
    version = original.version if original.version in ALL_VERSIONS else ALL_VERSIONS[-1]
    return write_answer(Answer(fault=Fault(OWN_FAULT)), original, version, zone, now, new_id)


def _text(match: re.Match[bytes] | None) -> str:
    return match[1].decode("utf-8", "replace") if match else ""
