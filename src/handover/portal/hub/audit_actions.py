"""What the audit log holds about the way of a record: a row for each step of it."""

from handover.portal.audit.action import Action
from handover.portal.hub.life import MOVE_LIFE

ROWS = tuple(Action(step.audit, step.name) for step in MOVE_LIFE)
