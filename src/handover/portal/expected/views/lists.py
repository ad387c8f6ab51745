"""The list of expected pupils: whose record is there, whose is not, and asking for it."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import require_user
from handover.portal.establishments.models import Establishment
from handover.portal.expected import asking, listing
from handover.portal.expected.arriving import RECORDS, RecordPlace
from handover.portal.expected.models import ExpectedPupil
from handover.portal.expected.permissions import EXPECT
from handover.portal.expected.who import who_is
from handover.portal.messaging.boxes import name_boxes
from handover.portal.messaging.faults import MessagingRefused
from handover.portal.web import wording
from handover.portal.web.access import allowed

PAGE = 50


@require_safe
@allowed(EXPECT)
def expected(request: HttpRequest) -> HttpResponse:
    """Show the list, those first whose record is missing."""
    person, now = require_user(request), clock.now()
    only = request.GET.get("show", "")
    overview = listing.look_at_list(person, now, only)
    page = Paginator(overview.rows, PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    context = {
        "page": page,
        "rows": [(row, who_is(row), there, link_to(there, person)) for row, there in shown],
        "schools": schools_of_pupils([row for row, _there in shown]),
        "looks": RECORDS,
        "counts": overview.counts,
        "only": only if only in RECORDS else "",
        "total": sum(overview.counts.values()),
    }
    return render(request, "expected/list.html", context)


def link_to(there: RecordPlace, person: User) -> str:
    """Return the address of the file that tells where a record is: one's own, or one of the authority's schools."""
    if there.transfer is None:
        return ""
    own = there.transfer.destination == person.mailbox
    return reverse("file" if own else "watched", args=[there.transfer.reference])


def schools_of_pupils(rows: list[ExpectedPupil]) -> dict[str, Establishment]:
    """Return the schools and authorities from which these pupils come, and those that were asked, by number."""
    numbers = {number for row in rows for number in (row.source, row.asked_of.partition("/")[0]) if number}
    return {place.number: place for place in Establishment.objects.filter(number__in=numbers)}


def get_expected(request: HttpRequest, reference: UUID) -> tuple[ExpectedPupil, User]:
    """Return a pupil of the person's own list."""
    person = require_user(request)
    row = listing.find_pupil(reference, person)
    if row is None:
        raise Http404
    return row, person


@require_POST
@allowed(EXPECT)
def expected_ask(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Ask for a record with a secure message."""
    row, person = get_expected(request, reference)
    try:
        message = asking.ask_for_record(row, person, clock.now(), wording.language())
    except MessagingRefused as refused:
        problem = refused.problems["recipients"]
        language = wording.language()
        messages.warning(request, f"{problem.message(language)} {problem.remedy(language)}")
        return redirect("expected")
    if message is None:
        messages.info(request, _("Somebody has just asked for this record."))
        return redirect("expected")
    row.refresh_from_db()
    (place,) = name_boxes([row.asked_of])
    messages.success(request, _("Your request went to %(name)s.") % {"name": place.named(wording.language())})
    return redirect("expected")


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(EXPECT)
def expected_remove(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Take a pupil off the list, after a yes."""
    row, person = get_expected(request, reference)
    if request.method == "POST":
        listing.remove_expected_pupil(row, person, clock.now())
        messages.success(request, _("The pupil is no longer on the list."))
        return redirect("expected")
    return render(request, "expected/remove.html", {"who": who_is(row)})
