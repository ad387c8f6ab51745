"""The page of the manual about webhooks."""

from handover.common.text import Text
from handover.portal.web.help import Topic
from handover.portal.webhooks.events import WEBHOOK_EVENTS
from handover.portal.webhooks.limits import OFF_AFTER, OVERLAP_DAYS


def tell_webhooks() -> dict[str, object]:
    """Return what the page says and other tables decide."""
    return {
        "off_days": OFF_AFTER.days,
        "overlap_days": OVERLAP_DAYS,
        "webhook_events": tuple(event for event in WEBHOOK_EVENTS.values() if event.chosen),
    }


ROWS = (
    Topic(
        146,
        "webhooks",
        Text("Webhooks", "Bachau gwe"),
        Text("Having a program told at once that there is news.", "Rhoi gwybod i raglen ar unwaith bod newyddion."),
        tell_webhooks,
    ),
)
