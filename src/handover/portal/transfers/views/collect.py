"""Collecting files: the list, the download, and the question whether it arrived; and what was collected before."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handover.common.archive_writing import write_zip, zip_length
from handover.common.text import Text
from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import require_user
from handover.portal.paging import MOST_COUNTED, CountedPaginator
from handover.portal.transfers import collecting, mailbox
from handover.portal.transfers.contents import look_for_programs
from handover.portal.transfers.kinds import FileContent
from handover.portal.transfers.models import Collection, Transfer
from handover.portal.transfers.permissions import COLLECTING, SEE_CONTENT, SENDING
from handover.portal.transfers.reading import find_files_to_tell_of
from handover.portal.transfers.views import damaged
from handover.portal.transfers.waiting import to_take
from handover.portal.web import wording
from handover.portal.web.access import allowed
from handover.portal.web.tables import Sorting, TableColumn

Rows = Callable[[User], QuerySet[Transfer]]
PAGE = 50

SENT = TableColumn(Text("Sent", "Anfonwyd"), "sent_at")
FILE = TableColumn(Text("File", "Ffeil"), "file_name")
SIZE = TableColumn(Text("Size", "Maint"), "size", numeric=True)
PUPILS = TableColumn(Text("Pupils", "Disgyblion"), "pupils", numeric=True)
STATE = TableColumn(Text("Where it is", "Ble mae hi"))
FROM = TableColumn(Text("From", "Gan"), "source")
INCOMING = (FROM, FILE, SENT, SIZE, PUPILS, STATE)
COLLECTED = (FROM, FILE, SENT, SIZE, PUPILS, TableColumn(Text("Confirmed", "Cadarnhawyd")))
OUTGOING = (TableColumn(Text("To", "At"), "destination"), FILE, SENT, PUPILS, STATE)


def page_of_files(request: HttpRequest, rows: Rows, columns: Sequence[TableColumn]) -> dict[str, object]:
    """Return the page of a list that the address asks for, and its order."""
    sorting = Sorting.read(request.GET.get("sort"), columns, "-sent_at")
    tie = "-id" if sorting.descending else "id"
    query = rows(require_user(request)).select_related("source_establishment", "destination_establishment")
    page = CountedPaginator(query.order_by(sorting.order, tie), PAGE).get_page(request.GET.get("page"))
    return {"page": page, "sorting": sorting, "most": MOST_COUNTED}


def waiting_list(request: HttpRequest) -> dict[str, object]:
    """Return what the collect page shows: the list, with the collections that wait to hear whether they arrived, and
    the files of closed schools that this one may take.
    """
    taking = to_take(require_user(request)).select_related("source_establishment", "destination_establishment")
    context = page_of_files(request, mailbox.to_collect, INCOMING)
    page = context["page"]
    assert isinstance(page, Page)
    return {**context, "unanswered": collecting.unanswered(page.object_list), "to_take": taking[:PAGE]}


@require_http_methods(["GET", "POST"])
@allowed(*COLLECTING)
def show_collect(request: HttpRequest) -> HttpResponse:
    """Show what waits to be collected, or begin to collect what was chosen."""
    if request.method == "POST":
        return begin_collection(request)
    return render(request, "collect/list.html", waiting_list(request))


@require_GET
@allowed(*COLLECTING)
def show_collected(request: HttpRequest) -> HttpResponse:
    """Show what was collected before, to collect it again."""
    return render(request, "collect/collected.html", page_of_files(request, mailbox.list_collected, COLLECTED))


@require_GET
@allowed(*SENDING)
def show_sent_files(request: HttpRequest) -> HttpResponse:
    """Show what was sent, and where each file is."""
    context = page_of_files(request, mailbox.list_outgoing, OUTGOING)
    return render(request, "collect/sent.html", context)


def begin_collection(request: HttpRequest) -> HttpResponse:
    """Begin to collect the files that were ticked."""
    ticked = request.POST.getlist("only") or request.POST.getlist("file")
    chosen = [reference for text in ticked if (reference := reference_of(text))]
    if not chosen:
        context = {**waiting_list(request), "nothing_chosen": True}
        return render(request, "collect/list.html", context, status=422)
    try:
        collection = collecting.start_collection(chosen, require_user(request), timezone.now())
    except collecting.OneAtATime as alone:
        context = {**waiting_list(request), "alone": wording.say_text(alone.kind.name)}
        return render(request, "collect/list.html", context, status=422)
    if collection is None:
        messages.warning(request, _("Those files are not waiting any more: a colleague or the sender was quicker."))
        return redirect("collect")
    return redirect("collection", collection.reference)


def reference_of(text: str) -> UUID | None:
    """Read a reference; anything else is nothing."""
    try:
        return UUID(text)
    except ValueError:
        return None


def get_collection(request: HttpRequest, reference: UUID) -> Collection:
    """Return a collection of files that the person may collect; to others it does not exist."""
    collection = collecting.find_collection(reference, require_user(request))
    if collection is None:
        raise Http404
    return collection


@require_GET
@allowed(*COLLECTING)
def collection(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Show what is being collected: the download, and the question whether it arrived."""
    whole = get_collection(request, reference)
    files = whole.transfers.select_related("source_establishment").order_by("file_name", "sent_at")
    bad = collecting.damaged(whole)
    notes = [note for transfer in files for note in look_for_programs(transfer)]
    person = require_user(request)
    context = {
        "collection": whole,
        "files": files,
        "damaged": bad,
        "notes": notes,
        "to_tell_of": find_files_to_tell_of(collecting.files_of(whole), timezone.localdate()),
        "may_see": person.may(SEE_CONTENT),
    }
    return render(request, "collect/collection.html", context)


