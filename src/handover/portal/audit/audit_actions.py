"""What the audit log holds about the log itself."""

from handover.common.text import Text
from handover.portal.audit.action import Action

ROWS = (
    Action(
        "audit.anchors_begun", Text("Began to note the end of the log", "Dechreuwyd nodi diwedd y cofnod archwilio")
    ),
    Action("audit.restored", Text("Put back a backup", "Rhoddwyd copi wrth gefn yn ôl")),
    Action("audit.viewed", Text("Looked at the audit log", "Edrychwyd ar y cofnod archwilio")),
)
