"""Every school and local authority that files can be sent to: looked up by number, name or town."""

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from handover.common.text import Text
from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.accounts.permissions import SEE_PEOPLE
from handover.portal.accounts.request_user import require_user
from handover.portal.establishments.models import Establishment
from handover.portal.establishments.permissions import KEEP_SCHOOLS, SEE_ESTABLISHMENTS
from handover.portal.web.access import allowed
from handover.portal.web.addresses import sought
from handover.portal.web.tables import Sorting, TableColumn

PAGE = 50
LONGEST = 100
# The register's words (GIAS, `PhaseOfEducation (name)`); others are shown as the register has them.
PHASES: dict[str, Text] = {
    text.en: text
    for text in (
        Text("Nursery", "Meithrin"),
        Text("Primary", "Cynradd"),
        Text("Middle deemed primary", "Canol (cynradd)"),
        Text("Middle deemed secondary", "Canol (uwchradd)"),
        Text("Secondary", "Uwchradd"),
        Text("All-through", "Pob oed"),
        Text("16 plus", "16 oed a hŷn"),
        Text("Independent", "Annibynnol"),
    )
}
COLUMNS = (
    TableColumn(Text("Number", "Rhif"), "number"),
    TableColumn(Text("Name", "Enw"), "name"),
    TableColumn(Text("Phase", "Cyfnod"), "phase"),
    TableColumn(Text("Town", "Tref"), "town"),
    TableColumn(Text("Takes files", "Yn derbyn ffeiliau")),
)


@require_safe
@allowed(SEE_ESTABLISHMENTS)
def establishments(request: HttpRequest) -> HttpResponse:
    """List all of them, or those whose number begins so, or whose name or town has these letters in it."""
    wanted = sought(request, LONGEST)
    sorting = Sorting.read(request.GET.get("sort"), COLUMNS, "number")
    rows = filter_register(wanted).select_related("successor").order_by(sorting.order, "pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "sorting": sorting, "wanted": wanted, "today": clock.today(), "phases": PHASES}
    context["keeps"] = require_user(request).may(KEEP_SCHOOLS)
    context["own"] = own_number(require_user(request))
    return render(request, "establishments.html", context)


def own_number(me: User) -> str:
    """Return the first figures of the schools one looks after; empty for all or none."""
    return me.establishment.la_number if me.may(SEE_PEOPLE) and me.establishment else ""


def filter_register(wanted: str) -> QuerySet[Establishment]:
    """Return the establishments that somebody may mean by these letters or figures; all of them for none."""
    if not wanted:
        return Establishment.objects.all()
    return Establishment.objects.filter(
        Q(number__istartswith=wanted)
        | Q(name__icontains=wanted)
        | Q(name_cy__icontains=wanted)
        | Q(town__icontains=wanted)
    )
