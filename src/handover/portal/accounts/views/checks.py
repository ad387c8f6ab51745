"""The yearly check of people: an authority works through its list; nationally one sees who is late."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from handover.portal import clock
from handover.portal.accounts import yearly_check as verbs
from handover.portal.accounts.check_offices import line_settled
from handover.portal.accounts.models import Checklist, YearlyCheck
from handover.portal.accounts.people import PersonRefused
from handover.portal.accounts.permissions import CHECK_PEOPLE, RUN_CHECKS, SEE_PEOPLE
from handover.portal.accounts.reach import everywhere
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.views.checklist import show_checklist
from handover.portal.accounts.views.people_forms import explain_problems
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.web.access import allowed
from handover.portal.web.day_field import DayField

USUAL_WEEKS = 6


class OpenCheckForm(forms.Form):
    """Until when the authorities have time."""

    due_on = DayField(label=gettext_lazy("Last day to confirm"))


@require_safe
@allowed(SEE_PEOPLE)
def yearly_check(request: HttpRequest) -> HttpResponse:
    """Show one's own authority's list; nationally, how all stand."""
    me = require_user(request)
    if everywhere(me.actor) or me.establishment is None:
        return redirect("checks")
    checklist = verbs.list_of(me.establishment.la_number)
    return show_checklist(request, checklist, me.may(CHECK_PEOPLE))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(RUN_CHECKS)
def checks(request: HttpRequest) -> HttpResponse:
    """Show how every authority stands, and open this year's check."""
    me, today = require_user(request), clock.today()
    form = OpenCheckForm(request.POST or None, initial={"due_on": usual_end()})
    if form.is_valid():
        try:
            verbs.open_check(form.cleaned_data["due_on"], me.actor, clock.now())
        except PersonRefused as refused:
            explain_problems(form, refused.problems)
        else:
            messages.success(request, _("The check is open. Each authority gets an e-mail within the hour."))
            return redirect("checks")
    check = verbs.find_latest_check()
    earlier = YearlyCheck.objects.exclude(pk=check.pk) if check else YearlyCheck.objects.none()
    context = {
        "asked": form,
        "check": check,
        "opened_this_year": check is not None and check.year == today.year,
        "lists": list_checklists(check) if check else [],
        "late": check is not None and check.due_on < today,
        "earlier": earlier.annotate(
            total=Count("checklists"), confirmed=Count("checklists", filter=Q(checklists__confirmed_at__isnull=False))
        ),
    }
    return render(request, "checks/national.html", context, status=BAD_FORM if form.errors else 200)


def usual_end() -> str:
    """Return the day six weeks from now, as the form takes it."""
    day = clock.today() + timedelta(weeks=USUAL_WEEKS)
    return f"{day.day}/{day.month}/{day.year}"


def list_checklists(check: YearlyCheck) -> list[Checklist]:
    """Return every authority's list with its number of people and of those who wait, in one query."""
    settled = line_settled("lines__")
    lists = check.checklists.select_related("authority").annotate(
        total=Count("lines"), done=Count("lines", filter=settled)
    )
    return list(lists.order_by("confirmed_at", "authority__number"))


@require_safe
@allowed(RUN_CHECKS)
def check_of(request: HttpRequest, la: str) -> HttpResponse:
    """Show the list of one authority."""
    checklist = verbs.list_of(la)
    if checklist is None:
        raise Http404
    return show_checklist(request, checklist, False)
