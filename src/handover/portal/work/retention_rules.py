"""How long is kept what the site has about the background work."""

from handover.common.text import Text
from handover.portal.retention.rule import (
    FOR_GOOD,
    kept,
    old_rows,
)

ROWS = (
    old_rows(
        "jobs.runs",
        Text("That a background job ran", "Bod tasg gefndir wedi rhedeg"),
        Text("it began", "iddi ddechrau"),
        ("work.Run",),
        "HANDOVER_OUTBOX_DAYS",
        "started_at",
    ),
    kept(
        "jobs.leases",
        Text("When a background job is due", "Pryd mae tasg gefndir i'w rhedeg"),
        FOR_GOOD,
        ("work.Lease",),
    ),
)
