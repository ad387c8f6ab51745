"""Help with UPNs: a temporary one while the record is sought, a new one only when everything was tried."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from handover.common.identifiers import CHECK_LETTERS
from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import require_user
from handover.portal.establishments.choosing import SchoolField, limit_to_authority
from handover.portal.lostpupils import upns
from handover.portal.lostpupils.models import Exhausted
from handover.portal.lostpupils.permissions import MANAGE_LOST, SEARCH_LOST
from handover.portal.web import wording
from handover.portal.web.access import allowed

HIGHEST_TEMPORARY = 100 * len(CHECK_LETTERS) - 1
HIGHEST_PERMANENT = 999


class Serial(forms.Form):
    """The next serial number that the school's software would give."""

    serial = forms.IntegerField(min_value=0, label=gettext_lazy("Next free serial number of the school this year"))

    def __init__(self, most: int, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        field = self.fields["serial"]
        words = _("Enter a whole number from 0 to %(most)s.") % {"most": most}
        field.error_messages.update(required=words, invalid=words, min_value=words)
        self.most, self.words = most, words

    def clean_serial(self) -> int:
        """Refuse a number that no UPN has room for."""
        serial = int(self.cleaned_data["serial"])
        if serial > self.most:
            raise forms.ValidationError(self.words)
        return serial


class OwnSchool(forms.Form):
    """A school of the person's own authority."""

    school = SchoolField(
        "own-open", label=gettext_lazy("School"), error_messages={"required": gettext_lazy("Enter the school.")}
    )

    def __init__(self, person: User, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        limit_to_authority(self, "school", person.establishment.la_number if person.establishment else "")


class Temporary(OwnSchool, Serial):
    """For which school, and its next serial number."""

    field_order = ("school", "serial")

    def __init__(self, person: User, *args: Any, **rest: Any) -> None:
        Serial.__init__(self, HIGHEST_TEMPORARY, *args, **rest)
        limit_to_authority(self, "school", person.establishment.la_number if person.establishment else "")


class Tried(OwnSchool):
    """What was tried before a search is recorded as exhausted."""

    tried = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label=gettext_lazy("What has been tried")
    )

    def __init__(self, person: User, *args: Any, **rest: Any) -> None:
        super().__init__(person, *args, **rest)
        choices = [(code, wording.say_text(text)) for code, text in upns.STEPS.items()]
        self.fields["tried"].choices = choices  # type: ignore[attr-defined]

    def clean_tried(self) -> list[str]:
        """Refuse anything less than all of it."""
        tried = list(self.cleaned_data["tried"])
        if set(tried) != set(upns.STEPS):
            raise forms.ValidationError(
                _("A new UPN is given only when all of this was tried. Do what is missing, and come back.")
            )
        return tried


@require_http_methods(["GET", "POST"])
@allowed(SEARCH_LOST)
def lost_upn(request: HttpRequest) -> HttpResponse:
    """Explain which UPN a pupil has meanwhile, and work out a temporary one."""
    person = require_user(request)
    form = Temporary(person, request.POST or None)
    made = ""
    if request.method == "POST" and form.is_valid():
        school, serial = form.cleaned_data["school"], form.cleaned_data["serial"]
        made = upns.make_temporary_upn(school, serial, person, clock.now(), clock.today())
    context = {"temporary": form, "made": made, "may_exhaust": person.may(MANAGE_LOST)}
    return render(request, "lost/upn.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allowed(MANAGE_LOST)
def lost_exhausted(request: HttpRequest) -> HttpResponse:
    """Record that everything was tried."""
    person = require_user(request)
    form = Tried(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = upns.exhaust(form.cleaned_data["school"], form.cleaned_data["tried"], person, clock.now())
        return redirect("lost-new-upn", row.reference)
    return render(request, "lost/exhausted.html", {"tried": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allowed(MANAGE_LOST)
def lost_new_upn(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Work out the new UPN that a school may give after an exhausted search."""
    person = require_user(request)
    row = Exhausted.objects.filter(reference=reference, authority=person.establishment).select_related("school").first()
    if row is None or person.establishment is None:
        raise Http404
    form = Serial(HIGHEST_PERMANENT, request.POST or None)
    made = ""
    if request.method == "POST" and form.is_valid():
        made = upns.make_permanent_upn(row, form.cleaned_data["serial"], person, clock.now(), clock.today())
    context = {"exhausted": row, "serial": form, "made": made}
    return render(request, "lost/new_upn.html", context, status=422 if form.errors else 200)
