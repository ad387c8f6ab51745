"""SIF_Ack that an agent posts: for what it fetched, or the final one of a blocking (sections 8.2 and 9)."""

from lxml import etree

from handover.sif.messages.errors import ErrorCode
from handover.sif.values import whole_number
from handover.zone.core.answers import AckAnswer
from handover.zone.core.context import MessageContext, ZoneDecision
from handover.zone.core.effects import Remove
from handover.zone.core.handling_replies import DeliveryContext, handle_error, handle_status
from handover.zone.core.parsing import find_child, text_of
from handover.zone.core.records import AgentStatus, MessageKind, QueueEntry, SifError
from handover.zone.core.refusal import MessageRefused

_FINAL = 3
_DIGITS = 16


def carrier_id(number: int, fresh: str) -> str:
    """Return the id of an ack that carries the queue's entry of this number, so that the entry is found by it again."""
    return f"{number:0{_DIGITS}X}{fresh[:_DIGITS]}"


def carried(msg_id: str) -> int | None:
    """Return the number of the entry that the ack with this id carried; None for any other id."""
    try:
        return int(msg_id[:_DIGITS], 16) if len(msg_id) == 2 * _DIGITS else None
    except ValueError:
        return None


def handle_ack(case: MessageContext) -> ZoneDecision:
    """Take an agent's word on a message it was given."""
    message = case.arrival.payload
    code, fault = _said(message)
    if code == _FINAL:
        return ZoneDecision(AckAnswer(), _finally(case, message))
    if case.registration.pushed:
        raise MessageRefused(13, 3, f"{case.agent} is in push mode: only a final SIF_Ack is posted.")
    presence = case.facts.presence(case.agent)
    waiting = _entry(case, message)
    if waiting is None:
        if _named(message) == presence.last_removed:
            return ZoneDecision(AckAnswer())
        raise MessageRefused(12, 6, f"{_named(message)[1]} is not in the queue of {case.agent}.")
    settling = DeliveryContext(waiting, presence, case.state, case.facts, case.now, case.new_id)
    effects = handle_error(settling, fault) if fault is not None else handle_status(settling, code)
    return ZoneDecision(AckAnswer(), effects)


def _finally(case: MessageContext, message: etree._Element) -> tuple[Remove, ...]:
    """End a blocking. It may come before the code 2 that begins it was seen, and again after a lost answer."""
    presence = case.facts.presence(case.agent)
    waiting = _entry(case, message)
    if waiting is not None and _ends(presence, waiting):
        return (Remove(case.agent, waiting.number),)
    if waiting is None and _named(message) == presence.last_removed:
        return ()
    raise MessageRefused(13, 4, f"{_named(message)[1]} is not the event that {case.agent} is blocked for.")


def _ends(presence: AgentStatus, waiting: QueueEntry) -> bool:
    if presence.blocked is not None:
        return presence.blocked == waiting.number
    return waiting.parcel.kind is MessageKind.EVENT


def _said(message: etree._Element) -> tuple[int, SifError | None]:
    """Return the status code, or the error (with -1)."""
    status, error = find_child(message, "SIF_Status"), find_child(message, "SIF_Error")
    if status is not None:
        code = text_of(find_child(status, "SIF_Code"))
        number = whole_number(code)
        if number is None or number < 0:
            raise MessageRefused(1, 4 if code else 6, f"SIF_Code {code[:20]!r} is not a status.")
        return number, None
    if error is None:
        raise MessageRefused(1, 6, "SIF_Ack holds a SIF_Status or a SIF_Error.")
    return -1, read_error(error)


def read_error(error: etree._Element) -> SifError:
    """Return a SIF_Error as a fault; what cannot be read of it counts as an unknown error."""
    numbers = [text_of(find_child(error, name)) for name in ("SIF_Category", "SIF_Code")]
    category, code = (whole_number(each) or 0 for each in numbers)
    words = [text_of(find_child(error, name)) for name in ("SIF_Desc", "SIF_ExtendedDesc")]
    return SifError(ErrorCode(category, code), " ".join(each for each in words if each)[:1000])


def _named(message: etree._Element) -> tuple[str, str]:
    """Return the source and id of the message acknowledged."""
    return text_of(find_child(message, "SIF_OriginalSourceId")), text_of(find_child(message, "SIF_OriginalMsgId"))


def _entry(case: MessageContext, message: etree._Element) -> QueueEntry | None:
    """Return the entry meant: by the message's own source and id, or by the id of the ack that carried it."""
    source, msg_id = _named(message)
    found = case.facts.entry(case.agent, source, msg_id)
    number = carried(msg_id)
    if found is None and number is not None and source == case.state.id:
        return case.facts.numbered(case.agent, number)
    return found
