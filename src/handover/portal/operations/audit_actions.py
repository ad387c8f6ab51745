"""What the audit log holds about running the site."""

from handover.common.text import Text
from handover.portal.audit.action import Action

ROWS = (
    Action("job.asked", Text("Had a job run at once", "Gofynnwyd am redeg tasg ar unwaith")),
    Action("keys.change_begun", Text("Began to change the master key", "Dechreuwyd newid y brif allwedd")),
    Action("keys.change_ended", Text("Ended the change of the master key", "Gorffennwyd newid y brif allwedd")),
    Action(
        "keys.change_reopened",
        Text("Let the master key of before open again", "Caniatawyd i'r brif allwedd flaenorol agor eto"),
    ),
)
