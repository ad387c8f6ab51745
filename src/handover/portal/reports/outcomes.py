"""What became of a file that was sent, in the words of the reports (seed, section 7.1). One table of states."""

from dataclasses import dataclass

from handover.common.text import Text
from handover.portal.transfers.flow import ENDED, FOR_COLLECTION, HAVE_BEEN_COLLECTED, IN_STORE, State


@dataclass(frozen=True, slots=True)
class OutcomeColumn:
    """One outcome: the heading of its column, and the states of a transfer that it stands for."""

    key: str
    name: Text
    states: tuple[State, ...]


WAITING, DOWNLOADED, REJECTED, OTHERWISE, STORE = "waiting", "downloaded", "rejected", "otherwise", "store"
OUTCOMES: dict[str, OutcomeColumn] = {
    outcome.key: outcome
    for outcome in (
        OutcomeColumn(DOWNLOADED, Text("Downloaded", "Lawrlwythwyd"), HAVE_BEEN_COLLECTED),
        OutcomeColumn(WAITING, Text("Awaiting download", "Yn aros i'w lawrlwytho"), FOR_COLLECTION),
        OutcomeColumn(REJECTED, Text("Rejected", "Gwrthodwyd"), (State.REJECTED,)),
        OutcomeColumn(
            OTHERWISE,
            Text("Ended otherwise", "Daeth i ben fel arall"),
            tuple(state for state in ENDED if state is not State.REJECTED),
        ),
        OutcomeColumn(
            STORE,
            Text("To the lost pupil store", "I'r storfa disgyblion coll"),
            (*IN_STORE, State.FOUND, State.REMOVED),
        ),
    )
}
NOT_SENT: tuple[State, ...] = (State.ASKING, State.WITHDRAWN)
"""Files in these states were never sent, and are not counted."""

OUTCOME_OF: dict[State, str] = {state: outcome.key for outcome in OUTCOMES.values() for state in outcome.states}
