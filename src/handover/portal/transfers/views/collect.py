"""Collecting files: the list, the download, and the question whether it arrived; and what was collected before."""

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
from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import require_user
from handover.portal.transfers import collecting
from handover.portal.transfers.contents import look_for_programs
from handover.portal.transfers.file_lists import FileList
from handover.portal.transfers.kinds import KINDS, FileContent
from handover.portal.transfers.mailbox import may_open
from handover.portal.transfers.models import Collection, Transfer
from handover.portal.transfers.moving import find_arrival_address
from handover.portal.transfers.permissions import COLLECTING, SEE_CONTENT, SENDING
from handover.portal.transfers.reading import find_files_to_tell_of
from handover.portal.transfers.views import damaged
from handover.portal.transfers.views.file_lists import build_list, narrowed_rows, take_filter
from handover.portal.transfers.views.several import UNDO, read_references
from handover.portal.transfers.waiting import to_take
from handover.portal.web import wording
from handover.portal.web.access import allowed
from handover.portal.web.ticking import TickedRows

MOST_TAKEN = 50


@require_http_methods(["GET", "POST"])
@allowed(*COLLECTING)
def show_collect(request: HttpRequest) -> HttpResponse:
    """Show what waits to be collected, narrow it, or begin to collect what was chosen."""
    if request.method == "POST" and "narrow" not in request.POST:
        return begin_collection(request)
    return show_list(request, FileList.COLLECT, "collect/list.html")


@require_http_methods(["GET", "POST"])
@allowed(*COLLECTING)
def show_collected(request: HttpRequest) -> HttpResponse:
    """Show what was collected before, to collect it again; or narrow it."""
    return show_list(request, FileList.COLLECTED, "collect/collected.html")


@require_http_methods(["GET", "POST"])
@allowed(*SENDING)
def show_sent_files(request: HttpRequest) -> HttpResponse:
    """Show what was sent, and where each file is; or narrow it."""
    return show_list(request, FileList.SENT, "collect/sent.html")


def show_list(request: HttpRequest, which: FileList, template: str) -> HttpResponse:
    """Show a list; or take what narrows it, and show it then."""
    if request.method != "POST":
        return render(request, template, fill_list(request, which))
    answer = take_filter(request, which)
    if isinstance(answer, HttpResponse):
        return answer
    return render(request, template, {**fill_list(request, which), **answer}, status=422)


def fill_list(request: HttpRequest, which: FileList) -> dict[str, object]:
    """Return what the page of a list shows. To the sent files belongs what was called back just now; to the collect page the
    collections that wait to hear whether they arrived, the files of closed schools that this one may take, and what is new.
    """
    context = build_list(request, which)
    if which is FileList.SENT:
        return {**context, "undo": request.session.pop(UNDO, None)}
    if which is not FileList.COLLECT:
        return context
    person, page = require_user(request), context["page"]
    assert isinstance(page, Page)
    taking = to_take(person).select_related("source_establishment", "destination_establishment")
    return {
        **context,
        "unanswered": collecting.unanswered(page.object_list),
        "to_take": taking[:MOST_TAKEN],
        "new": {} if context["narrowed"] else sum_up_new(context, person),
        "kinds": KINDS,
        "arrivals_go_to": find_arrival_address(person),
        "zips_are_told": KINDS["generic"].tells_receiver,
    }


def sum_up_new(context: dict[str, object], person: User) -> dict[str, int]:
    """Count what is new by kind, from the page itself where it shows everything that waits."""
    page = context["page"]
    assert isinstance(page, Page)
    return collecting.count_new_of(page.object_list) if context["is_everything"] else collecting.count_new(person)


def begin_collection(request: HttpRequest) -> HttpResponse:
    """Begin to collect the files that were ticked, or everything new, of one kind or of every kind."""
    chosen = choose_files(request)
    if not chosen:
        context = {**fill_list(request, FileList.COLLECT), "nothing_chosen": True}
        return render(request, "collect/list.html", context, status=422)
    try:
        collection = collecting.start_collection(chosen, require_user(request), clock.now())
    except collecting.OneAtATime as alone:
        context = {**fill_list(request, FileList.COLLECT), "alone": wording.say_text(alone.kind.name)}
        return render(request, "collect/list.html", context, status=422)
    if collection is None:
        messages.warning(request, _("Those files are not waiting any more: a colleague or the sender was quicker."))
        return redirect("collect")
    if len(chosen) > collecting.MOST_AT_ONCE:
        words = _("%(number)s files can be collected in one go. The others stay on your list: collect them afterwards.")
        messages.info(request, words % {"number": collecting.MOST_AT_ONCE})
    return redirect("collection", collection.reference)


def choose_files(request: HttpRequest) -> list[UUID]:
    """Return the references of the files that were ticked; all that fit where all of a list, or all new ones, were chosen."""
    if only := request.POST.getlist("only"):
        return read_references(only)
    if "new" in request.POST:
        rows = collecting.list_new(require_user(request), request.POST["new"])
        return oldest_first(rows)
    ticked = TickedRows.read(request.POST, "file")
    if not ticked.every:
        return read_references(ticked.chosen)
    which = FileList.COLLECTED if request.POST.get("list") == FileList.COLLECTED.value else FileList.COLLECT
    rows = collecting.collected_together(narrowed_rows(request, which))
    return [reference for reference in oldest_first(rows) if ticked.holds(str(reference))]


def oldest_first(rows: QuerySet[Transfer]) -> list[UUID]:
    """Return the references of files, the oldest first: one more than go together says that there are more."""
    return list(rows.order_by("sent_at", "id").values_list("reference", flat=True)[: 2 * collecting.MOST_AT_ONCE])


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
    # A file that was called back or has expired since is no longer this person's to know anything of.
    readable = [transfer for transfer in collecting.files_of(whole) if may_open(transfer, person)]
    context = {
        "collection": whole,
        "files": files,
        "damaged": bad,
        "notes": notes,
        "to_tell_of": find_files_to_tell_of(readable, clock.today()),
        "may_see": person.may(SEE_CONTENT),
    }
    return render(request, "collect/collection.html", context)


@require_POST
@allowed(*COLLECTING)
def download_collection(request: HttpRequest, reference: UUID) -> HttpResponseBase:
    """Send the file, byte for byte as it was sent; or several as one zip, built while it goes out."""
    whole = get_collection(request, reference)
    files = collecting.take_out_collection(whole, require_user(request), clock.now())
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
        name = f"handover-{timezone.localtime(clock.now()):%Y-%m-%d-%H%M}.zip"
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
    moved = collecting.answer_collection(whole, arrived=yes, by=require_user(request), now=clock.now())
    if not moved:
        messages.info(request, _("Nothing was changed: those files had been confirmed, or had moved on, before."))
    elif yes:
        words = ngettext(
            "%(count)s file is confirmed. Its sender is told.",
            "%(count)s files are confirmed. Their senders are told.",
            len(moved),
        )
        messages.success(request, words % {"count": len(moved)})
    else:
        words = ngettext(
            "%(count)s file is back on your list. You can collect it again.",
            "%(count)s files are back on your list. You can collect them again.",
            len(moved),
        )
        messages.info(request, words % {"count": len(moved)})
    return redirect("collect")
