"""What the chain of custody notes of a transfer's steps: rows of the table of `transfers.listeners`."""

from typing import Final

from handover.common.custody.events import FILE_EVENTS
from handover.portal.custody.writing import append_custody_entry
from handover.portal.transfers.flow import State
from handover.portal.transfers.listeners import EVERY_STEP, StepListener, StepTaken

NOTED: Final = frozenset(event.key for event in FILE_EVENTS)
BEFORE_THE_WAY: Final = (State.NEW, State.ASKING)
"""From these states a file leaves its sender."""


def note_custody_of_file(taken: StepTaken) -> None:
    """Who holds the file from now on, with which digest, is signed into its chain of custody."""
    transfer = taken.transfer
    if taken.step.event not in NOTED:
        return
    append_custody_entry(
        transfer.reference,
        taken.step.event,
        by=taken.actor.establishment,
        source=transfer.source,
        destination=transfer.destination,
        digest=transfer.digest,
        now=taken.now,
        parent=transfer.parent.reference if transfer.parent and taken.before in BEFORE_THE_WAY else None,
    )


ROWS = (StepListener(EVERY_STEP, note_custody_of_file),)
