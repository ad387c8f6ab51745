"""The history of one transfer as its two sides may read it: from the audit log, in the words of the life cycle."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from handover.common.text import Text
from handover.portal.accounts.models import User
from handover.portal.audit.actions import ACTIONS
from handover.portal.audit.models import Entry
from handover.portal.establishments.models import Establishment
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.senders import SOFTWARE
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
            say_who(entry) if entry.establishment == own else "",
        )
        for entry in entries
    ]


def say_who(entry: Entry) -> str:
    """Return who acted, for colleagues: a username, or that it was software, and who decided what it did."""
    who = _("the school's software") if entry.role == SOFTWARE else entry.username
    if decider := entry.facts.get("decided_by"):
        return _("%(software)s, as %(person)s decided") % {"software": who, "person": decider}
    return who
