"""The lines of the menu about the weekly reminder."""

from handover.common.text import Text
from handover.portal.reminders.permissions import SET_REMINDERS
from handover.portal.web.navigation import MenuEntry

ROWS = (
    MenuEntry(
        205,
        "reminder-day",
        Text("Weekly reminder", "Nodyn atgoffa wythnosol"),
        SET_REMINDERS,
        Text("Choose the day on which it comes.", "Dewis y diwrnod y daw."),
        group="schools",
    ),
)
