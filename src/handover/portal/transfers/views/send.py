"""Sending files: one form, checked on the spot, an answer for each file."""

import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from handover.common.problems import Problem
from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.deadline import CUT_SHORT
from handover.portal.lostpupils import closing
from handover.portal.lostpupils.closing import AskedSideBySide
from handover.portal.transfers.faults import FAULTS
from handover.portal.transfers.flow import State
from handover.portal.transfers.intake import Incoming, UploadOutcome, UploadVerdict, receive
from handover.portal.transfers.kinds import mailbox_kind
from handover.portal.transfers.mailbox import kinds_to_send, list_outgoing
from handover.portal.transfers.outcomes import count_parts, group_outcomes
from handover.portal.transfers.permissions import SENDING
from handover.portal.transfers.receiving import LEFT_OUT, ReceivedFile
from handover.portal.web.access import allowed

log = logging.getLogger("handover.sending")

SECONDS_TO_ANSWER = 120
"""How long the script waits for an answer once a file may have taken all the time it has to arrive."""


@require_http_methods(["GET", "POST"])
@allowed(*SENDING)
def send_files(request: HttpRequest) -> HttpResponse:
    """Show the form, or take the files and answer for each of them."""
    if request.method == "GET":
        return show_form(request)
    outcomes = answered(request)
    if by_script(request):
        return show_outcomes(request, outcomes)
    if not outcomes:
        return show_form(request, nothing_chosen=True)
    return render(request, "send/result.html", sorted_outcomes(outcomes))


def show_form(request: HttpRequest, *, nothing_chosen: bool = False) -> HttpResponse:
    """Show the form. The script keeps the empty answer on the page and fills it; `?again` comes from its link to sign in."""
    sender = require_user(request)
    context = {
        "kinds": [(kind, kind.largest(mailbox_kind(sender.mailbox))) for kind in kinds_to_send(sender)],
        "most": settings.CONFIG.upload_files,
        "seconds": settings.CONFIG.upload_seconds + SECONDS_TO_ANSWER,
        "mailbox": sender.mailbox,
        "waiting": list_outgoing(sender).filter(state=State.ASKING.value).count(),
        "again": "again" in request.GET,
        "nothing_chosen": nothing_chosen,
        **sorted_outcomes([]),
    }
    return render(request, "send/form.html", context, status=422 if nothing_chosen else 200)


def by_script(request: HttpRequest) -> bool:
    """Say whether the script asks, which puts each answer on the page that it is on."""
    return "one" in request.POST


def show_outcomes(request: HttpRequest, outcomes: list[UploadOutcome]) -> HttpResponse:
    """Return answers without a page around them."""
    return render(request, "send/outcomes.html", sorted_outcomes(outcomes))


def sorted_outcomes(outcomes: list[UploadOutcome]) -> dict[str, object]:
    """Return answers as the templates show them: by part, those of one sort together, and counted."""
    asked = closings(outcomes)
    groups = group_outcomes(outcomes, [pk for pk, questions in asked.items() if questions])
    return {"groups": groups, "closings": asked, "counts": count_parts(groups), "total": len(outcomes)}


def answered(request: HttpRequest) -> list[UploadOutcome]:
    """Take each file of a post in turn; a connection that broke takes none of those that had not arrived.

    If the site fails in the middle, the answers to the files before are not lost, and the others are told apart: the one
    that may have gone, and those that nobody came to. When nothing was answered yet, the fault has its own page.
    """
    files = request.FILES.getlist("files")
    if request.META.get(CUT_SHORT):
        return [UploadOutcome("", UploadVerdict.REFUSED, (FAULTS["transfer.interrupted"].at(),))]
    sender, now = require_user(request), clock.now()
    received = [incoming(file) for file in files if isinstance(file, ReceivedFile)]
    outcomes: list[UploadOutcome] = []
    for place, file in enumerate(received):
        try:
            outcomes.append(receive(file, sender, now))
        except Exception:
            if not outcomes:
                raise
            log.exception("the site failed at file %s of %s", place + 1, len(received))
            outcomes += [not_taken(file.name, FAULTS["transfer.not_known"].at())]
            outcomes += [not_taken(later.name, FAULTS["transfer.not_reached"].at()) for later in received[place + 1 :]]
            break
    too_many = FAULTS["transfer.too_many"].at(most=settings.CONFIG.upload_files)
    return outcomes + [not_taken(name, too_many) for name in request.META.get(LEFT_OUT, [])]


def not_taken(name: str, why: Problem) -> UploadOutcome:
    """Return the answer to a file that nobody looked at to its end."""
    return UploadOutcome(name, UploadVerdict.REFUSED, (why,))


def closings(outcomes: list[UploadOutcome]) -> dict[int, list[AskedSideBySide]]:
    """Return, by transfer, the questions whether a file closes the record of a lost pupil."""
    sent = [
        outcome.transfer for outcome in outcomes if outcome.transfer and outcome.verdict is not UploadVerdict.RESENT
    ]
    asked = closing.find_files_asked_about(sent)
    return {transfer.pk: closing.ask_side_by_side(transfer) if transfer.pk in asked else [] for transfer in sent}


def incoming(file: ReceivedFile) -> Incoming:
    """Return an uploaded file as the intake wants it."""
    return Incoming(file.name or "", file.size or 0, file.too_large, file.read, file.spool)
