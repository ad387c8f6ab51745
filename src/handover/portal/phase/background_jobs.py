"""What the worker does for phase: what, how often, and the function that does it. Each may run twice without harm."""

from handover.common.text import Text
from handover.portal.phase import sending as phase
from handover.portal.work.running import Job

ROWS = (
    Job(
        "share-out",
        Text("Share out a year's records", "Rhannu cofnodion blwyddyn"),
        15,
        phase.send_waiting_boards,
        frequent=True,
        removes=True,
    ),
)
