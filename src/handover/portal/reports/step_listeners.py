"""What reports do after a step of a transfer: rows of the table of `transfers.listeners`."""

from handover.portal.reports.counting import count_transfer
from handover.portal.transfers.listeners import EVERY_STEP, StepListener, StepTaken


def count_step(taken: StepTaken) -> None:
    """The tally moves the transfer from the outcome that it had to the one that it has."""
    count_transfer(taken.transfer, taken.before)


ROWS = (StepListener(EVERY_STEP, count_step),)
