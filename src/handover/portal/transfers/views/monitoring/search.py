"""Searching the authority's transfers for a pupil. What is asked is posted, and never stands in an address."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.lostpupils.searching import search_watched_files
from handover.portal.lostpupils.views.braked import braked
from handover.portal.transfers import monitoring
from handover.portal.transfers.marks import Sought
from handover.portal.transfers.permissions import SEARCH_TRANSFERS
from handover.portal.transfers.views.monitoring.lists import UNSORTED
from handover.portal.web.access import allowed
from handover.portal.web.child_form import ChildForm
from handover.portal.web.tables import Sorting


class PupilSearch(ChildForm):
    """Whom to look for: the UPN, or two of the three others."""

    def clean(self) -> dict[str, Any]:
        """Ask for more where too little is known to find one child."""
        given = super().clean()
        if not self.errors and not self.sought.signs:
            raise forms.ValidationError(_("Enter the UPN, or two of surname, forename and date of birth."))
        return given

    @property
    def sought(self) -> Sought:
        """Whom to look for; only of a form without errors."""
        return Sought(**self.child)


@require_http_methods(["GET", "POST"])
@allowed(SEARCH_TRANSFERS)
@braked
def watched_search(request: HttpRequest) -> HttpResponse:
    """Show the form, and the transfers that carry the pupil."""
    person, now = require_user(request), clock.now()
    form = PupilSearch(request.POST if request.method == "POST" else None)
    context: dict[str, object] = {"search": form, "found": None}
    if request.method == "POST" and form.is_valid():
        found = search_watched_files(form.sought, person, now)
        context |= {
            "found": found,
            "pupils": monitoring.name_watched(found, person),
            "ages": monitoring.measure_ages(found, now),
            "sorting": Sorting(UNSORTED, "", False),
        }
    status = 422 if request.method == "POST" and form.errors else 200
    return render(request, "monitoring/search.html", context, status=status)
