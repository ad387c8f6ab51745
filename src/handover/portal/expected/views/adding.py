"""Adding one expected pupil by hand."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from handover.common.lists.columns import PupilColumn
from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.establishments.choosing import SchoolField, limit_to_authority
from handover.portal.expected import listing
from handover.portal.expected.faults import FAULTS
from handover.portal.expected.permissions import EXPECT
from handover.portal.expected.row import Expected, read_expected
from handover.portal.web import wording
from handover.portal.web.access import allowed

FIELD_OF = {"upn": "upn", "date": "day", "age": "day"}
"""The field that a fault of a row stands beside; any other stands at the top."""


class OnePupil(forms.Form):
    """A pupil who is expected. What is wrong is said by `expected/row.py`, as it is of a row of a list."""

    upn = forms.CharField(max_length=20, required=False, label=gettext_lazy("UPN"))
    surname = forms.CharField(max_length=100, required=False, label=gettext_lazy("Surname"))
    forename = forms.CharField(max_length=100, required=False, label=gettext_lazy("Forename"))
    day = forms.CharField(max_length=2, required=False, label=gettext_lazy("Day"))
    month = forms.CharField(max_length=2, required=False, label=gettext_lazy("Month"))
    year = forms.CharField(max_length=4, required=False, label=gettext_lazy("Year"))
    source = SchoolField("every", required=False, label=gettext_lazy("School that the pupil comes from"))

    pupil: Expected | None = None

    def clean(self) -> dict[str, Any]:
        """Read the pupil as a row of a list is read; here every fault stops, because it can be put right at once."""
        given = super().clean() or self.cleaned_data
        source = given.get("source")
        day = "/".join(given.get(part) or "" for part in ("day", "month", "year"))
        values = {
            PupilColumn.UPN: given.get("upn", ""),
            PupilColumn.SURNAME: given.get("surname", ""),
            PupilColumn.FORENAME: given.get("forename", ""),
            PupilColumn.BIRTH_DATE: day if day != "//" else "",
            PupilColumn.SOURCE: source.number if source else "",
        }
        if not self.errors:
            self.pupil = read_expected(values, 0, clock.today(), self.fault)
        return given

    def fault(self, code: str, **values: object) -> None:
        """Say what is wrong, beside its field."""
        if code == "too_little" and self.errors:
            return
        text = FAULTS[f"expected.{code}"].at(**values).message(wording.language())  # type: ignore[arg-type]
        self.add_error(FIELD_OF.get(code), text)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(EXPECT)
def expected_add(request: HttpRequest) -> HttpResponse:
    """Add one pupil by hand."""
    person = require_user(request)
    form = OnePupil(request.POST if request.method == "POST" else None)
    limit_to_authority(form, "source", person.actor.establishment[:3])
    if request.method == "POST" and form.is_valid() and form.pupil:
        if listing.add_pupils([form.pupil], person, clock.now()):
            messages.success(request, _("The pupil is on the list."))
        else:
            messages.info(request, _("The pupil was on the list already."))
        return redirect("expected")
    return render(request, "expected/add.html", {"asked": form}, status=BAD_FORM if form.errors else 200)
