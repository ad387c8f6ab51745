"""What the audit log holds about reports."""

from handover.common.text import Text
from handover.portal.audit.action import Action

ROWS = (
    Action("report.run", Text("Ran a report", "Rhedwyd adroddiad")),
    Action("child.gathered", Text("Gathered what is held on a child", "Casglwyd popeth a gadwn am blentyn")),
)
