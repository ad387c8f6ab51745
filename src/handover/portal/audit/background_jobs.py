"""What the worker does for audit: what, how often, and the function that does it. Each may run twice without harm."""

from handover.common.text import Text
from handover.portal.audit import noise, noting
from handover.portal.work.running import Job

ROWS = (
    Job(
        "note-audit-end",
        Text("Note the end of the audit log", "Nodi diwedd y cofnod archwilio"),
        300,
        noting.keep_anchors,
        frequent=True,
    ),
    Job(
        "write-noise",
        Text("Write down failures that were counted", "Ysgrifennu methiannau a gyfrifwyd"),
        60,
        noise.write_due,
        frequent=True,
    ),
)
