"""What an agent may do: a form of all objects and the seven rights, filled in from a ready-made set if wanted."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.web.access import allowed
from handover.portal.zones import administering
from handover.portal.zones.permissions import RUN_ZONES
from handover.portal.zones.sets import SETS, Held
from handover.portal.zones.views.frame import framed, get_agent_or_404, get_zone_or_404
from handover.zone import objects
from handover.zone.rights import ANY, RIGHTS, Right
from handover.zone.state import ZoneState

ROWS: Final = (ANY, *sorted(objects.known_objects()))
"""The rows of the form: every object now and later, then each by name."""


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(RUN_ZONES)
def edit_rights(request: HttpRequest, zone: str, agent: str) -> HttpResponse:
    """Show what an agent may do in a context, or in every one, and change it."""
    state = get_zone_or_404(zone)
    get_agent_or_404(state, agent)
    context = request.GET.get("context", ANY)
    if context not in (ANY, *state.rules.contexts):
        context = ANY
    if request.method == "POST":
        changed = administering.set_rights(
            require_user(request).actor, state, agent, context, ticked(request), clock.now()
        )
        told = _("What %(agent)s may do is changed.") if changed else _("Nothing was changed for %(agent)s.")
        messages.success(request, told % {"agent": agent})
        return redirect("agent", zone, agent)
    chosen = SETS.get(request.GET.get("set", ""))
    page = framed(
        request,
        state,
        agent=state.agents[agent],
        rows=ROWS,
        rights=RIGHTS,
        held=chosen.held if chosen else held_in(state, agent, context),
        sets=SETS,
        chosen=chosen,
        context=context,
        contexts=(ANY, *state.rules.contexts),
        any=ANY,
    )
    return render(request, "zones/rights.html", page)


def held_in(state: ZoneState, agent: str, context: str) -> Held:
    """Return the rights that an agent was given for one context, or for every one."""
    mine = (grant for grant in state.grants if (grant.agent, grant.context) == (agent, context))
    return frozenset((grant.right, grant.object) for grant in mine)


def ticked(request: HttpRequest) -> Held:
    """Return the rights that were ticked; what is no right or no object counts for nothing."""
    pairs = (value.partition(":") for value in request.POST.getlist("may"))
    return frozenset((Right(right), name) for right, _colon, name in pairs if right in set(Right) and name in ROWS)
