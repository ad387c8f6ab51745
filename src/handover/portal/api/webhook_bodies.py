"""The body of a webhook with its example, and the bodies with which a program keeps its webhooks."""

from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field

from handover.portal.api.bodies import RequestBody, ResponseBody, Words
from handover.portal.webhooks.limits import MOST_OVERLAP_DAYS, OVERLAP_DAYS
from handover.portal.webhooks.listing import DELIVERY_STATES, ENDPOINT_STATES
from handover.portal.webhooks.webhook_events import TEST_EVENT

EndpointStateKey = Annotated[str, Field(json_schema_extra={"enum": [state.key for state in ENDPOINT_STATES]})]
DeliveryStateKey = Annotated[str, Field(json_schema_extra={"enum": [state.key for state in DELIVERY_STATES]})]


class WebhookSubjectBody(ResponseBody):
    """What a webhook is about."""

    id: UUID = Field(description="The reference of what it is about, for the operation that the event names.")
    office: str = Field(description="The number of the mailbox whose news it is.")


class WebhookBody(ResponseBody):
    """A webhook. Nothing about a child is in it: ask for what there is, with a key."""

    type: str = Field(description="The event, such as `transfer.waiting`. Pass over one that you do not know.")
    timestamp: datetime = Field(description="When it happened; when this attempt was made is in the header.")
    data: WebhookSubjectBody


WEBHOOK_EXAMPLE: Final[dict[str, Any]] = {
    "type": TEST_EVENT,
    "timestamp": "2026-09-03T09:30:00Z",
    "data": {"id": "7f1c0c64-9d3b-4b5e-9d5a-5f8f5b8f0c11", "office": "6814990"},
}


class NewWebhookBody(RequestBody):
    """A webhook that is to be made."""

    name: Words = Field(max_length=100, description="What the program is called that is told, such as `SIMS`.")
    address: Words = Field(max_length=1000, description="Where it is told: `https://`, a host and a path.")
    events: list[Words] = Field(
        max_length=50, description="The events of which it is told, such as `transfer.waiting`."
    )


class WebhookChangeBody(RequestBody):
    """What is to be another way with a webhook; what is left out stays."""

    events: list[Words] | None = Field(None, max_length=50, description="All events of which it is told from now on.")
    paused: bool | None = Field(
        None, description="`true`: nothing is sent. `false`: it goes on, after the site switched it off too."
    )


class WebhookSecretBody(RequestBody):
    """How long the former secret still signs beside another."""

    overlap_days: int = Field(OVERLAP_DAYS, ge=0, le=MOST_OVERLAP_DAYS)


class KeptWebhookBody(ResponseBody):
    """A webhook that the program made, and how it is."""

    reference: UUID
    name: str
    address: str
    events: list[str]
    state: EndpointStateKey
    state_words: str
    made_at: datetime
    failing_since: datetime | None = Field(description="When the first attempt failed since one was taken.")
    failed: int = Field(description="How many were given up. They are kept for a time and can be sent again.")
    last_taken_at: datetime | None


class MadeWebhookBody(KeptWebhookBody):
    """A webhook with its secret, which is told this once."""

    secret: str = Field(description="Signs what is sent, as in Standard Webhooks. Keep it as you keep the key.")
    former_secret_until: datetime | None = Field(None, description="Until when the former secret signs beside it.")


class KeptWebhookListBody(ResponseBody):
    """The webhooks that the program made for the office."""

    items: list[KeptWebhookBody]


class WebhookDeliveryBody(ResponseBody):
    """One webhook that was sent, or is to be, and what came of it."""

    reference: UUID
    id: str = Field(description="The `webhook-id`, the same in every attempt.")
    event: str
    subject: UUID = Field(description="`data.id`: the reference of what it is about.")
    raised_at: datetime
    state: DeliveryStateKey
    state_words: str
    attempts: int
    tried_at: datetime | None
    status: int | None = Field(description="The status of the last answer; null where there was none.")
    milliseconds: int | None = Field(description="How long the last attempt took.")
    problem: str | None = Field(description="What was wrong with the last attempt, and what to do about it.")
    next_try_at: datetime | None


class WebhookDeliveryListBody(ResponseBody):
    """A part of what was sent to a webhook, the latest first."""

    items: list[WebhookDeliveryBody]
    next: str | None


class WebhooksAgainBody(ResponseBody):
    """How many webhooks are sent again."""

    count: int
