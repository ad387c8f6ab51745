"""One's own account: the password, the second step, the recovery codes, and where one is signed in."""

import base64

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from handover.portal import clock
from handover.portal.accounts import links, own_sessions, second_step
from handover.portal.accounts.corrections import find_keepers
from handover.portal.accounts.models import User
from handover.portal.accounts.offices import list_own_offices
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.sign_in_models import Passkey
from handover.portal.accounts.sign_in_pauses import seconds_locked
from handover.portal.accounts.signing_in import SignInResult, confirm_password
from handover.portal.accounts.views.sign_in import BAD_FORM, say_limits
from handover.portal.accounts.views.sign_in_forms import (
    AddAppForm,
    ChangePasswordForm,
    NewPasswordForm,
    PasskeyForm,
    PresentPasswordForm,
)

PENDING = "handover.pending_secret"
SHOW_CODES = "handover.show_codes"


@require_safe
def show_account(request: HttpRequest) -> HttpResponse:
    """Show who I am here, and what I can change."""
    user = require_user(request)
    context = {
        "own_offices": list_own_offices(user),
        "providers": settings.CONFIG.openid,
        "linked": set(user.outside_accounts.values_list("provider", flat=True)) if settings.CONFIG.openid else set(),
        "second_step": second_step.has_second_step(user),
        "app": second_step.has_app(user),
        "passkeys": Passkey.objects.filter(user=user),
        "codes_left": second_step.recovery_codes_left(user),
        "keepers": find_keepers(user),
    }
    return render(request, "account/account.html", context)


@sensitive_post_parameters("present", "password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def choose_password(request: HttpRequest) -> HttpResponse:
    """Choose a new password; at first entry without being asked for the one just given."""
    user = require_user(request)
    first = user.must_choose_password
    form = (NewPasswordForm if first else ChangePasswordForm)(request.POST or None, user=user)
    if form.is_valid():
        if not first and (refusal := unconfirmed(request, user, form)):
            return refusal
        if not form.errors:
            links.set_password_by_link(user, form.cleaned_data["password"], user.actor, clock.now())
            update_session_auth_hash(request, user)
            messages.success(request, _("Your password is changed."))
            return redirect("home" if first else "account")
    context = {"asked": form, "first": first}
    return render(request, "account/password.html", context, status=BAD_FORM if form.errors else 200)


def unconfirmed(
    request: HttpRequest,
    user: User,
    form: ChangePasswordForm | NewPasswordForm | PresentPasswordForm | AddAppForm | PasskeyForm,
) -> HttpResponse | None:
    """Check the present password of a form, and note in the form if it is wrong; the page for a locked account."""
    answer = confirm_password(request, user, form.cleaned_data["present"], clock.now())
    if answer.result is SignInResult.LOCKED:
        return seconds_locked(request, answer.wait)
    if answer.result is not SignInResult.IN:
        form.add_error("present", _("This is not your present password."))
    return None


@sensitive_post_parameters("present")
@require_http_methods(["GET", "HEAD", "POST"])
def set_up_second_step(request: HttpRequest) -> HttpResponse:
    """Set up an authenticator app; whoever has a passkey already gives the password first."""
    user = require_user(request)
    if second_step.has_app(user):
        return redirect("account")
    already, secret = second_step.has_second_step(user), pending_secret(request)
    form = AddAppForm(request.POST or None, again=already)
    if form.is_valid():
        if already and (refusal := unconfirmed(request, user, form)):
            return refusal
        if not form.errors:
            codes = second_step.add_app(user, secret, form.cleaned_data["code"], clock.now())
            if codes is not None:
                return show_codes_of_app(request, codes)
            form.add_error("code", _("This code is not right. Enter the one that the app shows now."))
    context = {
        "asked": form,
        "required": second_step.needs_second_step(user) and not already,
        "picture": base64.b64encode(second_step.qr_code(user, secret).encode()).decode(),
        "groups": [secret[start : start + 4] for start in range(0, len(secret), 4)],
    }
    return render(request, "account/second_step.html", context, status=BAD_FORM if form.errors else 200)


def show_codes_of_app(request: HttpRequest, codes: list[str]) -> HttpResponse:
    """Forget the secret that was shown, and show the recovery codes that came with the first second step."""
    del request.session[PENDING]
    if not codes:
        return redirect("account")
    request.session[SHOW_CODES] = codes
    return redirect("recovery-codes")


def pending_secret(request: HttpRequest) -> str:
    """Return the secret that this session is setting up, the same until it is done; what a session holds is sealed."""
    if PENDING not in request.session:
        request.session[PENDING] = second_step.new_secret()
    return str(request.session[PENDING])


@sensitive_post_parameters("present")
@require_http_methods(["GET", "HEAD", "POST"])
def remove_second_step_view(request: HttpRequest) -> HttpResponse:
    """Take away the second step, after the password."""
    user = require_user(request)
    if not second_step.has_second_step(user):
        return redirect("account")
    form = PresentPasswordForm(request.POST or None)
    if form.is_valid():
        if refusal := unconfirmed(request, user, form):
            return refusal
        if not form.errors:
            second_step.remove_second_step(user, user.actor, clock.now())
            messages.success(request, _("The second step is removed."))
            return redirect("account")
    context = {"asked": form, "required": second_step.needs_second_step(user)}
    return render(request, "account/remove_second_step.html", context, status=BAD_FORM if form.errors else 200)


@sensitive_post_parameters("present")
@require_http_methods(["GET", "HEAD", "POST"])
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Show the recovery codes once after they are made; make new ones after the password."""
    user = require_user(request)
    if not second_step.has_second_step(user):
        return redirect("account")
    if request.method == "GET" and (codes := request.session.pop(SHOW_CODES, None)):
        return render(request, "account/recovery_codes.html", {"codes": codes})
    form = PresentPasswordForm(request.POST or None)
    if form.is_valid():
        if refusal := unconfirmed(request, user, form):
            return refusal
        if not form.errors:
            request.session[SHOW_CODES] = second_step.new_recovery_codes(user, clock.now())
            return redirect("recovery-codes")
    context = {"asked": form, "left": second_step.recovery_codes_left(user), **say_limits()}
    return render(request, "account/new_recovery_codes.html", context, status=BAD_FORM if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """Show where one is signed in, and end what is not wanted."""
    user, now = require_user(request), clock.now()
    here = request.session.session_key
    if request.method == "POST":
        if number := request.POST.get("end"):
            ended = own_sessions.end_own_session(user, number, now)
        else:
            ended = bool(own_sessions.end_other_sessions(user, here, now))
        if ended:
            messages.success(request, _("Whoever was signed in there is signed out."))
        return redirect("sessions")
    return render(request, "account/sessions.html", {"sessions": own_sessions.list_sessions(user, here, now)})
