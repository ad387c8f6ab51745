"""The rules of HTTP for a zone (section 6): which requests are taken, and how their answers look. No sockets here."""

import logging
import time
from collections.abc import Callable
from functools import lru_cache
from typing import Final
from urllib.parse import unquote, urlsplit

from handover.zone.broker import Broker
from handover.zone.coding import accepts
from handover.zone.core.arrival import Channel
from handover.zone.http.exchange import XML, Admitted, Answer, Head
from handover.zone.http.fault import own_fault
from handover.zone.http.refusals import REFUSALS
from handover.zone.packing import WORTH_PACKING, NotPacked, TooLong, packed, unpacked
from handover.zone.store.interface import NoSuchZone

log = logging.getLogger("handover.zone.http")

PREFIX: Final = "/zone/"
"""Where the address of every zone begins; its id follows."""
_MEDIA_TYPES: Final = frozenset({"application/xml", "text/xml"})
_REMEMBERED_SECONDS: Final = 2.0
_LONGEST_NUMBER: Final = 18


class Binding:
    """All zones of a broker, as an application for the servers (`exchange.Application`)."""

    def __init__(self, broker: Broker, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.broker = broker
        self._monotonic = monotonic
        self._limits: dict[str, tuple[int, float]] = {}

    def admit(self, head: Head) -> Admitted | Answer:
        """Say whether a body is wanted; otherwise the answer. The body is not looked at, and need not have come."""
        zone = zone_of(head.target)
        try:
            limit = self._limit(zone) if zone else None
        except Exception:
            log.exception("it could not be found out whether there is a zone %s", zone)
            return REFUSALS["failed"].answer()
        if limit is None:
            return REFUSALS["no zone"].answer()
        if head.method != "POST":
            return REFUSALS["method"].answer()
        headers = head.headers
        if not _is_xml(headers.get("content-type", "")):
            return REFUSALS["media type"].answer()
        compressed = _is_gzip(headers.get("content-encoding", ""))
        if compressed is None:
            return REFUSALS["coding"].answer()
        refused = _wrong_length(headers.get("content-length"), headers.get("transfer-encoding", ""), limit)
        if refused:
            return REFUSALS[refused].answer()
        return Admitted(zone, limit, compressed, _may_pack(headers.get("accept-encoding", "")))

    def answer(self, admitted: Admitted, body: bytes, channel: Channel) -> Answer:
        """Hand a message to the broker and return its SIF_Ack, or the refusal of a body that is no message."""
        if admitted.compressed:
            try:
                body = unpacked(body, admitted.limit)
            except TooLong:
                return REFUSALS["too long"].answer()
            except NotPacked:
                return REFUSALS["broken gzip"].answer()
        if len(body) > admitted.limit:
            return REFUSALS["too long"].answer()
        if not body:
            return REFUSALS["empty"].answer()
        try:
            ack = self.broker.receive(admitted.zone, body, channel)
        except NoSuchZone:
            return REFUSALS["no zone"].answer()
        except Exception:
            # The message itself stays out of the log: it is about children.
            log.exception("a message to %s of %d bytes was not answered", admitted.zone, len(body))
            ack = own_fault(admitted.zone, body, self.broker.clock())
        return written(ack, compress=admitted.compress)

    def _limit(self, zone: str) -> int | None:
        """Return how long a message to a zone may be; None if there is none. Remembered for a moment: it seldom changes."""
        found = self._limits.get(zone)
        now = self._monotonic()
        if found is not None and found[1] > now:
            return found[0]
        try:
            limit = self.broker.store.state(zone).rules.message_limit
        except NoSuchZone:
            self._limits.pop(zone, None)
            return None
        self._limits[zone] = (limit, now + _REMEMBERED_SECONDS)
        return limit


def written(ack: bytes, *, compress: bool) -> Answer:
    """Return a SIF_Ack as an answer, packed if that is allowed and worth it."""
    if compress and len(ack) > WORTH_PACKING:
        return Answer(200, packed(ack), XML, (("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding")))
    return Answer(200, ack)


@lru_cache(maxsize=1024)
def zone_of(target: str) -> str:
    """Return the id of the zone that a request's target names; empty if it names none."""
    try:
        path = unquote(urlsplit(target).path, errors="strict")
    except ValueError:
        return ""
    if not path.startswith(PREFIX):
        return ""
    zone = path.removeprefix(PREFIX).removesuffix("/")
    return zone if zone.isprintable() and "/" not in zone else ""


@lru_cache(maxsize=256)
def _is_xml(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() in _MEDIA_TYPES


def _is_gzip(coding: str) -> bool | None:
    """Say whether a body is packed; None for a coding that is not taken."""
    return {"": False, "identity": False, "gzip": True, "x-gzip": True}.get(coding.strip().lower())


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
