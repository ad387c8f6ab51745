"""School maintenance: a school viewed, added, changed, closed, merged, made inactive; and the authority's own details.

Everybody within an authority's office may look; only its administrator changes, and only its own (seed, 3.8 and 3.9).
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.accounts.permissions import INVITE, SEE_PEOPLE
from handover.portal.accounts.reach import offices_of, places_of, reaches
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.second_step import ask_everybody, asks_everybody
from handover.portal.accounts.views.people import write_problems
from handover.portal.accounts.views.people_forms import explain_problems
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.establishments import keeping
from handover.portal.establishments.choosing import MORE, keep_errors
from handover.portal.establishments.directory import find_establishment, state_on
from handover.portal.establishments.faults import FAULTS
from handover.portal.establishments.models import Establishment, EstablishmentKind
from handover.portal.establishments.permissions import KEEP_AUTHORITY, KEEP_SCHOOLS, SEE_ESTABLISHMENTS
from handover.portal.establishments.views.register import PHASES
from handover.portal.establishments.views.school_forms import (
    CloseForm,
    DetailsForm,
    MergeForm,
    NewSchoolForm,
    details_of,
)
from handover.portal.transfers import closing_schools
from handover.portal.web.access import allowed


@require_safe
@allowed(SEE_ESTABLISHMENTS)
def establishment(request: HttpRequest, number: str) -> HttpResponse:
    """Show a school or an authority."""
    me, place = require_user(request), find_establishment(number)
    if place is None:
        raise Http404
    own = me.may(SEE_PEOPLE) and reaches(me.actor, place.number)
    context = {
        "place": place,
        "school": place.kind == EstablishmentKind.SCHOOL,
        "state": state_on(place, clock.today()).value,
        "phases": PHASES,
        "followed": place.predecessors.all(),
        "people": offices_of(me.actor).filter(establishment=place, user__deleted_at=None).count() if own else None,
        "keeps": may_keep(me, place),
        "second_step": asks_everybody(place.la_number) if own and place.kind == EstablishmentKind.LA else None,
        "invites": me.may(INVITE) and reaches(me.actor, place.number),
    }
    return render(request, "administration/establishment.html", context)


def may_keep(me: User, place: Establishment) -> bool:
    """Say whether somebody may change what is kept of an establishment."""
    needed = KEEP_AUTHORITY if place.kind == EstablishmentKind.LA else KEEP_SCHOOLS
    return me.may(needed) and reaches(me.actor, place.number)


@require_safe
@allowed(SEE_PEOPLE)
def authority(request: HttpRequest) -> HttpResponse:
    """Lead to the details of one's own authority; to the list of all for who has no one of their own."""
    me = require_user(request)
    return redirect("establishment", me.establishment.number) if me.establishment else redirect("establishments")


def get_own_school(
    request: HttpRequest, number: str, kind: str | None = EstablishmentKind.SCHOOL
) -> tuple[User, Establishment]:
    """Return who asks and the establishment they may keep; what is beyond reach is not found."""
    me = require_user(request)
    place = places_of(me.actor).filter(number=number).first()
    if place is None or (kind and place.kind != kind):
        raise Http404
    if not may_keep(me, place):
        raise PermissionDenied
    return me, place


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(KEEP_SCHOOLS)
def add_school_view(request: HttpRequest) -> HttpResponse:
    """Add a school."""
    me = require_user(request)
    form = NewSchoolForm(request.POST or None)
    if form.is_valid():
        number = form.cleaned_data["number"].strip()
        try:
            within_reach(me, number, "number")
            school = keeping.add_school(number, form.details(), form.cleaned_data["opened_on"], me.actor, clock.now())
        except keeping.SchoolRefused as refused:
            explain_problems(form, refused.problems)
        else:
            messages.success(request, _("%(name)s is added.") % {"name": school.name})
            return redirect("establishment", school.number)
    return render(request, "administration/add_school.html", {"asked": form}, status=BAD_FORM if form.errors else 200)


