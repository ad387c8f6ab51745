"""Why a record waits, or did not arrive: a closed list, in the words of an office, with what to do.

A reason is stored by its key with the step that it explains. What a school's software said itself is kept sealed beside it.
"""

from typing import Final

from handover.portal.hub.arriving.arriving_reasons import ARRIVING_REASONS
from handover.portal.hub.leaving.leaving_reasons import LEAVING_REASONS

MOVE_REASONS: Final = (*LEAVING_REASONS, *ARRIVING_REASONS)
MOVE_REASON: Final = {row.key: row for row in MOVE_REASONS}
COLLECTED_BY_HAND: Final = (
    "next_software_away",
    "next_software_silent",
    "next_unheard",
    "next_zone_refuses",
    "next_no_record",
)
"""While one of these keeps a record from the next school's software, a person there should see to its file."""
SAID_BY_HAND: Final = ("next_not_on_roll", "next_software_mute", "next_software_away")
"""Why a person has to say of a child whose record the software has that the child is on the roll."""
LASTING: Final = frozenset(row.key for row in MOVE_REASONS if row.lasts)
