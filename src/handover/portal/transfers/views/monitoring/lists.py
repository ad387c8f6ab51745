"""The lists: within, incoming and outgoing, each to be collected, collected or ended; and what was sent to the authority."""

from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from handover.common.identifiers import LA_SUFFIX
from handover.common.text import Text
from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import require_user
from handover.portal.establishments.choosing import SchoolField, limit_to_authority
from handover.portal.establishments.models import Establishment
from handover.portal.paging import MOST_COUNTED, ListPage, count_rows
from handover.portal.transfers import monitoring
from handover.portal.transfers.kinds import KINDS
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.monitoring import SHELVES, VIEWS, Watch
from handover.portal.transfers.permissions import FORWARD_FILES, MONITOR, REMOVE_FILES, SEARCH_TRANSFERS
from handover.portal.transfers.sent_to_authority import explain_sent
from handover.portal.transfers.views.narrowing import find_kept, find_order, keep_choice, note_look
from handover.portal.web import wording
from handover.portal.web.access import allowed
from handover.portal.web.day_field import DayField
from handover.portal.web.tables import Sorting, TableColumn
from handover.portal.web.ticking import Ticking

COLUMNS = (
    TableColumn(Text("Pupils", "Disgyblion"), "pupils"),
    TableColumn(Text("From", "Gan"), "source"),
    TableColumn(Text("To", "At"), "destination"),
    TableColumn(Text("File", "Ffeil"), "file_name"),
    TableColumn(Text("Sent", "Anfonwyd"), "sent_at"),
    TableColumn(Text("School days", "Diwrnodau ysgol"), "age", numeric=True),
    TableColumn(Text("Where it is", "Ble mae hi"), "state"),
)
UNSORTED = tuple(TableColumn(column.heading, numeric=column.numeric) for column in COLUMNS)
LIST, OURS = "monitoring", "monitoring-ours"
"""Under these the session keeps what narrows a list and its order."""
ACTS = {"clear": REMOVE_FILES, "forward": FORWARD_FILES}


class Narrowing(forms.Form):
    """What narrows a list; all of it may be empty."""

    establishment = SchoolField("every", required=False, label=gettext_lazy("School, as sender or receiver"))
    kind = forms.ChoiceField(required=False, label=gettext_lazy("Kind of file"))
    state = forms.ChoiceField(required=False, label=gettext_lazy("Where it is"))
    since = DayField(required=False, label=gettext_lazy("Sent from"))
    until = DayField(required=False, label=gettext_lazy("Sent until"))
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
    person, now = require_user(request), clock.now()
    asked = read_watch(request)
    said = {"narrow", "clear"} & request.GET.keys() or read_narrowing(request)
    if not said and (kept := kept_narrowing(request, asked)):
        # The address says what narrows the list, so that each part of it can be taken away by a link.
        return redirect(f"{request.path}?{urlencode({**request.GET.dict(), **kept, 'narrow': 'yes'})}")
    form = find_narrowing(request, asked)
    watch = narrow_watch(asked, form)
    sorting = Sorting.read(find_order(request, LIST), COLUMNS, "sent_at")
    after = request.GET.get("after", "")
    rows = monitoring.list_watched(watch)
    part = turn_watched(rows, sorting, after)
    found = count_listed(rows, part, after)
    pupils = monitoring.name_watched(part.rows, person)
    if pupils:
        note_look(request, LIST, f"{asked.view},{asked.shelf}", len(pupils))
    acts = acts_of(person) if asked.shelf == "waiting" and asked.view != "outgoing" else frozenset()
    context = {
        "asked": asked,
        "views": VIEWS,
        "shelves": SHELVES,
        "narrowing": form,
        "part": part,
        "found": found,
        "after": after,
        "sorting": sorting,
        "pupils": pupils,
        "ages": monitoring.measure_ages(part.rows, now),
        "tally": monitoring.count_views(asked.la, asked.shelf),
        "most": monitoring.MOST_COUNTED,
        "may_search": person.may(SEARCH_TRANSFERS),
        "acts": acts,
        "ticking": Ticking.read(request, len(part.rows), found if acts else 0, MOST_COUNTED),
    }
    return render(request, "monitoring/list.html", context)


