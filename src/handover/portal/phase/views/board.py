"""The phase transfer board on one page: files, the list of offers, how it stands, and one step that sends all of it."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.audit.log import record
from handover.portal.officelists.views import lead_back_if_damaged, tell_meanings
from handover.portal.phase import boards, deciding
from handover.portal.phase.changes import WORDS as DIFFERENCES
from handover.portal.phase.changes import OfferChange
from handover.portal.phase.models import Bulk
from handover.portal.phase.overview import look_at_board
from handover.portal.phase.permissions import SHARE_OUT
from handover.portal.phase.turned_away import ask_again
from handover.portal.phase.views.desk import board_worker
from handover.portal.web import wording
from handover.portal.web.access import allowed
from handover.portal.web.spreadsheet import csv_response

DOUBT = "doubt-"
"""What the name of a doubt's answer begins with in the form; its mark follows."""
MOST_CHANGES = 30
"""Changes of the list that are named on the page; all are in its CSV."""
MOST_SHOWN = 100
"""Rows of one list; the rest is counted. A list as long as that is put right where it was made."""


def show_board(request: HttpRequest, fault: str = "") -> HttpResponse:
    """Show the board, and what was wrong with a list of offers that was brought."""
    person, now = board_worker(request), clock.now()
    shown = look_at_board(boards.board_of(person, now), person, now)
    context = {
        "shown": shown,
        "meanings": tell_meanings(shown.choices, shown.columns),
        "fault": fault,
        "key": deciding.record_key,
        "differences": DIFFERENCES,
        "opens_files": require_user(request).mailbox == person.mailbox,
        "most": MOST_SHOWN,
        "most_changes": MOST_CHANGES,
    }
    return render(request, "phase/board.html", context, status=422 if fault else 200)


@require_POST
@allowed(SHARE_OUT)
def phase_put(request: HttpRequest) -> HttpResponse:
    """Put the chosen files on the board."""
    person, now = board_worker(request), clock.now()
    put = boards.put(boards.board_of(person, now), references(request), person, now)
    if put:
        told = ngettext("%(count)d file was put on the board.", "%(count)d files were put on the board.", len(put))
        messages.success(request, told % {"count": len(put)})
    else:
        messages.warning(request, _("Choose the files to put on the board."))
    return redirect("phase")


def references(request: HttpRequest) -> list[UUID]:
    """Return the files that were chosen; what is no reference is nobody's file."""
    found = []
    for text in request.POST.getlist("file"):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


@require_POST
@allowed(SHARE_OUT)
def phase_again(request: HttpRequest) -> HttpResponse:
    """Let the chosen files go again to the schools that turned them away, at the next sending."""
    person, now = board_worker(request), clock.now()
    asked = ask_again(boards.board_of(person, now), references(request), person, now)
    if asked:
        told = ngettext(
            "%(count)d file will go again when you send the records.",
            "%(count)d files will go again when you send the records.",
            asked,
        )
        messages.success(request, told % {"count": asked})
    else:
        messages.warning(request, _("Choose the files to send again."))
    return redirect("phase")


@require_POST
@allowed(SHARE_OUT)
@lead_back_if_damaged("phase")
def phase_decide(request: HttpRequest) -> HttpResponse:
    """Keep what somebody decided of the offers in doubt."""
    person, now = board_worker(request), clock.now()
    board = boards.board_of(person, now)
    answers = {name.removeprefix(DOUBT): str(value) for name, value in request.POST.items() if name.startswith(DOUBT)}
    kept = deciding.decide_doubts(
        board, boards.read_standing(board, timezone.localdate(now)).decided, answers, person, now
    )
    if kept:
        told = ngettext("%(count)d decision was kept.", "%(count)d decisions were kept.", kept)
        messages.success(request, told % {"count": kept})
    else:
        messages.warning(request, _("Nothing new was decided. Choose a pupil, or that it is none of them."))
    return redirect("phase")


@require_safe
@allowed(SHARE_OUT)
def phase_changes(request: HttpRequest) -> HttpResponseBase:
    """Give everything in which the list of offers differs from the one before, as CSV."""
    person, now = board_worker(request), clock.now()
    board, today = boards.board_of(person, now), timezone.localdate(now)
    changed = boards.list_changes(board, boards.read_standing(board, today))
    record("phase.viewed", actor=person.actor, subject=str(board.reference), details={"as": "csv"}, now=now)
    return csv_response("offers-changed.csv", rows_of(changed, wording.language()))


def rows_of(changed: Iterable[OfferChange], language: str) -> Iterator[tuple[object, ...]]:
    """Yield the headings and the rows of what has changed."""
    yield (
        *(_("Change"), _("UPN"), _("Surname"), _("Forename"), _("Date of birth")),
        *(_("School before"), _("School now")),
    )
    for each in changed:
        told = DIFFERENCES[each.difference].say(language)
        yield told, each.upn, each.surname, each.forename, each.birth_date or "", each.was, each.now


@require_safe
@allowed(SHARE_OUT)
def phase_difference(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Show what a later file of a school says differently from the one before."""
    person, now = board_worker(request), clock.now()
    mine = Bulk.objects.filter(board=boards.board_of(person, now)).select_related("transfer__sealed", "board")
    bulk = mine.filter(transfer__reference=reference).first()
    shown = boards.difference(bulk, wording.language()) if bulk else None
    if bulk is None or shown is None:
        raise Http404
    record("phase.viewed", actor=person.actor, subject=str(reference), now=now)
    return render(request, "phase/difference.html", {"bulk": bulk, "shown": shown})
