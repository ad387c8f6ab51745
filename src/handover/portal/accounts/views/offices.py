"""The offices of a person: choosing in which to work; an administrator gives one more, or takes one away."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from handover.portal import clock
from handover.portal.accounts import changes, chosen_office
from handover.portal.accounts.giving_offices import give_office
from handover.portal.accounts.models import Office
from handover.portal.accounts.offices import list_own_offices
from handover.portal.accounts.people import PersonRefused
from handover.portal.accounts.permissions import CHANGE_PEOPLE
from handover.portal.accounts.reach import offices_of
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.views.people import about_roles, get_person, write_problems
from handover.portal.accounts.views.people_forms import RoleForm, explain_problems
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.web import wording
from handover.portal.web.access import allowed
from handover.portal.web.addresses import safe_next, sought

FEW = 8
"""As many offices are seen at a glance; with more, the page has a search."""


class OfficeForm(forms.Form):
    """One of the person's offices."""

    office = forms.ChoiceField(
        label=gettext_lazy("Where are you working now?"),
        error_messages={
            "required": gettext_lazy("Choose where you are working."),
            "invalid_choice": gettext_lazy("Choose one of these."),
        },
    )

    def set_offices(self, offices: list[Office]) -> None:
        """Offer these offices, the only one that is left at once."""
        field = self.fields["office"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(office.pk), office.named(wording.language())) for office in offices]
        if len(offices) == 1:
            self.initial["office"] = str(offices[0].pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose_office_view(request: HttpRequest) -> HttpResponse:
    """Ask a person with several offices in which to go on; the one in which they worked last stands first."""
    user = require_user(request)
    own = list_own_offices(user)
    if len(own) < 2 and not user.must_choose_office:
        return redirect("account")
    wanted = sought(request, 100)
    form = OfficeForm(request.POST or None, initial={"office": str(user.office.pk) if user.office else ""})
    form.set_offices(own if request.method == "POST" else filter_offices(own, wanted))
    if form.is_valid():
        chosen_office.choose_office(request, user, int(form.cleaned_data["office"]), clock.now())
        return redirect(safe_next(request, request.POST.get("next")))
    context = {
        "asked": form,
        "numbers": {str(office.pk): office.number for office in own},
        "searching": len(own) > FEW or bool(wanted),
        "wanted": wanted,
        "next": safe_next(request, request.POST.get("next") or request.GET.get("next")),
    }
    return render(request, "account/office.html", context, status=BAD_FORM if form.errors else 200)


def filter_offices(own: list[Office], wanted: str) -> list[Office]:
    """Return the offices whose name, in either language, or number has these letters in it; all of them for none."""
    letters = wanted.casefold()
    return [
        office
        for office in own
        if any(letters in words.casefold() for words in (office.named("en"), office.named("cy"), office.number))
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(CHANGE_PEOPLE)
def give_office_view(request: HttpRequest, username: str) -> HttpResponse:
    """Give a person one more role, beside those that they have."""
    me = require_user(request)
    other = get_person(username, me)
    form = RoleForm(request.POST or None, by=me.actor, initial={"role": other.role})
    if form.is_valid():
        try:
            office = give_office(other, form.cleaned_data["role"], form.place_number(), me.actor, clock.now())
        except PersonRefused as refused:
            explain_problems(form, refused.problems)
        else:
            values = {"name": other.full_name, "office": office.named(wording.language())}
            messages.success(request, _("%(name)s has one more role: %(office)s.") % values)
            return redirect("someone", other.username)
    context = {"other": other, "asked": form, "about": about_roles()}
    return render(request, "people/give_office.html", context, status=BAD_FORM if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(CHANGE_PEOPLE)
def take_away_office_view(request: HttpRequest, username: str, office: int) -> HttpResponse:
    """Take one role away from a person, after a question."""
    me = require_user(request)
    ending = offices_of(me.actor).filter(user__username=username, pk=office, is_open=True).first()
    if ending is None:
        raise Http404
    name = ending.named(wording.language())
    if request.method != "POST":
        return render(request, "people/take_away_office.html", {"other": ending.user, "name": name})
    try:
        changes.take_away_office(ending, me.actor, clock.now())
    except PersonRefused as refused:
        messages.warning(request, write_problems(refused.problems))
    else:
        messages.success(request, _("The role is taken away: %(office)s.") % {"office": name})
    still = offices_of(me.actor).filter(user__username=username).exists()
    return redirect("someone", username) if still else redirect("people")
