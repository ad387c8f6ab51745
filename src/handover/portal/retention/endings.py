"""The last day of something, for the screens: every file and every message shows it."""

from datetime import date

from handover.portal.messaging.models import Delivery
from handover.portal.retention.files import SPANS
from handover.portal.retention.table import BY_KEY
from handover.portal.transfers.models import Transfer


def of_message(delivery: Delivery, today: date) -> date:
    """Return the last day on which a recipient's copy is there, today at the earliest."""
    rule = BY_KEY["messages.unread" if delivery.read_at is None else "messages.read"]
    return max(today, rule.last_day(delivery))


def of_file(transfer: Transfer, today: date) -> date | None:
    """Return the last day on which a file can be had, today at the earliest; None where no clock runs for it."""
    for key, span in SPANS.items():
        if span.holds(transfer):
            return max(today, BY_KEY[key].last_day(transfer))
    return None
