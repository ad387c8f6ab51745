"""One zone: its picture, how its agents are, what came lately, and who may and does do what."""

from dataclasses import dataclass
from typing import Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from handover.portal import clock
from handover.portal.web.access import allowed
from handover.portal.zones import looking
from handover.portal.zones.permissions import SEE_ZONES
from handover.portal.zones.views.frame import framed, get_zone_or_404, write_count
from handover.portal.zones.views.picture import draw_zone
from handover.portal.zones.views.words import KINDS_OF, LETTERS, LOOKS, PASSED_OVER, PROOFS
from handover.zone.core.proof import Proof, proof_of
from handover.zone.objects import known_objects
from handover.zone.rights import ANY, RIGHTS, Right
from handover.zone.state import ZoneAgent, ZoneState

PAGE: Final = 30
AGENTS_ACROSS: Final = 8
PASSES: Final = 20
"""How many rows of what did not reach an agent are shown: the latest."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one agent may do and does with one object."""

    agent: str
    may: tuple[Right, ...]
    does: tuple[Right, ...]


@require_safe
@allowed(SEE_ZONES)
def show_zone(request: HttpRequest, zone: str) -> HttpResponse:
    """Show a zone and its agents, thirty at a time."""
    state, now = get_zone_or_404(zone), clock.now()
    page = Paginator(looking.query_agents(zone), PAGE).get_page(request.GET.get("page"))
    sights = looking.sights(zone, page.object_list)
    context = framed(
        request,
        state,
        page=page,
        sights=sights,
        picture=draw_zone(state, sights),
        looks=LOOKS,
        proofs={each.id: PROOFS[proof_of(state, state.agents[each.id])] for each in sights if each.id in state.agents},
        unproved=[name for name, each in sorted(state.agents.items()) if each.allowed and unproved(state, each)],
        traffic=looking.traffic(zone, now),
        kinds=KINDS_OF,
        totals=looking.query_zones().get(id=zone),
        passed_over=list(looking.query_passed_over(zone)[:PASSES]),
        all_passed_over=looking.passed_over_in(zone),
        reasons=PASSED_OVER,
        counted=write_count,
        now=now,
    )
    return render(request, "zones/zone.html", context)


def unproved(state: ZoneState, agent: ZoneAgent) -> bool:
    """Say whether a zone refuses an agent because it has no way to prove who it is."""
    return state.rules.policy == "closed" and proof_of(state, agent) is Proof.NONE


@require_safe
@allowed(SEE_ZONES)
def who_does_what(request: HttpRequest, zone: str) -> HttpResponse:
    """Show what each agent may do and does with each object; a few agents at a time."""
    state = get_zone_or_404(zone)
    everything = "all" in request.GET
    page = Paginator(sorted(state.agents), AGENTS_ACROSS).get_page(request.GET.get("page"))
    objects = sorted(known_objects()) if everything else objects_in_use(state)
    rows = [(name, [cell(state, agent, name) for agent in page.object_list]) for name in objects]
    context = framed(
        request, state, page=page, rows=rows, everything=everything, letters=LETTERS, rights=RIGHTS, any=ANY
    )
    return render(request, "zones/who_does_what.html", context)


def objects_in_use(state: ZoneState) -> list[str]:
    """Return the objects that somebody does something with, or was given a right to by name."""
    done = {each.object for each in state.provisions}
    return sorted(done | {grant.object for grant in state.grants if grant.object != ANY})


def cell(state: ZoneState, agent: str, name: str) -> Cell:
    """Return what an agent may do and does with an object in any context; where everybody may, only what it does."""
    mine = {each.right for each in state.of_agent(agent) if each.object == name}
    open_to_all = state.rules.policy == "open"
    may = [
        right
        for right in RIGHTS
        if not open_to_all and any(state.may(agent, right, name, context) for context in state.rules.contexts)
    ]
    return Cell(agent, tuple(may), tuple(right for right in RIGHTS if right in mine))
