"""Leavers that need somebody: where they go, and what could not be done."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from handover.ctf.filename import OUTSIDE, UNKNOWN
from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.audit.log import record
from handover.portal.establishments.choosing import SchoolField, limit_to_authority
from handover.portal.establishments.models import Establishment
from handover.portal.hub.leaving import leavers_waiting
from handover.portal.hub.leaving.leavers_waiting import LeaversDone
from handover.portal.hub.losses import KeptLoss, read_losses
from handover.portal.hub.models import Move
from handover.portal.hub.permissions import ANSWER_FOR_LEAVERS
from handover.portal.hub.reasons import MOVE_REASON
from handover.portal.paging import MOST_COUNTED
from handover.portal.transfers.views.several import read_references
from handover.portal.web.access import allowed
from handover.portal.web.ticking import TickedRows, Ticking

PAGE: Final = 50
MOST_AT_ONCE: Final = 1000
"""Leavers that are answered for in one go; a school has no more of one day."""
ONE: Final = "leaver"
"""What the address calls the leaver for whom alone it asks."""
SCHOOL, NOBODY_KNOWS, LEFT = "school", "nobody", "left"
MARKER_OF: Final = {NOBODY_KNOWS: UNKNOWN, LEFT: OUTSIDE}


class DestinationForm(forms.Form):
    """Where the ticked leavers go."""

    where = forms.ChoiceField(
        label=gettext_lazy("Where do the ticked pupils go?"),
        choices=[
            (SCHOOL, gettext_lazy("To this school")),
            (NOBODY_KNOWS, gettext_lazy("Nobody knows: put the record into the lost pupil store")),
            (LEFT, gettext_lazy("Out of the maintained sector: abroad, to an independent school, to college or work")),
        ],
        initial=SCHOOL,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose where the ticked pupils go.")},
    )
    school = SchoolField("open", required=False, label=gettext_lazy("Next school"))

    own = ""

    def clean(self) -> dict[str, Any]:
        """Ask for the school where one is to be named."""
        given = super().clean() or self.cleaned_data
        if given.get("where") == SCHOOL and "school" not in self.errors:
            school = given.get("school")
            if school is None:
                self.add_error("school", _("Enter the school that the ticked pupils go to."))
            elif school.number == self.own:
                self.add_error("school", _("That is your own school. Enter the next one."))
        return given

    @property
    def destination(self) -> str:
        """The number of the school, or the marker of the lost pupil store."""
        school = self.cleaned_data.get("school")
        return MARKER_OF.get(self.cleaned_data["where"]) or (school.number if school else "")


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(ANSWER_FOR_LEAVERS)
def show_leavers(request: HttpRequest) -> HttpResponse:
    """List the leavers of whom nobody knows where they go, or say it of those that are ticked."""
    person, now = require_user(request), clock.now()
    waiting = only_asked(request, leavers_waiting.list_without_destination(person))
    posted = request.method == "POST"
    form = DestinationForm(request.POST if posted else None)
    form.own = person.mailbox
    limit_to_authority(form, "school", person.mailbox[:3])
    ticked = TickedRows.read(request.POST, "leaver")
    valid = posted and form.is_valid()
    if valid and ticked:
        done = leavers_waiting.say_destinations(choose_ticked(waiting, ticked), form.destination, person, now)
        tell_done(
            request,
            done,
            ngettext(
                "The record of %(num)s pupil goes on its way now.",
                "The records of %(num)s pupils go on their way now.",
                done.done,
            ),
        )
        return redirect("leavers")
    context = {
        "asked": form,
        "nothing_ticked": posted and not ticked,
        "still_ticked": frozenset((*ticked.chosen, request.GET.get(ONE, ""))),
        **list_page(request, waiting, person),
    }
    bad = posted and not (valid and ticked)
    return render(request, "leavers/list.html", context, status=BAD_FORM if bad else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(ANSWER_FOR_LEAVERS)
def show_stuck_leavers(request: HttpRequest) -> HttpResponse:
    """List the leavers with whom something went wrong; have those that are ticked tried again, or taken off the list."""
    person, now = require_user(request), clock.now()
    stuck = only_asked(request, leavers_waiting.list_stuck(person))
    ticked = TickedRows.read(request.POST, "leaver")
    if request.method == "POST" and ticked:
        chosen = choose_ticked(stuck, ticked)
        if request.POST.get("do") == "settle":
            done = leavers_waiting.settle_leavers(chosen, person, now)
            words = ngettext("%(num)s pupil is off the list.", "%(num)s pupils are off the list.", done.done)
        else:
            done = leavers_waiting.try_leavers_again(chosen, person, now)
            words = ngettext(
                "The record of %(num)s pupil is made once more now.",
                "The records of %(num)s pupils are made once more now.",
                done.done,
            )
        tell_done(request, done, words)
        return redirect("stuck-leavers")
    nothing_ticked = request.method == "POST"
    context = {
        "nothing_ticked": nothing_ticked,
        "still_ticked": frozenset({request.GET.get(ONE, "")}),
        **list_page(request, stuck, person),
    }
    return render(request, "leavers/stuck.html", context, status=BAD_FORM if nothing_ticked else 200)


@require_safe
@allowed(ANSWER_FOR_LEAVERS)
def show_leaver(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Lead to the list on which a leaver stands, with nobody else on it and the leaver ticked."""
    person = require_user(request)
    stands = leavers_waiting.list_without_destination(person).filter(reference=reference).exists()
    return redirect(f"{reverse('leavers' if stands else 'stuck-leavers')}?{ONE}={reference}")


