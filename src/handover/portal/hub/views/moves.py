"""The records on their way, as a list, and each of them on its page: where it is, why, and what can be done."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from handover.common.text import Text
from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import require_user
from handover.portal.custody.views.export import give_custody
from handover.portal.custody.writing import find_last_entry
from handover.portal.establishments.models import Establishment
from handover.portal.hub.life import OUTCOMES
from handover.portal.hub.losses import read_losses
from handover.portal.hub.models import Move, MovingChild
from handover.portal.hub.move_reason import MoveReason
from handover.portal.hub.narrowing import DIRECTIONS, TOGETHER, MoveFilter, narrow_moves
from handover.portal.hub.permissions import SEE_MOVES
from handover.portal.hub.possible_acts import find_possible_acts
from handover.portal.hub.reasons import MOVE_REASON
from handover.portal.hub.seeing import MoveSide, find_move, may_see_child
from handover.portal.paging import MOST_COUNTED, CountedPaginator
from handover.portal.transfers.mailbox import find_transfer
from handover.portal.transfers.monitoring import find_watched
from handover.portal.transfers.moving import LOST_PUPIL_STORE
from handover.portal.transfers.permissions import MONITOR
from handover.portal.transfers.views.narrowing import note_look
from handover.portal.web import wording
from handover.portal.web.access import allowed
from handover.portal.web.tables import Sorting, TableColumn

PAGE = 50
NUMBER = re.compile(r"[0-9]{3}[0-9A-Z]{4}")
"""The number of a school, which is all that some software says."""
LIST = "moves"
COLUMNS = (
    TableColumn(Text("Pupil", "Disgybl")),
    TableColumn(Text("From", "O"), "source"),
    TableColumn(Text("To", "I"), "destination"),
    TableColumn(Text("Where it is", "Ble mae"), "state"),
    TableColumn(Text("Heard of", "Clywyd amdano"), "noticed_at"),
    TableColumn(Text("Last step", "Cam olaf"), "moved_at"),
)


class NarrowMoves(forms.Form):
    """What narrows the list of records on their way."""

    outcome = forms.ChoiceField(required=False, label=gettext_lazy("What became of it"))

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        together = [(key, wording.say_text(name)) for key, name in TOGETHER.items()]
        each = [(row.key, wording.say_text(row.name)) for row in OUTCOMES]
        self.fields["outcome"].choices = [("", _("Everything")), *together, *each]  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class MoveLine:
    """A line of the list: the move, whose it is (for those who may see that), the names of both places, and why it waits."""

    move: Move
    child: MovingChild | None
    source: str
    destination: str
    reason: MoveReason | None


@require_safe
@allowed(SEE_MOVES)
def show_moves(request: HttpRequest) -> HttpResponse:
    """List the records on their way from and to one's own school, or the schools of one's authority."""
    person = require_user(request)
    form = NarrowMoves(request.GET)
    direction = next((side for side in MoveSide if side.value == request.GET.get("direction")), None)
    wanted = MoveFilter(direction, form.cleaned_data["outcome"] if form.is_valid() else "")
    rows = narrow_moves(person, wanted).select_related("transfer")
    sorting = Sorting.read(request.GET.get("sort"), COLUMNS, "-noticed_at")
    ordered = rows.order_by(sorting.order, "-id" if sorting.descending else "id")
    page = CountedPaginator(ordered, PAGE).get_page(request.GET.get("page"))
    lines = list(list_lines(page.object_list, person))
    named = sum(line.child is not None for line in lines)
    if named:
        note_look(request, LIST, "outcome" if wanted.outcome else "", named)
    context = {
        "page": page,
        "lines": lines,
        "sorting": sorting,
        "most": MOST_COUNTED,
        "narrowing": form,
        "narrowed": bool(wanted.outcome or direction),
        "direction": direction,
        "directions": DIRECTIONS,
        "own": bool(person.mailbox) and not person.may(MONITOR),
    }
    return render(request, "moves/list.html", context)


def list_lines(moves: Iterable[Move], person: User) -> Iterable[MoveLine]:
    """Yield the lines of a list; the names of all places are read at once."""
    found = list(moves)
    places = name_places(number for move in found for number in (move.source, move.destination))
    for move in found:
        child = move.child if may_see_child(move, person) else None
        reason = MOVE_REASON.get(move.reason)
        yield MoveLine(move, child, places.get(move.source, ""), places.get(move.destination, ""), reason)


def name_places(numbers: Iterable[str]) -> dict[str, str]:
    """Return the names of places by their numbers; the lost pupil store has one too."""
    wanted, language = set(numbers) - {""}, wording.language()
    known = {place.number: place.named(language) for place in Establishment.objects.filter(number__in=wanted)}
    store = {number: LOST_PUPIL_STORE.say(language) for number in wanted if not any(map(str.isdigit, number))}
    return store | known


def get_move(reference: UUID, person: User) -> Move:
    """Return the way of a record if this person may see it; to others it does not exist."""
    move = find_move(reference, person)
    if move is None:
        raise Http404
    return move


@require_safe
@allowed(SEE_MOVES)
def show_move(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Show where one record is, why, how it came there, and what can be done about it."""
    person = require_user(request)
    move = get_move(reference, person)
    sees_child = may_see_child(move, person)
    if sees_child and move.content:
        note_look(request, LIST, "", 1)
    context = {
        "move": move,
        "child": move.child if sees_child else None,
        "sees_child": sees_child,
        "places": name_places((move.source, move.destination, move.words if NUMBER.fullmatch(move.words) else "")),
        "reason": MOVE_REASON.get(move.reason),
        "words": move.words if sees_child else "",
        "steps": [(step, MOVE_REASON.get(step.reason)) for step in move.steps.all()],
        "losses": read_losses(move) if sees_child else (),
        "acts": find_possible_acts(move, person),
        "file": find_file_page(move, person),
        "has_custody": find_last_entry(move.reference) is not None,
    }
    return render(request, "moves/move.html", context)


def find_file_page(move: Move, person: User) -> tuple[str, UUID] | None:
    """Return the page of the file that carries a record, by name and reference, as far as this person may open one."""
    if move.transfer is None:
        return None
    reference = move.transfer.reference
    if find_transfer(reference, person):
        return "file", reference
    if person.may(MONITOR) and person.establishment and find_watched(reference, person.establishment.la_number):
        return "watched", reference
    return None


@require_safe
@allowed(SEE_MOVES)
def download_move_custody(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Give the chain of custody of one pupil's record, with that of the file that carried it."""
    person = require_user(request)
    return give_custody(get_move(reference, person).reference, person)
