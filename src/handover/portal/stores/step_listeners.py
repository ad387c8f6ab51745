"""What the folder of files does after a step of a transfer: rows of the table of `transfers.listeners`."""

from handover.portal.stores.following import note_length
from handover.portal.stores.step_notes import note_step
from handover.portal.transfers.listeners import EVERY_STEP, StepListener, StepTaken, When


def mark_length_of_log(taken: StepTaken) -> None:
    """The mark in the folder of files says how long the audit log is by now."""
    note_length()


def note_step_outside(taken: StepTaken) -> None:
    """A file beside the folder says which file went from whom to whom."""
    note_step(taken)


ROWS = (
    StepListener(EVERY_STEP, mark_length_of_log, When.AFTER_COMMIT),
    StepListener(EVERY_STEP, note_step_outside, When.AFTER_COMMIT),
)
