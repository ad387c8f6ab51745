"""What the chain of custody notes of one pupil's record on its way into a school's software."""

from datetime import datetime
from typing import Final

from handover.common.custody.events import PUPIL_EVENTS
from handover.portal.audit.log import Actor
from handover.portal.custody.models import PUPIL
from handover.portal.custody.writing import append_custody_entry, find_last_entry
from handover.portal.hub.models import Move

NOTED: Final = frozenset(event.key for event in PUPIL_EVENTS)


def note_custody_of_pupil(move: Move, event: str, *, by: Actor, digest: str, now: datetime) -> None:
    """Sign who holds a pupil's record after a step of its way; nothing for steps in which it changes no hands.

    `digest` is that of the objects that are handed over. What follows names the same again; a record that went as the file
    that it came in has that file's.
    """
    if event not in NOTED or move.transfer is None:
        return
    before = find_last_entry(move.reference)
    append_custody_entry(
        move.reference,
        event,
        by=by.establishment,
        source=move.source,
        destination=move.destination,
        digest=digest or (before.digest if before else move.transfer.digest),
        now=now,
        kind=PUPIL,
        pupil=move.place + 1,
        parent=move.transfer.reference,
    )