def count_listed(rows: "QuerySet[Transfer]", part: "ListPage[Transfer]", after: str) -> int:
    """Count the files of a list; where one page shows them all, without asking the database again."""
    return count_rows(rows) if part.following or after else len(part.rows)


def read_watch(request: HttpRequest) -> Watch:
    """Return which view of which shelf is asked for, by a link or by a form."""
    asked = request.POST if request.method == "POST" else request.GET
    view, shelf = asked.get("view", ""), asked.get("shelf", "")
    la = watched_authority(require_user(request))
    return Watch(la, view if view in VIEWS else "within", shelf if shelf in SHELVES else "waiting")


def find_narrowing(request: HttpRequest, asked: Watch) -> Narrowing:
    """Return what narrows the list: what the address asks for, which is kept, or else what was kept."""
    if "clear" in request.GET:
        keep_choice(request, LIST, "filter", {})
    elif "narrow" in request.GET or read_narrowing(request):
        form = Narrowing(asked, request.GET)
        if form.is_valid():
            keep_choice(request, LIST, "filter", read_narrowing(request))
        return form
    return Narrowing(asked, kept_narrowing(request, asked))


def read_narrowing(request: HttpRequest) -> dict[str, str]:
    """Return what the address says to narrow the list, field by field; a day and a school have fields of their own parts."""
    given = ((name, str(value)[:80]) for name, value in request.GET.items() if value)
    return {name: value for name, value in given if name.partition("-")[0] in Narrowing.base_fields}


def kept_narrowing(request: HttpRequest, asked: Watch) -> dict[str, str]:
    """Return what narrowed the list when it was looked at last; a state that is another shelf's narrows nothing."""
    kept = find_kept(request, LIST).get("filter")
    data = dict(kept) if isinstance(kept, dict) else {}
    if data.get("state") not in asked.states:
        data.pop("state", None)
    return data


def narrow_watch(asked: Watch, form: Narrowing) -> Watch:
    """Return the list narrowed as the form says; a form with a fault narrows nothing."""
    return Watch(asked.la, asked.view, asked.shelf, **form.cleaned_data) if form.is_valid() else asked


def turn_watched(rows: "QuerySet[Transfer]", sorting: Sorting, after: str) -> "ListPage[Transfer]":
    """Return a page of a list. The most school days are those of the files that were sent first."""
    if sorting.key == "age":
        return monitoring.page_of(rows, "sent_at", descending=not sorting.descending, after=after)
    return monitoring.page_of(rows, sorting.key, descending=sorting.descending, after=after)


def acts_of(person: User) -> frozenset[str]:
    """Return what a person may do with files that nobody has collected."""
    return frozenset(act for act, permission in ACTS.items() if person.may(permission))


@require_safe
@allowed(MONITOR)
def ours(request: HttpRequest) -> HttpResponse:
    """Show what was sent to the authority itself and waits for somebody to deal with it, oldest first."""
    person = require_user(request)
    mailbox = f"{watched_authority(person)}{LA_SUFFIX}"
    counts = monitoring.count_for_the_authority(mailbox)
    kind = request.GET.get("kind", "")
    kind = kind if kind in counts else next(iter(counts), "")
    rows = monitoring.for_the_authority(mailbox, kind)
    part = monitoring.page_of(rows, "sent_at", descending=False, after=request.GET.get("after", ""))
    pupils = monitoring.name_watched(part.rows, person)
    if pupils:
        note_look(request, OURS, kind, len(pupils))
    context = {
        "kind": kind,
        "counts": {key: (KINDS[key].name, count) for key, count in counts.items()},
        "explained": explain_sent(kind),
        "part": part,
        "after": request.GET.get("after", ""),
        "sorting": Sorting(UNSORTED, "", False),
        "pupils": pupils,
        "ages": monitoring.measure_ages(part.rows, clock.now()),
        "views": VIEWS,
        "tally": monitoring.count_views(watched_authority(person), "waiting"),
        "most": monitoring.MOST_COUNTED,
        "may_search": person.may(SEARCH_TRANSFERS),
        "acts": acts_of(person),
        "ticking": Ticking.read(request, len(part.rows), counts.get(kind, 0), monitoring.MOST_COUNTED),
    }
    return render(request, "monitoring/ours.html", context)
