"""The yearly matching: the national administrator uploads the census and sees, in numbers, what was found."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from handover.common.lists.meanings import ColumnChoices
from handover.matching.scoring import can_link
from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import require_user
from handover.portal.deadline import CUT_SHORT
from handover.portal.lostpupils import census, pairs
from handover.portal.lostpupils.census_list import CENSUS
from handover.portal.lostpupils.models import Matching
from handover.portal.lostpupils.permissions import MATCH_LOST
from handover.portal.officelists import brought
from handover.portal.officelists.views import ask_columns, lead_back_if_damaged, read_sheet, tell_meanings
from handover.portal.transfers import vault
from handover.portal.transfers.receiving import ReceivedFile
from handover.portal.web.access import allowed

LATEST = 20


@require_http_methods(["GET", "POST"])
@allowed(MATCH_LOST)
def census_matching(request: HttpRequest) -> HttpResponse:
    """Show the matchings, or take an extract for a new one."""
    fault = ""
    if request.method == "POST":
        file = request.FILES.get("census")
        if not can_link():
            fault = _("This site was installed without the libraries for a matching. The operator adds them first.")
        elif request.META.get(CUT_SHORT) or not isinstance(file, ReceivedFile):
            fault = _("Choose the extract of the census.")
        elif file.too_large:
            fault = _("The extract is too large. Split it by authority, and match one after the other.")
        else:
            try:
                return redirect(*bring_extract(file, require_user(request), asked="ask" in request.POST))
            except vault.NoRoom:
                fault = _("The site cannot store the extract just now. Try again later, or tell those who run it.")
    context = {"matchings": Matching.objects.all()[:LATEST], "stages": census.STAGES, "fault": fault}
    return render(request, "lost/matchings.html", context, status=422 if fault else 200)


def bring_extract(file: ReceivedFile, person: User, *, asked: bool) -> tuple[str, UUID]:
    """Queue the matching of an extract, or keep it while a person says what its columns mean; return where that is shown."""
    now = clock.now()
    columns = brought.propose_for_office(file, CENSUS, person)
    if columns and (columns.in_doubt or asked):
        return "census-columns", brought.keep_list(file, CENSUS, person, now).reference
    choices = columns.choices if columns else None
    return "census-matching-one", census.queue_matching(file.chunks(), person, now, choices).reference


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(MATCH_LOST)
@lead_back_if_damaged("census-matching")
def census_columns(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Ask what the columns of an extract mean, and queue its matching."""
    person, now = require_user(request), clock.now()
    kept = brought.find_brought(reference, CENSUS, person)
    columns = (
        brought.propose_for_office(brought.list_bytes(kept), CENSUS, person, read_sheet(request)) if kept else None
    )
    if kept is None or columns is None:
        raise Http404
    back = (reverse("census-matching"), _("Match with the census"))
    answer = ask_columns(request, CENSUS, columns, back)
    if isinstance(answer, HttpResponse):
        return answer
    matching = census.queue_matching(brought.list_bytes(kept), person, now, answer)
    brought.drop_list(kept, now)
    return redirect("census-matching-one", matching.reference)


@require_safe
@allowed(MATCH_LOST)
def census_matching_one(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Show how far a matching is, and in numbers what it found."""
    matching = Matching.objects.filter(reference=reference).first()
    if matching is None:
        raise Http404
    problems = census.problems_of(matching)
    context = {
        "matching": matching,
        "stage": census.STAGES[matching.stage],
        "ended": matching.stage in (census.DONE, census.REFUSED),
        "refused": matching.stage == census.REFUSED,
        "problems": problems,
        "meanings": tell_meanings(ColumnChoices.restored(matching.choices)) if matching.choices else (),
        "mended": any(problem.code == census.BROKEN_LETTERS for problem in problems),
        "lists": pairs.LISTS,
        "counts": pairs.count_lists(matching.findings.all()),
    }
    return render(request, "lost/matching.html", context)
