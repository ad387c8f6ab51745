"""Bringing people by the list: upload, what would become of each row, the yes, and how far it is."""

import json
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from handover.portal import clock
from handover.portal.accounts import people_import
from handover.portal.accounts.people_list import PERSON_COLUMN_NAMES, read_people_list
from handover.portal.accounts.people_plan import PlannedState
from handover.portal.accounts.permissions import INVITE
from handover.portal.accounts.reach import roles_to_give
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.roles import ROLES
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.deadline import CUT_SHORT
from handover.portal.transfers.receiving import ReceivedFile
from handover.portal.web import wording
from handover.portal.web.access import allowed

PAGE = 50
MOST_TOLD = 200
SHOWN_LISTS = 5
AT_ONCE = 3
"""Parts of a list that are added while one waits; the worker adds the others."""


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(INVITE)
def import_people(request: HttpRequest) -> HttpResponse:
    """Take a list of people, and show what would become of it."""
    me, now = require_user(request), clock.now()
    context: dict[str, object] = {"fault": "", "problems": ()}
    if request.method == "POST":
        file = request.FILES.get("people")
        if request.META.get(CUT_SHORT) or not isinstance(file, ReceivedFile):
            context["fault"] = _("Choose the list.")
        elif file.too_large:
            context["fault"] = _("The list is too large. Upload it in parts.")
        else:
            reading = read_people_list(file.chunks())
            if not reading.refused:
                brought = people_import.keep_people_list(reading.people, me.actor, now, reading.problems)
                return redirect("people-list", brought.reference)
            context["problems"] = reading.problems
    context |= {
        "columns": [names[0] for names in PERSON_COLUMN_NAMES.values()],
        "also": {names[0]: ", ".join(names[1:]) for names in PERSON_COLUMN_NAMES.values()},
        "roles": [wording.say_text(ROLES[key].name) for key in roles_to_give(me.actor)],
        "lists": people_import.own_lists(me.actor)[:SHOWN_LISTS],
    }
    failed = context["fault"] or context["problems"]
    return render(request, "people/import.html", context, status=BAD_FORM if failed else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(INVITE)
def people_list(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Show what would become of a list that one has brought; add its people after a yes; then say how far that is."""
    me, now = require_user(request), clock.now()
    brought = people_import.own_lists(me.actor).filter(reference=reference).first()
    if brought is None:
        raise Http404
    if request.method == "POST":
        if people_import.accept_list(brought, now):
            people_import.add_parts(brought, now, AT_ONCE)
        return redirect("people-list", brought.reference)
    told = json.loads(brought.told or "[]")
    if brought.accepted_at is not None:
        context = {"brought": brought, "told": told[:MOST_TOLD], "more": max(len(told) - MOST_TOLD, 0)}
        return render(request, "people/list_added.html", context)
    plans = people_import.plan_list(brought, now)
    told += people_import.tell_plans(plans)
    new = [plan.user for plan in plans if plan.state is PlannedState.NEW]
    context = {
        "brought": brought,
        "told": told[:MOST_TOLD],
        "more": max(len(told) - MOST_TOLD, 0),
        "new": len(new),
        "here": sum(plan.state is PlannedState.HERE for plan in plans),
        "left_out": sum(plan.state is PlannedState.LEFT_OUT for plan in plans),
        "page": Paginator(new, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "people/list_planned.html", context)
