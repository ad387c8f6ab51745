"""Signing in with an account elsewhere, and linking one with one's own, after the password."""

import logging
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from handover.portal import clock
from handover.portal.accounts import openid, signing_in
from handover.portal.accounts.devices import remember_device
from handover.portal.accounts.models import User
from handover.portal.accounts.openid import AnswerRefused, OutsideIdentity, ProviderAway
from handover.portal.accounts.request_user import find_user, require_user
from handover.portal.accounts.signing_in import SignInResult
from handover.portal.accounts.views.account import unconfirmed
from handover.portal.accounts.views.sign_in import BAD_FORM, NEXT
from handover.portal.accounts.views.sign_in_forms import PresentPasswordForm
from handover.portal.audit.log import NOBODY
from handover.portal.audit.noise import record_noise
from handover.portal.configuration.openid import OpenIDProvider
from handover.portal.web import wording
from handover.portal.web.addresses import safe_next

LINKING = "handover.linking"
LINKING_SECONDS = 600
"""How long after the password an account elsewhere may be linked."""
log = logging.getLogger("handover.openid")


def get_provider(key: str) -> OpenIDProvider:
    """Return a provider of the settings."""
    provider = openid.find_provider(key)
    if provider is None:
        raise Http404
    return provider


def name_provider(provider: OpenIDProvider) -> str:
    """Return what a provider is called in the language of the page."""
    return provider.name_cy if wording.language() == "cy" else provider.name


def tell(request: HttpRequest, template: str, provider: OpenIDProvider, status: int) -> HttpResponse:
    """Say why nobody was let in, and what to do instead."""
    return render(request, template, {"provider": name_provider(provider)}, status=status)


@never_cache
@require_safe
def sign_in_openid(request: HttpRequest, provider: str) -> HttpResponse:
    """Send a visitor to a provider; or somebody who has just given the password, to link an account there."""
    chosen, user = get_provider(provider), find_user(request)
    if user is not None and not may_link(request, user, chosen, clock.now()):
        return redirect("account")
    if user is None:
        request.session[NEXT] = safe_next(request, request.GET.get("next"))
    try:
        return openid.go_to_provider(request, chosen)
    except ProviderAway as fault:
        log.warning("sign-in with %s: %s", provider, fault)
        return tell(request, "sign_in/openid_away.html", chosen, 503)


@never_cache
@require_safe
def openid_back(request: HttpRequest, provider: str) -> HttpResponse:
    """Take the answer of a provider: sign in whom it is linked with, or link it."""
    chosen, user, now = get_provider(provider), find_user(request), clock.now()
    try:
        identity = openid.read_identity(request, chosen)
    except ProviderAway as fault:
        log.warning("sign-in with %s: %s", provider, fault)
        return tell(request, "sign_in/openid_away.html", chosen, 503)
    except AnswerRefused as fault:
        log.warning("sign-in with %s: %s", provider, fault)
        return tell(request, "sign_in/openid_refused.html", chosen, 400)
    if user is not None:
        return link_identity(request, user, identity, now)
    person = openid.find_linked(identity)
    if person is None:
        record_noise("person.sign_in_failed", actor=NOBODY, subject="", origin=identity.subject_hash, now=now)
        return tell(request, "sign_in/openid_unknown.html", chosen, 403)
    return let_in_linked(request, person, identity, now)


def let_in_linked(request: HttpRequest, person: User, identity: OutsideIdentity, now: datetime) -> HttpResponse:
    """Sign in a person whom a provider has vouched for, or ask for the code next."""
    answer = signing_in.accept_identity(request, person, identity.provider.key, now, second_step=identity.second_step)
    if answer.result is SignInResult.CODE_NEEDED:
        return redirect("sign-in-code")
    response = redirect(safe_next(request, request.session.pop(NEXT, None)))
    remember_device(request, response, person.username)
    return response


def may_link(request: HttpRequest, user: User, provider: OpenIDProvider, now: datetime) -> bool:
    """Say whether a person has given the password in this session a short time ago, to link an account at this provider."""
    noted = request.session.get(LINKING)
    if noted is None:
        return False
    key, person, at = noted
    return bool(key == provider.key and person == user.pk and now.timestamp() - at <= LINKING_SECONDS)


def link_identity(request: HttpRequest, user: User, identity: OutsideIdentity, now: datetime) -> HttpResponse:
    """Link an account elsewhere with the person who is signed in and has asked for it."""
    allowed = may_link(request, user, identity.provider, now)
    request.session.pop(LINKING, None)
    values = {"provider": name_provider(identity.provider)}
    if allowed and openid.link_account(user, identity, now):
        messages.success(request, _("From now on you can sign in with %(provider)s.") % values)
    elif allowed:
        messages.warning(request, _("That account of %(provider)s belongs to somebody else here.") % values)
    return redirect("account")


@sensitive_post_parameters("present")
@require_http_methods(["GET", "HEAD", "POST"])
def link_openid(request: HttpRequest, provider: str) -> HttpResponse:
    """Ask for the password before an account elsewhere is linked; then lead on to the provider."""
    chosen, user, now = get_provider(provider), require_user(request), clock.now()
    form = PresentPasswordForm(request.POST or None)
    if form.is_valid():
        if refusal := unconfirmed(request, user, form):
            return refusal
        if not form.errors:
            request.session[LINKING] = [chosen.key, user.pk, now.timestamp()]
            return render(
                request, "account/go_to_provider.html", {"provider": name_provider(chosen), "key": chosen.key}
            )
    context = {"asked": form, "provider": name_provider(chosen)}
    return render(request, "account/link_openid.html", context, status=BAD_FORM if form.errors else 200)


@require_POST
def unlink_openid(request: HttpRequest, provider: str) -> HttpResponse:
    """End the link with an account elsewhere."""
    if openid.unlink_account(require_user(request), provider, clock.now()):
        messages.success(request, _("You no longer sign in that way."))
    return redirect("account")
