"""Sending files: one form, checked on the spot, an answer for each file; and the sender's yes or no to a question."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from handover.portal.accounts.request_user import require_user
from handover.portal.deadline import CUT_SHORT
from handover.portal.lostpupils import closing
from handover.portal.lostpupils.closing import AskedSideBySide
from handover.portal.transfers import answers
from handover.portal.transfers.faults import FAULTS
from handover.portal.transfers.flow import StepActor
from handover.portal.transfers.intake import Incoming, UploadOutcome, UploadVerdict, receive
from handover.portal.transfers.kinds import mailbox_kind
from handover.portal.transfers.mailbox import find_transfer, kinds_to_send, sides
from handover.portal.transfers.moving import AlreadyMoved
from handover.portal.transfers.permissions import SENDING
from handover.portal.transfers.receiving import ReceivedFile
from handover.portal.web.access import allowed


@require_http_methods(["GET", "POST"])
@allowed(*SENDING)
def send_files(request: HttpRequest) -> HttpResponse:
    """Show the form, or take the files and answer for each of them."""
    sender = require_user(request)
    limits = {
        "kinds": [(kind, kind.largest(mailbox_kind(sender.mailbox))) for kind in kinds_to_send(sender)],
        "most": settings.CONFIG.upload_files,
    }
    if request.method == "GET":
        return render(request, "send/form.html", limits)
    outcomes = answered(request)
    if "one" in request.POST:
        # The script sends file by file and puts each answer on the page.
        return render(request, "send/outcomes.html", {"outcomes": outcomes, "closings": closings(outcomes)})
    if not outcomes:
        return render(request, "send/form.html", {**limits, "nothing_chosen": True}, status=422)
    return render(
        request, "send/result.html", {"outcomes": outcomes, "closings": closings(outcomes), **count_outcomes(outcomes)}
    )


def answered(request: HttpRequest) -> list[UploadOutcome]:
    """Take each file of a post in turn; a connection that broke takes none of those that had not arrived."""
    files = request.FILES.getlist("files")
    if request.META.get(CUT_SHORT):
        return [UploadOutcome("", UploadVerdict.REFUSED, (FAULTS["transfer.interrupted"].at(),))]
    sender, now = require_user(request), timezone.now()
    return [receive(incoming(file), sender, now) for file in files if isinstance(file, ReceivedFile)]


def closings(outcomes: list[UploadOutcome]) -> dict[int, list[AskedSideBySide]]:
    """Return, by transfer, the questions whether a file closes the record of a lost pupil."""
    sent = [
        outcome.transfer for outcome in outcomes if outcome.transfer and outcome.verdict is not UploadVerdict.RESENT
    ]
    return {transfer.pk: closing.ask_side_by_side(transfer) for transfer in sent}


def incoming(file: ReceivedFile) -> Incoming:
    """Return an uploaded file as the intake wants it."""
    return Incoming(file.name or "", file.size or 0, file.too_large, file.read)


def count_outcomes(outcomes: list[UploadOutcome]) -> dict[str, int]:
    """Count the answers for the heading of the page."""
    verdicts = [outcome.verdict for outcome in outcomes]
    sent = sum(verdict in {UploadVerdict.ACCEPTED, UploadVerdict.WARNED, UploadVerdict.RESENT} for verdict in verdicts)
    asked = sum(verdict in {UploadVerdict.ASKED, UploadVerdict.HELD} for verdict in verdicts)
    return {"sent": sent, "asked": asked, "refused": verdicts.count(UploadVerdict.REFUSED)}


@require_POST
@allowed(*SENDING)
def answer_question(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Take the sender's yes or no."""
    person = require_user(request)
    transfer = find_transfer(reference, person)
    if transfer is None or StepActor.SENDER not in sides(transfer, person):
        raise Http404
    try:
        if request.POST.get("answer") == "yes":
            transfer = answers.say_yes(transfer, person, timezone.now())
            messages.success(request, _("%(file)s is on its way.") % {"file": transfer.file_name})
        else:
            answers.say_no(transfer, person, timezone.now())
            messages.info(
                request, _("%(file)s was not sent, and the site has not kept it.") % {"file": transfer.file_name}
            )
    except AlreadyMoved:
        messages.warning(request, _("%(file)s had been answered already.") % {"file": transfer.file_name})
    return redirect("file", transfer.reference)


@require_POST
@allowed(*SENDING)
def closes(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Take the sender's answer to the question whether a file closes the record of one lost pupil."""
    person = require_user(request)
    transfer = find_transfer(reference, person)
    if transfer is None or StepActor.SENDER not in sides(transfer, person):
        raise Http404
    yes = request.POST.get("closes") == "yes"
    question = closing.find_question(transfer, request.POST.get("pupil", ""))
    try:
        if question is None:
            raise AlreadyMoved(transfer)
        closing.answer_closing_question(question, yes=yes, by=person, now=timezone.now())
    except AlreadyMoved:
        messages.warning(request, _("%(file)s had been answered already.") % {"file": transfer.file_name})
        return redirect("file", transfer.reference)
    if yes:
        messages.success(request, _("Thank you. The pupil counts as found when the new school confirms the file."))
    else:
        messages.info(request, _("Thank you. The pupil stays in the lost pupil store."))
    return redirect("file", transfer.reference)
