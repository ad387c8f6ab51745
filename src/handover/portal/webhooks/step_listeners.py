"""What webhooks do after a step of a transfer: rows of the table of `transfers.listeners`."""

from handover.portal.transfers.flow import STEPS
from handover.portal.transfers.listeners import StepListener
from handover.portal.webhooks.raising import list_events_of_step, raise_of_step

ROWS = tuple(StepListener(step, raise_of_step) for step in STEPS if any(list_events_of_step(step)))
