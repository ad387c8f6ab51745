"""Bringing a list of offers: what its columns mean, and which schools are meant, is asked before it counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from handover.common.lists.meanings import ColumnChoices
from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.deadline import CUT_SHORT
from handover.portal.officelists import brought
from handover.portal.officelists.models import BroughtList
from handover.portal.officelists.views import ask_columns, ask_schools, lead_back_if_damaged, left_to_ask, read_sheet
from handover.portal.phase import boards
from handover.portal.phase.models import Board
from handover.portal.phase.offers import OFFERS, OffersList
from handover.portal.phase.permissions import SHARE_OUT
from handover.portal.phase.views.board import show_board
from handover.portal.phase.views.desk import board_worker
from handover.portal.transfers import vault
from handover.portal.transfers.receiving import ReceivedFile
from handover.portal.web import wording
from handover.portal.web.access import allowed


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(SHARE_OUT)
def phase(request: HttpRequest) -> HttpResponse:
    """Show the board, or take a list of offers."""
    if request.method != "POST":
        return show_board(request)
    file, person, now = request.FILES.get("offers"), board_worker(request), clock.now()
    if request.META.get(CUT_SHORT) or not isinstance(file, ReceivedFile):
        return show_fault(request, _("Choose the list of offers."))
    if file.too_large:
        told = _("The list of offers is too large. Check that it is the list of one authority and one year.")
        return show_fault(request, told)
    try:
        columns = brought.propose_for_office(file, OFFERS, person)
        if columns and columns.in_doubt:
            return redirect("phase-columns", brought.keep_list(file, OFFERS, person, now).reference)
        choices = columns.choices if columns else None
        new = boards.bring_offers(boards.board_of(person, now), file, person, now, choices)
        if left_to_ask(new.alike, choices):
            assert choices is not None
            kept = brought.keep_list(file, OFFERS, person, now)
            brought.keep_choices(kept, choices)
            return redirect("phase-columns", kept.reference)
    except vault.NoRoom:
        return show_fault(
            request,
            _("The site cannot store the list just now. Try again later, or tell those who run it."),
        )
    return show_fault(request, say_refused(new)) if new.refused else tell_taken(request, new)


def show_fault(request: HttpRequest, fault: str) -> HttpResponse:
    """Show the board with what was wrong with the list."""
    return show_board(request, fault)


def say_refused(refused: OffersList) -> str:
    """Return why a list was refused."""
    language = wording.language()
    return " ".join(f"{each.message(language)} {each.remedy(language)}" for each in refused.problems)


def tell_taken(request: HttpRequest, new: OffersList) -> HttpResponse:
    """Say that a list was taken, and lead to the board."""
    told = ngettext("The list was taken: %(count)d offer.", "The list was taken: %(count)d offers.", len(new.offers))
    messages.success(request, told % {"count": len(new.offers)})
    return redirect("phase")


@dataclass(frozen=True, slots=True)
class StoredOffers:
    """The bytes of a list of offers that lies sealed: one that was just brought, or the one that stands on the board."""

    board: Board
    kept: BroughtList | None

    def __iter__(self) -> Iterator[bytes]:
        """Yield the bytes from their beginning. Raises `vault.Damaged` if they do not open."""
        sealed = self.kept.sealed if self.kept else self.board.offers
        return vault.read_sealed(sealed) if sealed else iter(())


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(SHARE_OUT)
@lead_back_if_damaged("phase")
def phase_columns(request: HttpRequest, reference: UUID | None = None) -> HttpResponse:
    """Ask what the columns of a list mean, then which schools are meant, and take the list."""
    person, now = board_worker(request), clock.now()
    board = boards.board_of(person, now)
    kept = brought.find_brought(reference, OFFERS, person) if reference else None
    data = StoredOffers(board, kept)
    if (kept if reference else board.offers) is None:
        raise Http404
    choices = brought.choices_of(kept) if kept else None
    back = (reverse("phase"), _("Phase transfer board"))
    if choices is None:
        columns = brought.propose_for_office(data, OFFERS, person, read_sheet(request))
        if columns is None:
            raise Http404
        answer = ask_columns(request, OFFERS, columns, back)
    else:
        found = boards.read_new_offers(board, data, choices, now)
        answer = ask_schools(request, choices, left_to_ask(found.alike, choices), back)
    return answer if isinstance(answer, HttpResponse) else take_offers(request, board, data, answer, person)


def take_offers(
    request: HttpRequest, board: Board, data: StoredOffers, choices: ColumnChoices, person: User
) -> HttpResponse:
    """Take a list as it was said to be read, or ask the next question about it."""
    now = clock.now()
    if left_to_ask(boards.read_new_offers(board, data, choices, now).alike, choices):
        kept = data.kept or brought.keep_list(data, OFFERS, person, now)
        brought.keep_choices(kept, choices)
        return redirect("phase-columns", kept.reference)
    try:
        new = boards.bring_offers(board, data, person, now, choices)
    except vault.NoRoom:
        return show_fault(
            request,
            _("The site cannot store the list just now. Try again later, or tell those who run it."),
        )
    if new.refused:
        return show_fault(request, say_refused(new))
    if data.kept:
        brought.drop_list(data.kept, now)
    return tell_taken(request, new)
