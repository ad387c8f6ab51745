"""What the audit log holds about chains of custody."""

from handover.common.text import Text
from handover.portal.audit.action import Action

ROWS = (
    Action(
        "custody.exported",
        Text("Chain of custody downloaded", "Lawrlwythwyd y gadwyn gadw"),
    ),
)
