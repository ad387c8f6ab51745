"""What the audit log holds about secure messages."""

from handover.common.text import Text
from handover.portal.audit.action import Action

ROWS = (
    Action("message.sent", Text("Sent a message", "Anfonwyd neges")),
    Action("message.read", Text("Read a message", "Darllenwyd neges")),
    Action("message.deleted", Text("Deleted a message", "Dilëwyd neges")),
    Action("template.saved", Text("Saved a template", "Cadwyd templed")),
    Action("template.deleted", Text("Deleted a template", "Dilëwyd templed")),
    Action("group.saved", Text("Saved an address group", "Cadwyd grŵp cyfeiriadau")),
    Action("group.deleted", Text("Deleted an address group", "Dilëwyd grŵp cyfeiriadau")),
)
