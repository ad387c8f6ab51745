"""The yearly check of people: an authority works through its list; nationally one sees who is late."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from handover.common.text import Text
from handover.portal.accounts import yearly_check as verbs
from handover.portal.accounts.models import Checklist, CheckVerdict, YearlyCheck
from handover.portal.accounts.people import PersonRefused
from handover.portal.accounts.permissions import CHECK_PEOPLE, RUN_CHECKS, SEE_PEOPLE
from handover.portal.accounts.reach import everywhere
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.roles import ROLES
from handover.portal.accounts.views.people import write_problems
from handover.portal.accounts.views.people_forms import explain_problems
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.web import wording
from handover.portal.web.access import allowed
from handover.portal.web.day_field import DayField

PAGE = 50
USUAL_WEEKS = 6
VERDICTS = {
    CheckVerdict.KEEP: Text("Stays", "Yn aros"),
    CheckVerdict.CHANGE: Text("Role changes", "Rôl yn newid"),
    CheckVerdict.REMOVE: Text("Goes", "Yn mynd"),
}

LONGEST_LINE = 18
"""Digits that the number of a line may have."""


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
    return the_list(request, checklist, me.may(CHECK_PEOPLE))


def the_list(request: HttpRequest, checklist: Checklist | None, decides: bool) -> HttpResponse:
    """Show a list: what each person is, and what was decided."""
    if checklist is None:
        return render(request, "administration/no_check.html")
    lines = checklist.lines.select_related("person__establishment")
    waiting = verbs.unsettled(checklist).count()
    context = {
        "checklist": checklist,
        "page": Paginator(lines.order_by("place", "person__username"), PAGE).get_page(request.GET.get("page")),
        "settled": set(checklist.lines.filter(verbs.SETTLED).values_list("pk", flat=True)),
        "waiting": waiting,
        "total": lines.count(),
        "decides": decides and checklist.confirmed_at is None,
        "verdicts": {verdict.value: wording.say_text(words) for verdict, words in VERDICTS.items()},
        "role_names": {key: wording.say_text(role.name) for key, role in ROLES.items()},
        "late": checklist.confirmed_at is None and checklist.check_of.due_on < timezone.localdate(),
    }
    return render(request, "administration/checklist.html", context)


def own_list(request: HttpRequest) -> Checklist:
    """Return the list of one's own authority."""
    me = require_user(request)
    checklist = verbs.list_of(me.establishment.la_number) if me.establishment else None
    if checklist is None:
        raise Http404
    return checklist


@require_POST
@allowed(CHECK_PEOPLE)
def decide_check(request: HttpRequest) -> HttpResponse:
    """Note what was said of each person on a page of the list."""
    checklist, me = own_list(request), require_user(request)
    answers = {
        name.removeprefix("line-"): str(value) for name, value in request.POST.items() if name.startswith("line-")
    }
    verdicts = {int(line): said for line, said in answers.items() if line.isdecimal() and len(line) <= LONGEST_LINE}
    page = request.POST.get("page", "")
    try:
        for problem in verbs.note_decisions(checklist, verdicts, me.actor, timezone.now()):
            messages.warning(request, write_problems({"": problem}))
        messages.success(request, _("Your decisions are kept."))
    except PersonRefused as refused:
        messages.warning(request, write_problems(refused.problems))
    return redirect(reverse("yearly-check") + (f"?page={page}" if page.isdecimal() and page != "1" else ""))


@require_POST
@allowed(CHECK_PEOPLE)
def confirm_check(request: HttpRequest) -> HttpResponse:
    """Confirm the whole list."""
    try:
        verbs.confirm_checklist(own_list(request), require_user(request).actor, timezone.now())
        messages.success(request, _("The list is confirmed. Thank you."))
    except PersonRefused as refused:
        messages.warning(request, write_problems(refused.problems))
    return redirect("yearly-check")


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(RUN_CHECKS)
def checks(request: HttpRequest) -> HttpResponse:
    """Show how every authority stands, and open this year's check."""
    me, today = require_user(request), timezone.localdate()
    form = OpenCheckForm(request.POST or None, initial={"due_on": usual_end()})
    if form.is_valid():
        try:
            verbs.open_check(form.cleaned_data["due_on"], me.actor, timezone.now())
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
    return render(request, "administration/checks.html", context, status=BAD_FORM if form.errors else 200)


def usual_end() -> str:
    """Return the day six weeks from now, as the form takes it."""
    day = timezone.localdate() + timedelta(weeks=USUAL_WEEKS)
    return f"{day.day}/{day.month}/{day.year}"


def list_checklists(check: YearlyCheck) -> list[Checklist]:
    """Return every authority's list with its number of people and of those who wait, in one query."""
    settled = verbs.line_settled("lines__")
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
    return the_list(request, checklist, False)
