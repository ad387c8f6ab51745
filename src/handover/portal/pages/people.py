"""People: who can sign in, inviting somebody, and changing or closing an account."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from handover.common.text import Text
from handover.portal.accounts import people as verbs
from handover.portal.accounts import second_step
from handover.portal.accounts.models import User
from handover.portal.accounts.people import Refused
from handover.portal.accounts.roles import Permission
from handover.portal.pages import wording
from handover.portal.pages.allowed import allowed, signed_in
from handover.portal.pages.people_forms import InviteForm, RoleForm, explain
from handover.portal.pages.sign_in import BAD_FORM, limits
from handover.portal.pages.tables import Column, Sorting

PAGE = 50
COLUMNS = (
    Column(Text("Username", "Enw defnyddiwr"), "username"),
    Column(Text("Name", "Enw"), "full_name"),
    Column(Text("Role", "Rôl"), "role"),
    Column(Text("School or authority", "Ysgol neu awdurdod"), "establishment__number"),
    Column(Text("Account", "Cyfrif")),
)


@require_safe
@allowed(Permission.INVITE)
def people(request: HttpRequest) -> HttpResponse:
    """List everybody, or those whose name, username or school has these letters in it."""
    wanted = request.GET.get("q", "").replace("\0", "").strip()[:100]
    rows = User.objects.select_related("establishment")
    if wanted:
        rows = rows.filter(
            Q(username__icontains=wanted)
            | Q(full_name__icontains=wanted)
            | Q(establishment__number__istartswith=wanted)
            | Q(establishment__name__icontains=wanted)
            | Q(establishment__name_cy__icontains=wanted)
        )
    sorting = Sorting.read(request.GET.get("sort"), COLUMNS, "username")
    page = Paginator(rows.order_by(sorting.order, "pk"), PAGE).get_page(request.GET.get("page"))
    return render(request, "people/list.html", {"page": page, "sorting": sorting, "wanted": wanted})


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.INVITE)
def invite(request: HttpRequest) -> HttpResponse:
    """Invite a person."""
    form = InviteForm(request.POST or None)
    if form.is_valid():
        try:
            invitation = verbs.invite(signed_in(request).actor, form.particulars(), timezone.now())
        except Refused as refused:
            explain(form, refused.problems)
        else:
            return render(request, "people/invited.html", {"invitation": invitation, "again": False})
    context = {"asked": form, **limits()}
    return render(request, "people/invite.html", context, status=BAD_FORM if form.errors else 200)


def found(username: str) -> User:
    """Return the person of that username."""
    user = User.objects.select_related("establishment").filter(username=username).first()
    if user is None:
        raise Http404
    return user


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Permission.INVITE)
def someone(request: HttpRequest, username: str) -> HttpResponse:
    """Show one person, and change their role."""
    other, me = found(username), signed_in(request)
    number = other.establishment.number if other.establishment else ""
    form = RoleForm(request.POST or None, initial={"role": other.role, "establishment": number})
    if form.is_valid():
        given = form.cleaned_data
        try:
            verbs.change_role(other, given["role"], given["establishment"], me.actor, timezone.now())
        except Refused as refused:
            explain(form, refused.problems)
        else:
            messages.success(request, _("%(name)s's role is changed.") % {"name": other.full_name})
            return redirect("someone", other.username)
    context = {
        "other": other,
        "asked": form,
        "oneself": other.pk == me.pk,
        "role_name": wording.say(other.duties.name),
        "second_step": second_step.has_second_step(other),
    }
    return render(request, "people/someone.html", context, status=BAD_FORM if form.errors else 200)


@require_POST
@allowed(Permission.INVITE)
def invite_again(request: HttpRequest, username: str) -> HttpResponse:
    """Send a new link."""
    other = found(username)
    if not other.is_active:
        raise Http404
    invitation = verbs.invite_again(other, signed_in(request).actor, timezone.now())
    return render(request, "people/invited.html", {"invitation": invitation, "again": True})


@require_POST
@allowed(Permission.INVITE)
def close_account(request: HttpRequest, username: str) -> HttpResponse:
    """Close an account."""
    other = found(username)
    try:
        verbs.deactivate(other, signed_in(request).actor, timezone.now())
        messages.success(request, _("%(name)s can no longer sign in.") % {"name": other.full_name})
    except Refused as refused:
        messages.warning(request, " ".join(p.message(wording.language()) for p in refused.problems.values()))
    return redirect("someone", other.username)


@require_POST
@allowed(Permission.INVITE)
def open_account(request: HttpRequest, username: str) -> HttpResponse:
    """Open a closed account again."""
    other = found(username)
    verbs.reactivate(other, signed_in(request).actor, timezone.now())
    messages.success(request, _("%(name)s can sign in again.") % {"name": other.full_name})
    return redirect("someone", other.username)


@require_POST
@allowed(Permission.INVITE)
def reset_second_step(request: HttpRequest, username: str) -> HttpResponse:
    """Take away the second step of somebody who has lost their telephone and their recovery codes."""
    other, me = found(username), signed_in(request)
    if other.pk == me.pk:
        return redirect("account")
    second_step.remove_second_step(other, me.actor, timezone.now())
    messages.success(request, _("%(name)s's second step is removed.") % {"name": other.full_name})
    return redirect("someone", other.username)
