"""The lists: within, incoming and outgoing, each to be collected, collected or ended; and what was sent to the authority."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from handover.common.identifiers import LA_SUFFIX
from handover.common.text import Text
from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import require_user
from handover.portal.establishments.choosing import SchoolField, limit_to_authority
from handover.portal.establishments.models import Establishment
from handover.portal.transfers import monitoring
from handover.portal.transfers.kinds import KINDS
from handover.portal.transfers.monitoring import SHELVES, VIEWS, Watch
from handover.portal.transfers.permissions import MONITOR, SEARCH_TRANSFERS
from handover.portal.web import wording
from handover.portal.web.access import allowed
from handover.portal.web.day_field import DayField
from handover.portal.web.tables import Sorting, TableColumn

COLUMNS = (
    TableColumn(Text("From", "Gan"), "source"),
    TableColumn(Text("To", "At"), "destination"),
    TableColumn(Text("File", "Ffeil"), "file_name"),
    TableColumn(Text("Sent", "Anfonwyd"), "sent_at"),
    TableColumn(Text("School days", "Diwrnodau ysgol"), numeric=True),
    TableColumn(Text("Where it is", "Ble mae hi")),
)
NOT_A_DAY = {"invalid": gettext_lazy("Enter a date such as 2026-09-27.")}


class Narrowing(forms.Form):
    """What narrows a list; all of it may be empty."""

    establishment = SchoolField("every", required=False, label=gettext_lazy("School, as sender or receiver"))
    kind = forms.ChoiceField(required=False, label=gettext_lazy("Kind of file"))
    state = forms.ChoiceField(required=False, label=gettext_lazy("Where it is"))
    since = DayField(required=False, label=gettext_lazy("Sent from"), error_messages=NOT_A_DAY)
    until = DayField(required=False, label=gettext_lazy("Sent until"), error_messages=NOT_A_DAY)
    name = forms.CharField(required=False, max_length=80, label=gettext_lazy("File name begins with"))

    def __init__(self, watch: Watch, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        kinds = [(key, wording.say_text(kind.name)) for key, kind in KINDS.items()]
        states = [(state, wording.say_text(name)) for state, name in watch.states.items()]
        limit_to_authority(self, "establishment", watch.la)
        self.fields["kind"].choices = [("", _("Every kind")), *kinds]  # type: ignore[attr-defined]
        self.fields["state"].choices = [("", _("Anywhere")), *states]  # type: ignore[attr-defined]

    def clean_establishment(self) -> str:
        """Return the number of the school; empty for all."""
        school: Establishment | None = self.cleaned_data["establishment"]
        return school.number if school else ""

    @property
    def narrows(self) -> bool:
        """Whether any of it is filled in."""
        return any(self.data.get(name) for name in self.fields)


def watched_authority(person: User) -> str:
    """Return the number of a person's authority."""
    return person.establishment.la_number if person.establishment else ""


@require_safe
@allowed(MONITOR)
def show_watch(request: HttpRequest) -> HttpResponse:
    """Show one view of one shelf, narrowed as asked."""
    person, now = require_user(request), timezone.now()
    view, shelf = request.GET.get("view", ""), request.GET.get("shelf", "")
    asked = Watch(
        watched_authority(person), view if view in VIEWS else "within", shelf if shelf in SHELVES else "waiting"
    )
    form = Narrowing(asked, request.GET)
    narrowed = asked
    if form.is_valid():
        narrowed = Watch(asked.la, asked.view, asked.shelf, **form.cleaned_data)
    sorting = Sorting.read(request.GET.get("sort"), COLUMNS, "sent_at")
    after = request.GET.get("after", "")
    part = monitoring.page_of(
        monitoring.list_watched(narrowed), sorting.key, descending=sorting.descending, after=after
    )
    context = {
        "asked": asked,
        "views": VIEWS,
        "shelves": SHELVES,
        "narrowing": form,
        "part": part,
        "after": after,
        "sorting": sorting,
        "ages": monitoring.measure_ages(part.rows, now),
        "tally": monitoring.count_views(asked.la, asked.shelf),
        "most": monitoring.MOST_COUNTED,
        "may_search": person.may(SEARCH_TRANSFERS),
    }
    return render(request, "monitoring/list.html", context)


@require_safe
@allowed(MONITOR)
def ours(request: HttpRequest) -> HttpResponse:
    """Show what was sent to the authority itself and waits for somebody to deal with it, oldest first."""
    person = require_user(request)
    rows = monitoring.for_the_authority(f"{watched_authority(person)}{LA_SUFFIX}")
    part = monitoring.page_of(rows, "sent_at", descending=False, after=request.GET.get("after", ""))
    context = {
        "part": part,
        "after": request.GET.get("after", ""),
        "sorting": Sorting(tuple(TableColumn(column.heading, numeric=column.numeric) for column in COLUMNS), "", False),
        "ages": monitoring.measure_ages(part.rows, timezone.now()),
    }
    return render(request, "monitoring/ours.html", context)
