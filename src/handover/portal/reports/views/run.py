"""The reports that a person may run, and each of them: its selection, on screen, as CSV, on paper. Every run is audited."""

from itertools import islice

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.establishments.choosing import MORE, keep_errors
from handover.portal.reports.permissions import RUN_REPORTS
from handover.portal.reports.pictures import Bars
from handover.portal.reports.report import Report
from handover.portal.reports.running import find_report, note_run, run_as_csv
from handover.portal.reports.table import REPORTS, TOTAL
from handover.portal.reports.views.cells import cell_for_person
from handover.portal.reports.views.forms import Selection
from handover.portal.web.access import allowed
from handover.portal.web.spreadsheet import csv_response

MOST_PRINTED = 2000
"""Lines that one print view holds; a browser lays out no more in good time."""


@require_safe
@allowed(RUN_REPORTS)
def show_reports(request: HttpRequest) -> HttpResponse:
    """List the reports that this person may run."""
    me = require_user(request)
    return render(
        request, "reports/menu.html", {"reports": [row for row in REPORTS.values() if me.may(row.permission)]}
    )


def get_report(slug: str, me: User) -> Report:
    """Return a report of the table that this person may run."""
    report = find_report(slug, me)
    if report is None:
        raise Http404
    return report


@require_safe
@allowed(RUN_REPORTS)
def show_report(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the selection of a report and, once it is run, what it says."""
    me = require_user(request)
    row = get_report(slug, me)
    if "run" not in request.GET:
        return render(request, "reports/report.html", {"report": row, "selection": Selection(row, me)})
    form = Selection(row, me, request.GET)
    if MORE in request.GET:
        keep_errors(form, "schools")
        return render(request, "reports/report.html", {"report": row, "selection": form})
    if not form.is_valid():
        return mistaken(request, row, form)
    ask, after = form.ask(clock.now()), request.GET.get("after", "")
    context: dict[str, object] = {
        "report": row,
        "selection": form,
        "ask": ask,
        "after": after,
        "shown": cell_for_person,
    }
    if not ask.all_authorities:
        note_run(row, ask, "screen")
        picture = row.picture(ask) if row.picture and not after else None
        part = row.source.page(ask, after)
        context |= {"part": part, "picture": picture, "bars": isinstance(picture, Bars), "total": TOTAL}
    return render(request, "reports/report.html", context)


def mistaken(request: HttpRequest, row: Report, form: Selection) -> HttpResponse:
    """Show the selection again with what is wrong in it."""
    return render(request, "reports/report.html", {"report": row, "selection": form}, status=BAD_FORM)


@require_safe
@allowed(RUN_REPORTS)
def report_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Give everything that a report says as CSV."""
    me = require_user(request)
    row = get_report(slug, me)
    form = Selection(row, me, request.GET)
    if not form.is_valid():
        return mistaken(request, row, form)
    ask = form.ask(clock.now())
    return csv_response(*run_as_csv(row, ask))


@require_safe
@allowed(RUN_REPORTS)
def report_printed(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a report as it goes on paper."""
    me = require_user(request)
    row = get_report(slug, me)
    form = Selection(row, me, request.GET)
    if not form.is_valid():
        return mistaken(request, row, form)
    ask = form.ask(clock.now())
    note_run(row, ask, "print")
    lines = list(islice(row.source.lines(ask), MOST_PRINTED + 1))
    context = {"report": row, "ask": ask, "lines": lines[:MOST_PRINTED], "shown": cell_for_person}
    context |= {"cut": len(lines) > MOST_PRINTED, "most": MOST_PRINTED}
    return render(request, "reports/print.html", context)
