"""The events of late notices of which software may be told."""

from typing import Final

from handover.common.text import Text
from handover.portal.transfers.permissions import COLLECTING, SENDING
from handover.portal.webhooks.event import WebhookEvent

NOTICE_WAITING: Final = "notice.waiting"

ROWS = (
    WebhookEvent(
        NOTICE_WAITING,
        Text("Something happened to a file later", "Digwyddodd rhywbeth i ffeil wedyn"),
        Text(
            "A file was rejected, expired, called back after a copy was fetched, and the like; it is in the list of notices.",
            "Cafodd ffeil ei gwrthod, daeth i ben, galwyd hi'n ôl ar ôl nôl copi, ac ati; mae yn y rhestr o hysbysiadau.",
        ),
        "list_notices",
        SENDING + COLLECTING,
    ),
)
