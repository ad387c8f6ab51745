"""Correcting a person's name and e-mail address, and asking for it on one's own account page."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from handover.portal import clock
from handover.portal.accounts import corrections as verbs
from handover.portal.accounts.models import User
from handover.portal.accounts.particulars import LONGEST_EMAIL, LONGEST_NAME
from handover.portal.accounts.people import PersonRefused
from handover.portal.accounts.people_models import CorrectionRequest
from handover.portal.accounts.permissions import CHANGE_PEOPLE
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.views.people import changeable, get_person
from handover.portal.accounts.views.people_forms import explain_problems
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.web.access import allowed


class CorrectionForm(forms.Form):
    """A person's name and e-mail address as they should be. The checks are `accounts.particulars`."""

    full_name = forms.CharField(
        label=gettext_lazy("Full name"),
        max_length=LONGEST_NAME,
        error_messages={"required": gettext_lazy("Enter the person's full name.")},
    )
    email = forms.CharField(
        label=gettext_lazy("E-mail address at work"),
        max_length=LONGEST_EMAIL,
        error_messages={"required": gettext_lazy("Enter an e-mail address.")},
    )

    @classmethod
    def of(cls, request: HttpRequest, source: User | CorrectionRequest) -> "CorrectionForm":
        """Return the form as it was sent, or with what the account says or somebody wishes."""
        return cls(request.POST or None, initial={"full_name": source.full_name, "email": source.email})


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(CHANGE_PEOPLE)
def correct_person_view(request: HttpRequest, username: str) -> HttpResponse:
    """Correct a person's name and e-mail address."""
    me = require_user(request)
    other = get_person(username, me)
    if not changeable(other, me):
        return redirect("someone", other.username)
    wish = CorrectionRequest.objects.filter(user=other).first()
    form = CorrectionForm.of(request, wish or other)
    if form.is_valid():
        given = form.cleaned_data
        try:
            verbs.correct_person(other, given["full_name"], given["email"], me.actor, clock.now())
        except PersonRefused as refused:
            explain_problems(form, refused.problems)
        else:
            messages.success(request, _("%(name)s's particulars are corrected.") % {"name": other.full_name})
            return redirect("someone", other.username)
    context = {"other": other, "asked": form, "wish": wish}
    return render(request, "people/correct.html", context, status=BAD_FORM if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def ask_correction_view(request: HttpRequest) -> HttpResponse:
    """Ask who looks after one to correct name or e-mail address."""
    me = require_user(request)
    wish = CorrectionRequest.objects.filter(user=me).first()
    form = CorrectionForm.of(request, wish or me)
    keepers = verbs.find_keepers(me)
    if form.is_valid():
        try:
            verbs.ask_correction(me, form.cleaned_data["full_name"], form.cleaned_data["email"], clock.now())
        except PersonRefused as refused:
            explain_problems(form, refused.problems)
        else:
            names = ", ".join(keeper.full_name for keeper in keepers)
            messages.success(request, _("We have written to %(names)s.") % {"names": names})
            return redirect("account")
    context = {"asked": form, "keepers": keepers, "wish": wish}
    return render(request, "account/correction.html", context, status=BAD_FORM if form.errors else 200)
