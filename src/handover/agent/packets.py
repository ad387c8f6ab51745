"""The packets of an answer: whole objects, numbered from 1, none longer than the requester wants (section 4.3).

Length is that of the whole SIF_Message in bytes of UTF-8, before any compression (section 7.9).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from handover.agent.compose import Outgoing, Profile, compose_description, compose_message
from handover.agent.verdict import AckVerdict
from handover.sif.messages.payloads import Response
from handover.sif.model import SifObject
from handover.sif.specification import UK_NAMESPACE
from handover.sif.writer import write_object

_EMPTY: Final = b"<SIF_ObjectData/>"
_OPEN, _CLOSE = b"<SIF_ObjectData>", b"</SIF_ObjectData>"
_DECLARED: Final = f' xmlns="{UK_NAMESPACE}"'.encode()


class TooLarge(ValueError):
    """An object does not fit into a packet of the size that the requester takes."""


@dataclass(frozen=True, slots=True)
class PacketEnvelope:
    """What all packets of one answer share: who answers whom, which request, in which version, and the limit in bytes."""

    profile: Profile
    requester: str
    request_id: str
    version: str
    limit: int

    def packets(self, objects: Iterable[SifObject], now: datetime) -> Iterator[Outgoing]:
        """Yield the packets of an answer, at least one. Raises `TooLarge`."""
        number, held, length = 1, list[bytes](), 0
        room = self._room(number, now)
        for thing in objects:
            piece = inner(thing)
            if held and length + len(piece) > room:
                yield self._packet(number, held, True, now)
                number, held, length = number + 1, [], 0
                room = self._room(number, now)
            if len(piece) > room:
                raise TooLarge(f"A {thing.xml_name} of {len(piece)} bytes does not fit into {self.limit}.")
            held.append(piece)
            length += len(piece)
        yield self._packet(number, held, False, now)

    def refusal(self, verdict: AckVerdict, now: datetime) -> Outgoing:
        """Return the only packet of an answer that is an error."""
        category, code = map(str, verdict.error or (0, 1))
        error = Response.SIFError(sif_category=category, sif_code=code, sif_desc=compose_description(verdict.words))  # type: ignore[arg-type]
        return self._written(1, False, now, sif_error=error)

    def _packet(self, number: int, pieces: list[bytes], more: bool, now: datetime) -> Outgoing:
        bare = self._written(number, more, now, sif_object_data=Response.SIFObjectData(objects=()))
        if not pieces:
            return bare
        return Outgoing(bare.message_id, bare.body.replace(_EMPTY, b"".join((_OPEN, *pieces, _CLOSE)), 1))

    def _room(self, number: int, now: datetime) -> int:
        """Return how many bytes of objects a packet of this number holds, whether or not another follows it."""
        bare = self._packet(number, [], True, now).body
        return self.limit - len(bare) + len(_EMPTY) - len(_OPEN) - len(_CLOSE)

    def _written(self, number: int, more: bool, now: datetime, **body: Any) -> Outgoing:
        return compose_message(
            self.profile,
            "SIF_Response",
            now,
            version=self.version,
            destination=self.requester,
            sif_request_msg_id=self.request_id,
            sif_packet_number=number,
            sif_more_packets="Yes" if more else "No",
            **body,
        )


def inner(thing: SifObject) -> bytes:
    """Return an object as it stands inside a message, which has declared the namespace already."""
    data = write_object(thing)
    start = data.find(b">")
    return data.replace(_DECLARED, b"", 1) if data.find(_DECLARED, 0, start) > 0 else data
