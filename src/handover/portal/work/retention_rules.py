"""How long is kept what the site has about the background work."""

from handover.common.text import Text
from handover.portal.config import Config
from handover.portal.retention.rule import (
    FOR_GOOD,
    kept_rule,
    old_rows_rule,
)

ROWS = (
    old_rows_rule(
        "jobs.runs",
        Text("That a background job ran", "Bod tasg gefndir wedi rhedeg"),
        Text("it began", "iddi ddechrau"),
        ("work.Run",),
        Config.outbox_days,
        "started_at",
    ),
    kept_rule(
        "jobs.leases",
        Text("When a background job is due", "Pryd mae tasg gefndir i'w rhedeg"),
        FOR_GOOD,
        ("work.Lease",),
    ),
)