def within_reach(me: User, number: str, field: str) -> None:
    """Refuse the number of another authority's school."""
    if not reaches(me.actor, number):
        problem = FAULTS["establishment.other_authority"].at(number=number, la=me.actor.establishment[:3])
        raise keeping.SchoolRefused({field: problem})


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(KEEP_SCHOOLS)
def change_establishment(request: HttpRequest, number: str) -> HttpResponse:
    """Change what is kept of a school or of the authority."""
    me, place = get_own_school(request, number, None)
    form = DetailsForm(request.POST or None, initial=details_of(place), kind=place.kind, present=place.phase)
    if form.is_valid():
        try:
            keeping.change_details(place, form.details(), me.actor, clock.now())
        except keeping.SchoolRefused as refused:
            explain_problems(form, refused.problems)
        else:
            messages.success(request, _("The details are changed."))
            return redirect("establishment", place.number)
    context = {"asked": form, "place": place}
    return render(request, "administration/change.html", context, status=BAD_FORM if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(KEEP_SCHOOLS)
def close_school_view(request: HttpRequest, number: str) -> HttpResponse:
    """Close a school."""
    me, school = get_own_school(request, number)
    form = CloseForm(request.POST or None, la_number=school.la_number)
    if form.is_valid():
        day, successor = form.given()
        try:
            closing_schools.close_school(school, day, successor, me.actor, clock.now())
        except keeping.SchoolRefused as refused:
            explain_problems(form, refused.problems)
        else:
            messages.success(request, _("The closing is written down."))
            return redirect("establishment", school.number)
    context = {"asked": form, "place": school}
    return render(request, "administration/close.html", context, status=BAD_FORM if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(KEEP_SCHOOLS)
def merge_schools(request: HttpRequest) -> HttpResponse:
    """Close several schools that become one."""
    me = require_user(request)
    form = MergeForm(request.POST or None, la_number=me.actor.establishment[:3])
    more = MORE in request.POST
    if form.is_valid() and not more:
        try:
            schools = [get_named_school(me, number) for number in form.numbers()]
            day, into = form.cleaned_data["day"], form.cleaned_data["into"].number
            closing_schools.merge_closing_schools(schools, into, day, me.actor, clock.now())
        except keeping.SchoolRefused as refused:
            explain_problems(form, refused.problems)
        else:
            messages.success(request, _("The schools are merged."))
            return redirect("establishment", into)
    if more:
        keep_errors(form, "schools")
    return render(request, "administration/merge.html", {"asked": form}, status=BAD_FORM if form.errors else 200)


def get_named_school(me: User, number: str) -> Establishment:
    """Return a school of one's own by the number that was typed."""
    within_reach(me, number, "schools")
    school = places_of(me.actor).filter(number=number, kind=EstablishmentKind.SCHOOL).first()
    if school is None:
        raise keeping.SchoolRefused({"schools": FAULTS["establishment.unknown"].at(number=number)})
    return school


@require_POST
@allowed(KEEP_SCHOOLS)
def reopen_school(request: HttpRequest, number: str) -> HttpResponse:
    """Take a closing back."""
    me, school = get_own_school(request, number)
    keeping.reopen(school, me.actor, clock.now())
    messages.success(request, _("The school is open."))
    return redirect("establishment", school.number)


@require_POST
@allowed(KEEP_SCHOOLS)
def set_active_view(request: HttpRequest, number: str) -> HttpResponse:
    """Make a school active or inactive."""
    me, school = get_own_school(request, number)
    try:
        if request.POST.get("active") == "yes":
            keeping.set_active(school, True, me.actor, clock.now())
            messages.success(request, _("Files can be sent to the school again."))
        else:
            closing_schools.pause_school(school, me.actor, clock.now())
            messages.success(request, _("No files can be sent to the school for the time being."))
    except keeping.SchoolRefused as refused:
        messages.warning(request, write_problems(refused.problems))
    return redirect("establishment", school.number)


@require_POST
@allowed(KEEP_AUTHORITY)
def set_second_step(request: HttpRequest, number: str) -> HttpResponse:
    """Require a second step of everybody of an authority and of its schools, or of some roles only."""
    me, place = get_own_school(request, number, EstablishmentKind.LA)
    wanted = request.POST.get("everybody") == "yes"
    ask_everybody(place.la_number, wanted, me.actor, clock.now())
    if wanted:
        messages.success(request, _("Everybody now needs a second step. Who has none sets it up at their next click."))
    else:
        messages.success(request, _("The second step is now needed by some roles only."))
    return redirect("establishment", place.number)
