"""Adding expected pupils: a list, or one pupil by hand."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from handover.common.lists.columns import PupilColumn
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.deadline import CUT_SHORT
from handover.portal.expected import listing
from handover.portal.expected.faults import FAULTS
from handover.portal.expected.permissions import EXPECT
from handover.portal.expected.reading import read_expected_list
from handover.portal.expected.row import Expected, read_expected
from handover.portal.transfers.receiving import ReceivedFile
from handover.portal.web import wording
from handover.portal.web.access import allowed

FIELD_OF = {"upn": "upn", "date": "day", "age": "day", "school": "source"}
"""The field that a fault of a row stands beside; any other stands at the top."""


class OnePupil(forms.Form):
    """A pupil who is expected. What is wrong is said by `expected/row.py`, as it is of a row of a list."""

    upn = forms.CharField(max_length=20, required=False, label=gettext_lazy("UPN"))
    surname = forms.CharField(max_length=100, required=False, label=gettext_lazy("Surname"))
    forename = forms.CharField(max_length=100, required=False, label=gettext_lazy("Forename"))
    day = forms.CharField(max_length=2, required=False, label=gettext_lazy("Day"))
    month = forms.CharField(max_length=2, required=False, label=gettext_lazy("Month"))
    year = forms.CharField(max_length=4, required=False, label=gettext_lazy("Year"))
    source = forms.CharField(max_length=20, required=False, label=gettext_lazy("School number"))

    pupil: Expected | None = None

    def clean(self) -> dict[str, Any]:
        """Read the pupil as a row of a list is read; here every fault stops, because it can be put right at once."""
        given = super().clean() or self.cleaned_data
        day = "/".join(given.get(part) or "" for part in ("day", "month", "year"))
        values = {
            PupilColumn.UPN: given.get("upn", ""),
            PupilColumn.SURNAME: given.get("surname", ""),
            PupilColumn.FORENAME: given.get("forename", ""),
            PupilColumn.BIRTH_DATE: day if day != "//" else "",
            PupilColumn.SOURCE: given.get("source", ""),
        }
        if not self.errors:
            self.pupil = read_expected(values, 0, timezone.localdate(), self.fault)
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
    if request.method == "POST" and form.is_valid() and form.pupil:
        if listing.add_pupils([form.pupil], person, timezone.now()):
            messages.success(request, _("The pupil is on the list."))
        else:
            messages.info(request, _("The pupil was on the list already."))
        return redirect("expected")
    return render(request, "expected/add.html", {"asked": form}, status=BAD_FORM if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(EXPECT)
def expected_upload(request: HttpRequest) -> HttpResponse:
    """Take a list; say what was taken, and what was not, line by line."""
    person, now = require_user(request), timezone.now()
    context: dict[str, object] = {"fault": "", "problems": (), "added": None, "refused": False}
    if request.method == "POST":
        file = request.FILES.get("pupils")
        if request.META.get(CUT_SHORT) or not isinstance(file, ReceivedFile):
            context["fault"] = _("Choose the list.")
        elif file.too_large:
            context["fault"] = _("The list is too large. Upload it in parts.")
        else:
            found = read_expected_list(file.chunks(), timezone.localdate(now))
            context |= {"problems": found.problems, "refused": found.refused}
            if not found.refused:
                context["added"] = listing.add_pupils(found.pupils, person, now)
                context["there"] = len(found.pupils)
    if context["added"] is not None and not context["problems"]:
        count = int(str(context["added"]))
        messages.success(
            request,
            ngettext("%(count)s pupil was added.", "%(count)s pupils were added.", count) % {"count": count},
        )
        return redirect("expected")
    failed = context["fault"] or context["refused"]
    return render(request, "expected/upload.html", context, status=BAD_FORM if failed else 200)
