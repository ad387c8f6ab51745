"""What is done with a webhook that is there: other events, another secret, a pause, a test, sending again, deleting it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.second_step import has_second_step
from handover.portal.accounts.views.people_forms import explain_problems
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.web.access import allowed
from handover.portal.webhooks import managing
from handover.portal.webhooks.models import WebhookEndpoint
from handover.portal.webhooks.permissions import MANAGE_WEBHOOKS
from handover.portal.webhooks.views.endpoints import get_own_endpoint_or_404, show_webhook_secret
from handover.portal.webhooks.views.forms import ChangeEventsForm, ReplaceSecretForm


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(MANAGE_WEBHOOKS)
def show_secret_replacement(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Make a secret that takes another's place, and show it this once."""
    me, now = require_user(request), clock.now()
    endpoint = get_own_endpoint_or_404(reference, me)
    if not has_second_step(me):
        return render(request, "webhooks/no_second_step.html")
    form = ReplaceSecretForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        held = managing.replace_secret(me, endpoint, form.cleaned_data["overlap"], now)
        if held is None:
            raise Http404
        return show_webhook_secret(request, held)
    context = {"asked": form, "endpoint": endpoint}
    return render(request, "webhooks/secret.html", context, status=BAD_FORM if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(MANAGE_WEBHOOKS)
def show_events_change(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Ask of what a webhook is to hear, and then have it hear of that."""
    me = require_user(request)
    endpoint = get_own_endpoint_or_404(reference, me)
    form = ChangeEventsForm(request.POST if request.method == "POST" else None, endpoint=endpoint)
    if form.is_valid():
        try:
            if managing.change_endpoint_events(me, endpoint, tuple(form.cleaned_data["events"]), clock.now()):
                messages.success(request, _("From now on the webhook hears of what you ticked."))
            return redirect("webhook", reference)
        except managing.EndpointNotMade as refused:
            explain_problems(form, refused.problems)
    context = {"asked": form, "endpoint": endpoint}
    return render(request, "webhooks/events.html", context, status=BAD_FORM if form.errors else 200)


@require_POST
@allowed(MANAGE_WEBHOOKS)
def pause_webhook(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Have a webhook stand still."""
    me = require_user(request)
    endpoint = get_own_endpoint_or_404(reference, me)
    managing.pause_endpoint(me, endpoint, clock.now())
    messages.success(request, _("The webhook is paused. What happens meanwhile, the program finds when it looks."))
    return redirect("webhook", reference)


@require_POST
@allowed(MANAGE_WEBHOOKS)
def resume_webhook(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Have a webhook go on that was paused or switched off."""
    me = require_user(request)
    endpoint = get_own_endpoint_or_404(reference, me)
    managing.resume_endpoint(me, endpoint, clock.now())
    messages.success(request, _("The webhook is on."))
    return redirect("webhook", reference)


@require_POST
@allowed(MANAGE_WEBHOOKS)
def send_test_webhook(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Send a webhook that says nothing but that it is a test."""
    endpoint = get_own_endpoint_or_404(reference, require_user(request))
    if not endpoint.hears:
        return say_is_off(request, endpoint)
    managing.send_test(endpoint, clock.now())
    messages.success(request, _("The test is on its way. Load this page again in a moment to see what came of it."))
    return redirect("webhook", reference)


@require_POST
@allowed(MANAGE_WEBHOOKS)
def send_all_again(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Send again all that was given up."""
    endpoint = get_own_endpoint_or_404(reference, require_user(request))
    if not endpoint.hears:
        return say_is_off(request, endpoint)
    count = managing.send_webhooks_again(endpoint, clock.now())
    said = ngettext("%(count)s is sent again.", "%(count)s are sent again.", count)
    messages.success(request, said % {"count": count})
    return redirect("webhook", reference)


@require_POST
@allowed(MANAGE_WEBHOOKS)
def send_one_again(request: HttpRequest, reference: UUID, delivery: UUID) -> HttpResponse:
    """Send one webhook again, whatever came of it."""
    endpoint = get_own_endpoint_or_404(reference, require_user(request))
    row = endpoint.deliveries.filter(reference=delivery).first()
    if row is None:
        raise Http404
    if not endpoint.hears:
        return say_is_off(request, endpoint)
    managing.send_webhooks_again(endpoint, clock.now(), row)
    messages.success(request, _("It is sent again. Load this page again in a moment to see what came of it."))
    return redirect("webhook", reference)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(MANAGE_WEBHOOKS)
def show_webhook_deletion(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Ask, and then delete a webhook."""
    me = require_user(request)
    endpoint = get_own_endpoint_or_404(reference, me)
    if request.method != "POST":
        return render(request, "webhooks/delete.html", {"endpoint": endpoint})
    managing.delete_endpoint(me, endpoint, clock.now())
    said = _("The webhook “%(name)s” is deleted. Nothing is sent to it any more.")
    messages.success(request, said % {"name": endpoint.description})
    return redirect("webhooks")


def say_is_off(request: HttpRequest, endpoint: WebhookEndpoint) -> HttpResponse:
    """Say that nothing is sent while a webhook is off, and show it."""
    messages.warning(request, _("Nothing is sent while the webhook is off. Switch it on first."))
    return redirect("webhook", endpoint.reference)
