"""Noting the end of the audit log outside the database, close to each act.

After an entry is committed, the process that wrote it adds an anchor to its machine's file. Between the two lies no more
than a few instructions: who is killed just there leaves an entry whose anchor the worker adds.
"""

import logging
import threading
import time
from functools import partial
from pathlib import Path
from typing import Final

from django.conf import settings

from handover.portal import transaction
from handover.portal.audit.anchors import Anchor, append_anchor
from handover.portal.audit.chain_keys import anchor_keys

log = logging.getLogger("handover.audit")

DURABLE_SECONDS: Final = 5.0
"""Each act is in the file at once; it is made to survive a power cut this often at most, because that waits for the disk."""
COMPLAIN_SECONDS: Final = 60.0


class Pace:
    """When this process last did something that it does not do each time."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._last = -seconds
        self._lock = threading.Lock()

    def due(self, now: float) -> bool:
        """Say whether it is time again, and take the turn."""
        with self._lock:
            if now - self._last < self._seconds:
                return False
            self._last = now
            return True


_durable, _complaint = Pace(DURABLE_SECONDS), Pace(COMPLAIN_SECONDS)


def anchors_path() -> Path:
    """Return where this machine keeps its anchors."""
    path: Path = settings.CONFIG.anchors_path
    return path


def anchor_when_committed(anchor: Anchor) -> None:
    """Have an end of the log noted once the transaction that made it is committed."""
    transaction.on_commit(partial(note_end, anchor), robust=True)


def note_end(anchor: Anchor) -> None:
    """Note an end of the log. A file that cannot be written undoes no act; the log stream says so."""
    moment = time.monotonic()
    try:
        append_anchor(anchors_path(), anchor_keys(), anchor, durable=_durable.due(moment))
    except FileNotFoundError:
        return  # a site that has not begun one yet; where one was taken away, the worker says so
    except OSError as fault:
        if _complaint.due(moment):
            log.error("the end of the audit log could not be noted in %s: %s", anchors_path(), fault.strerror or fault)
