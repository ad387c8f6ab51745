"""The cases of found pupils: who was found, and where; closing them, one or many at once."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.audit.log import record
from handover.portal.lostpupils import found_cases
from handover.portal.lostpupils.permissions import MANAGE_LOST
from handover.portal.lostpupils.retention_rules import FOUND_CASES
from handover.portal.lostpupils.views.ours import own_authority
from handover.portal.transfers.views.several import read_references
from handover.portal.web.access import allowed
from handover.portal.web.ticking import Ticking

PAGE = 50


@require_http_methods(["GET", "POST"])
@allowed(MANAGE_LOST)
def lost_cases(request: HttpRequest) -> HttpResponse:
    """List the cases of found pupils that the authority has not closed, or close those that are ticked."""
    person, now = require_user(request), clock.now()
    nothing_ticked = False
    if request.method == "POST":
        ticked = read_references(request.POST.getlist("case"))
        if ticked:
            say_closed(request, found_cases.close_cases(ticked, person, now), len(ticked))
            return redirect("lost-cases")
        nothing_ticked = True
    rows = found_cases.open_cases(own_authority(person))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    record("lost.cases_listed", actor=person.actor, now=now)
    found = [(pupil, pupil.case_facts, FOUND_CASES.last_day(pupil)) for pupil in page.object_list]
    context = {
        "page": page,
        "found": found,
        "days": FOUND_CASES.lasts,
        "nothing_ticked": nothing_ticked,
        "ticking": Ticking.read(request, len(found), len(found), PAGE),
    }
    return render(request, "lost/cases.html", context, status=422 if nothing_ticked else 200)


def say_closed(request: HttpRequest, closed: int, ticked: int) -> None:
    """Say how many cases are closed now by this, and how many somebody else had closed before."""
    if closed:
        words = ngettext(
            "%(count)d case is closed. The name, birth date and UPN were deleted.",
            "%(count)d cases are closed. The names, birth dates and UPNs were deleted.",
            closed,
        )
        messages.success(request, words % {"count": closed})
    if closed < ticked:
        before = ticked - closed
        words = ngettext("%(count)d case had been closed before.", "%(count)d cases had been closed before.", before)
        messages.info(request, words % {"count": before})
