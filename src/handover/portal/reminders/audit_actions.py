"""What the audit log holds about reminders."""

from handover.common.text import Text
from handover.portal.audit.action import Action

ROWS = (
    Action(
        "reminder.day_set", Text("Chose the day of the weekly reminder", "Dewiswyd diwrnod y nodyn atgoffa wythnosol")
    ),
)
