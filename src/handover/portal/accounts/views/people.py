"""User maintenance: who can sign in, inviting somebody, and looking after an account (seed, sections 3.2 to 3.7).

Everybody's reach ends with their own authority: an address of somebody beyond it is not found.
"""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from handover.common.problems import Problem
from handover.common.text import Text
from handover.portal import clock
from handover.portal.accounts import changes, second_step
from handover.portal.accounts import people as verbs
from handover.portal.accounts.models import Office, User
from handover.portal.accounts.particulars import Particulars, check_role
from handover.portal.accounts.people import PersonRefused
from handover.portal.accounts.permissions import CHANGE_PEOPLE, INVITE, SEE_PEOPLE
from handover.portal.accounts.reach import offices_of
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.roles import ROLES
from handover.portal.accounts.views.people_forms import InviteForm, RoleForm, explain_problems
from handover.portal.accounts.views.sign_in import BAD_FORM, say_limits
from handover.portal.audit.actions import ACTIONS
from handover.portal.audit.models import Entry
from handover.portal.web import wording
from handover.portal.web.access import allowed
from handover.portal.web.addresses import sought
from handover.portal.web.tables import Sorting, TableColumn

PAGE = 50
LONGEST_KEY = 18
"""Digits that the key of an office may have."""
HISTORY = 20
COLUMNS = (
    TableColumn(Text("Username", "Enw defnyddiwr"), "user__username"),
    TableColumn(Text("Name", "Enw"), "user__full_name"),
    TableColumn(Text("Role", "Rôl"), "role"),
    TableColumn(Text("School or authority", "Ysgol neu awdurdod"), "establishment__number"),
    TableColumn(Text("Account", "Cyfrif")),
)
CUTS: dict[str, tuple[Text, Q]] = {
    "here": (Text("Everybody but the deleted", "Pawb ond y rhai a ddilëwyd"), Q(user__deleted_at=None)),
    "open": (Text("Open accounts", "Cyfrifon agored"), Q(user__is_active=True)),
    "authority": (Text("Of authorities", "Awdurdodau"), Q(user__deleted_at=None, establishment__kind="la")),
    "schools": (Text("Of schools", "Ysgolion"), Q(user__deleted_at=None, establishment__kind="school")),
    "closed": (Text("Closed accounts", "Cyfrifon ar gau"), Q(user__is_active=False, user__deleted_at=None)),
    "deleted": (Text("Deleted accounts", "Cyfrifon a ddilëwyd"), Q(user__deleted_at__isnull=False)),
}
"""The cuts of the list, by the word in the address."""


@require_safe
@allowed(SEE_PEOPLE)
def people(request: HttpRequest) -> HttpResponse:
    """List everybody within reach, once an office, or those whose name, username or school has these letters in it."""
    me = require_user(request)
    wanted = sought(request, 100)
    view = request.GET.get("view", "here")
    view = view if view in CUTS else "here"
    rows = filter_people(offices_of(me.actor).filter(CUTS[view][1]), wanted)
    sorting = Sorting.read(request.GET.get("sort"), COLUMNS, "user__username")
    page = Paginator(rows.order_by(sorting.order, "pk"), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "people": [office.holder for office in page.object_list],
        "sorting": sorting,
        "wanted": wanted,
        "view": view,
        "views": {key: words for key, (words, _cut) in CUTS.items()},
        "invites": me.may(INVITE),
    }
    return render(request, "people/list.html", context)


