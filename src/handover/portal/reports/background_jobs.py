"""What the worker does for reports: what, how often, and the function that does it. Each may run twice without harm."""

from handover.common.text import Text
from handover.portal.reports import counting
from handover.portal.work.running import Job

ROWS = (
    Job(
        "fold-reports",
        Text("Fold the tally that reports are drawn from", "Crynhoi'r cyfrif sy'n sail i'r adroddiadau"),
        600,
        counting.fold_tally,
        frequent=True,
        removes=True,
    ),
)
