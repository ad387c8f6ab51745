"""The body of a webhook, as the description of the API has it, and its example."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from pydantic import Field

from handover.portal.api.bodies import ResponseBody
from handover.portal.webhooks.webhook_events import TEST_EVENT


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
