"""What became of records, in numbers: for an authority, for the nation, and as everybody may know it."""

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import find_user, require_user
from handover.portal.audit.log import record
from handover.portal.establishments.directory import las
from handover.portal.hub.life import OUTCOMES
from handover.portal.hub.outcomes.counting import MOST_MONTHS, OutcomeQuery
from handover.portal.hub.outcomes.figures import GROUPS, make_figures
from handover.portal.hub.outcomes.outcome_tables import OUTCOME_FILES, write_file, write_published
from handover.portal.hub.outcomes.publishing import PublishedOutcomes, name_product, publish_outcomes
from handover.portal.hub.permissions import SEE_OUTCOMES
from handover.portal.hub.seeing import MoveSide
from handover.portal.web import wording
from handover.portal.web.access import allowed
from handover.portal.web.spreadsheet import csv_response

USUAL_MONTHS = 12
MONTHS = (1, 3, USUAL_MONTHS, MOST_MONTHS)
MOST_PATHWAYS = 100
"""Pathways that the page shows; the file has all of them."""


class OutcomeForm(forms.Form):
    """What is asked: how many months, in which direction, and, for who acts for all, of which authority."""

    months = forms.ChoiceField(required=False, label=gettext_lazy("Months"))
    direction = forms.ChoiceField(required=False, label=gettext_lazy("Which records"))
    la = forms.ChoiceField(required=False, label=gettext_lazy("Authority"))

    def __init__(self, person: User, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.own = person.establishment.la_number if person.establishment else ""
        numbers = [
            (str(each), ngettext("This month", "The last %(months)s months", each) % {"months": each})
            for each in MONTHS
            if each != USUAL_MONTHS
        ]
        choices = {
            "months": [("", _("The last %(months)s months") % {"months": USUAL_MONTHS}), *numbers],
            "direction": [
                ("", _("From and to the schools")),
                (MoveSide.SENDER.value, _("From the schools")),
                (MoveSide.RECEIVER.value, _("To the schools")),
            ],
        }
        if self.own:
            del self.fields["la"]
        else:
            listed = [(place.la_number, f"{place.la_number} {place.named(wording.language())}") for place in las()]
            choices["la"] = [("", _("All authorities")), *listed]
        for name, values in choices.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]

    @property
    def asked(self) -> OutcomeQuery:
        """The question; what is no choice is not asked."""
        given = self.cleaned_data if self.is_valid() else {}
        return OutcomeQuery(
            int(given.get("months") or USUAL_MONTHS),
            clock.today(),
            self.own or given.get("la", ""),
            given.get("direction", ""),
        )


@require_safe
@allowed(SEE_OUTCOMES)
def show_outcome_figures(request: HttpRequest) -> HttpResponse:
    """Show what became of records: of the schools of one's own authority, or of all."""
    form = OutcomeForm(require_user(request), request.GET)
    figures = make_figures(form.asked)
    note_figures(request, form.asked, "screen")
    context = {
        "narrowing": form,
        "figures": figures,
        "groups": GROUPS,
        "outcomes": OUTCOMES,
        "files": OUTCOME_FILES.values(),
        "pathways": figures.pathways[:MOST_PATHWAYS],
        "product": name_product,
        "names": {row.key: row.name for row in OUTCOMES},
        "nationally": not form.own,
        "own": form.own,
    }
    return render(request, "outcomes/figures.html", context)


def note_figures(request: HttpRequest, asked: OutcomeQuery, how: str) -> None:
    """Write into the audit log that figures were given, of what, and how."""
    details = {"report": "outcomes", "place": asked.la_number or "all", "as": how, "first": asked.firsts[0].isoformat()}
    record("report.run", actor=require_user(request).actor, details=details, now=clock.now())


@require_safe
@allowed(SEE_OUTCOMES)
def outcomes_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Give one table of the figures as CSV."""
    file = OUTCOME_FILES.get(slug)
    if file is None:
        raise Http404
    asked = OutcomeForm(require_user(request), request.GET).asked
    note_figures(request, asked, "csv")
    name = f"outcomes-{slug}-{clock.today()}.csv"
    return csv_response(name, write_file(file, make_figures(asked), wording.language()))


def find_published(request: HttpRequest) -> PublishedOutcomes:
    """Return what is published. Raises Http404 where the site publishes nothing, and nobody who acts for all is looking."""
    person = find_user(request)
    acts_for_all = person is not None and person.establishment is None and person.may(SEE_OUTCOMES)
    if not acts_for_all and not settings.CONFIG.publish_outcomes:
        raise Http404
    return publish_outcomes(clock.today())


@require_safe
def show_published(request: HttpRequest) -> HttpResponse:
    """Show what everybody may know of what became of records."""
    context = {"published": find_published(request), "is_open": settings.CONFIG.publish_outcomes}
    return render(request, "outcomes/published.html", context)


@require_safe
def published_csv(request: HttpRequest) -> HttpResponseBase:
    """Give the same as CSV."""
    lines = write_published(find_published(request), wording.language())
    return csv_response(f"outcomes-published-{clock.today()}.csv", lines)
