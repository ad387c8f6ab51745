"""The events of secure messages of which software may be told."""

from typing import Final

from handover.common.text import Text
from handover.portal.messaging.permissions import USE_MESSAGES
from handover.portal.webhooks.event import WebhookEvent

MESSAGE_WAITING: Final = "message.waiting"

ROWS = (
    WebhookEvent(
        MESSAGE_WAITING,
        Text("A secure message waits for you", "Mae neges ddiogel yn aros amdanoch"),
        Text("Somebody sent a message to your box.", "Anfonodd rhywun neges i'ch blwch."),
        "show_message",
        (USE_MESSAGES,),
    ),
)
