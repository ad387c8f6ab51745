"""Why a record waits, or did not arrive: a closed list, in the words of an office, with what to do.

A reason is stored by its key with the step that it explains. What a school's software said itself is kept sealed beside it.
"""

from dataclasses import dataclass
from typing import Final

from handover.common.text import Text


@dataclass(frozen=True, slots=True)
class MoveReason:
    """A reason: its key, what is said, and what somebody can do about it (empty: nothing has to be done)."""

    key: str
    words: Text
    remedy: Text


NOTHING_TO_DO: Final = Text("", "")

MOVE_REASONS: Final = (
    MoveReason(
        "software_away",
        Text("the school's software does not answer", "nid yw meddalwedd yr ysgol yn ateb"),
        Text("See that the school's software is running.", "Gwnewch yn siŵr bod meddalwedd yr ysgol yn rhedeg."),
    ),
    MoveReason(
        "taken_back",
        Text("the leaving was taken back", "tynnwyd yr ymadawiad yn ôl"),
        NOTHING_TO_DO,
    ),
    MoveReason(
        "called_back",
        Text("the old school called the file back", "galwodd yr hen ysgol y ffeil yn ôl"),
        NOTHING_TO_DO,
    ),
    MoveReason(
        "rejected",
        Text("the next school rejected the file", "gwrthododd yr ysgol nesaf y ffeil"),
        Text(
            "Read what it said, put it right and send the record again.",
            "Darllenwch beth a ddywedodd, cywirwch ef ac anfonwch y cofnod eto.",
        ),
    ),
)
MOVE_REASON: Final = {row.key: row for row in MOVE_REASONS}