def filter_people(rows: QuerySet[Office], wanted: str) -> QuerySet[Office]:
    """Return the offices of those whom somebody may mean by these letters; all of them for none."""
    if not wanted:
        return rows
    return rows.filter(
        Q(user__username__icontains=wanted)
        | Q(user__full_name__icontains=wanted)
        | Q(establishment__number__istartswith=wanted)
        | Q(establishment__name__icontains=wanted)
        | Q(establishment__name_cy__icontains=wanted)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(INVITE)
def invite_view(request: HttpRequest) -> HttpResponse:
    """Invite a person."""
    me = require_user(request)
    form = InviteForm(request.POST or None, by=me.actor, initial=read_proposal(request))
    if form.is_valid() and "another" not in request.POST and (known := find_known(form.particulars(), me)):
        return render(request, "people/known.html", {"known": known, "asked": form})
    if form.is_valid():
        try:
            invitation = verbs.invite_person(me.actor, form.particulars(), clock.now())
        except PersonRefused as refused:
            explain_problems(form, refused.problems)
        else:
            return render(request, "people/invited.html", {"invitation": invitation, "what": "invited"})
    context = {"asked": form, "about": about_roles(), **say_limits()}
    return render(request, "people/invite.html", context, status=BAD_FORM if form.errors else 200)


def read_proposal(request: HttpRequest) -> dict[str, str]:
    """Return the place and the role with which the form begins, where a page leads to it with these."""
    return {"establishment": request.GET.get("at", "")[:10], "role": request.GET.get("role", "")[:30]}


def find_known(given: Particulars, me: User) -> list[User]:
    """Return the people within one's reach who can sign in and have this e-mail address, or this name and username, each once.

    They may be meant: one person works for several schools with one account. Of people beyond one's reach nothing is said.
    """
    named = Q(user__username__iexact=given.username.strip(), user__full_name__iexact=" ".join(given.full_name.split()))
    same = Q(user__email__iexact=given.email.strip()) | named
    offices = (
        offices_of(me.actor).filter(same, user__is_active=True).exclude(user=me.pk).order_by("user__username", "-pk")
    )
    return list({office.user_id: office.holder for office in offices}.values())


def about_roles() -> dict[str, str]:
    """Return what each role is for, in the language of the page."""
    return {key: wording.say_text(role.about) for key, role in ROLES.items()}


def get_person(username: str, me: User, office: str | None = None) -> User:
    """Return the person of that username, in an office of theirs that is within one's reach: by its key, or their first."""
    own = offices_of(me.actor).filter(user__username=username)
    if office is not None and office.isdecimal() and len(office) <= LONGEST_KEY:
        own = own.filter(pk=int(office))
    first = own.order_by("pk").first()
    if first is None:
        raise Http404
    return first.holder


@require_safe
@allowed(SEE_PEOPLE)
def someone(request: HttpRequest, username: str) -> HttpResponse:
    """Show one person, and what has been done with their account."""
    me = require_user(request)
    other = get_person(username, me)
    offices = list(offices_of(me.actor).filter(user=other.pk).order_by("pk"))
    elsewhere = other.offices.exclude(pk__in=[office.pk for office in offices]).exists()
    history = Entry.objects.filter(subject=other.username, action__startswith="person.")
    if elsewhere:
        # What others did with the account, and the person for others, is not for this authority.
        history = history.filter(establishment__startswith=me.actor.establishment[:3])
    context = {
        "offices": offices,
        "several": len(offices) > 1,
        "elsewhere": elsewhere,
        "other": other,
        "oneself": other.pk == me.pk,
        "mine_to_change": changeable(other, me),
        "reserved": check_role(other.role, me.actor) is not None,
        "role_name": wording.say_text(other.duties.name),
        "second_step": second_step.has_second_step(other),
        "history": [(entry, wording.say_text(ACTIONS[entry.action].name)) for entry in history[:HISTORY]],
    }
    return render(request, "people/someone.html", context)


def changeable(other: User, me: User) -> bool:
    """Say whether the page offers to change this account: never one's own, a reserved role's, or a deleted one."""
    return (
        me.may(CHANGE_PEOPLE)
        and other.pk != me.pk
        and other.deleted_at is None
        and check_role(other.role, me.actor) is None
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(CHANGE_PEOPLE)
def change_role_view(request: HttpRequest, username: str) -> HttpResponse:
    """Give a person another role."""
    me = require_user(request)
    other = get_person(username, me, request.GET.get("office"))
    number = other.establishment.number if other.establishment else ""
    form = RoleForm(request.POST or None, by=me.actor, initial={"role": other.role, "establishment": number})
    if form.is_valid():
        given = form.cleaned_data
        try:
            changes.change_role(other, given["role"], form.place_number(), me.actor, clock.now())
        except PersonRefused as refused:
            explain_problems(form, refused.problems)
        else:
            messages.success(request, _("%(name)s's role is changed.") % {"name": other.full_name})
            return redirect("someone", other.username)
    context = {"other": other, "asked": form, "about": about_roles()}
    return render(request, "people/role.html", context, status=BAD_FORM if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(CHANGE_PEOPLE)
def delete_account(request: HttpRequest, username: str) -> HttpResponse:
    """Delete an account, after a question."""
    me = require_user(request)
    other = get_person(username, me)
    if request.method != "POST":
        return render(request, "people/delete.html", {"other": other})
    done = _("%(name)s's account is deleted.") % {"name": other.full_name}
    return act(request, other, lambda: changes.delete_person(other, me.actor, clock.now()), done)


def act(request: HttpRequest, other: User, verb: Callable[[], object], done: str) -> HttpResponse:
    """Do something with an account, say so or why not, and show the person."""
    try:
        verb()
    except PersonRefused as refused:
        messages.warning(request, write_problems(refused.problems))
    else:
        messages.success(request, done)
    return redirect("someone", other.username)


def write_problems(problems: Mapping[str, Problem]) -> str:
    """Write problems with their remedies as one text."""
    language = wording.language()
    return " ".join(f"{problem.message(language)} {problem.remedy(language)}" for problem in problems.values())


def send_link_view(request: HttpRequest, username: str, purpose: str) -> HttpResponse:
    """Send a new link of a kind, and say what to do next."""
    me = require_user(request)
    other = get_person(username, me)
    verb = changes.invite_again if purpose == "again" else changes.send_new_password
    try:
        invitation = verb(other, me.actor, clock.now())
    except PersonRefused as refused:
        messages.warning(request, write_problems(refused.problems))
        return redirect("someone", other.username)
    return render(request, "people/invited.html", {"invitation": invitation, "what": purpose})


@require_POST
@allowed(INVITE)
def invite_again_view(request: HttpRequest, username: str) -> HttpResponse:
    """Send the invitation again."""
    return send_link_view(request, username, "again")


@require_POST
@allowed(CHANGE_PEOPLE)
def new_password(request: HttpRequest, username: str) -> HttpResponse:
    """Send a link for a new password."""
    return send_link_view(request, username, "password")


@require_POST
@allowed(CHANGE_PEOPLE)
def close_account(request: HttpRequest, username: str) -> HttpResponse:
    """Close an account."""
    me = require_user(request)
    other = get_person(username, me)
    here = list(offices_of(me.actor).filter(user=other.pk, is_open=True))
    try:
        changes.deactivate(other, me.actor, clock.now())
    except PersonRefused as refused:
        messages.warning(request, write_problems(refused.problems))
        return redirect("someone", other.username)
    if not other.is_active:
        messages.success(request, _("%(name)s can no longer sign in.") % {"name": other.full_name})
        return redirect("someone", other.username)
    # They work for another authority as well, since the page was opened.
    names = ", ".join(office.named(wording.language()) for office in here)
    messages.success(request, _("The role is taken away: %(office)s.") % {"office": names})
    return redirect("people")


@require_POST
@allowed(CHANGE_PEOPLE)
def open_account(request: HttpRequest, username: str) -> HttpResponse:
    """Open a closed account again."""
    me = require_user(request)
    other = get_person(username, me)
    done = _("%(name)s can sign in again.") % {"name": other.full_name}
    return act(request, other, lambda: changes.reactivate(other, me.actor, clock.now()), done)


@require_POST
@allowed(CHANGE_PEOPLE)
def reset_second_step_view(request: HttpRequest, username: str) -> HttpResponse:
    """Take away the second step of somebody who has lost their telephone and their recovery codes."""
    me = require_user(request)
    other = get_person(username, me)
    if other.pk == me.pk:
        return redirect("account")
    done = _("%(name)s's second step is removed.") % {"name": other.full_name}
    return act(request, other, lambda: changes.reset_second_step(other, me.actor, clock.now()), done)