def only_asked(request: HttpRequest, waiting: QuerySet[Move]) -> QuerySet[Move]:
    """Return the leavers of a list, or the one for whom the address asks."""
    asked = read_references([request.GET.get(ONE, "")])
    return waiting.filter(reference__in=asked) if asked else waiting


def choose_ticked(waiting: QuerySet[Move], ticked: TickedRows) -> list[Move]:
    """Return the leavers that were ticked, as far as they are still on the list."""
    return [move for move in waiting[:MOST_AT_ONCE] if ticked.holds(str(move.reference))]


def tell_done(request: HttpRequest, done: LeaversDone, words: str) -> None:
    """Say with how many something was done, and with how many it could not be."""
    if done.done:
        messages.success(request, words % {"num": done.done})
    if done.missed:
        missed = ngettext(
            "With %(num)s pupil this could not be done: somebody was quicker, or the school's software is not connected.",
            "With %(num)s pupils this could not be done: somebody was quicker, or the school's software is not connected.",
            done.missed,
        )
        messages.warning(request, missed % {"num": done.missed})


def list_page(request: HttpRequest, waiting: QuerySet[Move], person: User) -> dict[str, Any]:
    """Return what the page of a list of leavers shows; that it was looked at is written down."""
    page = Paginator(waiting, PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    if shown:
        record("move.leavers_listed", actor=person.actor, details={"records": str(len(shown))}, now=clock.now())
    places = Establishment.objects.filter(number__in={number for move in shown for number in numbers_of(move)})
    without, stuck = leavers_waiting.count_leavers_waiting(person)
    return {
        "page": page,
        "ticking": Ticking.read(request, len(shown), page.paginator.count, MOST_COUNTED),
        "reasons": MOVE_REASON,
        "places": {place.number: place for place in places},
        "details": {move.pk: refusals_of(move) for move in shown},
        "without": without,
        "stuck": stuck,
    }


def numbers_of(move: Move) -> tuple[str, ...]:
    """Return the numbers of schools that a line of the list names."""
    return tuple(number for number in (move.destination, move.words) if number.isalnum() and len(number) == 7)


def refusals_of(move: Move) -> list[KeptLoss]:
    """Return what the checks refused, for a record that could not be made."""
    return [loss for loss in read_losses(move) if loss.kind == "refused"]
