"""How long is kept what the site has about reminders."""

from handover.common.text import Text
from handover.portal.config import Config
from handover.portal.retention.rule import (
    kept_rule,
    old_rows_rule,
)

ROWS = (
    old_rows_rule(
        "e-mails.weekly",
        Text("The note that a weekly reminder was sent", "Y nodyn bod nodyn atgoffa wythnosol wedi'i anfon"),
        Text("it was sent", "ei anfon"),
        ("reminders.WeeklyReminder",),
        Config.outbox_days,
        "sent_at",
    ),
    kept_rule(
        "e-mails.day",
        Text("An authority's choice of the day of the reminder", "Dewis awdurdod o ddiwrnod y nodyn atgoffa"),
        Text("until the authority changes it", "nes i'r awdurdod ei newid"),
        ("reminders.ReminderDay",),
    ),
)
