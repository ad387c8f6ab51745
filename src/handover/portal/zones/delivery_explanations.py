"""Why did this agent get, or not get, this message? What was noted when it came, and what would happen today.

Today's answer comes from the function of the core that decides when a message comes (`handover.zone.core.routing`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from handover.common.text import Text
from handover.portal.zones.counting import MOST_COUNTED
from handover.portal.zones.delivery_reasons import (
    FATES,
    HELD_UP,
    MENDED,
    NO_RIGHT,
    REASONS,
    SHUT_OUT,
    STILL,
    DeliveryReason,
)
from handover.portal.zones.looking import AgentSight
from handover.portal.zones.messages import DeliveryState, DeliveryTrace, journey, security_of
from handover.portal.zones.models import MessageRow, QueueEntryRow
from handover.zone.core.records import MessageKind, Reason, RoutingVerdict
from handover.zone.core.routing import route_event, verdict_on
from handover.zone.rights import Right
from handover.zone.state import ZoneState

GOT: Final = frozenset({DeliveryState.TAKEN, DeliveryState.WAITING, DeliveryState.ASIDE})
"""What becomes of a message that is, or was, surely meant to arrive."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Sentences to be read one after the other, then what to do; `values` fill them in (moments and numbers among them)."""

    journey: DeliveryTrace
    sentences: tuple[Text, ...]
    remedies: tuple[Text, ...]
    values: Mapping[str, object]


def because(way: DeliveryTrace, blocked: int | None = None) -> DeliveryReason:
    """Return the row of the tables that says what became of a message. `blocked` is the entry that its agent blocks for."""
    if way.reason:
        return REASONS[way.reason]  # type: ignore[index]  # what was noted is one of the core's reasons
    if way.waiting is not None and way.waiting.number == blocked:
        return FATES[DeliveryState.BLOCKING]
    return FATES[way.fate]


def explain_delivery(state: ZoneState, message: MessageRow, agent: str, sight: AgentSight | None) -> Explanation:
    """Return why an agent did or did not get a message. `sight` is how the agent is now; None where it is forgotten."""
    way = journey(state, message, agent)
    event = message.kind == MessageKind.EVENT.value
    if event and way.fate is DeliveryState.NOT_MEANT:
        way = DeliveryTrace(agent, DeliveryState.PASSED_OVER, _reason_then(state, message, agent))
    row = because(way, sight.presence.blocked if sight else None)
    sentences, remedies = [row.happened], [row.remedy]
    if row is FATES[DeliveryState.WAITING] and sight is not None:
        sentence, remedy = HELD_UP[sight.state]
        sentences, remedies = [row.happened, sentence], [remedy]
    if event:
        verdict = verdict_today(state, message, agent)
        if way.fate not in GOT or not verdict.gets:
            sentences.append(STILL if verdict.reason == way.reason else REASONS[verdict.reason].today)
        if way.fate is DeliveryState.PASSED_OVER:
            remedies = [_remedy(state, message, verdict)]
    return Explanation(
        way, tuple(sentences), tuple(each for each in remedies if each.en), _values(state, message, way, sight)
    )


def verdict_today(state: ZoneState, message: MessageRow, agent: str) -> RoutingVerdict:
    """Return whether an agent would get an event if it came today."""
    verdicts = route_event(
        state,
        source=message.source,
        object_name=message.object,
        contexts=message.contexts,
        version=message.version,
        size=message.size,
        destination=message.destination,
        security=security_of(message),
    )
    return verdict_on(state, agent, verdicts)


def _reason_then(state: ZoneState, message: MessageRow, agent: str) -> Reason:
    """Return why an agent that was neither a recipient nor passed over got nothing: it was no subscriber then."""
    if agent == message.source and not state.rules.echo:
        return "own"
    return verdict_on(state, agent, ()).reason


def _remedy(state: ZoneState, message: MessageRow, verdict: RoutingVerdict) -> Text:
    if verdict.gets:
        return MENDED
    known = state.agents.get(verdict.agent)
    if verdict.reason == "gone" and known is not None and not known.allowed:
        return SHUT_OUT
    may = any(state.may(verdict.agent, Right.SUBSCRIBE, message.object, context) for context in message.contexts)
    if verdict.reason == "not subscribed" and not may:
        return NO_RIGHT
    return REASONS[verdict.reason].remedy


def _values(
    state: ZoneState, message: MessageRow, way: DeliveryTrace, sight: AgentSight | None
) -> Mapping[str, object]:
    registration = state.registration(way.agent)
    letter = way.letter
    return {
        "agent": way.agent,
        "source": message.source,
        "object": message.object,
        "contexts": ", ".join(message.contexts),
        "version": message.version,
        "destination": message.destination,
        "size": message.size,
        "buffer": registration.max_buffer if registration else 0,
        "when": message.accepted_at,
        "registered": registration.registered_at if registration else "",
        "ahead": _ahead(way.waiting) if way.waiting else 0,
        "aside": letter.put_aside_at if letter else "",
        "fault": f"{letter.category}/{letter.code} {letter.words}".strip() if letter else _fault(sight),
    }


def _fault(sight: AgentSight | None) -> str:
    return f"{sight.presence.last_fault.rstrip('.')}." if sight and sight.presence.last_fault else ""


def _ahead(waiting: QueueEntryRow) -> int:
    before = QueueEntryRow.objects.filter(zone=waiting.zone, agent=waiting.agent, number__lt=waiting.number)
    return before.order_by().values("number")[:MOST_COUNTED].count()
