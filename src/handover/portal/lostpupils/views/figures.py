"""The store in pictures, each with its table; and what may be published of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.lostpupils import figures
from handover.portal.lostpupils.permissions import SEE_LOST_FIGURES
from handover.portal.web.access import allowed


@require_safe
@allowed(SEE_LOST_FIGURES)
def lost_figures(request: HttpRequest) -> HttpResponse:
    """Show the store of the person's own authority in numbers; of everybody where the person belongs to none."""
    person, now = require_user(request), timezone.localtime(clock.now())
    own = person.establishment.la_number if person.establishment else ""
    pupils = figures.in_store(own)
    context = {
        "own": bool(own),
        "total": pupils.count(),
        "by_time": figures.by_time(pupils, now),
        "by_age": figures.by_age(pupils),
        "by_kind": figures.by_kind(pupils),
        "by_authority": figures.by_authority(pupils) if not own else [],
        "months": figures.over_time(own, now),
    }
    return render(request, "lost/figures.html", context)


@require_safe
def lost_summary(request: HttpRequest) -> HttpResponse:
    """Show everybody how many pupils are lost and for how long, with small numbers hidden."""
    return render(request, "lost/summary.html", {"summary": figures.summarise_store(timezone.localtime(clock.now()))})
