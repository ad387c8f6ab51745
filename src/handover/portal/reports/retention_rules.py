"""How long is kept what the site has about reports."""

from handover.common.text import Text
from handover.portal.retention.rule import (
    FOR_GOOD,
    kept_rule,
)

ROWS = (
    kept_rule(
        "reports.tally",
        Text(
            "How many files went from where to where, for the reports; it names no file and no pupil",
            "Faint o ffeiliau aeth o ble i ble, ar gyfer yr adroddiadau; nid yw'n enwi ffeil na disgybl",
        ),
        FOR_GOOD,
        ("reports.Tally",),
    ),
)
