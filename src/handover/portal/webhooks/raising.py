"""Writing a webhook for each endpoint that hears of an event, in the transaction of the act: both are stored or neither."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import Final
from uuid import UUID

from django.utils import timezone

from handover.portal.establishments.directory import RouteState, state_on
from handover.portal.establishments.models import Establishment
from handover.portal.transfers.flow import StepActor
from handover.portal.transfers.listeners import StepTaken
from handover.portal.transfers.mailbox import may_collect, may_send
from handover.portal.transfers.senders import SendingOffice
from handover.portal.webhooks.event import WebhookEvent
from handover.portal.webhooks.events import WEBHOOK_EVENTS
from handover.portal.webhooks.keepers import may_still_hear
from handover.portal.webhooks.models import LIVE_ENDPOINTS, WebhookDelivery, WebhookEndpoint

SHUT: Final = (RouteState.CLOSED, RouteState.INACTIVE)
Hears = Callable[[SendingOffice], bool]
"""Says whether an office, in the role of its endpoint, may know of what happened."""


def raise_webhooks(
    event: str, place: Establishment | None, subject: UUID, now: datetime, hears: Hears = lambda office: True
) -> None:
    """Write a webhook for each endpoint of an office that chose the event, may hear of it, and works."""
    if place is None:
        return
    today = timezone.localdate(now)
    found = list(WebhookEndpoint.objects.filter(LIVE_ENDPOINTS, may_still_hear(today), establishment=place))
    for each in found:
        each.establishment = place
    endpoints = [each for each in found if event in each.events and may_hear(each, event) and hears(each.office)]
    if endpoints and state_on(place, today) not in SHUT:
        WebhookDelivery.objects.bulk_create(make_delivery(each, event, subject, now) for each in endpoints)


def may_hear(endpoint: WebhookEndpoint, event: str) -> bool:
    """Say whether the role of an endpoint, as it is now, may hear of an event."""
    return endpoint.office.may(*WEBHOOK_EVENTS[event].needs)


def make_delivery(endpoint: WebhookEndpoint, event: str, subject: UUID, now: datetime) -> WebhookDelivery:
    """Return a webhook that is due at once; the caller stores it."""
    return WebhookDelivery(endpoint=endpoint, event=event, subject=subject, raised_at=now, next_attempt_at=now)


def raise_of_step(taken: StepTaken) -> None:
    """Tell the side to which a step of a file is news."""
    transfer = taken.transfer
    sides: dict[StepActor | None, tuple[Establishment | None, Hears]] = {
        StepActor.RECEIVER: (transfer.destination_establishment, partial(may_collect, transfer)),
        StepActor.SENDER: (transfer.source_establishment, partial(may_send, transfer)),
    }
    for event in list_events_of_step(taken.step.event):
        place, hears = sides[event.side]
        raise_webhooks(event.key, place, transfer.reference, taken.now, hears)


def list_events_of_step(step: str) -> Iterable[WebhookEvent]:
    """Return the events that a step of a transfer's life raises."""
    return (event for event in WEBHOOK_EVENTS.values() if step in event.steps)
