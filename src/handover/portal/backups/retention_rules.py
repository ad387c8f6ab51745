"""How long is kept what the site knows about its backups."""

from handover.common.text import Text
from handover.portal.retention.rule import FOR_GOOD, kept_rule

ROWS = (
    kept_rule(
        "backups",
        Text("When the site was last backed up", "Pryd y gwnaed copi wrth gefn diwethaf o'r wefan"),
        FOR_GOOD,
        ("backups.LastBackup",),
    ),
)
