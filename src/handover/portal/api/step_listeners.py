"""What the API does after a step of a transfer: rows of the table of `transfers.listeners`."""

from handover.portal.api.late_events import LATE_EVENTS
from handover.portal.api.late_notices import note_late_event
from handover.portal.transfers.listeners import StepListener

ROWS = tuple(StepListener(step, note_late_event) for step in LATE_EVENTS)
