"""What expected pupils do after a step of a transfer: rows of the table of `transfers.listeners`."""

from handover.portal.expected.arriving import note_confirmed_record
from handover.portal.transfers.listeners import StepListener, StepTaken


def note_expected_pupil(taken: StepTaken) -> None:
    """Whoever expects a pupil of a confirmed record has it."""
    note_confirmed_record(taken.transfer, taken.now)


ROWS = (StepListener("confirm", note_expected_pupil),)
