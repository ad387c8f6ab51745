"""Children who are new at a school: whose record is asked for, of whom, and what those who are asked say."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.audit.log import record
from handover.portal.establishments.models import Establishment
from handover.portal.hub.newcomers import arrival_asking
from handover.portal.hub.newcomers.arrival_findings import FindingKey
from handover.portal.transfers.permissions import COLLECT_CTF, SEND_CTF
from handover.portal.transfers.views.several import read_references
from handover.portal.web.access import allowed
from handover.portal.web.ticking import Ticking

PAGE = 50


@require_safe
@allowed(COLLECT_CTF, SEND_CTF)
def arrivals(request: HttpRequest) -> HttpResponse:
    """Show whose records others ask of this office, and the new children of a school whose records are looked for."""
    person, now = require_user(request), clock.now()
    asked = list(arrival_asking.list_arrivals_asked(person)[:PAGE])
    page = Paginator(arrival_asking.list_own_arrivals(person), PAGE).get_page(request.GET.get("page"))
    own = list(page.object_list)
    to_ask = sum(case.finding == FindingKey.TO_ASK for case in own)
    record("arrival.listed", actor=person.actor, details={"children": str(len(asked) + len(own))}, now=now)
    numbers = {case.asked for case in own if case.asked}
    context = {
        "asked": asked,
        "page": page,
        "own": own,
        "places": {each.number: each for each in Establishment.objects.filter(number__in=numbers)},
        "to_ask": to_ask,
        "held_back": {case.pk for case in own if case.is_held_back(now)},
        "a_day": settings.CONFIG.arrivals_a_day,
        "ticking": Ticking.read(request, to_ask, to_ask, PAGE),
    }
    return render(request, "arrivals/list.html", context)


@require_POST
@allowed(COLLECT_CTF)
def arrivals_ask(request: HttpRequest) -> HttpResponse:
    """Have the records of the ticked children asked for."""
    person, now = require_user(request), clock.now()
    references = read_references(request.POST.getlist("child"))
    cases = arrival_asking.list_own_arrivals(person).filter(reference__in=references)
    done = sum(arrival_asking.ask_for_arrival(case, person.actor, now) for case in cases)
    if not done:
        messages.warning(request, _("Tick the pupils whose records are to be asked for."))
    else:
        words = ngettext("%(count)d record is asked for.", "%(count)d records are asked for.", done)
        messages.success(request, words % {"count": done})
    return redirect("arrivals")


@require_POST
@allowed(SEND_CTF)
def arrival_not_theirs(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Say that a record that was asked for is not with this office."""
    person = require_user(request)
    case = arrival_asking.find_arrival_asked(reference, person)
    if case is None:
        raise Http404
    if arrival_asking.say_not_theirs(case, person, clock.now()):
        messages.success(request, _("The school that asked is told on its page."))
    return redirect("arrivals")
