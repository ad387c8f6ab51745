"""Records that wait for the school's yes: the list, one record beside what the software holds, take over, refuse."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from handover.ctf.account import summarise_file
from handover.ctf.model import CommonTransferFile
from handover.ctf.telling import find_people_to_tell
from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import require_user
from handover.portal.audit.log import record
from handover.portal.hub.arriving import taking_over
from handover.portal.hub.arriving.comparing import compare_record
from handover.portal.hub.arriving.records_in_sif import NoRecord
from handover.portal.hub.life import MoveState
from handover.portal.hub.models import Move
from handover.portal.hub.reasons import MOVE_REASON
from handover.portal.paging import MOST_COUNTED
from handover.portal.transfers import vault
from handover.portal.transfers.permissions import COLLECT_CTF
from handover.portal.web import wording
from handover.portal.web.access import allowed
from handover.portal.web.ticking import TickedRows, Ticking

PAGE = 50
MOST_AT_ONCE = 1000
"""Records that are answered for in one go; a school has no more leavers of one day."""


class RefuseRecordForm(forms.Form):
    """Why a record is refused; the sender reads it."""

    reason = forms.CharField(
        max_length=500,
        label=gettext_lazy("Why do you refuse this record?"),
        error_messages={
            "required": gettext_lazy("Say in a few words why you refuse the record."),
            "max_length": gettext_lazy("Use at most 500 characters."),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(COLLECT_CTF)
def records_to_take(request: HttpRequest) -> HttpResponse:
    """List the records that wait for the school's yes, or take over those that are ticked."""
    person, now = require_user(request), clock.now()
    offered = taking_over.list_offered(person)
    nothing_ticked = False
    if request.method == "POST":
        ticked = TickedRows.read(request.POST, "record")
        if ticked:
            chosen = [move for move in offered[:MOST_AT_ONCE] if ticked.holds(str(move.reference))]
            say_taken_over(request, taking_over.accept_records(chosen, person, now), len(chosen))
            return redirect("records-to-take")
        nothing_ticked = True
    page = Paginator(offered, PAGE).get_page(request.GET.get("page"))
    shown = len(page.object_list)
    record("move.offered_listed", actor=person.actor, details={"records": str(shown)}, now=now)
    context = {
        "page": page,
        "reasons": MOVE_REASON,
        "nothing_ticked": nothing_ticked,
        "ticking": Ticking.read(request, shown, page.paginator.count, MOST_COUNTED),
        "not_on_roll": taking_over.list_not_on_roll(person).count(),
    }
    return render(request, "arriving/list.html", context, status=422 if nothing_ticked else 200)


def say_taken_over(request: HttpRequest, done: int, ticked: int) -> None:
    """Say how many records go into the software now, and how many somebody else had answered for."""
    if done:
        words = ngettext(
            "%(count)d record goes into your school's software now.",
            "%(count)d records go into your school's software now.",
            done,
        )
        messages.success(request, words % {"count": done})
    if done < ticked:
        words = ngettext(
            "%(count)d record did not wait for an answer any more.",
            "%(count)d records did not wait for an answer any more.",
            ticked - done,
        )
        messages.info(request, words % {"count": ticked - done})


def get_offered(request: HttpRequest, reference: UUID) -> tuple[Move, User]:
    """Return a record that came to the person's school."""
    person = require_user(request)
    move = taking_over.find_received(reference, person)
    if move is None:
        raise Http404
    return move, person


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(COLLECT_CTF)
def record_to_take(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Show a record beside what the school's software holds of the child, or take it over."""
    move, person = get_offered(request, reference)
    if request.method == "POST":
        say_taken_over(request, taking_over.accept_records([move], person, clock.now()), 1)
        return redirect("records-to-take")
    if move.stage is not MoveState.OFFERED:
        return say_answered(request)
    beside = None
    try:
        beside = compare_record(move, wording.language())
    except (NoRecord, vault.NoStore):
        messages.warning(request, _("The file cannot be opened now. Try again later, or ask its sender for it again."))
    record("move.looked_at", actor=person.actor, subject=str(move.reference), now=clock.now())
    pupils = (beside.pupil,) if beside else ()
    context = {
        "move": move,
        "beside": beside,
        "account": summarise_file(CommonTransferFile(pupils=pupils), wording.language()) if pupils else None,
        "telling": find_people_to_tell(pupils),
        "reason": MOVE_REASON.get(move.reason),
    }
    return render(request, "arriving/record.html", context)


def say_answered(request: HttpRequest) -> HttpResponse:
    """Lead back to the list where a record does not wait for an answer any more."""
    messages.info(request, _("This record does not wait for an answer any more."))
    return redirect("records-to-take")


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(COLLECT_CTF)
def record_refuse(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Refuse a record with a reason."""
    move, person = get_offered(request, reference)
    if move.stage is not MoveState.OFFERED:
        return say_answered(request)
    form = RefuseRecordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not taking_over.refuse_offered(move, form.cleaned_data["reason"], person, clock.now()):
            return say_answered(request)
        messages.success(request, _("The record was refused, and its sender is told."))
        return redirect("records-to-take")
    status = 422 if request.method == "POST" else 200
    return render(request, "arriving/refuse.html", {"move": move, "asked": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(COLLECT_CTF)
def records_on_roll(request: HttpRequest) -> HttpResponse:
    """List the children whose records the software took in, or say of those that are ticked that they are on the roll."""
    person, now = require_user(request), clock.now()
    taken_in = taking_over.list_not_on_roll(person)
    nothing_ticked = False
    if request.method == "POST":
        ticked = TickedRows.read(request.POST, "record")
        if ticked:
            chosen = [move for move in taken_in[:MOST_AT_ONCE] if ticked.holds(str(move.reference))]
            there = taking_over.say_on_roll(chosen, person, now)
            words = ngettext("%(count)d pupil is on the roll.", "%(count)d pupils are on the roll.", there)
            messages.success(request, words % {"count": there})
            return redirect("records-to-take")
        nothing_ticked = True
    page = Paginator(taken_in, PAGE).get_page(request.GET.get("page"))
    shown = len(page.object_list)
    record("move.offered_listed", actor=person.actor, details={"records": str(shown)}, now=now)
    context = {
        "page": page,
        "reasons": MOVE_REASON,
        "nothing_ticked": nothing_ticked,
        "ticking": Ticking.read(request, shown, page.paginator.count, MOST_COUNTED),
    }
    return render(request, "arriving/on_roll.html", context, status=422 if nothing_ticked else 200)
