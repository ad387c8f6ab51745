"""What a reason is for which a record waits or did not arrive: a row of the tables of the two ends of its way."""

from dataclasses import dataclass
from typing import Final

from handover.common.text import Text


@dataclass(frozen=True, slots=True)
class MoveReason:
    """A reason: its key, what is said, and what somebody can do about it (empty: nothing has to be done).

    One that `lasts` stays with the move when a further step has no reason of its own.
    """

    key: str
    words: Text
    remedy: Text
    lasts: bool = False


NOTHING_TO_DO: Final = Text("", "")
