"""Everything we hold on a child: whom it is about is posted and never stands in an address; on screen, or as one zip."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.search_brake import SearchPlace, spend
from handover.portal.lostpupils.views.braked import braked
from handover.portal.reports.holdings import gather
from handover.portal.reports.permissions import GATHER_CHILD
from handover.portal.reports.views.cells import cell_for_person
from handover.portal.reports.views.packing import pack_zip
from handover.portal.reports.wanted import ChildQuery
from handover.portal.web import wording
from handover.portal.web.access import allowed
from handover.portal.web.child_form import ChildForm


class HeldChildForm(ChildForm):
    """Which child: the UPN, or the name and the date of birth; all of it finds most."""

    def clean(self) -> dict[str, Any]:
        """Ask for more where it could be another child."""
        given = super().clean()
        if not self.errors and not self.wanted.enough:
            raise forms.ValidationError(_("Enter the UPN, or surname, forename and date of birth."))
        return given

    @property
    def wanted(self) -> ChildQuery:
        """The child; only of a form without errors."""
        return ChildQuery(**self.child)


@require_http_methods(["GET", "POST"])
@allowed(GATHER_CHILD)
@braked
def gather_child(request: HttpRequest) -> HttpResponseBase:
    """Show the form, and what is held on the child, or give it as a zip."""
    person, now = require_user(request), clock.now()
    form = HeldChildForm(request.POST if request.method == "POST" else None)
    context: dict[str, object] = {"asked": form, "holdings": None, "shown": cell_for_person}
    if request.method == "POST" and form.is_valid():
        wanted = form.wanted
        question = Question(upn=wanted.upn, surname=wanted.surname, forename=wanted.forename, birth_date=wanted.born)
        spend(question, SearchPlace.CHILD, person, now)
        as_zip = request.POST.get("as") == "zip"
        holdings = gather(form.wanted, person, "zip" if as_zip else "screen", wording.language(), now)
        if as_zip:
            return download_child(pack_zip(holdings, form.wanted, person, wording.language(), now), now)
        context |= {"holdings": holdings}
    status = 422 if request.method == "POST" and form.errors else 200
    return render(request, "reports/child.html", context, status=status)


def download_child(pieces: Any, now: datetime) -> HttpResponse | StreamingHttpResponse:
    """Return the zip under a name that says nothing about the child."""
    response = StreamingHttpResponse(pieces, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="held-on-a-child-{timezone.localdate(now)}.zip"'
    response["Cache-Control"] = "no-store"
    return response
