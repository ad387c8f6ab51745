"""One lost pupil: the particulars to compare, where the file is, and what this person may do about it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.accounts.offices import list_holders
from handover.portal.accounts.request_user import require_user
from handover.portal.lostpupils import fetching
from handover.portal.lostpupils.found_cases import facts_for_authority
from handover.portal.lostpupils.models import LostPupil
from handover.portal.lostpupils.permissions import COLLECT_LOST, MANAGE_LOST, RELEASE_LOST, SEARCH_LOST
from handover.portal.lostpupils.releasing import NotThere, may_move, release_file, school_of
from handover.portal.lostpupils.removing import may_remove
from handover.portal.lostpupils.retention_rules import FOUND_CASES
from handover.portal.lostpupils.same_pupil import find_alike_others
from handover.portal.lostpupils.searching import compare_pupil
from handover.portal.lostpupils.seen_pupils import find_lost_pupil, note_look_at_pupil
from handover.portal.lostpupils.views import forms
from handover.portal.lostpupils.views.search import get_search
from handover.portal.lostpupils.wording import ENDINGS, GENDERS, KINDS
from handover.portal.transfers.flow import State
from handover.portal.transfers.history import history
from handover.portal.transfers.moving import AlreadyMoved
from handover.portal.web.access import Permission, allowed


def get_lost_pupil(reference: UUID, person: User) -> LostPupil:
    """Return a lost pupil that this person may look at; to others it does not exist."""
    pupil = find_lost_pupil(reference, person)
    if pupil is None:
        raise Http404
    return pupil


@require_safe
@allowed(SEARCH_LOST)
def lost_pupil(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Show a lost pupil. Every look is audited."""
    person = require_user(request)
    pupil = get_lost_pupil(reference, person)
    note_look_at_pupil(pupil, person, clock.now())
    question, _sort = get_search(request)
    movable = may_move(pupil, person.establishment)
    authority = person.establishment.la_number if person.establishment else ""
    case_open = pupil.case_open and authority == pupil.la_number
    context = {
        "pupil": pupil,
        "facts": facts_for_authority(pupil, authority),
        "movable": movable,
        "colleagues_sending": name_colleagues(person, RELEASE_LOST) if movable else [],
        "case_open": case_open,
        "case_until": FOUND_CASES.last_day(pupil) if case_open else None,
        "may_close_case": case_open and person.may(MANAGE_LOST),
        "colleagues_closing": name_colleagues(person, MANAGE_LOST) if case_open else [],
        "kind": KINDS[pupil.kind],
        "gender": GENDERS.get(pupil.gender),
        "because": ENDINGS.get(pupil.left_because),
        "reasons": compare_pupil(question, pupil).reasons if question and pupil.in_store else (),
        "alike": find_alike_others(pupil),
        "earlier": pupil.earlier.select_related("school"),
        "history": history(pupil.transfer, person),
        "may_release": movable and person.may(RELEASE_LOST),
        "may_collect": movable and person.may(COLLECT_LOST),
        "may_put_back": movable and pupil.stage is State.TAKEN and person.may(COLLECT_LOST),
        "may_remove": may_remove(pupil, person) and person.may(MANAGE_LOST),
    }
    return render(request, "lost/pupil.html", context)


def name_colleagues(person: User, permission: Permission) -> list[str]:
    """Return who else at a person's authority may do something, by name and e-mail address, for the person to ask."""
    there = sorted(list_holders(establishment=person.establishment), key=lambda each: each.full_name)
    found = (each for each in there if each.pk != person.pk and each.may(permission))
    return list(dict.fromkeys(f"{each.full_name} ({each.email})" for each in found))


def say_pupil_moved(request: HttpRequest, pupil: LostPupil) -> HttpResponse:
    """Say that somebody was quicker, and show where the file is now."""
    messages.warning(request, _("That is no longer possible: somebody was quicker. This is where the file is now."))
    return redirect("lost-pupil", pupil.reference)


@require_http_methods(["GET", "POST"])
@allowed(RELEASE_LOST)
def lost_release(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Choose the school, and send the file there."""
    person = require_user(request)
    pupil = get_lost_pupil(reference, person)
    if not may_move(pupil, person.establishment):
        return say_pupil_moved(request, pupil)
    form = forms.Release(person.establishment.la_number if person.establishment else "", request.POST or None)
    if request.method == "POST" and form.is_valid():
        return sent_on(request, pupil, form.cleaned_data["school"].number)
    context = {"pupil": pupil, "release": form}
    return render(request, "lost/release.html", context, status=422 if request.method == "POST" else 200)


def sent_on(request: HttpRequest, pupil: LostPupil, number: str) -> HttpResponse:
    """Send the file on, unless somebody was quicker."""
    person, now = require_user(request), clock.now()
    try:
        child = release_file(pupil, school_of(number, person, now), person, now)
    except (AlreadyMoved, NotThere):
        return say_pupil_moved(request, pupil)
    words = _("The file is on its way to %(school)s as %(file)s. You will hear when the school has it.")
    there = child.destination_establishment
    messages.success(request, words % {"school": there.name if there else "", "file": child.file_name})
    return redirect("lost-pupil", pupil.reference)


@require_POST
@allowed(COLLECT_LOST)
def lost_put_back(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Put a file that this authority took back into the store."""
    person = require_user(request)
    pupil = get_lost_pupil(reference, person)
    try:
        fetching.put_back_into_store(pupil, person, clock.now())
    except AlreadyMoved:
        return say_pupil_moved(request, pupil)
    messages.success(request, _("The file is back in the store, for others to find."))
    return redirect("lost-pupil", pupil.reference)
