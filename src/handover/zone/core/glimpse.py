"""A look at a message without reading it: for answers to what cannot be read, or is not worth it."""

import re
from typing import Final
from xml.sax.saxutils import unescape

from handover.zone.core.parsing import ID_LENGTH, OriginalHeader
from handover.zone.state import ALL_VERSIONS

_LOOKED_AT: Final = 8_192
"""How many of a message's first bytes are looked at; a header is some hundred."""
_START, _END = b"<SIF_Header>", b"</SIF_Header>"
_MSG_ID: Final = re.compile(rb"<SIF_MsgId>\s{0,40}([0-9A-Za-z-]{1,64})\s{0,40}</SIF_MsgId>")
_SOURCE: Final = re.compile(rb"<SIF_SourceId>([^<>]{1,800})</SIF_SourceId>")
_ENTITIES: Final = {"&quot;": '"', "&apos;": "'"}
_VERSION: Final = re.compile(rb'\sVersion="(2\.[0-9r]{1,4})"')


def glimpse(body: bytes) -> tuple[OriginalHeader, str]:
    """Return as much as is found of a message's own words, and the version to answer it in. Raises nothing.

    Its header is searched and not parsed: parsing may be what failed, and is more than a stranger should have us do.
    """
    start = body[:_LOOKED_AT]
    top, _, rest = start.partition(_START)
    header, ends, _ = rest.partition(_END)
    tag = top.rpartition(b"<SIF_Message")[2].partition(b">")[0]
    source, msg_id = (_text(each.search(header if ends else b"")) for each in (_SOURCE, _MSG_ID))
    source = unescape(source, _ENTITIES).strip()
    fits = len(source) <= ID_LENGTH and source.isprintable()
    original = OriginalHeader(_text(_VERSION.search(tag)), source if fits else "", msg_id)
    return original, original.version if original.version in ALL_VERSIONS else ALL_VERSIONS[-1]


def _text(match: re.Match[bytes] | None) -> str:
    return match[1].decode("utf-8", "replace") if match else ""
