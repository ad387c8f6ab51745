"""What a SIF_Ack says, whoever writes it: a status, or an error with its words."""

from dataclasses import dataclass
from typing import Any

from lxml import etree

from handover.agent.faults import Later, Refuse, RefusedByZone
from handover.sif.messages import ErrorCode, NotAMessage, read_message
from handover.sif.reader import UnreadableDocument
from handover.sif.values import whole_number

TAKEN = 1
BLOCKING = 2
FINISHED = 3
ALREADY_HAD = 7
ASLEEP = 8
NOTHING_WAITING = 9

NOT_REGISTERED = ErrorCode(4, 9)
REGISTERED_FOR_PUSH = ErrorCode(5, 9)
NOT_NOW = ErrorCode(10, 1)


@dataclass(frozen=True, slots=True)
class AckVerdict:
    """A status of section 2.1, or an error of section 2.3 in its place."""

    status: int | None
    error: ErrorCode | None = None
    words: str = ""

    @property
    def keeps(self) -> bool:
        """Say whether the sender keeps the message and offers it again: asleep, or an error of transport."""
        return self.status == ASLEEP or (self.error is not None and self.error.category == NOT_NOW.category)

    @property
    def fault(self) -> RefusedByZone:
        """The error as an exception."""
        error = self.error or ErrorCode(0, 1)
        return RefusedByZone(error.category, error.code, self.words)


@dataclass(frozen=True, slots=True)
class AckReply:
    """A SIF_Ack that came back: its verdict, the id of the ack, and the document it carries, if any."""

    verdict: AckVerdict
    message_id: str
    original_id: str | None
    data: etree._Element | None = None

    @property
    def status(self) -> int | None:
        """The status; None for an error."""
        return self.verdict.status

    @property
    def error(self) -> ErrorCode | None:
        """The error; None for a status."""
        return self.verdict.error


class NotAReply(ValueError):
    """What came back is not a SIF_Ack."""


def refusal(refuse: Refuse) -> AckVerdict:
    """Return the verdict of a handler that refuses."""
    return AckVerdict(None, refuse.error, refuse.words)


def postponement(later: Later) -> AckVerdict:
    """Return the verdict of a handler that wants the message again."""
    return AckVerdict(None, NOT_NOW, later.words)


def read_ack(body: bytes) -> AckReply:
    """Return what a zone answered. Raises `NotAReply`."""
    try:
        message = read_message(body)
        if message.kind != "SIF_Ack":
            raise NotAReply(f"The answer is a {message.kind}, not a SIF_Ack.")
        return _reply(message.payload)
    except (UnreadableDocument, NotAMessage) as fault:
        raise NotAReply(str(fault)) from None


def _reply(ack: Any) -> AckReply:
    head, status, error = ack.sif_header, ack.sif_status, ack.sif_error
    data = None
    if status is not None:
        verdict = AckVerdict(_number(status.sif_code), words=status.sif_desc or "")
        held = status.sif_data.objects if status.sif_data is not None else ()
        data = held[0] if held and isinstance(held[0], etree._Element) else None
    elif error is not None:
        code = ErrorCode(_number(error.sif_category), _number(error.sif_code))
        verdict = AckVerdict(None, code, error.sif_desc or error.sif_extended_desc or "The zone gave no reason.")
    else:
        raise NotAReply("The SIF_Ack holds neither a status nor an error.")
    if head is None:
        raise NotAReply("The SIF_Ack has no header.")
    return AckReply(verdict, head.sif_msg_id, ack.sif_original_msg_id, data)


def _number(text: str | None) -> int:
    number = whole_number(text or "")
    if number is None:
        raise NotAReply(f"{(text or '')[:20]!r} is not a code.")
    return number
