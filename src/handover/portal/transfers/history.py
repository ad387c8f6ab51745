"""The history of one transfer as its two sides may read it: from the audit log, in the words of the life cycle."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from handover.common.text import Text
from handover.portal.accounts.models import User
from handover.portal.audit.actions import ACTIONS
from handover.portal.audit.models import Entry
from handover.portal.establishments.models import Establishment
from handover.portal.transfers.fetches import FETCHED
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.senders import KEY_ROLE, SOFTWARE
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
    entries = fold_fetches(Entry.objects.filter(subject=str(transfer.reference)).order_by("sequence"))
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


def fold_fetches(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries without the fetches that follow one by the same software: a long file is fetched in many parts."""
    kept: list[Entry] = []
    for entry in entries:
        last = kept[-1] if kept else None
        again = last is not None and (last.action, last.username) == (FETCHED, entry.username)
        if entry.action != FETCHED or not again:
            kept.append(entry)
    return kept


def say_who(entry: Entry) -> str:
    """Return who acted, for colleagues: a username, or that it was software and which; and who decided what it did."""
    who = entry.username
    if entry.role == SOFTWARE:
        who = _("the school's software")
    elif entry.role == KEY_ROLE:
        who = _("the software %(name)s") % {"name": entry.username.removeprefix(f"{KEY_ROLE} ")}
    if decider := entry.facts.get("decided_by"):
        return _("%(software)s, as %(person)s decided") % {"software": who, "person": decider}
    return who
