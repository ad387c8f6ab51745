"""What the worker does for stores: what, how often, and the function that does it. Each may run twice without harm."""

from handover.common.text import Text
from handover.portal.stores import sweeping
from handover.portal.work.running import Job

ROWS = (
    Job(
        "sweep-uploads",
        Text("Move files aside that nothing names", "Symud o'r neilltu ffeiliau nad oes dim yn eu henwi"),
        3600,
        sweeping.sweep_files,
        removes=True,
    ),
)
