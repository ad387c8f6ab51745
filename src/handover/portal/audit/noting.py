"""Keeping a machine's file of anchors: beginning it, comparing it with the log, thinning it, saying the end aloud.

Each machine has a file of its own, and the audit log knows of it: the entry *Began to note the end of the log* names machine,
file and first anchor. So a file that was taken away is missed.
"""

import logging
import socket
from datetime import datetime
from typing import Final

from handover.portal import transaction
from handover.portal.audit.anchoring import anchors_path
from handover.portal.audit.anchors import (
    Anchor,
    AnchorLines,
    append_anchor,
    begin_file,
    held,
    read_anchor_lines,
    rewrite,
)
from handover.portal.audit.chain import START
from handover.portal.audit.chain_keys import anchor_keys
from handover.portal.audit.log import SITE, locked_head, record
from handover.portal.audit.models import Entry
from handover.portal.audit.restoring import unmet
from handover.portal.audit.trusted import trusted_entries

log = logging.getLogger("handover.audit")

BEGUN: Final = "audit.anchors_begun"
LONG_FILE: Final = 1024 * 1024
"""A file of more bytes is thinned out."""
NEWEST_KEPT: Final = 1000


class AnchorsLost(Exception):
    """The log says that this machine keeps a file of anchors, and it is not there or does not hold what it did."""


class LogShortened(Exception):
    """The log lacks an end that it once had."""


def anchor_file_name() -> str:
    """Return what this machine's file is called in the log."""
    return f"{socket.gethostname()}:{anchors_path()}"[-200:]


def own_lines() -> AnchorLines | None:
    """Return what this machine's file holds, None if it has none."""
    return read_anchor_lines(anchors_path(), anchor_keys())


def begin_anchors(now: datetime, *, anew: bool = False) -> bool:
    """See to it that this machine has a file of anchors and the log knows of it; say whether that is new.

    `anew` sets a file that is damaged aside and begins another. Raises AnchorsLost where the log knows of a file that is
    gone, LogShortened where the file to be set aside holds ends that the log lacks.
    """
    path = anchors_path()
    with transaction.atomic():
        head = locked_head()
        lines = own_lines()
        if anew:
            set_anchors_aside(lines, now)
            lines = None
        elif begun := newest_beginning():
            demand(begun, lines)
            return False
        if lines is None or not lines.anchors:
            path.unlink(missing_ok=True)
            lines = AnchorLines((Anchor(head.sequence, head.hash, now),))
            begin_file(path, anchor_keys(), lines.anchors[0])
        # The file came first: whoever is killed here has left a file that says nothing untrue, and it is taken up again.
        record(
            BEGUN, actor=SITE, subject=anchor_file_name(), details={"entry": str(lines.anchors[0].sequence)}, now=now
        )
    return True


def set_anchors_aside(lines: AnchorLines | None, now: datetime) -> None:
    """Give this machine's file another name, unless it shows that the log was shortened."""
    if lines is None:
        return
    demand_all_met(lines)
    path = anchors_path()
    path.rename(path.with_name(f"{path.name}.{now:%Y%m%d%H%M%S}"))


def newest_beginning() -> Entry | None:
    """Return the entry that says that this machine's file was begun."""
    return max(trusted_entries(BEGUN, subject=anchor_file_name()), key=lambda entry: entry.sequence, default=None)


def is_whole(begun: Entry, lines: AnchorLines | None) -> bool:
    """Say whether a file is there and holds the anchor with which it was begun."""
    first = begun.facts.get("entry", "")
    return lines is not None and first in {str(anchor.sequence) for anchor in lines.anchors}


def demand(begun: Entry, lines: AnchorLines | None) -> None:
    """Raise AnchorsLost unless the file is as the log says."""
    if not is_whole(begun, lines):
        raise AnchorsLost(
            f"The file {anchors_path()} is missing or was emptied, although entry {begun.sequence} of the audit log says "
            "that the end of the log is noted there. Run `handover manage verify_audit`."
        )


def demand_all_met(lines: AnchorLines) -> None:
    """Raise LogShortened where the log lacks an end that it had."""
    if lost := unmet(lines.anchors):
        newest = max(anchor.sequence for anchor in lost)
        raise LogShortened(
            f"The audit log no longer holds entry {newest} as it was noted. Run `handover manage verify_audit`."
        )


def keep_anchors(now: datetime) -> int:
    """Note the end if that was missed, and compare all anchors with the log; return how many were added.

    Raises LogShortened and AnchorsLost, which the operator sees as a job that failed.
    """
    begin_anchors(now)
    lines = own_lines() or AnchorLines()
    demand_all_met(lines)
    if anchors_path().stat().st_size > LONG_FILE and not lines.unreadable:
        thin()
    end = newest_end()
    if end is None:
        return 0
    spoken.say(end)
    if any(anchor.sequence == end.sequence for anchor in lines.anchors):
        return 0
    append_anchor(anchors_path(), anchor_keys(), end, durable=True)
    return 1


class Spoken:
    """The end of the log as this process last said it in the log stream, which an account of the database cannot change."""

    def __init__(self) -> None:
        self._sequence = -1

    def say(self, end: Anchor) -> None:
        """Say the end, if it has moved."""
        if end.sequence != self._sequence:
            log.info("the audit log ends at %s:%s", end.sequence, end.hash)
            self._sequence = end.sequence


spoken = Spoken()


def newest_end() -> Anchor | None:
    """Return the end of the log; None for an empty one. Raises AuditBroken where the head was tampered with."""
    with transaction.atomic():
        head = locked_head()
        if head.hash == START:
            return None
        entry = Entry.objects.filter(sequence=head.sequence).first()
        if entry is None:
            raise LogShortened(f"The audit log lacks entry {head.sequence}. Run `handover manage verify_audit`.")
        return Anchor(head.sequence, head.hash, entry.at)


def thin() -> None:
    """Leave out the older anchors of a long file."""
    path = anchors_path()
    with held(path):
        lines = own_lines()
        if lines is not None:
            rewrite(path, anchor_keys(), thinned(lines.anchors))


def thinned(anchors: tuple[Anchor, ...]) -> list[Anchor]:
    """Return the first anchor, the last of each day, and the newest thousand: what a long file is cut down to."""
    last_of_day = {anchor.at.date(): number for number, anchor in enumerate(anchors) if anchor.at}
    kept = {0, *last_of_day.values(), *range(max(0, len(anchors) - NEWEST_KEPT), len(anchors))}
    return [anchors[number] for number in sorted(kept)]
