"""One pupil of the board by hand: find the pupil, give a school, take it back; and the question before sending."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.audit.log import record
from handover.portal.phase import boards, sending
from handover.portal.phase.deciding import record_key
from handover.portal.phase.overview import names_of
from handover.portal.phase.permissions import SHARE_OUT
from handover.portal.phase.placing import (
    find_board_pupil,
    find_place,
    place_pupil,
    pupil_places,
    search_pupils,
    take_back_place,
)
from handover.portal.web.access import allowed

MOST_NAMED = 100
"""Pupils whom the question before sending names; the others it counts."""


class PlaceForm(forms.Form):
    """The school that one pupil goes to."""

    school = forms.CharField(max_length=200, required=False, label=gettext_lazy("School"))


@require_safe
@allowed(SHARE_OUT)
def phase_pupils(request: HttpRequest) -> HttpResponse:
    """Find pupils of the board by name or UPN, with the school that each goes to."""
    person, now = require_user(request), timezone.now()
    board = boards.board_of(person, now)
    asked = request.GET.get("name", "").strip()[:100]
    found = search_pupils(boards.read_standing(board, timezone.localdate(now)), asked) if asked else []
    record("phase.viewed", actor=person.actor, subject=str(board.reference), details={"as": "search"}, now=now)
    schools = names_of({place.school for place in found})
    context = {"asked": asked, "found": found, "schools": schools, "key": record_key}
    return render(request, "phase/pupils.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(SHARE_OUT)
def phase_pupil(request: HttpRequest, key: str) -> HttpResponse:
    """Show one pupil of the board, and give the pupil a school by hand or take it back."""
    person, now = require_user(request), timezone.now()
    board = boards.board_of(person, now)
    pupil = find_board_pupil(board, key)
    if pupil is None:
        raise Http404
    if request.method == "POST" and "back" in request.POST:
        if take_back_place(board, pupil, person, now):
            messages.success(request, _("The list of offers counts again for this pupil."))
        return redirect("phase")
    standing = boards.read_standing(board, timezone.localdate(now))
    place = find_place(standing, pupil)
    form = PlaceForm(request.POST if request.method == "POST" else None)
    alike: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        found = tuple(
            filter(standing.schools.numbers.__contains__, standing.schools.find(form.cleaned_data["school"].strip()))
        )
        source = pupil.bulk.transfer.source
        if len(found) == 1 and found[0] != source:
            place_pupil(board, pupil, found[0], person, now)
            messages.success(
                request, _("%(name)s goes to %(school)s.") % {"name": name_of(place.leaver), "school": found[0]}
            )
            return redirect("phase")
        alike = found if len(found) > 1 else ()
        form.add_error("school", why_not(found))
    record("phase.viewed", actor=person.actor, subject=str(board.reference), details={"as": "pupil"}, now=now)
    context = {
        "place": place,
        "asked": form,
        "schools": names_of({place.school, place.offered, *alike}),
        "alike": alike,
    }
    return render(request, "phase/pupil.html", context, status=BAD_FORM if form.errors else 200)


def name_of(leaver: object) -> str:
    """Return a pupil's name for a message."""
    return " ".join(filter(None, (getattr(leaver, "forename", ""), getattr(leaver, "surname", ""))))


def why_not(found: tuple[str, ...]) -> str:
    """Return why a school cannot be given to a pupil."""
    if len(found) > 1:
        return _("Several schools are called this. Choose one.")
    if found:
        return _("The record came from this school, so it has it already.")
    return _("No open school has this number or name.")


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(SHARE_OUT)
def phase_send(request: HttpRequest) -> HttpResponse:
    """Have the board sent; asked first while pupils are without a place."""
    person, now = require_user(request), timezone.now()
    board = boards.board_of(person, now)
    standing = boards.read_standing(board, timezone.localdate(now))
    left = [place.leaver for place in pupil_places(standing) if not place.school]
    if request.method == "POST" and (not left or request.POST.get("sure")):
        sending.ask_for_sending(board, person, now)
        messages.success(request, _("The new files are being made and sent. You need not wait here."))
        return redirect("phase")
    record("phase.viewed", actor=person.actor, subject=str(board.reference), details={"as": "left"}, now=now)
    left.sort(key=lambda leaver: (leaver.surname, leaver.forename))
    context = {
        "left": left[:MOST_NAMED],
        "count": len(left),
        "going": len(standing.matching.matches),
        "key": record_key,
    }
    return render(request, "phase/send.html", context)
