"""What the chain of custody notes of one pupil's record on its way into a school's software."""

from datetime import datetime
from typing import Final

from handover.common.custody.events import PUPIL_EVENTS
from handover.portal.audit.log import Actor
from handover.portal.custody.models import PUPIL
from handover.portal.custody.writing import append_custody_entry
from handover.portal.hub.models import Move

NOTED: Final = frozenset(event.key for event in PUPIL_EVENTS)


def note_custody_of_pupil(move: Move, event: str, *, by: Actor, digest: str, now: datetime) -> None:
    """Sign who holds a pupil's record after a step of its way; nothing for steps in which it changes no hands.

    `digest` is that of the objects that were handed over; empty for what the software has of the file as it was sent.
    """
    if event not in NOTED or move.transfer is None:
        return
    append_custody_entry(
        move.reference,
        event,
        by=by.establishment,
        source=move.source,
        destination=move.destination,
        digest=digest or move.transfer.digest,
        now=now,
        kind=PUPIL,
        pupil=move.place + 1,
        parent=move.transfer.reference,
    )
