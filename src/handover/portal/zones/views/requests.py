"""Open requests: what agents have asked for and not had the last answer to."""

from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.web.access import allowed
from handover.portal.zones import administering, looking
from handover.portal.zones.permissions import RUN_ZONES, SEE_ZONES
from handover.portal.zones.views.frame import framed, get_zone_or_404

PAGE: Final = 50


@require_safe
@allowed(SEE_ZONES)
def requests(request: HttpRequest, zone: str) -> HttpResponse:
    """List the open requests of a zone, oldest first."""
    state = get_zone_or_404(zone)
    page = Paginator(looking.open_requests(zone), PAGE).get_page(request.GET.get("page"))
    return render(request, "zones/requests.html", framed(request, state, page=page))


@require_POST
@allowed(RUN_ZONES)
def remove_zone_request(request: HttpRequest, zone: str) -> HttpResponse:
    """Close a request; who asked is told."""
    get_zone_or_404(zone)
    asked = {"requester": request.POST.get("requester", ""), "msg_id": request.POST.get("id", "")}
    wanted = looking.open_requests(zone).filter(**asked).first()
    if wanted is None:
        raise Http404
    administering.remove_open_request(require_user(request).actor, zone, wanted, clock.now())
    messages.success(request, _("The request is closed, and %(agent)s is told.") % {"agent": wanted.requester})
    return redirect("open-requests", zone)
