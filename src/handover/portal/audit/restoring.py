"""What the log says about backups that were put back, and the comparison of noted ends with the log.

After a restore the newest entries are truly gone. The operator says so in an entry of the log itself, which only a process
with the master key can write; from then on the anchors of those entries are no longer demanded.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from handover.portal import transaction
from handover.portal.audit.anchors import Anchor
from handover.portal.audit.chain import START
from handover.portal.audit.log import SITE, locked_head, record
from handover.portal.audit.models import Entry
from handover.portal.audit.trusted import trusted_entries

RESTORED: Final = "audit.restored"
PIECE: Final = 500
"""So many entries are asked for at once; SQLite takes no more than about a thousand values in a question."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Entries that were lost with a backup that was put back: the first, the last and its code, and when that was said."""

    first: int
    last: int
    end: str
    at: datetime

    def covers(self, anchor: Anchor) -> bool:
        """Say whether an anchor tells of an entry that is gone; one that was noted after the restore does not."""
        if anchor.at is None:
            return (anchor.sequence, anchor.hash) == (self.last, self.end)
        return anchor.at <= self.at and self.first <= anchor.sequence <= self.last


def gaps() -> tuple[Gap, ...]:
    """Return every gap that the log tells of, in order."""
    return tuple(
        Gap(int(facts["first_entry"]), int(facts["last_entry"]), facts["end"], entry.at)
        for entry in trusted_entries(RESTORED)
        for facts in [entry.facts]
    )


def demanded(anchors: Iterable[Anchor]) -> list[Anchor]:
    """Return the anchors that the log must meet: all but those of entries that it says are gone."""
    known = gaps()
    return [anchor for anchor in anchors if not any(gap.covers(anchor) for gap in known)]


def unmet(anchors: Iterable[Anchor]) -> list[Anchor]:
    """Return the anchors that the log should meet and does not, the oldest first."""
    wanted = sorted(demanded(anchors), key=lambda anchor: anchor.sequence)
    stored = stored_ends([anchor.sequence for anchor in wanted])
    return [anchor for anchor in wanted if stored.get(anchor.sequence) != anchor.hash]


def stored_ends(sequences: Sequence[int]) -> dict[int, str]:
    """Return the codes of these entries, as far as they are there. What stands before the first entry is there always."""
    found = {0: START}
    for place in range(0, len(sequences), PIECE):
        rows = Entry.objects.filter(sequence__in=sequences[place : place + PIECE])
        found |= dict(rows.values_list("sequence", "hash"))
    return found


def record_restore(anchors: Sequence[Anchor], now: datetime) -> Gap | None:
    """Write into the log which entries a backup that was put back lacks; None where the log meets all anchors."""
    with transaction.atomic():
        head = locked_head()
        lost = unmet(anchors)
        if not lost:
            return None
        newest = lost[-1]
        gap = Gap(first_lost(anchors, lost, head.sequence), newest.sequence, newest.hash, now)
        record(
            RESTORED,
            actor=SITE,
            details={"first_entry": str(gap.first), "last_entry": str(gap.last), "end": gap.end},
            now=now,
        )
    return gap


def first_lost(anchors: Iterable[Anchor], lost: Sequence[Anchor], end: int) -> int:
    """Return the first entry that is gone: the one after the end, or, if the site went on, after the last one that is met."""
    if lost[0].sequence > end:
        return end + 1
    missing = set(lost)
    return 1 + max((a.sequence for a in anchors if a not in missing and a.sequence < lost[0].sequence), default=0)