@require_POST
@allowed(*COLLECTING)
def download_collection(request: HttpRequest, reference: UUID) -> HttpResponseBase:
    """Send the file, byte for byte as it was sent; or several as one zip, built while it goes out."""
    whole = get_collection(request, reference)
    files = collecting.take_out_collection(whole, require_user(request), timezone.now())
    bad = collecting.damaged(whole)
    if bad and not files:
        return damaged.say_damaged(request, bad)
    if bad:
        messages.warning(request, damaged.not_in_the_zip(bad))
    if not files:
        messages.warning(request, _("Those files are not waiting any more: a colleague or the sender was quicker."))
        return redirect("collect")
    if len(files) == 1 and not bad:
        is_zip = files[0].file_kind.content is FileContent.ZIP
        content_type = "application/zip" if is_zip else "application/xml"
        response = StreamingHttpResponse(collecting.read_sent_bytes(files[0]), content_type=content_type)
        response["Content-Length"] = str(files[0].size)
        name = files[0].file_name
    else:
        members = collecting.members_of(files, damaged.readme(bad) if bad else "")
        response = StreamingHttpResponse(write_zip(members), content_type="application/zip")
        response["Content-Length"] = str(zip_length(members))
        name = f"handover-{timezone.localtime():%Y-%m-%d-%H%M}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@allowed(*COLLECTING)
def answer_arrival(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Take the answer to the question whether the download arrived."""
    whole = get_collection(request, reference)
    yes = request.POST.get("arrived") == "yes"
    if whole.downloaded_at is None:
        messages.warning(request, _("Save the files first, and then say whether they arrived."))
        return redirect("collection", whole.reference)
    moved = collecting.answer_collection(whole, arrived=yes, by=require_user(request), now=timezone.now())
    if yes:
        words = ngettext(
            "%(count)s file is confirmed. Its sender has been told.",
            "%(count)s files are confirmed. Their senders have been told.",
            len(moved),
        )
        messages.success(request, words % {"count": len(moved)})
    else:
        messages.info(request, _("The files are back on your list. You can collect them again."))
    return redirect("collect")
