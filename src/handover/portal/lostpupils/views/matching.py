"""The yearly matching: the national administrator uploads the census; each authority looks at what was found."""

from collections.abc import Iterator
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from handover.portal.accounts.request_user import require_user
from handover.portal.audit.log import record
from handover.portal.deadline import CUT_SHORT
from handover.portal.establishments.models import Establishment
from handover.portal.lostpupils import census
from handover.portal.lostpupils.models import Finding, Matching
from handover.portal.lostpupils.permissions import MANAGE_LOST, MATCH_LOST, RELEASE_LOST, SEARCH_LOST
from handover.portal.lostpupils.views.ours import own_authority
from handover.portal.transfers import vault
from handover.portal.transfers.receiving import ReceivedFile
from handover.portal.web import wording
from handover.portal.web.access import allowed
from handover.portal.web.spreadsheet import csv_response

PAGE = 50
LATEST = 20


@require_http_methods(["GET", "POST"])
@allowed(MATCH_LOST)
def census_matching(request: HttpRequest) -> HttpResponse:
    """Show the matchings, or take an extract for a new one."""
    fault = ""
    if request.method == "POST":
        file = request.FILES.get("census")
        if request.META.get(CUT_SHORT) or not isinstance(file, ReceivedFile):
            fault = _("Choose the extract of the census.")
        elif file.too_large:
            fault = _("The extract is too large. Split it by authority, and match one after the other.")
        else:
            try:
                matching = census.queue_matching(file.chunks(), require_user(request), timezone.now())
                return redirect("census-matching-one", matching.reference)
            except vault.NoRoom:
                fault = _("The site has no room to store the extract. The operator must make room first.")
    context = {"matchings": Matching.objects.all()[:LATEST], "stages": census.STAGES, "fault": fault}
    return render(request, "lost/matchings.html", context, status=422 if fault else 200)


@require_safe
@allowed(MATCH_LOST)
def census_matching_one(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Show how far a matching is, and in numbers what it found."""
    matching = Matching.objects.filter(reference=reference).first()
    if matching is None:
        raise Http404
    counts = matching.findings.aggregate(sure=Count("pk", Q(certain=True)), look=Count("pk", Q(certain=False)))
    context = {
        "matching": matching,
        "stage": census.STAGES[matching.stage],
        "ended": matching.stage in (census.DONE, census.REFUSED),
        "refused": matching.stage == census.REFUSED,
        "problems": census.problems_of(matching),
        "counts": counts,
    }
    return render(request, "lost/matching.html", context)


@require_safe
@allowed(SEARCH_LOST)
def lost_matches(request: HttpRequest) -> HttpResponse:
    """List what the matching found for the person's authority. Every look is audited."""
    person = require_user(request)
    la_number = own_authority(person)
    rows = census.open_findings(la_number)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    record("lost.matches_listed", actor=person.actor, now=timezone.now())
    schools = schools_of_findings(list(page.object_list))
    found = [
        (each, census.finding_reasons(each), schools.get(each.establishment), each.establishment[:3] == la_number)
        for each in page
    ]
    context = {"page": page, "found": found, "may_decide": person.may(MANAGE_LOST)}
    return render(request, "lost/matches.html", context)


def schools_of_findings(findings: list[Finding]) -> dict[str, Establishment]:
    """Return the schools on whose rolls these pupils are, by number."""
    numbers = {each.establishment for each in findings}
    return {school.number: school for school in Establishment.objects.filter(number__in=numbers)}


@require_POST
@allowed(MANAGE_LOST)
def lost_match_decide(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Take the decision whether a lost pupil and a pupil on roll are one child."""
    person = require_user(request)
    mine = census.open_findings(own_authority(person)).filter(establishment__startswith=own_authority(person))
    finding = mine.filter(reference=reference).first()
    if finding is None or not own_authority(person):
        raise Http404
    same = request.POST.get("same") == "yes"
    if not census.decide_finding(finding, same_child=same, by=person, now=timezone.now()):
        messages.warning(request, _("Somebody has decided that already."))
        return redirect("lost-matches")
    if same and person.may(RELEASE_LOST):
        messages.success(request, _("Noted. Now send the file to the school."))
        return redirect("lost-pupil", finding.pupil.reference)
    messages.success(request, _("Noted. This pair is not shown again."))
    return redirect("lost-matches")


@require_safe
@allowed(MANAGE_LOST)
def lost_matches_csv(request: HttpRequest) -> HttpResponseBase:
    """Give the list as CSV, in which no cell can be run as a formula."""
    person = require_user(request)
    record("lost.matches_listed", actor=person.actor, details={"as": "csv"}, now=timezone.now())
    return csv_response("lost-pupils-matched.csv", matching_rows(census.open_findings(own_authority(person))))


def matching_rows(findings: QuerySet[Finding]) -> Iterator[tuple[object, ...]]:
    """Yield the heading and the rows of the list."""
    yield (
        _("Surname"),
        _("Forename"),
        _("Date of birth"),
        _("UPN"),
        _("Uploaded by"),
        _("On roll at"),
        _("Line"),
        _("How sure"),
        _("Score"),
        _("Why"),
    )
    for each in findings.iterator(chunk_size=500):
        pupil = each.pupil
        sure = _("certain") if each.certain else _("to look at")
        why = " ".join(wording.say_text(reason) for reason in census.finding_reasons(each))
        born = pupil.birth_date.isoformat() if pupil.birth_date else ""
        names = (pupil.surname, pupil.forename, born, pupil.upn, pupil.school.number)
        yield (*names, each.establishment, each.line, sure, round(each.score, 1), why)
