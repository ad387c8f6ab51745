"""An office's webhooks: the list, making one, and looking at one with what was sent to it."""

from typing import Final
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from handover.common.text import Text
from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.roles import ROLES
from handover.portal.accounts.second_step import has_second_step
from handover.portal.accounts.views.people_forms import explain_problems
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.transfers.senders import name_author
from handover.portal.web import wording
from handover.portal.web.access import allowed
from handover.portal.webhooks import listing
from handover.portal.webhooks.delivery_faults import DELIVERY_FAULTS
from handover.portal.webhooks.events import WEBHOOK_EVENTS
from handover.portal.webhooks.managing import EndpointNotMade, make_endpoint
from handover.portal.webhooks.models import (
    FAILED_DELIVERIES,
    WAITING_DELIVERIES,
    WebhookDelivery,
    WebhookEndpoint,
)
from handover.portal.webhooks.permissions import MANAGE_WEBHOOKS
from handover.portal.webhooks.views.forms import NewEndpointForm

PAGE: Final = 50
CUTS: Final = {
    "all": (Text("All", "Pob un"), Q()),
    "failed": (Text("Given up", "Rhoddwyd y gorau iddynt"), FAILED_DELIVERIES),
    "waiting": (Text("Waiting", "Yn aros"), WAITING_DELIVERIES),
}
"""The parts of the list of what was sent."""


@require_safe
@allowed(MANAGE_WEBHOOKS)
def show_webhooks(request: HttpRequest) -> HttpResponse:
    """List the webhooks of one's own office: few, so that they are on one page."""
    me = require_user(request)
    rows = listing.with_counts(listing.endpoints_of_office(me))
    context = {
        "rows": [(each, listing.state_of_endpoint(each), name_events(each)) for each in rows],
        "second_step": has_second_step(me),
    }
    return render(request, "webhooks/list.html", context)


def name_events(endpoint: WebhookEndpoint) -> list[str]:
    """Return of what an endpoint hears, in the language of the page."""
    return [wording.say_text(event.name) for key, event in WEBHOOK_EVENTS.items() if key in endpoint.events]


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(MANAGE_WEBHOOKS)
def show_new_webhook(request: HttpRequest) -> HttpResponse:
    """Make a webhook, and show its secret this once."""
    me, now = require_user(request), clock.now()
    if not has_second_step(me):
        return render(request, "webhooks/no_second_step.html")
    form = NewEndpointForm(request.POST or None, by=me)
    if form.is_valid():
        try:
            return show_webhook_secret(request, make_endpoint(me, form.wanted(), now))
        except EndpointNotMade as refused:
            explain_problems(form, refused.problems)
    return render(request, "webhooks/new.html", {"asked": form}, status=BAD_FORM if form.errors else 200)


def show_webhook_secret(request: HttpRequest, endpoint: WebhookEndpoint) -> HttpResponse:
    """Show a secret: in the answer to the act that made it and never again."""
    return render(request, "webhooks/made.html", {"endpoint": endpoint, "events": name_events(endpoint)})


def get_own_endpoint_or_404(reference: UUID, me: User) -> WebhookEndpoint:
    """Return an endpoint of one's own office."""
    endpoint = listing.find_own_endpoint(reference, me)
    if endpoint is None:
        raise Http404
    return endpoint


@require_safe
@allowed(MANAGE_WEBHOOKS)
def show_webhook(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Show one webhook: how it is, and what was sent to it with what came of it."""
    me, now = require_user(request), clock.now()
    endpoint = get_own_endpoint_or_404(reference, me)
    view = request.GET.get("view", "all")
    view = view if view in CUTS else "all"
    sent = endpoint.deliveries.all()
    page = Paginator(sent.filter(CUTS[view][1]), PAGE).get_page(request.GET.get("page"))
    context = {
        "endpoint": endpoint,
        "state": listing.state_of_endpoint(endpoint),
        "why": listing.WHY_STOPPED.get(endpoint.stop_reason),
        "events": name_events(endpoint),
        "author": name_author(endpoint.made_by, endpoint.software, endpoint.establishment, wording.language()),
        "role_name": wording.say_text(ROLES[endpoint.role].name),
        "both_until": endpoint.former_until if len(endpoint.list_secrets(now)) > 1 else None,
        "page": page,
        "rows": [describe_webhook_row(each, endpoint) for each in page.object_list],
        "view": view,
        "views": {key: words for key, (words, _) in CUTS.items()},
        "failed": sent.filter(FAILED_DELIVERIES).count(),
    }
    return render(request, "webhooks/endpoint.html", context)


def describe_webhook_row(delivery: WebhookDelivery, endpoint: WebhookEndpoint) -> dict[str, object]:
    """Return what the page says of a webhook."""
    event, fault = WEBHOOK_EVENTS.get(delivery.event), DELIVERY_FAULTS.get(delivery.fault)
    return {
        "delivery": delivery,
        "event": wording.say_text(event.name) if event else delivery.event,
        "state": listing.state_of_delivery(delivery),
        "fault": fault,
        "next": listing.find_next_try(delivery, endpoint),
    }
