"""One file: where it is, what is in it, and the steps that the person who looks may take."""

from collections.abc import Sequence
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handover.ctf.account import summarise_file
from handover.ctf.telling import find_people_to_tell
from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import require_user
from handover.portal.audit.log import record
from handover.portal.custody.writing import find_last_entry
from handover.portal.hub.life import MoveState
from handover.portal.hub.models import Move
from handover.portal.hub.seeing import list_moves
from handover.portal.lostpupils import closing
from handover.portal.transfers import clearing, collecting, damages, several, successors
from handover.portal.transfers.contents import Inspection, inspect_file
from handover.portal.transfers.fetches import find_last_fetch
from handover.portal.transfers.flow import AFTER_SCAN, BEFORE_SCAN, State, StepActor, steps_from
from handover.portal.transfers.history import history
from handover.portal.transfers.in_software_hands import leave_to_people
from handover.portal.transfers.intake import UploadOutcome, repeat_questions
from handover.portal.transfers.kinds import read_name
from handover.portal.transfers.mailbox import find_transfer, may_open, sides
from handover.portal.transfers.models import DamagedFile, Transfer
from handover.portal.transfers.moving import AlreadyMoved, take_step
from handover.portal.transfers.permissions import COLLECTING, SEE_CONTENT, SENDING
from handover.portal.transfers.reading import filled_parts
from handover.portal.transfers.retention_rules import of_file, why_until
from handover.portal.transfers.vault import Damaged
from handover.portal.web import wording
from handover.portal.web.access import allowed

MOST_WAYS = 50
"""Pupils whose records' ways the page of a file leads to; the others are on the list of records on their way."""


def get_file(reference: UUID, person: User) -> Transfer:
    """Return the file if this person may look at it; to others it does not exist."""
    transfer = find_transfer(reference, person)
    if transfer is None:
        raise Http404
    return transfer


def events(transfer: Transfer, person: User) -> frozenset[str]:
    """Return the steps that this person may take with a file now."""
    found = frozenset(step.event for side in sides(transfer, person) for step in steps_from(transfer.stage, side))
    if transfer.stage is not State.HELD:
        return found
    return found.intersection(BEFORE_SCAN) if transfer.unscanned else found.difference(AFTER_SCAN)


