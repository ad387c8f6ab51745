"""How zones and their agents are at this moment, read for people who look at them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from operator import attrgetter
from typing import Any, Final

from django.db.models import Count, OuterRef, Q, QuerySet, Sum

from handover.portal.zones import counting
from handover.portal.zones.broker import broker
from handover.portal.zones.databases import ask_each_database, database_names
from handover.portal.zones.models import (
    AgentRow,
    AgentStatusRow,
    DeadLetterRow,
    MessageRow,
    OpenRequestRow,
    PassedOverRow,
    QueueEntryRow,
    ZoneRow,
)
from handover.zone.core.records import MessageKind
from handover.zone.state import ZoneState
from handover.zone.store.interface import NoSuchZone

NEWEST: Final = 20_000
"""How many of the newest messages the live counts look at."""


class AgentState(StrEnum):
    """What matters most about an agent now; the first that fits, from the top."""

    CLOSED = "closed"
    NOT_REGISTERED = "not registered"
    ASLEEP = "asleep"
    REFUSING = "refusing"
    UNREACHABLE = "unreachable"
    BLOCKED = "blocked"
    AWAKE = "awake"


@dataclass(frozen=True, slots=True)
class AgentSight:
    """An agent as it is now. `waiting` and `letters` are counted up to `counting.MOST_COUNTED` and one more."""

    id: str
    state: AgentState
    mode: str
    allowed: bool
    waiting: int
    oldest: datetime | None
    letters: int
    presence: AgentStatusRow

    @property
    def in_trouble(self) -> bool:
        """Say whether somebody should look at it."""
        return self.state in (AgentState.REFUSING, AgentState.UNREACHABLE, AgentState.BLOCKED) or self.letters > 0


@dataclass(frozen=True, slots=True)
class Traffic:
    """How many messages of a kind were accepted in the last hour and in the last 24 hours; `partly`: at least so many."""

    kind: MessageKind
    hour: int
    day: int
    partly: bool = False


def state_of(zone: str) -> ZoneState | None:
    """Return what a zone knows; None if there is no such zone."""
    try:
        return broker().store.state(zone)
    except NoSuchZone:
        return None


def query_zones() -> QuerySet[ZoneRow]:
    """Return all zones with their `agents`, `waiting`, `oldest` and `letters`."""
    agents = AgentRow.objects.filter(zone=OuterRef("id")).order_by().values("agent")
    return ZoneRow.objects.annotate(
        agents=counting.CountOf(agents),
        waiting=counting.waiting_in_zone(),
        oldest=counting.oldest_in_zone(),
        letters=counting.letters_in_zone(),
    )


def list_zones_everywhere(order: str) -> tuple[list[ZoneRow], tuple[str, ...]]:
    """Return the zones of all databases with what `query_zones` counts, and the names of the databases that do not answer."""
    answers = ask_each_database(lambda: list(query_zones()))
    rows = sorted((row for found in answers.values() for row in found), key=lambda row: row.id)
    rows.sort(key=attrgetter(order.removeprefix("-")), reverse=order.startswith("-"))
    return rows, tuple(name for name in database_names() if name not in answers)


def query_agents(zone: str) -> QuerySet[AgentRow]:
    """Return the agents of a zone with their `waiting`, `oldest` and `letters`; registrations are left out."""
    return (
        AgentRow.objects.filter(zone=zone)
        .annotate(
            waiting=counting.waiting_for_agent(),
            oldest=counting.oldest_for_agent(),
            letters=counting.letters_of_agent(),
        )
        .order_by("agent")
    )


def sights(zone: str, rows: Iterable[Any]) -> list[AgentSight]:
    """Return how these agents (rows of `agents`) are; one more query for all of them together."""
    listed = list(rows)
    noted = AgentStatusRow.objects.filter(zone=zone, agent__in=[row.agent for row in listed])
    presences: Mapping[str, AgentStatusRow] = {each.agent: each for each in noted}
    return [_sight(row, presences.get(row.agent, _nothing_noted(zone, row.agent))) for row in listed]


def sight(zone: str, agent: str) -> AgentSight | None:
    """Return how one agent is; None if the zone does not know it."""
    return next(iter(sights(zone, query_agents(zone).filter(agent=agent))), None)


def agent_state(row: AgentRow, presence: AgentStatusRow) -> AgentState:
    """Return what matters most about an agent. One that answered a delivery with status 8 counts as asleep."""
    if not row.allowed:
        return AgentState.CLOSED
    if not row.mode:
        return AgentState.NOT_REGISTERED
    if presence.asleep:
        return AgentState.ASLEEP
    if presence.refused is not None:
        return AgentState.REFUSING
    if presence.stopped or presence.attempts:
        return AgentState.UNREACHABLE
    if presence.blocked is not None:
        return AgentState.BLOCKED
    return AgentState.AWAKE


def traffic(zone: str, now: datetime) -> list[Traffic]:
    """Return how many messages of each kind came lately, counted among the newest `NEWEST` of the day."""
    hour, day = now - timedelta(hours=1), now - timedelta(days=1)
    rows = MessageRow.objects.filter(zone=zone, accepted_at__gte=day).order_by("-accepted_at")
    newest = rows.values("kind", "accepted_at")[:NEWEST]
    counts = {f"{kind}_day": Count("kind", filter=Q(kind=kind.value)) for kind in MessageKind}
    counts |= {f"{kind}_hour": Count("kind", filter=Q(kind=kind.value, accepted_at__gte=hour)) for kind in MessageKind}
    found = newest.aggregate(**counts)
    partly = sum(found[f"{kind}_day"] for kind in MessageKind) >= NEWEST
    return [Traffic(kind, found[f"{kind}_hour"], found[f"{kind}_day"], partly) for kind in MessageKind]


def query_dead_letters(zone: str) -> QuerySet[DeadLetterRow]:
    """Return the dead letters of a zone, newest first, with their messages (not what is in them)."""
    return (
        DeadLetterRow.objects.filter(zone=zone)
        .select_related("message")
        .defer("message__body")
        .order_by("-put_aside_at", "-number")
    )


def query_passed_over(zone: str, agent: str = "") -> QuerySet[PassedOverRow]:
    """Return what was counted of messages that did not reach the agents of a zone, or one of them; the latest first."""
    rows = PassedOverRow.objects.filter(zone=zone)
    return (rows.filter(agent=agent) if agent else rows).order_by("-last_at", "agent", "reason")


def passed_over_in(zone: str) -> int:
    """Return how many messages did not reach the agents of a zone that were to have them."""
    return PassedOverRow.objects.filter(zone=zone).aggregate(all=Sum("count"))["all"] or 0


def queue_of(zone: str, agent: str) -> QuerySet[QueueEntryRow]:
    """Return what waits for an agent, first things first, with the messages (not what is in them)."""
    rows = QueueEntryRow.objects.filter(zone=zone, agent=agent).select_related("message").defer("message__body")
    return rows.order_by("number")


def open_requests(zone: str) -> QuerySet[OpenRequestRow]:
    """Return the requests of a zone that wait for answers, oldest first."""
    return OpenRequestRow.objects.filter(zone=zone).order_by("opened_at", "msg_id")


def _sight(row: Any, presence: AgentStatusRow) -> AgentSight:
    return AgentSight(
        id=row.agent,
        state=agent_state(row, presence),
        mode=row.mode,
        allowed=row.allowed,
        waiting=row.waiting,
        oldest=row.oldest,
        letters=row.letters,
        presence=presence,
    )


def _nothing_noted(zone: str, agent: str) -> AgentStatusRow:
    return AgentStatusRow(
        zone=zone,
        agent=agent,
        asleep="",
        attempts=0,
        stopped=False,
        last_fault="",
        last_seen=None,
        blocked=None,
        refused=None,
    )
