"""Searching the authority's transfers for a pupil. What is asked is posted, and never stands in an address."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from handover.common.identifiers import check_upn
from handover.portal.accounts.request_user import require_user
from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.search_brake import Where, spend
from handover.portal.lostpupils.views.braked import braked
from handover.portal.transfers import monitoring
from handover.portal.transfers.marks import Sought
from handover.portal.transfers.permissions import SEARCH_TRANSFERS
from handover.portal.transfers.views.monitoring.lists import COLUMNS, own_la
from handover.portal.web import wording
from handover.portal.web.access import allowed
from handover.portal.web.tables import Column, Sorting

NOT_A_DAY = gettext_lazy("Enter a real date, such as 27 3 2015.")


class PupilSearch(forms.Form):
    """Whom to look for: the UPN, or two of the three others."""

    upn = forms.CharField(max_length=20, required=False, label=gettext_lazy("UPN"))
    surname = forms.CharField(max_length=100, required=False, label=gettext_lazy("Surname"))
    forename = forms.CharField(max_length=100, required=False, label=gettext_lazy("Forename"))
    day = forms.IntegerField(required=False, label=gettext_lazy("Day"), error_messages={"invalid": NOT_A_DAY})
    month = forms.IntegerField(required=False, label=gettext_lazy("Month"), error_messages={"invalid": NOT_A_DAY})
    year = forms.IntegerField(required=False, label=gettext_lazy("Year"), error_messages={"invalid": NOT_A_DAY})

    def clean_upn(self) -> str:
        """Take a UPN however it was typed; say what is wrong with one that cannot be one."""
        upn = "".join(self.cleaned_data["upn"].split()).upper()
        check = check_upn(upn)
        if upn and check.form == "malformed":
            raise forms.ValidationError(wording.say(check.explain()))
        return upn

    def clean(self) -> dict[str, Any]:
        """Put the date together, and ask for more where too little is known to find one child."""
        given = super().clean() or self.cleaned_data
        parts = [given.get(part) for part in ("year", "month", "day")]
        given["born"] = None
        if any(part is not None for part in parts) and not {"day", "month", "year"} & set(self.errors):
            try:
                given["born"] = date(*(part or 0 for part in parts))
            except (ValueError, OverflowError):
                self.add_error("day", NOT_A_DAY)
        if not self.errors and not self.sought.signs:
            raise forms.ValidationError(_("Enter the UPN, or two of surname, forename and date of birth."))
        return given

    @property
    def sought(self) -> Sought:
        """Whom to look for; only of a form without errors."""
        return Sought(**{name: self.cleaned_data[name] for name in ("upn", "surname", "forename", "born")})


@require_http_methods(["GET", "POST"])
@allowed(SEARCH_TRANSFERS)
@braked
def watched_search(request: HttpRequest) -> HttpResponse:
    """Show the form, and the transfers that carry the pupil."""
    person, now = require_user(request), timezone.now()
    form = PupilSearch(request.POST if request.method == "POST" else None)
    context: dict[str, object] = {"search": form, "found": None}
    if request.method == "POST" and form.is_valid():
        sought = form.sought
        question = Question(upn=sought.upn, surname=sought.surname, forename=sought.forename, birth_date=sought.born)
        spend(question, Where.FILES, person, now)
        found = monitoring.search(sought, person, own_la(person), now)
        columns = tuple(Column(column.heading, numeric=column.numeric) for column in COLUMNS)
        context |= {"found": found, "ages": monitoring.ages(found, now), "sorting": Sorting(columns, "", False)}
    status = 422 if request.method == "POST" and form.errors else 200
    return render(request, "monitoring/search.html", context, status=status)
