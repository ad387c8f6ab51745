"""The background work: what ran, what failed, what is due, and having a job run at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from handover.common.text import Text
from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.backups.models import LastBackup
from handover.portal.jobs import BY_KEY, JOBS
from handover.portal.masterkeys.resealing import read_progress
from handover.portal.notices.models import FAILING, Notice
from handover.portal.operations.permissions import RUN_JOBS
from handover.portal.stores.stops import STOPS, Stop
from handover.portal.transfers.models import DamagedFile, Transfer
from handover.portal.web import wording
from handover.portal.web.access import allowed
from handover.portal.webhooks.models import FAILING_ENDPOINTS, WebhookEndpoint
from handover.portal.work import running
from handover.portal.work.models import OUTCOMES, Lease, Run, RunOutcome

PAGE: Final = 50
MOST_SHOWN: Final = 50
"""Damaged files that are named; `handover files check` names all."""
COLOURS: Final = {
    RunOutcome.RUNNING: "blue",
    RunOutcome.DONE: "green",
    RunOutcome.FAILED: "red",
    RunOutcome.LOST: "orange",
    RunOutcome.STOPPED: "red",
}


@dataclass(frozen=True, slots=True)
class JobLine:
    """One job of the table with its lease, if a worker has ever looked at it."""

    key: str
    name: Text
    lease: Lease | None
    under_way: bool


def display_outcome(outcome: str) -> tuple[Text, str]:
    """Return how an outcome is shown: its name and the colour of its tag."""
    return OUTCOMES[RunOutcome(outcome)], COLOURS[RunOutcome(outcome)]


@require_safe
@allowed(RUN_JOBS)
def show_jobs(request: HttpRequest) -> HttpResponse:
    """List the jobs, and below them their runs, all or only those that failed."""
    now = clock.now()
    leases = Lease.objects.in_bulk()
    busy = set(Lease.objects.filter(until__gte=now).values_list("job", flat=True))
    failed = request.GET.get("show") == "failed"
    runs = (
        Run.objects.filter(outcome__in=[RunOutcome.FAILED, RunOutcome.LOST, RunOutcome.STOPPED])
        if failed
        else Run.objects.all()
    )
    context = {
        "jobs": [JobLine(job.key, job.name, leases.get(job.key), job.key in busy) for job in JOBS],
        "page": Paginator(runs, PAGE).get_page(request.GET.get("page")),
        "names": {job.key: wording.say_text(job.name) for job in JOBS},
        "look": display_outcome,
        "failed": failed,
        "stops": standing_still(leases),
        "damaged": damaged_files(),
        "most": MOST_SHOWN,
        "backup": LastBackup.objects.first(),
        "failing_endpoints": WebhookEndpoint.objects.filter(FAILING_ENDPOINTS).count(),
        "key_progress": read_progress(),
        "failing_emails": Notice.objects.filter(FAILING).count(),
    }
    return render(request, "work/jobs.html", context)


def standing_still(leases: Mapping[str, Lease]) -> list[tuple[Stop, int, list[Text]]]:
    """Return each reason for which jobs stand still, how many things they met, and the names of those jobs."""
    still = [job for job in JOBS if job.key in leases and leases[job.key].outcome == RunOutcome.STOPPED]
    found: dict[str, tuple[Stop, int, list[Text]]] = {}
    for job in still:
        run = Run.objects.filter(job=job.key, outcome=RunOutcome.STOPPED).first()
        if run is not None and run.fault in STOPS:
            found.setdefault(run.fault, (STOPS[run.fault], run.count, []))[2].append(job.name)
    return list(found.values())


def damaged_files() -> list[tuple[DamagedFile, Transfer | None]]:
    """Return the stored files that cannot be opened, the newest first, each with the transfer that carries it."""
    rows = DamagedFile.objects.select_related("sealed").prefetch_related("sealed__transfers")[: MOST_SHOWN + 1]
    return [(row, next(iter(row.sealed.transfers.all()), None)) for row in rows]


@require_POST
@allowed(RUN_JOBS)
def run_job(request: HttpRequest, slug: str) -> HttpResponse:
    """Have a job run at once."""
    if slug not in BY_KEY:
        raise Http404
    running.request_run(BY_KEY[slug], require_user(request).actor, clock.now())
    messages.success(request, _("The next worker that is free runs it. Load this page again in a moment."))
    return redirect("jobs")
