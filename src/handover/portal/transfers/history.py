"""The history of one transfer as its two sides may read it: from the audit log, in the words of the life cycle."""

from dataclasses import dataclass
from datetime import datetime

from handover.common.text import Text
from handover.portal.accounts.models import User
from handover.portal.audit.actions import ACTIONS
from handover.portal.audit.models import Entry
from handover.portal.establishments.models import Establishment
from handover.portal.transfers.models import Transfer
from handover.portal.web import wording


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line: when, what, at which establishment, and who, for colleagues of the same establishment only."""

    at: datetime
    words: Text
    place: str
    person: str


def history(transfer: Transfer, reader: User) -> list[HistoryLine]:
    """Return what happened to a transfer, oldest first. Names of people are for their own establishment."""
    entries = list(Entry.objects.filter(subject=str(transfer.reference)).order_by("sequence"))
    own = reader.actor.establishment
    language = wording.language()
    numbers = {entry.establishment for entry in entries}
    places = {
        place.number: f"{place.named(language)} ({place.number})"
        for place in Establishment.objects.filter(number__in=numbers)
    }
    return [
        HistoryLine(
            entry.at,
            ACTIONS[entry.action].in_history,
            places.get(entry.establishment, entry.establishment),
            entry.username if entry.establishment == own else "",
        )
        for entry in entries
    ]
