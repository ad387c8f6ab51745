"""The lost pupils of the authority's own schools: the list to work through, and taking one out of the store."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from handover.common.text import Text
from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import require_user
from handover.portal.audit.log import record
from handover.portal.lostpupils import removing, same_pupil, worklist
from handover.portal.lostpupils.found_cases import open_cases
from handover.portal.lostpupils.permissions import MANAGE_LOST
from handover.portal.lostpupils.views import forms
from handover.portal.lostpupils.views.pupil import get_lost_pupil, say_pupil_moved
from handover.portal.transfers.moving import AlreadyMoved
from handover.portal.web.access import allowed
from handover.portal.web.tables import Sorting, TableColumn

PAGE = 50
COLUMNS = (
    TableColumn(Text("Pupil", "Disgybl"), "surname"),
    TableColumn(Text("Born", "Ganwyd"), "birth_date"),
    TableColumn(Text("School", "Ysgol"), "school__name"),
    TableColumn(Text("X or M", "X neu M"), "kind"),
    TableColumn(Text("Days in the store", "Diwrnodau yn y storfa"), "lodged_at", numeric=True),
    TableColumn(Text("Where it is", "Ble mae hi")),
)


def own_authority(person: User) -> str:
    """Return the number of a person's authority."""
    return person.establishment.la_number if person.establishment else ""


@require_safe
@allowed(MANAGE_LOST)
def lost_ours(request: HttpRequest) -> HttpResponse:
    """List the authority's lost pupils, the longest in the store first. Every look is audited."""
    person, today = require_user(request), clock.today()
    view = request.GET.get("view", "all")
    view = view if view in worklist.VIEWS else "all"
    sorting = Sorting.read(request.GET.get("sort"), COLUMNS, "lodged_at")
    rows = worklist.narrow_to_view(worklist.responsible_for(own_authority(person)), view, today)
    rows = rows.select_related("school", "transfer", "finder")
    record("lost.listed", actor=person.actor, details={"view": view}, now=clock.now())
    context = {
        "page": Paginator(worklist.sorted_by(rows, sorting.key, descending=sorting.descending), PAGE).get_page(
            request.GET.get("page")
        ),
        "sorting": sorting,
        "view": view,
        "views": worklist.VIEWS,
        "tally": worklist.count_lost_pupils(own_authority(person), today),
        "alike": same_pupil.count_undecided(own_authority(person)),
        "found": open_cases(own_authority(person)).count(),
        "today": today,
    }
    return render(request, "lost/ours.html", context)


@require_http_methods(["GET", "POST"])
@allowed(MANAGE_LOST)
def lost_remove(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Take a pupil out of the store, with the reason."""
    person = require_user(request)
    pupil = get_lost_pupil(reference, person)
    if not removing.may_remove(pupil, person):
        return say_pupil_moved(request, pupil)
    form = forms.RemovePupilForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            removing.remove_pupil(pupil, form.cleaned_data["because"], person, clock.now())
        except AlreadyMoved:
            return say_pupil_moved(request, pupil)
        messages.success(request, _("The pupil is no longer in the store, and the file was destroyed."))
        return redirect("lost-ours")
    status = 422 if request.method == "POST" else 200
    return render(request, "lost/remove.html", {"pupil": pupil, "removal": form}, status=status)