@require_GET
def show_file(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Show where a file is and what can be done about it."""
    person = require_user(request)
    transfer = get_file(reference, person)
    if "see" in events(transfer, person):
        transfer = note_destination_saw(transfer, person)
    asked, is_lost = asked_about(transfer, person)
    receives = StepActor.RECEIVER in sides(transfer, person)
    context = {
        "transfer": transfer,
        "damaged": [transfer] if is_lost else [],
        "events": events(transfer, person),
        "history": history(transfer, person),
        "may_open": may_open(transfer, person) and person.may(SEE_CONTENT),
        "successor": successors.successor_for(transfer, clock.now())
        if transfer.stage is State.HELD and not transfer.unscanned
        else None,
        "questions": asked.problems if asked else (),
        "children": asked.children if asked else (),
        "closings": closing.ask_side_by_side(transfer) if StepActor.SENDER in sides(transfer, person) else (),
        "because": clearing.removal_reason(transfer) if transfer.stage is State.CLEARED else None,
        "unanswered": collecting.unanswered([transfer]),
        "until": of_file(transfer, clock.today()),
        "why_until": why_until(transfer, clock.today()),
        "receiving": receives,
        "may_send_again": several.may_send_again(transfer, person),
        "ways": list(list_moves(person).filter(transfer=transfer).order_by("place")[:MOST_WAYS]),
        "refused": list(refused_records(transfer, person)),
        "in_hand": receives and not leave_to_people(Transfer.objects.filter(pk=transfer.pk)).exists(),
        "fetched_at": find_last_fetch(transfer.reference),
        "has_custody": find_last_entry(transfer.reference) is not None,
        "parent": transfer.parent if transfer.parent and find_transfer(transfer.parent.reference, person) else None,
    }
    return render(request, "files/file.html", context)


def refused_records(transfer: Transfer, person: User) -> QuerySet[Move]:
    """Return the records of a file that the next school or its software refused, where it did not refuse the whole file."""
    if transfer.stage is State.REJECTED:
        return Move.objects.none()
    return list_moves(person).filter(transfer=transfer, state=MoveState.REFUSED.value).order_by("place")


def asked_about(transfer: Transfer, person: User) -> tuple[UploadOutcome | None, bool]:
    """Return what a sender is asked about a file that waits for the answer, and whether the file's bytes are damaged."""
    is_lost = DamagedFile.objects.filter(sealed_id=transfer.sealed_id).exists()
    if "decline" not in events(transfer, person):
        return None, is_lost
    try:
        return repeat_questions(transfer, person, clock.today()), is_lost
    except Damaged as damaged:
        damages.note_damage(damaged, clock.now())
        return None, True


def note_destination_saw(transfer: Transfer, person: User) -> Transfer:
    """Note that the destination has looked; a colleague may have been quicker."""
    try:
        return take_step("see", transfer, by=person, now=clock.now())
    except AlreadyMoved as moved:
        return moved.transfer


def look_inside(request: HttpRequest, reference: UUID) -> tuple[Transfer, Inspection]:
    """Return a file that the person may open, and what is in it; the destination has seen the file then."""
    person = require_user(request)
    transfer = get_file(reference, person)
    if not may_open(transfer, person):
        raise Http404
    data = b"".join(collecting.read_sent_bytes(transfer))
    if "see" in events(transfer, person):
        transfer = note_destination_saw(transfer, person)
    return transfer, inspect_file(transfer.file_kind, data, read_name(transfer.file_name), clock.today())


@require_GET
@allowed(SEE_CONTENT)
def show_content(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Show what is in a file as a person would read it: its pupils, or the files of a zip. Every look is audited."""
    person = require_user(request)
    transfer, found_inside = look_inside(request, reference)
    record("file.opened", actor=person.actor, subject=str(transfer.reference), now=clock.now())
    document = found_inside.document
    receives = StepActor.SENDER not in sides(transfer, person)
    telling = find_people_to_tell(document.pupils) if document and receives else ()
    said = {told.person.note for told in telling}
    context = {
        "transfer": transfer,
        "account": summarise_file(document, wording.language()) if document else None,
        "members": found_inside.members,
        "problems": [problem for problem in found_inside.problems if problem.code not in said],
        "children": found_inside.document.pupils if found_inside.document else (),
        "parts": filled_parts(document.pupils) if document else (),
        "telling": telling,
    }
    return render(request, "files/content.html", context)


class RejectForm(forms.Form):
    """Why a file is rejected; the sender reads it, so it should not name more than it must."""

    reason = forms.CharField(
        max_length=500,
        label=gettext_lazy("Why do you reject this file?"),
        error_messages={
            "required": gettext_lazy("Say in a few words why you reject the file."),
            "max_length": gettext_lazy("Use at most 500 characters."),
        },
    )


@require_http_methods(["GET", "POST"])
@allowed(*COLLECTING)
def reject(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Reject a file with a reason."""
    person = require_user(request)
    transfer = get_file(reference, person)
    form = RejectForm(request.POST or None)
    if "reject" not in events(transfer, person):
        return say_file_moved(request, transfer)
    if request.method == "POST" and form.is_valid():
        return step(request, "reject", transfer, form.cleaned_data["reason"])
    status = 422 if request.method == "POST" else 200
    return render(request, "files/reject.html", {"transfer": transfer, "reasons": form}, status=status)


@require_http_methods(["GET", "POST"])
@allowed(*SENDING)
def recall(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Call a file back before it is collected."""
    person = require_user(request)
    transfer = get_file(reference, person)
    if "recall" not in events(transfer, person):
        return say_file_moved(request, transfer)
    if request.method == "POST":
        return step(request, "recall", transfer)
    fetched_at = find_last_fetch(transfer.reference)
    return render(request, "files/recall.html", {"transfer": transfer, "fetched_at": fetched_at})


@require_POST
@allowed(*SENDING)
def send_on_view(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Send a held file on to the successor of a closed school."""
    person = require_user(request)
    transfer = get_file(reference, person)
    try:
        child = successors.send_to_successor(transfer, person, clock.now())
    except AlreadyMoved as moved:
        return say_file_moved(request, moved.transfer)
    messages.success(request, _("The file was sent on as %(file)s.") % {"file": child.file_name})
    return redirect("file", child.reference)


def step(request: HttpRequest, event: str, transfer: Transfer, reason: str = "") -> HttpResponse:
    """Take a step and show the file as it is then."""
    try:
        take_step(event, transfer, by=require_user(request), now=clock.now(), reason=reason)
    except AlreadyMoved as moved:
        return say_file_moved(request, moved.transfer)
    done = {
        "reject": _("The file was rejected, and its sender is told."),
        "recall": _("The file was called back. If that was a mistake, send it again below."),
    }
    messages.success(request, done[event])
    if event == "recall" and find_last_fetch(transfer.reference):
        messages.warning(request, say_fetched([transfer]))
    return redirect("file", transfer.reference)


def say_fetched(files: Sequence[Transfer]) -> str:
    """Say that calling files back did not take back the copies that software had fetched."""
    words = ngettext(
        "Software of the destination had fetched a copy of this file, which stays there: %(files)s. Telephone the destination.",
        "Software of the destination had fetched copies of these files, which stay there: %(files)s. Telephone the "
        "destination.",
        len(files),
    )
    return words % {"files": ", ".join(file.file_name for file in files)}


def say_file_moved(request: HttpRequest, transfer: Transfer) -> HttpResponse:
    """Say that the file has moved on, and show where it is."""
    messages.warning(request, _("That is no longer possible: somebody was quicker. This is where the file is now."))
    return redirect("file", transfer.reference)
