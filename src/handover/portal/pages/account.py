"""One's own account: the password, the second step, the recovery codes."""

import base64

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from handover.portal.accounts import links, second_step
from handover.portal.accounts.models import User
from handover.portal.accounts.signing_in import Result, confirm_password
from handover.portal.pages.allowed import signed_in
from handover.portal.pages.sign_in import BAD_FORM, limits, locked
from handover.portal.pages.sign_in_forms import ChangePasswordForm, CodeForm, NewPasswordForm, PresentPasswordForm

PENDING = "handover.pending_secret"
SHOW_CODES = "handover.show_codes"


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Show who I am here, and what I can change."""
    user = signed_in(request)
    context = {
        "second_step": second_step.has_second_step(user),
        "codes_left": len(second_step.recovery_codes(user)),
    }
    return render(request, "account/account.html", context)


@sensitive_post_parameters("present", "password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def choose_password(request: HttpRequest) -> HttpResponse:
    """Choose a new password; at first entry without being asked for the one just given."""
    user = signed_in(request)
    first = user.must_choose_password
    form = (NewPasswordForm if first else ChangePasswordForm)(request.POST or None, user=user)
    if form.is_valid():
        if not first and (refusal := unconfirmed(request, user, form)):
            return refusal
        if not form.errors:
            links.choose_password(user, form.cleaned_data["password"], user.actor, timezone.now())
            update_session_auth_hash(request, user)
            messages.success(request, _("Your password is changed."))
            return redirect("home" if first else "account")
    context = {"asked": form, "first": first}
    return render(request, "account/password.html", context, status=BAD_FORM if form.errors else 200)


def unconfirmed(
    request: HttpRequest, user: User, form: ChangePasswordForm | NewPasswordForm | PresentPasswordForm
) -> HttpResponse | None:
    """Check the present password of a form, and note in the form if it is wrong; the page for a locked account."""
    result = confirm_password(request, user, form.cleaned_data["present"], timezone.now())
    if result is Result.LOCKED:
        return locked(request)
    if result is not Result.IN:
        form.add_error("present", _("This is not your present password."))
    return None


@require_http_methods(["GET", "HEAD", "POST"])
def set_up_second_step(request: HttpRequest) -> HttpResponse:
    """Set up an authenticator app."""
    user = signed_in(request)
    if second_step.has_second_step(user):
        return redirect("account")
    secret = pending_secret(request)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if second_step.add_second_step(user, secret, form.cleaned_data["code"], timezone.now()):
            del request.session[PENDING]
            request.session[SHOW_CODES] = True
            return redirect("recovery-codes")
        form.add_error("code", _("This code is not right. Enter the one that the app shows now."))
    context = {
        "asked": form,
        "required": user.duties.second_factor,
        "picture": base64.b64encode(second_step.qr_code(user, secret).encode()).decode(),
        "groups": [secret[start : start + 4] for start in range(0, len(secret), 4)],
    }
    return render(request, "account/second_step.html", context, status=BAD_FORM if form.errors else 200)


def pending_secret(request: HttpRequest) -> str:
    """Return the secret that this session is setting up, the same until it is done; sealed in the session's row."""
    adapter = second_step.SealedSecrets()
    if PENDING not in request.session:
        request.session[PENDING] = adapter.encrypt(second_step.new_secret())
    return adapter.decrypt(request.session[PENDING])


@sensitive_post_parameters("present")
@require_http_methods(["GET", "HEAD", "POST"])
def remove_second_step(request: HttpRequest) -> HttpResponse:
    """Take away the second step, after the password."""
    user = signed_in(request)
    if not second_step.has_second_step(user):
        return redirect("account")
    form = PresentPasswordForm(request.POST or None)
    if form.is_valid():
        if refusal := unconfirmed(request, user, form):
            return refusal
        if not form.errors:
            second_step.remove_second_step(user, user.actor, timezone.now())
            messages.success(request, _("The second step is removed."))
            return redirect("account")
    context = {"asked": form, "required": user.duties.second_factor}
    return render(request, "account/remove_second_step.html", context, status=BAD_FORM if form.errors else 200)


@sensitive_post_parameters("present")
@require_http_methods(["GET", "HEAD", "POST"])
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Show the recovery codes once after they are made; make new ones after the password."""
    user = signed_in(request)
    if not second_step.has_second_step(user):
        return redirect("account")
    if request.method != "POST" and request.session.pop(SHOW_CODES, False):
        return render(request, "account/recovery_codes.html", {"codes": second_step.recovery_codes(user)})
    form = PresentPasswordForm(request.POST or None)
    if form.is_valid():
        if refusal := unconfirmed(request, user, form):
            return refusal
        if not form.errors:
            second_step.new_recovery_codes(user, timezone.now())
            request.session[SHOW_CODES] = True
            return redirect("recovery-codes")
    context = {"asked": form, "left": len(second_step.recovery_codes(user)), **limits()}
    return render(request, "account/new_recovery_codes.html", context, status=BAD_FORM if form.errors else 200)
