"""The mark follows the log as files come and go, so that a backup shows even if no job has run since it was made."""

import logging
import time

from handover.portal.storage.chosen import current_storage
from handover.portal.stores.belonging import is_older, own_identity, proven_end_of_log
from handover.portal.stores.mark import BadMark, Mark, read_mark, replace_mark
from handover.portal.stores.stops import Stopped

log = logging.getLogger("handover.stores")

_last: list[float] = []


def note_length() -> None:
    """Note how long the log is by now, unless that was done a moment ago or the stores do not fit."""
    try:
        storage = current_storage()
        if _last and time.monotonic() - _last[0] < storage.mark_seconds:
            return
        _last[:] = [time.monotonic()]
        mark, end = read_mark(storage), proven_end_of_log()
        if mark is None or mark.identity != own_identity().identity or is_older(mark):
            return
        if end.sequence > mark.sequence:
            replace_mark(storage, Mark(mark.identity, end.sequence, mark.at, end.hash))
    except (OSError, BadMark, Stopped) as fault:
        log.warning("the mark of the folder of files could not be written: %s", fault)
