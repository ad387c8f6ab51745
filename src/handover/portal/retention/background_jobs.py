"""What the worker does for retention: what, how often, and the function that does it. Each may run twice without harm."""

from handover.common.text import Text
from handover.portal.retention import keeping
from handover.portal.work.running import Job

ROWS = (
    Job(
        "retention",
        Text("Remove what has been kept long enough", "Tynnu'r hyn a gadwyd yn ddigon hir"),
        3600,
        keeping.keep_retention,
        removes=True,
    ),
)
