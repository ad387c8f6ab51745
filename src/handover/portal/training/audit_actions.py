"""What the audit log holds about training."""

from handover.common.text import Text
from handover.portal.audit.action import Action

ROWS = (Action("training.given", Text("Gave a training county and its keys", "Rhoddwyd sir hyfforddi a'i hallweddi")),)
