"""What the audit log holds about keeping and ending things."""

from handover.common.text import Text
from handover.portal.audit.action import Action

ROWS = (
    Action("retention.ended", Text("Removed what had been kept long enough", "Tynnwyd yr hyn a gadwyd yn ddigon hir")),
)
