"""Dead letters: messages that an agent refused or did not take in time; queued again, or thrown away."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.paging import CountedPaginator
from handover.portal.web.access import allowed
from handover.portal.zones import administering, looking
from handover.portal.zones.models import DeadLetterRow
from handover.portal.zones.permissions import RUN_ZONES, SEE_ZONES
from handover.portal.zones.views.frame import framed, get_zone_or_404
from handover.portal.zones.views.words import KINDS

PAGE: Final = 50


@require_safe
@allowed(SEE_ZONES)
def letters(request: HttpRequest, zone: str) -> HttpResponse:
    """List the dead letters of a zone, newest first."""
    state = get_zone_or_404(zone)
    page = CountedPaginator(looking.query_dead_letters(zone), PAGE).get_page(request.GET.get("page"))
    return render(request, "zones/letters.html", framed(request, state, page=page, kinds=KINDS))


@require_POST
@allowed(RUN_ZONES)
def requeue(request: HttpRequest, zone: str, number: int) -> HttpResponse:
    """Put a dead letter into its agent's queue again."""
    letter = found_letter(zone, number)
    me, now = require_user(request).actor, clock.now()
    administering.requeue_dead_letter(me, zone, letter.agent, number, letter.message.msg_id, now)
    messages.success(request, _("The message is at the end of %(agent)s's queue.") % {"agent": letter.agent})
    return redirect("dead-letters", zone)


@require_POST
@allowed(RUN_ZONES)
def discard(request: HttpRequest, zone: str, number: int) -> HttpResponse:
    """Throw a dead letter away."""
    letter = found_letter(zone, number)
    me, now = require_user(request).actor, clock.now()
    administering.discard_dead_letter(me, zone, letter.agent, number, letter.message.msg_id, now)
    messages.success(request, _("The dead letter is thrown away."))
    return redirect("dead-letters", zone)


def found_letter(zone: str, number: int) -> DeadLetterRow:
    """Return a dead letter; 404 if it is not there (any more)."""
    get_zone_or_404(zone)
    letter = looking.query_dead_letters(zone).filter(number=number).first()
    if letter is None:
        raise Http404
    return letter
