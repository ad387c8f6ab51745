"""What the worker does for reminders: what, how often, and the function that does it. Each may run twice without harm."""

from handover.common.text import Text
from handover.portal.reminders import audit_end, weekly
from handover.portal.work.running import Job

ROWS = (
    Job(
        "weekly-reminders",
        Text("Write the weekly reminders", "Ysgrifennu'r nodiadau atgoffa wythnosol"),
        3600,
        weekly.send_weekly_reminders,
    ),
    Job(
        "tell-audit-end",
        Text("Tell where the audit log ends", "Dweud lle daw'r cofnod archwilio i ben"),
        3600,
        audit_end.tell_audit_end,
        frequent=True,
    ),
)
