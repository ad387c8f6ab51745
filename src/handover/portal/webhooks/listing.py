"""Finding endpoints and what was sent to them: those of one's own office, and how they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from handover.common.text import Text
from handover.portal import clock
from handover.portal.webhooks.keepers import WebhookKeeper, find_webhook_office, find_working_keys, pick_endpoints
from handover.portal.webhooks.models import WebhookDelivery, WebhookEndpoint


@dataclass(frozen=True, slots=True)
class WebhookState:
    """How an endpoint or a webhook is: for software, in a word for people, and the colour of its tag."""

    key: str
    words: Text
    colour: str


HEARS: Final = WebhookState("on", Text("On", "Ymlaen"), "green")
TROUBLED: Final = WebhookState("failing", Text("Not getting through", "Ddim yn cyrraedd"), "orange")
PAUSED: Final = WebhookState("paused", Text("Paused", "Wedi'i oedi"), "grey")
SWITCHED_OFF: Final = WebhookState("switched_off", Text("Switched off", "Wedi'i ddiffodd"), "red")
KEYLESS: Final = WebhookState("key_ended", Text("Its key has ended", "Mae ei allwedd wedi dod i ben"), "grey")
ENDPOINT_STATES: Final = (HEARS, TROUBLED, PAUSED, SWITCHED_OFF, KEYLESS)

ARRIVED_THERE: Final = WebhookState("taken", Text("Taken", "Derbyniwyd"), "green")
ON_ITS_WAY: Final = WebhookState("waiting", Text("Waiting", "Yn aros"), "blue")
TRIED_AGAIN: Final = WebhookState("tried_again", Text("Tried again", "Rhoi cynnig arall"), "orange")
NOT_ARRIVED: Final = WebhookState("given_up", Text("Given up", "Rhoddwyd y gorau iddi"), "red")
DELIVERY_STATES: Final = (ARRIVED_THERE, ON_ITS_WAY, TRIED_AGAIN, NOT_ARRIVED)

WHY_STOPPED: Final = {
    "failing": Text(
        "The site switched it off: for days the receiver took nothing. Nothing is lost, for what there is waits in the "
        "mailbox. Ask whoever looks after the program, and switch it on again.",
        "Diffoddodd y wefan ef: ni dderbyniodd y derbynnydd ddim am ddyddiau. Nid oes dim ar goll, gan fod yr hyn sydd yno'n "
        "aros yn y blwch post. Gofynnwch i bwy bynnag sy'n gofalu am y rhaglen, a'i droi ymlaen eto.",
    ),
    "gone": Text(
        "The site switched it off: the receiver answered that it wants no more. If the program is still used, ask its makers.",
        "Diffoddodd y wefan ef: atebodd y derbynnydd nad yw eisiau rhagor. Os yw'r rhaglen yn cael ei defnyddio o hyd, "
        "gofynnwch i'w gwneuthurwyr.",
    ),
}
"""Why an endpoint is off, and what to do, by the reason that is kept."""


def endpoints_of_office(by: WebhookKeeper) -> QuerySet[WebhookEndpoint]:
    """Return the endpoints of somebody's own office that were not deleted, as far as they look after them; each with whether
    the program that made it has a key that works (`has_key`).
    """
    place = find_webhook_office(by)
    if place is None:
        return WebhookEndpoint.objects.none()
    own = WebhookEndpoint.objects.filter(pick_endpoints(by), establishment=place, deleted_at=None)
    return own.select_related("establishment", "made_by").annotate(has_key=find_working_keys(clock.today()))


def with_counts(endpoints: QuerySet[WebhookEndpoint]) -> QuerySet[WebhookEndpoint]:
    """Return endpoints with how many webhooks failed (`failed`) and when one was last taken (`last_taken`)."""
    lost = Q(deliveries__next_attempt_at=None, deliveries__delivered_at=None, deliveries__pk__isnull=False)
    return endpoints.annotate(failed=Count("deliveries", filter=lost), last_taken=Max("deliveries__delivered_at"))


def find_own_endpoint(reference: UUID, by: WebhookKeeper) -> WebhookEndpoint | None:
    """Return an endpoint of somebody's own office; None tells nothing about those of others."""
    return endpoints_of_office(by).filter(reference=reference).first()


def state_of_endpoint(endpoint: WebhookEndpoint) -> WebhookState:
    """Return how an endpoint is."""
    if endpoint.stopped_at is not None:
        return SWITCHED_OFF
    if endpoint.paused_at is not None:
        return PAUSED
    if endpoint.program is not None and not endpoint.has_key:  # type: ignore[attr-defined]  # `endpoints_of_office`
        return KEYLESS
    return HEARS if endpoint.failing_since is None else TROUBLED


def state_of_delivery(delivery: WebhookDelivery) -> WebhookState:
    """Return how a webhook is."""
    if delivery.delivered_at is not None:
        return ARRIVED_THERE
    if delivery.next_attempt_at is None:
        return NOT_ARRIVED
    return TRIED_AGAIN if delivery.tried_at is not None else ON_ITS_WAY


def find_next_try(delivery: WebhookDelivery, endpoint: WebhookEndpoint) -> datetime | None:
    """Return when a webhook is tried next: not while its endpoint is off, and not before its receiver said."""
    if delivery.next_attempt_at is None or not endpoint.hears:
        return None
    moments: Iterable[datetime | None] = (delivery.next_attempt_at, endpoint.rests_until)
    return max(moment for moment in moments if moment is not None)
