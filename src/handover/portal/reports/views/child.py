"""Everything we hold on a child: whom it is about is posted and never stands in an address; on screen, or as one zip."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
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
from handover.portal.reports.holdings import gather
from handover.portal.reports.permissions import GATHER_CHILD
from handover.portal.reports.views.cells import shown
from handover.portal.reports.views.packing import packed
from handover.portal.reports.wanted import Wanted
from handover.portal.web import wording
from handover.portal.web.access import allowed

NOT_A_DAY = gettext_lazy("Enter a real date, such as 27 3 2015.")


class ChildForm(forms.Form):
    """Which child: the UPN, or the name and the date of birth; all of it finds most."""

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
        """Put the date together, and ask for more where it could be another child."""
        given = super().clean() or self.cleaned_data
        parts = [given.get(part) for part in ("year", "month", "day")]
        given["born"] = None
        if any(part is not None for part in parts) and not {"day", "month", "year"} & set(self.errors):
            try:
                given["born"] = date(*(part or 0 for part in parts))
            except (ValueError, OverflowError):
                self.add_error("day", NOT_A_DAY)
        if not self.errors and not self.wanted.enough:
            raise forms.ValidationError(_("Enter the UPN, or surname, forename and date of birth."))
        return given

    @property
    def wanted(self) -> Wanted:
        """The child; only of a form without errors."""
        return Wanted(**{name: self.cleaned_data[name] for name in ("upn", "surname", "forename", "born")})


@require_http_methods(["GET", "POST"])
@allowed(GATHER_CHILD)
@braked
def child(request: HttpRequest) -> HttpResponseBase:
    """Show the form, and what is held on the child, or give it as a zip."""
    person, now = require_user(request), timezone.now()
    form = ChildForm(request.POST if request.method == "POST" else None)
    context: dict[str, object] = {"asked": form, "holdings": None, "shown": shown}
    if request.method == "POST" and form.is_valid():
        wanted = form.wanted
        question = Question(upn=wanted.upn, surname=wanted.surname, forename=wanted.forename, birth_date=wanted.born)
        spend(question, Where.CHILD, person, now)
        as_zip = request.POST.get("as") == "zip"
        holdings = gather(form.wanted, person, "zip" if as_zip else "screen", wording.language(), now)
        if as_zip:
            return download(packed(holdings, form.wanted, person, wording.language(), now), now)
        context |= {"holdings": holdings}
    status = 422 if request.method == "POST" and form.errors else 200
    return render(request, "reports/child.html", context, status=status)


def download(pieces: Any, now: datetime) -> HttpResponse | StreamingHttpResponse:
    """Return the zip under a name that says nothing about the child."""
    response = StreamingHttpResponse(pieces, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="held-on-a-child-{timezone.localdate(now)}.zip"'
    response["Cache-Control"] = "no-store"
    return response
