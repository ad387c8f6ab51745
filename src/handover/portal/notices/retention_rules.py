"""How long is kept what the site has about e-mails."""

from handover.common.text import Text
from handover.portal.config import Config
from handover.portal.retention.rule import (
    old_rows_rule,
)

ROWS = (
    old_rows_rule(
        "e-mails",
        Text("An e-mail of the site", "E-bost y wefan"),
        Text("it was written", "ei ysgrifennu"),
        ("notices.Notice",),
        Config.outbox_days,
        "created_at",
    ),
)
