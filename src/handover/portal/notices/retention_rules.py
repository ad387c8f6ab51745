"""How long is kept what the site has about e-mails."""

from handover.common.text import Text
from handover.portal.retention.rule import (
    old_rows,
)

ROWS = (
    old_rows(
        "e-mails",
        Text("An e-mail of the site", "E-bost y wefan"),
        Text("it was written", "ei ysgrifennu"),
        ("notices.Notice",),
        "HANDOVER_OUTBOX_DAYS",
        "created_at",
    ),
)
