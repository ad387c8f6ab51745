"""What the audit log holds about backups."""

from handover.common.text import Text
from handover.portal.audit.action import Action

ROWS = (
    Action("backup.made", Text("Made a backup of the whole site", "Gwnaed copi wrth gefn o'r wefan gyfan")),
    Action(
        "backup.restored", Text("Put back a backup of the whole site", "Rhoddwyd copi wrth gefn o'r wefan gyfan yn ôl")
    ),
    Action("database.moved", Text("Moved the site to another database", "Symudwyd y wefan i gronfa ddata arall")),
)
