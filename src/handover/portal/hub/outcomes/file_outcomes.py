"""What became of a record that went as a file from school to school, where neither school's software is in a zone of the hub.

Such a file has no row of its own among the ways of records: it is counted from the transfer, each pupil once, by its state.
"""

from dataclasses import dataclass
from typing import Final

from handover.portal.transfers.flow import State

S = State


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """Under which key of OUTCOMES the pupils of a file in a state are counted, and with which reason, if any is known."""

    state: State
    outcome: str
    reason: str = ""


FILE_OUTCOMES: Final = (
    FileOutcome(S.ASKING, "waits_for_old_school"),
    FileOutcome(S.WITHDRAWN, "cancelled"),
    FileOutcome(S.HELD, "waits_to_be_taken"),
    FileOutcome(S.SENT, "waits_to_be_taken"),
    FileOutcome(S.SEEN, "waits_to_be_taken"),
    FileOutcome(S.COLLECTED, "waits_for_roll"),
    FileOutcome(S.CONFIRMED, "arrived_after_yes"),
    FileOutcome(S.REJECTED, "refused", "rejected"),
    FileOutcome(S.RECALLED, "cancelled", "called_back"),
    FileOutcome(S.EXPIRED, "never_taken"),
    FileOutcome(S.CLEARED, "cancelled"),
    FileOutcome(S.LODGED, "in_store"),
    FileOutcome(S.TAKEN, "in_store"),
    FileOutcome(S.RELEASED, "in_store"),
    FileOutcome(S.FOUND, "in_store"),
    FileOutcome(S.REMOVED, "in_store"),
)
"""A file that was sent on from the store is a way of its own, as a record is that was put into the store by the hub."""
GOES_ON: Final = (S.REDIRECTED, S.FORWARDED)
"""Files in these states go on as another transfer, which is the one that is counted."""

FILE_OUTCOME: Final = {row.state.value: row for row in FILE_OUTCOMES}
