"""What the worker does for webhooks: what, how often, and the function that does it. It may run twice without harm."""

from datetime import datetime

from handover.common.text import Text
from handover.portal.webhooks.calling import WebhookTransport, read_address_rules
from handover.portal.webhooks.delivering import deliver_webhooks
from handover.portal.work.running import STOPPING, Job


def send_webhooks(now: datetime) -> int:
    """Send what is due."""
    return deliver_webhooks(WebhookTransport(read_address_rules()), stopped=STOPPING.is_set)


ROWS = (Job("send-webhooks", Text("Send webhooks", "Anfon bachau gwe"), 2, send_webhooks, frequent=True, apart=True),)
