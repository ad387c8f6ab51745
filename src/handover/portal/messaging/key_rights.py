"""What a key may be given to do with secure messages."""

from handover.common.text import Text
from handover.portal.apikeys.right import KeyRight
from handover.portal.messaging.permissions import USE_MESSAGES

ROWS = (
    KeyRight(
        "messages",
        Text("Secure messages", "Negeseuon diogel"),
        Text("Send and read secure messages.", "Anfon a darllen negeseuon diogel."),
        frozenset({USE_MESSAGES}),
    ),
)
