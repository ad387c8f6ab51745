"""Changing a key that is in use: another in its place, fewer rights, withdrawing it."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.second_step import has_second_step
from handover.portal.accounts.views.people_forms import explain_problems
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.apikeys.changing import lower_key_rights, replace_api_key
from handover.portal.apikeys.making import KeyNotMade, withdraw_api_key
from handover.portal.apikeys.models import ApiKey
from handover.portal.apikeys.permissions import MANAGE_KEYS, OVERSEE_KEYS
from handover.portal.apikeys.views.forms import USUAL_DAYS, LowerRightsForm, ReplaceKeyForm
from handover.portal.apikeys.views.keys import get_key_or_404, get_own_key_or_404, name_rights, show_once
from handover.portal.web.access import allowed


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(MANAGE_KEYS)
def show_key_replacement(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Make a key that takes another's place, and show it this once."""
    me, now = require_user(request), clock.now()
    key = get_own_key_or_404(reference, me)
    if not key.works_on(timezone.localdate(now)):
        return say_works_no_more(request, key)
    if key.approves_vendor:
        raise Http404
    if not has_second_step(me):
        return render(request, "apikeys/no_second_step.html", {"back": "keys"})
    form = ReplaceKeyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = replace_api_key(me, key, USUAL_DAYS, form.cleaned_data["overlap"], now)
        except KeyNotMade as refused:
            for problem in refused.problems.values():
                explain_problems(form, {"": problem})
        else:
            key.refresh_from_db()
            return show_once(request, made, key)
    ends_on = timezone.localdate(now) + timedelta(days=USUAL_DAYS)
    context = {"asked": form, "key": key, "rights": name_rights(key), "ends_on": ends_on}
    return render(request, "apikeys/replace.html", context, status=BAD_FORM if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(MANAGE_KEYS)
def show_key_rights(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Take away what a key may do and does not need."""
    me, now = require_user(request), clock.now()
    key = get_own_key_or_404(reference, me)
    if not key.works_on(timezone.localdate(now)):
        return say_works_no_more(request, key)
    form = LowerRightsForm(request.POST if request.method == "POST" else None, key=key)
    if form.is_valid():
        try:
            lowered = lower_key_rights(me, key, tuple(form.cleaned_data["rights"]), now)
        except KeyNotMade as refused:
            explain_problems(form, refused.problems)
        else:
            said = _("From now on the key may do less.") if lowered else _("The key may do what it could before.")
            messages.success(request, said)
            return redirect("key", reference)
    return render(request, "apikeys/rights.html", {"asked": form, "key": key}, status=BAD_FORM if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(MANAGE_KEYS, OVERSEE_KEYS)
def show_key_withdrawal(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Ask, and then withdraw a key."""
    me, now = require_user(request), clock.now()
    key = get_key_or_404(reference, me)
    if not key.works_on(timezone.localdate(now)):
        return say_works_no_more(request, key)
    if request.method != "POST":
        return render(request, "apikeys/withdraw.html", {"key": key})
    if not withdraw_api_key(me, key, now):
        return say_works_no_more(request, get_key_or_404(reference, me))
    said = _("The key “%(name)s” is withdrawn. It is refused from now on.")
    if key.approves_vendor:
        said = _("The approval of %(name)s is withdrawn. Its software is refused from now on.")
    messages.success(request, said % {"name": key.name})
    return redirect("key", reference)


def say_works_no_more(request: HttpRequest, key: ApiKey) -> HttpResponse:
    """Say of a key why there is nothing to change about it, and show it."""
    said = _("The key “%(name)s” was withdrawn already.") if key.withdrawn_at else _("The key “%(name)s” has ended.")
    messages.warning(request, said % {"name": key.name})
    return redirect("key", key.reference)
