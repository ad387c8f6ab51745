"""Asking a school that has collected a record to delete it, because the child goes elsewhere: by secure message."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from handover.common.text import Text
from handover.portal.accounts.models import User
from handover.portal.messaging import writing
from handover.portal.messaging.boxes import SCHOOL, Box
from handover.portal.messaging.faults import MessagingRefused
from handover.portal.messaging.words import Words
from handover.portal.phase.models import Bulk, Deletion, Part

SUBJECT: Final = Text(
    "Please delete records of pupils who go to another school",
    "Dilëwch gofnodion disgyblion sy'n mynd i ysgol arall",
)
BODY: Final = Text(
    "These pupils were in a file that you have collected. They have a place at another school now. Please delete their "
    "records and any copies:\n\n{pupils}",
    "Roedd y disgyblion hyn mewn ffeil a gasglwyd gennych chi. Mae ganddynt le mewn ysgol arall erbyn hyn. Dilëwch "
    "eu cofnodion ac unrhyw gopïau:\n\n{pupils}",
)


def ask_to_delete(
    bulk: Bulk, parts: Sequence[Part], destination: str, positions: set[int], by: User, now: datetime
) -> None:
    """Ask a school to delete the records of these pupils; they count as its no more once the message is sent.

    What came of it is on the board (see `asked.py`); who could not be told is asked again at the next sending.
    """
    pupils = bulk.pupils.filter(position__in=positions)
    listed = "\n".join(f"{pupil.surname}, {pupil.forename} ({pupil.upn or '–'})" for pupil in pupils)
    languages = ("en", "cy") if destination[:2] in {"66", "67", "68"} else ("en",)
    words = Words(SUBJECT.say(languages[0]), "\n\n".join(BODY.say(language, pupils=listed) for language in languages))
    asked = {"bulk": bulk, "destination": destination}
    draft = writing.begin_draft(by, now, words, [Box(destination, SCHOOL)])
    try:
        message = writing.send_draft(draft, words, by, now)
    except MessagingRefused:
        draft.delete()
        Deletion.objects.create(**asked, positions=sorted(positions), asked_at=now, told=False)
        return
    copy = message.deliveries.first() if message else None
    Deletion.objects.create(**asked, positions=sorted(positions), asked_at=now, told=True, delivery=copy)
    for part in parts:
        part.positions = [position for position in part.positions if position not in positions]
        part.save(update_fields=["positions"])
