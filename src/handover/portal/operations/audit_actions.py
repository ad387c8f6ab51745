"""What the audit log holds about the background work."""

from handover.common.text import Text
from handover.portal.audit.action import Action

ROWS = (Action("job.asked", Text("Had a job run at once", "Gofynnwyd am redeg tasg ar unwaith")),)
