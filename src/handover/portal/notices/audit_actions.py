"""What the audit log holds about e-mails."""

from handover.common.text import Text
from handover.portal.audit.action import Action

ROWS = (
    Action(
        "emails.released",
        Text("Sent e-mails that were held after a restore", "Anfonwyd e-byst a ddaliwyd ar ôl adfer"),
    ),
)
