"""One pupil of the board by hand: find the pupil, give a school, take it back; and the question before sending."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from handover.ctf.whole_year import Leaver
from handover.portal import clock
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.audit.log import record
from handover.portal.establishments.choosing import SchoolField, limit_to_authority, name_with_number
from handover.portal.establishments.models import Establishment
from handover.portal.officelists.views import lead_back_if_damaged
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
from handover.portal.phase.views.desk import board_worker
from handover.portal.web.access import allowed

MOST_NAMED = 100
"""Pupils whom the question before sending names; the others it counts."""


class PlaceForm(forms.Form):
    """The school that one pupil goes to."""

    school = SchoolField("open", label=gettext_lazy("School"))
    source = ""
    """The number of the school that the record came from."""

    def clean_school(self) -> Establishment:
        """Return the school; not the one that has the record already."""
        school: Establishment = self.cleaned_data["school"]
        if school.number == self.source:
            raise forms.ValidationError(_("The record came from this school, so it has it already."))
        return school


@require_safe
@allowed(SHARE_OUT)
@lead_back_if_damaged("phase")
def phase_pupils(request: HttpRequest) -> HttpResponse:
    """Find pupils of the board by name or UPN, with the school that each goes to."""
    person, now = board_worker(request), clock.now()
    board = boards.board_of(person, now)
    asked = request.GET.get("name", "").strip()[:100]
    found = search_pupils(boards.read_standing(board, timezone.localdate(now)), asked) if asked else []
    record("phase.viewed", actor=person.actor, subject=str(board.reference), details={"as": "search"}, now=now)
    schools = names_of({place.school for place in found})
    context = {"asked": asked, "found": found, "schools": schools, "key": record_key}
    return render(request, "phase/pupils.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(SHARE_OUT)
@lead_back_if_damaged("phase")
def phase_pupil(request: HttpRequest, key: str) -> HttpResponse:
    """Show one pupil of the board, and give the pupil a school by hand or take it back."""
    person, now = board_worker(request), clock.now()
    board = boards.board_of(person, now)
    pupil = find_board_pupil(board, key)
    if pupil is None:
        raise Http404
    if request.method == "POST" and "back" in request.POST:
        if take_back_place(board, pupil, person, now):
            messages.success(request, _("The list of offers counts again for this pupil."))
        return redirect("phase")
    place = find_place(boards.read_standing(board, timezone.localdate(now)), pupil)
    form = PlaceForm(request.POST if request.method == "POST" else None)
    limit_to_authority(form, "school", board.la_number)
    form.source = pupil.bulk.transfer.source
    if request.method == "POST" and form.is_valid():
        school = form.cleaned_data["school"]
        place_pupil(board, pupil, school.number, person, now)
        told = {"name": name_board_pupil(place.leaver), "school": name_with_number(school)}
        messages.success(request, _("%(name)s goes to %(school)s.") % told)
        return redirect("phase")
    record("phase.viewed", actor=person.actor, subject=str(board.reference), details={"as": "pupil"}, now=now)
    context = {"place": place, "asked": form, "schools": names_of({place.school, place.offered})}
    return render(request, "phase/pupil.html", context, status=BAD_FORM if form.errors else 200)


def name_board_pupil(leaver: Leaver) -> str:
    """Return a pupil's name for a message."""
    return " ".join(filter(None, (leaver.forename, leaver.surname))) or leaver.upn


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(SHARE_OUT)
@lead_back_if_damaged("phase")
def phase_send(request: HttpRequest) -> HttpResponse:
    """Have the board sent; asked first while pupils are without a place."""
    person, now = board_worker(request), clock.now()
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
