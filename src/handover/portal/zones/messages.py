"""The messages that a zone remembers: found again, opened, and what became of them on the way to each agent."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, StrIndex
from lxml import etree

from handover.portal.audit.log import Actor, record
from handover.portal.paging import ListPage, read_page_behind
from handover.portal.zones.broker import zone_seal
from handover.portal.zones.models import DeadLetterRow, MessageRow, QueueEntryRow
from handover.sif.reader import UnreadableDocument, tree
from handover.zone.core.parsing import MalformedMessage, parse_message
from handover.zone.state import ZoneState
from handover.zone.store import sealing


@dataclass(frozen=True, slots=True)
class MessageSearch:
    """Which messages are looked for; what is empty does not matter. `since` and `until` are moments, the second excluded."""

    msg_id: str = ""
    source: str = ""
    object: str = ""
    kind: str = ""
    action: str = ""
    recipient: str = ""
    since: datetime | None = None
    until: datetime | None = None


class NotOpened(Exception):
    """The content of a message is damaged, or was sealed with another master key."""


class DeliveryState(StrEnum):
    """What became of a message on its way to one agent."""

    TAKEN = "taken"
    TAKEN_OR_LOST = "taken or lost"
    LOST = "lost"
    WAITING = "waiting"
    BLOCKING = "blocking"
    ASIDE = "aside"
    PASSED_OVER = "passed over"
    NOT_MEANT = "not meant"


@dataclass(frozen=True, slots=True)
class DeliveryTrace:
    """A message's way to one agent. `reason` says why it was passed over; `waiting` and `letter` are where it is."""

    agent: str
    fate: DeliveryState
    reason: str = ""
    waiting: QueueEntryRow | None = None
    letter: DeadLetterRow | None = None


def find_messages(state: ZoneState, wanted: MessageSearch) -> QuerySet[MessageRow]:
    """Return messages, in no order, without their content.

    An id alone is looked for among the messages of agents that the zone knows, and its own.
    """
    rows = MessageRow.objects.filter(zone=state.id).defer("body")
    if wanted.msg_id:
        sources = [wanted.source] if wanted.source else [*state.agents, state.id]
        rows = rows.filter(source__in=sources, msg_id=wanted.msg_id)
    exact = {name: getattr(wanted, name) for name in ("source", "object", "kind", "action")}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if wanted.recipient:
        rows = _received_by(rows, wanted.recipient)
    if wanted.since:
        rows = rows.filter(accepted_at__gte=wanted.since)
    if wanted.until:
        rows = rows.filter(accepted_at__lt=wanted.until)
    return rows


def read_log(state: ZoneState, wanted: MessageSearch, before: str, size: int) -> ListPage[MessageRow]:
    """Return a page of messages, newest first, behind a position in the log."""
    return read_page_behind(find_messages(state, wanted), "accepted_at", descending=True, after=before, size=size)


def find_message(zone: str, number: int) -> MessageRow | None:
    """Return one message without its content; None if the zone does not remember it."""
    return MessageRow.objects.filter(zone=zone, id=number).defer("body").first()


def is_kept(message: MessageRow) -> bool:
    """Say whether the content of a message is still there."""
    return MessageRow.objects.filter(id=message.id).exclude(body=b"").exists()


def open_message(by: Actor, message: MessageRow, reason: str, now: datetime) -> bytes:
    """Return a message's content as it came, b"" if it is forgotten. Raises NotOpened.

    Who looked, and why, is written down first.
    """
    details = {"message": message.msg_id, "agent": message.source, "object": message.object, "reason": reason}
    record("zone.message_opened", actor=by, subject=message.zone, details=details, now=now)
    return _content(message)


def laid_out(content: bytes) -> str:
    """Return a message as a person reads it, indented; as it is where it cannot be read as XML."""
    try:
        root = tree(content)
    except UnreadableDocument:
        return content.decode(errors="replace")
    etree.indent(root)
    return str(etree.tostring(root, encoding="unicode"))


def security_of(message: MessageRow) -> tuple[int, int]:
    """Return the levels of authentication and encryption that a message demands; none where its content is not to be had."""
    try:
        content = _content(message)
        return parse_message(content).security if content else (0, 0)
    except (NotOpened, MalformedMessage):
        return (0, 0)


def journeys(state: ZoneState, message: MessageRow) -> list[DeliveryTrace]:
    """Return a message's way to everybody who was to have it, then to those who were passed over."""
    where = _Where(message)
    passed: Mapping[str, str] = dict(message.passed_over)
    return [where.journey(state, agent) for agent in message.recipients] + [
        DeliveryTrace(agent, DeliveryState.PASSED_OVER, reason) for agent, reason in passed.items()
    ]


def journey(state: ZoneState, message: MessageRow, agent: str) -> DeliveryTrace:
    """Return a message's way to one agent, also to one that it was never meant for."""
    return next(
        (each for each in journeys(state, message) if each.agent == agent),
        DeliveryTrace(agent, DeliveryState.NOT_MEANT),
    )


class _Where:
    """Where the copies of one message are now: two questions, however many agents have one."""

    def __init__(self, message: MessageRow) -> None:
        self.message = message
        self.waiting = {each.agent: each for each in QueueEntryRow.objects.filter(message=message)}
        self.letters = {each.agent: each for each in DeadLetterRow.objects.filter(message=message)}

    def journey(self, state: ZoneState, agent: str) -> DeliveryTrace:
        """Return the way to one of its recipients."""
        waiting, letter = self.waiting.get(agent), self.letters.get(agent)
        if waiting is not None:
            return DeliveryTrace(agent, DeliveryState.WAITING, waiting=waiting)
        if letter is not None:
            return DeliveryTrace(agent, DeliveryState.ASIDE, letter=letter)
        registration = state.registration(agent)
        if registration is None:
            return DeliveryTrace(agent, DeliveryState.LOST)
        anew = registration.registered_at > self.message.accepted_at
        return DeliveryTrace(agent, DeliveryState.TAKEN_OR_LOST if anew else DeliveryState.TAKEN)


def _content(message: MessageRow) -> bytes:
    body = MessageRow.objects.values_list("body", flat=True).get(id=message.id)
    try:
        return zone_seal().open(bytes(body), message.zone, message.source, message.msg_id)
    except sealing.UnreadableMessage as fault:
        raise NotOpened(str(fault)) from fault


def _received_by(rows: QuerySet[MessageRow], agent: str) -> QuerySet[MessageRow]:
    """Return those whose recipients name an agent. SQLite cannot look into JSON, and the two databases write it differently."""
    written = {json.dumps(agent), json.dumps(agent, ensure_ascii=False)}
    rows = rows.annotate(recipients_text=Cast("recipients", TextField()))
    either = Q()
    for position, text in enumerate(sorted(written)):
        rows = rows.annotate(**{f"named_{position}": StrIndex("recipients_text", Value(text))})
        either |= Q(**{f"named_{position}__gt": 0})
    return rows.filter(either)
