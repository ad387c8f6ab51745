"""What the tables of reminders say of people, column by column, and in which form."""

from handover.portal.personal import Columns, N

ROWS = (
    Columns("reminders.ReminderDay", {N: "la_number weekday"}),
    Columns("reminders.WeeklyReminder", {N: "week"}),
)
