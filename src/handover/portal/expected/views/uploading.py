"""Adding a list of expected pupils; what its columns mean is asked where that is in doubt."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from handover.common.lists.meanings import ColumnChoices, ListColumns
from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.deadline import CUT_SHORT
from handover.portal.establishments.directory import schools_for_lists
from handover.portal.expected import listing
from handover.portal.expected.permissions import EXPECT
from handover.portal.expected.reading import EXPECTED, ExpectedList, read_expected_list
from handover.portal.officelists import brought
from handover.portal.officelists.views import (
    ask_columns,
    ask_schools,
    lead_back_if_damaged,
    left_to_ask,
    read_sheet,
    tell_meanings,
)
from handover.portal.transfers import vault
from handover.portal.transfers.receiving import ReceivedFile
from handover.portal.web.access import allowed


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(EXPECT)
def expected_upload(request: HttpRequest) -> HttpResponse:
    """Take a list, or ask what its columns mean first."""
    if request.method != "POST":
        return show_upload(request)
    person, file, now = require_user(request), request.FILES.get("pupils"), clock.now()
    if request.META.get(CUT_SHORT) or not isinstance(file, ReceivedFile):
        return show_upload(request, fault=_("Choose the list."))
    if file.too_large:
        return show_upload(request, fault=_("The list is too large. Upload it in parts."))
    columns = brought.propose_for_office(file, EXPECTED, person)
    choices = columns.choices if columns else None
    doubtful = columns is not None and (columns.in_doubt or "ask" in request.POST)
    found = None if doubtful else read_brought_pupils(request, file, choices)
    if found is not None and not left_to_ask(found.alike, choices):
        return take_pupils(request, found, choices, columns)
    try:
        kept = brought.keep_list(file, EXPECTED, person, now)
    except vault.NoRoom:
        return show_upload(
            request,
            fault=_("The site cannot store the list just now. Try again later, or tell those who run it."),
        )
    if found is not None and choices is not None:
        brought.keep_choices(kept, choices)
    return redirect("expected-columns", kept.reference)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(EXPECT)
@lead_back_if_damaged("expected-upload")
def expected_columns(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Ask what the columns of a list mean, then which schools are meant, and take the list."""
    person = require_user(request)
    kept = brought.find_brought(reference, EXPECTED, person)
    if kept is None:
        raise Http404
    back = (reverse("expected-upload"), _("Upload a list of expected pupils"))
    choices = brought.choices_of(kept)
    columns = brought.propose_for_office(brought.list_bytes(kept), EXPECTED, person, read_sheet(request))
    if columns is None:
        raise Http404
    if choices is None:
        answer = ask_columns(request, EXPECTED, columns, back)
    else:
        found = read_brought_pupils(request, brought.list_bytes(kept), choices)
        answer = ask_schools(request, choices, left_to_ask(found.alike, choices), back)
    if isinstance(answer, HttpResponse):
        return answer
    found = read_brought_pupils(request, brought.list_bytes(kept), answer)
    if left_to_ask(found.alike, answer):
        brought.keep_choices(kept, answer)
        return redirect("expected-columns", kept.reference)
    brought.drop_list(kept, clock.now())
    return take_pupils(request, found, answer, columns)


def read_brought_pupils(request: HttpRequest, data: Iterable[bytes], choices: ColumnChoices | None) -> ExpectedList:
    """Read a list with the schools that it may name."""
    schools = schools_for_lists(require_user(request).actor.establishment[:3])
    return read_expected_list(data, clock.today(), choices, schools.find)


def take_pupils(
    request: HttpRequest, found: ExpectedList, choices: ColumnChoices | None, columns: ListColumns | None
) -> HttpResponse:
    """Put the pupils of a list on one's own; say what was taken, what was not, line by line, and what the columns were."""
    meanings = tell_meanings(choices, columns)
    if found.refused:
        return show_upload(request, problems=found.problems, refused=True, meanings=meanings)
    count = listing.add_pupils(found.pupils, require_user(request), clock.now())
    if found.problems:
        return show_upload(request, problems=found.problems, added=count, there=len(found.pupils), meanings=meanings)
    told = ngettext("%(count)s pupil was added.", "%(count)s pupils were added.", count) % {"count": count}
    columns_told = ", ".join(f"{name} = {meaning}" for name, meaning in meanings if name != meaning)
    read_as = _("Read as: %(columns)s.") % {"columns": columns_told} if columns_told else ""
    messages.success(request, f"{told} {read_as}".strip())
    return redirect("expected")


def show_upload(request: HttpRequest, **shown: object) -> HttpResponse:
    """Show the page with the form, and what came of a list."""
    context = {"fault": "", "problems": (), "added": None, "refused": False, "meanings": (), **shown}
    failed = context["fault"] or context["refused"]
    return render(request, "expected/upload.html", context, status=BAD_FORM if failed else 200)
