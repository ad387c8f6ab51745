"""Signing in and out, and links by which a password is chosen."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from handover.portal import clock
from handover.portal.accounts import links, passkeys, signing_in
from handover.portal.accounts.client_address import client_address
from handover.portal.accounts.devices import remember_device
from handover.portal.accounts.gate import LOST
from handover.portal.accounts.joining import join_invitation, may_join
from handover.portal.accounts.links import OPENED
from handover.portal.accounts.models import Link, User
from handover.portal.accounts.people import PersonRefused
from handover.portal.accounts.request_user import find_user
from handover.portal.accounts.second_step import has_app
from handover.portal.accounts.sessions import TIMED_OUT
from handover.portal.accounts.sign_in_models import Passkey
from handover.portal.accounts.sign_in_pauses import seconds_locked
from handover.portal.accounts.signing_in import SignInResult
from handover.portal.accounts.tries import Bucket, place_hash, take_try
from handover.portal.accounts.views.sign_in_forms import CodeForm, ForgottenForm, JoinForm, LinkForm, SignInForm
from handover.portal.web import wording
from handover.portal.web.addresses import safe_next, site_origin

NEXT = "handover.next"
USING = "handover.using_passkey"
BAD_FORM = 422


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for username and password."""
    wanted = safe_next(request, request.POST.get("next") or request.GET.get("next"))
    if find_user(request):
        return redirect(wanted)
    form = SignInForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        answer = signing_in.give_password(request, given["username"], given["password"], clock.now())
        if answer.result is SignInResult.CODE_NEEDED:
            request.session[NEXT] = wanted
            return redirect("sign-in-code")
        if answer.result is SignInResult.IN:
            response = redirect(wanted)
            remember_device(request, response, given["username"])
            return response
        if answer.result is SignInResult.LOCKED:
            return seconds_locked(request, answer.wait)
        form.add_error(
            "username", _("The username or the password is not right. Capital and small letters count in both.")
        )
    context = {
        "asked": form,
        "next": wanted,
        "timed_out": request.session.pop(TIMED_OUT, False),
        "lost": LOST in request.GET,
        "lost_files": wanted.partition("?")[0] == reverse("send"),
        "providers": settings.CONFIG.openid,
        **say_limits(),
    }
    return render(request, "sign_in/sign_in.html", context, status=BAD_FORM if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_code(request: HttpRequest) -> HttpResponse:
    """Ask for the code of the second step."""
    now = clock.now()
    user = signing_in.waiting(request, now)
    if user is None:
        return redirect("sign-in")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        answer = signing_in.give_code(request, user, form.cleaned_data["code"], now)
        if answer.result is SignInResult.IN:
            return let_in(request, user)
        if answer.result is SignInResult.LOCKED:
            return seconds_locked(request, answer.wait)
        form.add_error("code", _("This code is not right, or was used already. Wait for the next one and enter that."))
    return ask_for_code(request, user, form)


def let_in(request: HttpRequest, user: User) -> HttpResponse:
    """Send somebody who has taken the second step to the page that they wanted."""
    response = redirect(safe_next(request, request.session.pop(NEXT, None)))
    remember_device(request, response, user.username)
    return response


def ask_for_code(
    request: HttpRequest, user: User, form: CodeForm | None = None, *, passkey_failed: bool = False
) -> HttpResponse:
    """Ask for the second step: a code, or a passkey if the person has one."""
    form = form or CodeForm()
    context = {"asked": form, "app": has_app(user), "options": None, "passkey_failed": passkey_failed}
    if Passkey.objects.filter(user=user).exists():
        context["options"], request.session[USING] = passkeys.begin_using(user, site_origin(request))
    return render(request, "sign_in/code.html", context, status=BAD_FORM if form.errors or passkey_failed else 200)


def say_limits() -> dict[str, int]:
    """Return how long people stay signed in and locked out, for the words of pages."""
    return {
        "idle": settings.CONFIG.idle_minutes,
        "hours": settings.CONFIG.session_hours,
        "link_hours": settings.CONFIG.invitation_hours,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ask, and sign out."""
    if request.method == "POST":
        signing_in.leave(request, clock.now())
        return redirect("signed-out")
    return render(request, "sign_in/sign_out.html") if find_user(request) else redirect("signed-out")


@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """Say that one is signed out."""
    return render(request, "sign_in/signed_out.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Take the name of somebody who forgot their password; the answer is the same whether there is such a name."""
    form, now = ForgottenForm(request.POST or None), clock.now()
    if form.is_valid():
        asking = take_try([Bucket("asking", "", place_hash(client_address(request)))], now)
        if asking.wait:
            return seconds_locked(request, asking.wait, asking=True)
        links.ask_for_new_password(form.cleaned_data["username"], now)
        return render(request, "sign_in/forgotten_sent.html", say_limits())
    return render(request, "sign_in/forgotten.html", {"asked": form}, status=BAD_FORM if form.errors else 200)


@never_cache
@require_safe
def open_link_view(request: HttpRequest, secret: str) -> HttpResponse:
    """Open a link of an e-mail. The secret leaves the address at once, so that it is not seen, kept or passed on."""
    found = links.open_link(secret, clock.now())
    if found is None:
        return render(request, "sign_in/link_ended.html", status=410)
    if request.method == "GET":
        links.note_opened(found, clock.now())
    request.session[OPENED] = found.pk
    return redirect("link-form")


@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def link_form(request: HttpRequest) -> HttpResponse:
    """Ask for the username that belongs to the link, and for a password."""
    now = clock.now()
    found = links.open_link_once(request.session.get(OPENED), now)
    if found is None:
        return render(request, "sign_in/link_ended.html", status=410)
    me = find_user(request)
    if me is not None and may_join(found, me):
        return join_form(request, found, me)
    form = LinkForm(request.POST or None, user=found.user)
    if form.is_valid() and not links.check_link_name(found, form.cleaned_data["username"], now):
        form.add_error("username", _("This link is not for that username. Capital and small letters count."))
    if form.is_valid() and links.use_link(found, form.cleaned_data["password"], now):
        request.session.pop(OPENED)
        messages.success(request, _("Your password is set. Sign in with it now."))
        response = redirect("sign-in")
        remember_device(request, response, found.user.username)
        return response
    context = {"asked": form, "purpose": found.purpose}
    return render(request, "sign_in/link.html", context, status=BAD_FORM if form.errors else 200)


def join_form(request: HttpRequest, found: Link, me: User) -> HttpResponse:
    """Ask somebody who is signed in whether an invitation is theirs, to be added to the account that they have."""
    form, now = JoinForm(request.POST or None), clock.now()
    if form.is_valid() and not links.check_link_name(found, form.cleaned_data["username"], now):
        form.add_error("username", _("This link is not for that username. Capital and small letters count."))
    if form.is_valid():
        try:
            if join_invitation(request, found, me, now):
                request.session.pop(OPENED, None)
                messages.success(request, _("The new role is added to your account."))
                return redirect("choose-office")
            return render(request, "sign_in/link_ended.html", status=410)
        except PersonRefused as refused:
            language = wording.language()
            for problem in refused.problems.values():
                form.add_error(None, f"{problem.message(language)} {problem.remedy(language)}")
    return render(request, "sign_in/join.html", {"asked": form}, status=BAD_FORM if form.errors else 200)
