"""A file for who has no software that reads it: printed, or as an Excel workbook; whole, or some pupils and parts."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from handover.common.workbook_writing import write_workbook
from handover.ctf.account import accounts_of
from handover.ctf.model import CommonTransferFile
from handover.ctf.telling import find_people_to_tell
from handover.ctf.worksheets import make_worksheets
from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.audit.log import record
from handover.portal.paging import NUMBER
from handover.portal.transfers.flow import StepActor
from handover.portal.transfers.mailbox import sides
from handover.portal.transfers.permissions import SEE_CONTENT
from handover.portal.transfers.reading import ReadingChoice, filled_parts
from handover.portal.transfers.views.files import look_inside
from handover.portal.web import wording
from handover.portal.web.access import allowed

NO_PUPIL = 0
"""A position at which nobody stands, for a number that is too long to be one."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def read_choice(request: HttpRequest, document: CommonTransferFile) -> ReadingChoice:
    """Read which pupils and which parts were ticked; what is no number or no part chooses nothing."""
    typed = (text for text in request.POST.getlist("pupil") if text.isascii() and text.isdigit())
    numbers = (int(text) if NUMBER.fullmatch(text) else NO_PUPIL for text in typed)
    known = {part.key for part in filled_parts(document.pupils)}
    return ReadingChoice(frozenset(numbers), frozenset(known.intersection(request.POST.getlist("part"))))


@require_POST
@allowed(SEE_CONTENT)
def take_along(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Show the chosen records as a page to print, or give them as a workbook. Each is audited, with how many and what."""
    person, language = require_user(request), wording.language()
    transfer, found_inside = look_inside(request, reference)
    if found_inside.document is None:
        raise Http404
    choice = read_choice(request, found_inside.document)
    pupils = choice.of(found_inside.document)
    if not pupils:
        raise Http404
    as_workbook = request.POST.get("as") == "xlsx"
    details = {"pupils": str(len(pupils)), "parts": ",".join(sorted(choice.parts)) or "all"}
    action = "file.exported" if as_workbook else "file.printed"
    record(action, actor=person.actor, subject=str(transfer.reference), details=details, now=clock.now())
    if as_workbook:
        response = HttpResponse(write_workbook(make_worksheets(pupils, language)), content_type=XLSX)
        name = f"{transfer.file_name.rpartition('.')[0]}.xlsx"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Cache-Control"] = "no-store"
        return response
    context = {
        "transfer": transfer,
        "pupils": list(accounts_of(pupils, language, found_inside.document.pupils)),
        "telling": find_people_to_tell(pupils) if StepActor.SENDER not in sides(transfer, person) else (),
        "partly": bool(choice.parts),
    }
    return render(request, "files/print.html", context)
