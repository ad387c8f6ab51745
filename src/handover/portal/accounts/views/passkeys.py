"""Passkeys: adding one to one's account, taking one away, and using one as the second step."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from handover.portal import clock
from handover.portal.accounts import passkeys, signing_in
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.second_step import has_second_step, needs_second_step
from handover.portal.accounts.sign_in_models import Passkey
from handover.portal.accounts.views.account import SHOW_CODES, unconfirmed
from handover.portal.accounts.views.sign_in import BAD_FORM, USING, ask_for_code, let_in
from handover.portal.accounts.views.sign_in_forms import PasskeyAnswerForm, PasskeyForm, PresentPasswordForm
from handover.portal.web.addresses import site_origin

ADDING = "handover.adding_passkey"


@sensitive_post_parameters("present")
@require_http_methods(["GET", "HEAD", "POST"])
def add_passkey_view(request: HttpRequest) -> HttpResponse:
    """Add a passkey; whoever has a second step already gives the password first."""
    user, now = require_user(request), clock.now()
    state = request.session.pop(ADDING, None)
    form = PasskeyForm(request.POST or None, again=has_second_step(user))
    if form.is_valid():
        if "present" in form.fields and (refusal := unconfirmed(request, user, form)):
            return refusal
        given = form.cleaned_data
        if not form.errors:
            added, codes = passkeys.store_passkey(
                user, given["name"], given["answer"], state, site_origin(request), now
            )
            if added:
                return show_codes_of_passkey(request, codes)
            form.add_error(None, _("The browser has made no passkey that works here. Try again, or use an app."))
    options, request.session[ADDING] = passkeys.begin_adding(user, site_origin(request))
    context = {"asked": form, "options": options, "required": needs_second_step(user) and not has_second_step(user)}
    return render(request, "account/add_passkey.html", context, status=BAD_FORM if form.errors else 200)


def show_codes_of_passkey(request: HttpRequest, codes: list[str]) -> HttpResponse:
    """Show the recovery codes that came with the first way to take the second step."""
    messages.success(request, _("The passkey is added. You can use it the next time that you sign in."))
    if not codes:
        return redirect("account")
    request.session[SHOW_CODES] = codes
    return redirect("recovery-codes")


@sensitive_post_parameters("present")
@require_http_methods(["GET", "HEAD", "POST"])
def remove_passkey(request: HttpRequest, passkey: int) -> HttpResponse:
    """Take a passkey away, after the password."""
    user = require_user(request)
    found = Passkey.objects.filter(user=user, pk=passkey).first()
    if found is None:
        raise Http404
    form = PresentPasswordForm(request.POST or None)
    if form.is_valid():
        if refusal := unconfirmed(request, user, form):
            return refusal
        if not form.errors:
            passkeys.forget_passkey(user, found, clock.now())
            messages.success(request, _("The passkey is removed."))
            return redirect("account")
    context = {"asked": form, "passkey": found}
    return render(request, "account/remove_passkey.html", context, status=BAD_FORM if form.errors else 200)


@never_cache
@require_POST
def sign_in_with_passkey(request: HttpRequest) -> HttpResponse:
    """Take a passkey in place of a code."""
    now = clock.now()
    user = signing_in.waiting(request, now)
    if user is None:
        return redirect("sign-in")
    state = request.session.pop(USING, None)
    form = PasskeyAnswerForm(request.POST)
    if form.is_valid() and passkeys.take_passkey(user, form.cleaned_data["answer"], state, site_origin(request), now):
        signing_in.begin_session(request, user, now)
        return let_in(request, user)
    return ask_for_code(request, user, passkey_failed=True)
