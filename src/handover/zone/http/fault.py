"""The answer for when the zone itself failed: a SIF_Ack with error 11/1, since agents drop the body of a status 500."""

from datetime import datetime
from typing import Final

from handover.sif.messages.errors import ErrorCode
from handover.sif.messages.message import new_id
from handover.zone.core.answers import AckAnswer, write_answer
from handover.zone.core.glimpse import glimpse
from handover.zone.core.records import SifError

OWN_FAULT: Final = ErrorCode(11, 1)
"""System error: the zone, not the message, is to blame, and the agent may send it again."""


def own_fault(zone: str, body: bytes, now: datetime) -> bytes:
    """Return the SIF_Ack for a message that could not be dealt with."""
    return write_answer(AckAnswer(fault=SifError(OWN_FAULT)), *glimpse(body), zone, now, new_id)
