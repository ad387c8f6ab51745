"""The rules of HTTP for a zone (section 6): which requests are taken, and how their answers look. No sockets here."""

import logging
import time
from collections.abc import Callable
from functools import lru_cache
from typing import Final
from urllib.parse import unquote, urlsplit

from handover.zone.broker import Broker
from handover.zone.coding import accepts
from handover.zone.core.parsing import Channel
from handover.zone.http.exchange import XML, Admitted, HttpReply, RequestHead
from handover.zone.http.fault import own_fault
from handover.zone.http.limits import LARGE
from handover.zone.http.reach import OpenTo, opens
from handover.zone.http.refusals import REFUSALS
from handover.zone.keys import PREFIX, digest_of
from handover.zone.packing import WORTH_PACKING, NotPacked, UnpacksTooLong, pack_bytes, unpack_bytes
from handover.zone.state import ZoneState
from handover.zone.store.interface import ZoneMoving

log = logging.getLogger("handover.zone.http")

_MEDIA_TYPES: Final = frozenset({"application/xml", "text/xml"})
STRANGER_LIMIT: Final = LARGE
"""The longest body in bytes that is taken from who has proved nothing, to tell it so: no more than costs no large memory."""
_CODINGS: Final = {"": False, "identity": False, "gzip": True, "x-gzip": True}
_digest: Final = lru_cache(maxsize=1024)(digest_of)
"""Of right keys and wrong ones alike, as many as targets are remembered."""
_REMEMBERED_SECONDS: Final = 2.0
_LONGEST_NUMBER: Final = 18
_PARTS: Final = 2


class Binding:
    """All zones of a broker, as an application for the servers (`exchange.Application`).

    `opened` says to whom zones are open whose policy is open. What is answered to who has proved nothing is the same
    whether there is a zone or not, so nothing of the zone is looked at for it.
    """

    def __init__(
        self, broker: Broker, opened: OpenTo = OpenTo.NOBODY, *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self.broker = broker
        self._opened = opened
        self._monotonic = monotonic
        self._asked: dict[str, float] = {}

    def admit(self, head: RequestHead, channel: Channel) -> Admitted | HttpReply:
        """Say whether a body is wanted; otherwise the answer. The body is not looked at, and need not have come.

        `channel` is what the connection shows; the key in the address comes to it.
        """
        zone, key = named_by(head.target)
        if not zone:
            return REFUSALS["no zone"].answer()
        if head.method != "POST":
            return REFUSALS["method"].answer()
        headers = head.headers
        if not _is_xml(headers.get("content-type", "")):
            return REFUSALS["media type"].answer()
        compressed = _is_gzip(headers.get("content-encoding", ""))
        if compressed is None:
            return REFUSALS["coding"].answer()
        # Made also where there is no key, so that both take as long.
        digest = _digest(key)
        channel = Channel(
            channel.secure, channel.certificate, digest if key else "", open_zones=opens(self._opened, headers)
        )
        try:
            state = self._admitting(zone, channel)
        except ZoneMoving:
            return REFUSALS["moving"].answer()
        except Exception:
            log.exception("it could not be found out whether somebody may speak in zone %s", zone)
            return REFUSALS["failed"].answer()
        limit = state.rules.message_limit if state else STRANGER_LIMIT
        refused = _wrong_length(headers.get("content-length"), headers.get("transfer-encoding", ""), limit)
        if refused:
            return REFUSALS[refused].answer()
        may_pack = _may_pack(headers.get("accept-encoding", ""))
        return Admitted(zone, limit, compressed, may_pack, channel, stranger=state is None)

    def answer(self, admitted: Admitted, body: bytes) -> HttpReply:
        """Hand a message to the broker and return its SIF_Ack, or the refusal of a body that is no message."""
        if admitted.compressed:
            try:
                body = unpack_bytes(body, admitted.limit)
            except UnpacksTooLong:
                return REFUSALS["too long"].answer()
            except NotPacked:
                return REFUSALS["broken gzip"].answer()
        if len(body) > admitted.limit:
            return REFUSALS["too long"].answer()
        if not body:
            return REFUSALS["empty"].answer()
        try:
            if admitted.stranger:
                ack = self.broker.turn_away(admitted.zone, body)
            else:
                ack = self.broker.receive(admitted.zone, body, admitted.channel)
        except ZoneMoving:
            return REFUSALS["moving"].answer()
        except Exception:
            # The message itself stays out of the log: it is about children.
            log.exception("a message to %s of %d bytes was not answered", admitted.zone, len(body))
            ack = own_fault(admitted.zone, body, self.broker.clock())
        return write_ack(ack, compress=admitted.compress)

    def _admitting(self, zone: str, channel: Channel) -> ZoneState | None:
        """Return a zone if anybody could speak in it over this channel; asked for afresh only from time to time."""
        now = self._monotonic()
        afresh = self._asked.get(zone, 0.0) <= now
        state = self.broker.admitting(zone, channel, afresh=afresh)
        if state is not None and afresh:
            self._asked[zone] = now + _REMEMBERED_SECONDS
        return state


def write_ack(ack: bytes, *, compress: bool) -> HttpReply:
    """Return a SIF_Ack as an answer, packed if that is allowed and worth it."""
    if compress and len(ack) > WORTH_PACKING:
        return HttpReply(200, pack_bytes(ack), XML, (("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding")))
    return HttpReply(200, ack)


@lru_cache(maxsize=1024)
def named_by(target: str) -> tuple[str, str]:
    """Return the id of the zone and the agent's key that a request's target names; '' for what it does not name.

    The id is empty where the address cannot be that of a zone.
    """
    try:
        path = urlsplit(target).path
        parts = [unquote(part, errors="strict") for part in path.removeprefix(PREFIX).removesuffix("/").split("/")]
    except ValueError:
        return "", ""
    good = path.startswith(PREFIX) and len(parts) <= _PARTS and all(_is_name(part) for part in parts)
    return (parts[0], "".join(parts[1:])) if good else ("", "")


def _is_name(part: str) -> bool:
    return bool(part) and part.isprintable() and "/" not in part


@lru_cache(maxsize=256)
def _is_xml(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() in _MEDIA_TYPES


def _is_gzip(coding: str) -> bool | None:
    """Say whether a body is packed; None for a coding that is not taken."""
    return _CODINGS.get(coding.strip().lower())


@lru_cache(maxsize=256)
def _may_pack(accept_encoding: str) -> bool:
    return accepts(accept_encoding, "gzip")


def _wrong_length(length: str | None, transfer: str, limit: int) -> str:
    """Return the key of the refusal for an announced length; empty if it will do."""
    if transfer:
        return "" if transfer.strip().lower() == "chunked" else "coding"
    if length is None:
        return "no length"
    if not (length.isascii() and length.isdigit()) or len(length) > _LONGEST_NUMBER:
        return "unreadable"
    if int(length) == 0:
        return "empty"
    return "too long" if int(length) > limit else ""
