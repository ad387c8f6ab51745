"""The events of webhooks, as one table that code, screens, the description of the API, tests and the reference page read."""

from typing import Final

from handover.portal.accounts.roles import ROLES
from handover.portal.features import collect_rows
from handover.portal.webhooks.event import WebhookEvent

WEBHOOK_EVENTS: Final[dict[str, WebhookEvent]] = {
    event.key: event for event in collect_rows("webhook_events", WebhookEvent)
}
"""All events, feature by feature."""


def events_of_role(role: str) -> tuple[WebhookEvent, ...]:
    """Return the events that an endpoint of a role may choose."""
    allowed = ROLES[role].permissions
    return tuple(event for event in WEBHOOK_EVENTS.values() if event.chosen and not allowed.isdisjoint(event.needs))
