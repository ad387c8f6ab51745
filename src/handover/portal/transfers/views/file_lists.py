"""The lists of a mailbox on pages: narrowed, in order, with the pupils of each file for those who may see them."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from handover.common.text import Text
from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import require_user
from handover.portal.lostpupils.closing import unanswered_questions
from handover.portal.paging import MOST_COUNTED, CountedPaginator, count_rows
from handover.portal.transfers.collecting import collected_together
from handover.portal.transfers.file_lists import (
    FileFilter,
    FileList,
    choose_pupils,
    list_files,
    order_by_pupil,
)
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.permissions import SEE_CONTENT
from handover.portal.transfers.retention_rules import of_file
from handover.portal.transfers.several import starts_of
from handover.portal.transfers.views.narrowing import (
    TASK,
    NarrowFiles,
    describe_filter,
    find_filter,
    find_order,
    keep_choice,
    note_look,
)
from handover.portal.web.tables import Sorting, TableColumn
from handover.portal.web.ticking import Ticking

PAGE = 50
PUPIL = "pupil"
PUPILS = TableColumn(Text("Pupils", "Disgyblion"), PUPIL)
UNSORTED_PUPILS = TableColumn(PUPILS.heading)
FILE = TableColumn(Text("File", "Ffeil"), "file_name")
SENT = TableColumn(Text("Sent", "Anfonwyd"), "sent_at")
NUMBER = TableColumn(Text("How many", "Sawl un"), "pupils", numeric=True)
SIZE = TableColumn(Text("Size", "Maint"), "size", numeric=True)
STATE = TableColumn(Text("Where it is", "Ble mae hi"), "state")
FROM = TableColumn(Text("From", "Gan"), "source")
TO = TableColumn(Text("To", "At"), "destination")
CONFIRMED = TableColumn(Text("Confirmed", "Cadarnhawyd"), "moved_at")
COLUMNS: dict[FileList, tuple[TableColumn, ...]] = {
    FileList.SENT: (PUPILS, TO, FILE, SENT, NUMBER, STATE),
    FileList.COLLECT: (PUPILS, FROM, FILE, SENT, SIZE, NUMBER, STATE),
    FileList.COLLECTED: (PUPILS, FROM, FILE, SENT, SIZE, NUMBER, CONFIRMED),
}
ACTS: dict[FileList, tuple[str, ...]] = {
    FileList.SENT: ("send_on", "recall", "send_again"),
    FileList.COLLECT: ("confirm", "reject"),
    FileList.COLLECTED: (),
}
"""What can be done with several files of a list."""


def find_asked_about(person: User) -> QuerySet[Any]:
    """Return the transfers of a person's mailbox about which a question about a lost pupil is open."""
    return unanswered_questions().filter(transfer__source=person.mailbox).values("transfer")


def narrowed_rows(request: HttpRequest, which: FileList) -> QuerySet[Transfer]:
    """Return the files of a list that fit what narrows it now, in no order."""
    person = require_user(request)
    return list_files(which, person, find_filter(request, which), clock.now(), find_asked_about(person))


def take_filter(request: HttpRequest, which: FileList) -> HttpResponse | dict[str, object]:
    """Take what narrows a list; where something in it is wrong, return the context of the page that says so."""
    if request.POST.get("narrow") == "clear":
        keep_choice(request, which, "filter", {})
        return redirect(which.value)
    form = NarrowFiles(which, request.POST)
    if not form.is_valid():
        return build_list(request, which, form)
    keep_choice(request, which, "filter", form.wanted.stored())
    return redirect(which.value)


def build_list(request: HttpRequest, which: FileList, form: NarrowFiles | None = None) -> dict[str, object]:
    """Return the page of a list that the address asks for, and all that it shows."""
    person, wanted = require_user(request), find_filter(request, which)
    rows = narrowed_rows(request, which)
    page, sorting = turn_to_page(request, which, rows)
    files = list(page.object_list)
    pupils = choose_pupils(files, wanted, person.mailbox) if person.may(SEE_CONTENT) else {}
    if pupils:
        fields = ",".join(wanted.stored())
        note_look(request, which.value, fields, len(pupils), wanted.pupil)
    is_collect = which is not FileList.SENT
    shown = sum(file.file_kind.together for file in files) if is_collect else len(files)
    return {
        "page": page,
        "sorting": sorting,
        "most": MOST_COUNTED,
        "pupils": pupils,
        "asked": set[int]() if is_collect else find_asked_of(files, person),
        "answer_by": {file.pk: of_file(file, clock.today()) for file in files if file.stage is State.ASKING},
        "narrowing": form or NarrowFiles(which, initial=read_initial(wanted)),
        "narrowed": list(describe_filter(wanted, which)),
        "is_everything": shows_everything(page) and not wanted.stored(),
        TASK: request.GET.get(TASK, ""),
        "ticking": Ticking.read(request, shown, count_ticked(which, page, rows, shown), MOST_COUNTED),
        "acts": acts_for(which, files),
        "list": which.value,
    }


def find_asked_of(files: Sequence[Transfer], person: User) -> set[int]:
    """Return the keys of those files about which a question about a lost pupil is open."""
    if not files:
        return set()
    return set(find_asked_about(person).filter(transfer__in=files).values_list("transfer", flat=True))


def shows_everything(page: "Page[Transfer]") -> bool:
    """Say whether a page shows all there is, so that nobody need ask the database how much that is."""
    return page.number == 1 and not page.has_next()


def count_ticked(which: FileList, page: "Page[Transfer]", rows: QuerySet[Transfer], shown: int) -> int:
    """Count the files of a list that can be ticked together; `shown` of them are on the page."""
    if shows_everything(page):
        return shown
    return count_rows(rows if which is FileList.SENT else collected_together(rows))


def read_initial(wanted: FileFilter) -> dict[str, object]:
    """Return a filter as the form begins with it."""
    names = ("pupil", "school", "kind", "place", "since", "until")
    return {name: getattr(wanted, name) for name in names}


def acts_for(which: FileList, files: Sequence[Transfer]) -> frozenset[str]:
    """Return what can be done with some of these files at least."""
    return frozenset(act for act in ACTS[which] if any(file.stage in starts_of(act) for file in files))


def turn_to_page(request: HttpRequest, which: FileList, rows: QuerySet[Transfer]) -> "tuple[Page[Transfer], Sorting]":
    """Return the page of a list, and its order. A list longer than a person reads to its end is not ordered by name."""
    sides = ("source_establishment", "destination_establishment")
    counted = CountedPaginator(rows, PAGE)
    columns = COLUMNS[which]
    if counted.count > MOST_COUNTED:
        columns = tuple(UNSORTED_PUPILS if column is PUPILS else column for column in columns)
    sorting = Sorting.read(find_order(request, which), columns, "-sent_at")
    number = request.GET.get("page")
    if sorting.key != PUPIL:
        ordered = rows.select_related(*sides).order_by(sorting.order, "-id" if sorting.descending else "id")
        paginator = CountedPaginator(ordered, PAGE)
        paginator.__dict__["count"] = counted.count
        return paginator.get_page(number), sorting
    numbers = Paginator(order_by_pupil(rows, descending=sorting.descending), PAGE).get_page(number)
    found = Transfer.objects.select_related(*sides).in_bulk(numbers.object_list)
    files = [found[pk] for pk in numbers.object_list if pk in found]
    return Page(files, numbers.number, numbers.paginator), sorting  # type: ignore[arg-type]  # pages of numbers
