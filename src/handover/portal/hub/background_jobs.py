"""What the worker does for the hub: what, how often, and the function that does it. Each may run twice without harm."""

from handover.common.text import Text
from handover.portal.hub.outcomes import tallying
from handover.portal.work.running import Job

ROWS = (
    Job(
        "count-outcomes",
        Text("Count what became of records", "Cyfrif beth ddigwyddodd i gofnodion"),
        60,
        tallying.count_changed_months,
        frequent=True,
    ),
)
