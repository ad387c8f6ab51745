"""An authority's look at the files of its schools: within it, into it, out of it; to be collected, collected, ended.

Every list is one equality on a column that the database keeps, an index and a page (seed, sections 1.2 and 5.3): a page
is found by where the last one ended and never by counting rows, so a million transfers cost what a hundred do.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from handover.common.calendar import SEND_WITHIN_SCHOOL_DAYS, nation_of, school_days_between
from handover.common.text import Text
from handover.portal.accounts.models import User
from handover.portal.audit.log import record
from handover.portal.days import end_of_day, start_of_day
from handover.portal.paging import ListPage, count_rows, read_page_behind
from handover.portal.transfers.file_lists import FileFilter, ShownPupils, choose_pupils
from handover.portal.transfers.flow import ENDED, FOR_COLLECTION, HAVE_BEEN_COLLECTED, STATES, State
from handover.portal.transfers.kinds import KIND_OF_FORM, KINDS
from handover.portal.transfers.marks import Sought, for_the_log, make_mark
from handover.portal.transfers.models import COLLECTED, NO_SHELF, OVER, WAITING, WAITS, Transfer
from handover.portal.transfers.permissions import SEARCH_TRANSFERS
from handover.portal.transfers.senders import Sender

PAGE = 50
MOST_COUNTED = 999
MOST_FOUND = 100
# A file that waits longer is old whatever the exact number; counting stops here.
OLDEST = 400


class View(StrEnum):
    """Which files, by where they come from and go to; the value is the column that holds the authority."""

    WITHIN = "home_la"
    INCOMING = "incoming_la"
    OUTGOING = "outgoing_la"


VIEWS: dict[str, tuple[View, Text]] = {
    "within": (View.WITHIN, Text("Within the authority", "O fewn yr awdurdod")),
    "incoming": (View.INCOMING, Text("Incoming", "Yn dod i mewn")),
    "outgoing": (View.OUTGOING, Text("Outgoing", "Yn mynd allan")),
}
SHELVES: dict[str, tuple[int, Text, tuple[State, ...]]] = {
    "waiting": (WAITS, Text("For collection", "I'w casglu"), FOR_COLLECTION),
    "collected": (COLLECTED, Text("Collected", "Casglwyd"), HAVE_BEEN_COLLECTED),
    "ended": (OVER, Text("Ended otherwise", "Daeth i ben fel arall"), ENDED),
}


@dataclass(frozen=True, slots=True)
class Watch:
    """What is asked of a list: the authority, view and shelf, and what narrows it; empty means no condition."""

    la: str
    view: str = "within"
    shelf: str = "waiting"
    establishment: str = ""
    kind: str = ""
    state: str = ""
    since: date | None = None
    until: date | None = None
    name: str = ""

    @property
    def states(self) -> dict[str, Text]:
        """The states that the shelf holds, to choose from."""
        return {state.value: STATES[state].name for state in SHELVES[self.shelf][2]}


def list_watched(watch: Watch) -> QuerySet[Transfer]:
    """Return the transfers of a list, in no order."""
    rows = Transfer.objects.filter(**{VIEWS[watch.view][0].value: watch.la}, shelf=SHELVES[watch.shelf][0])
    if watch.establishment:
        rows = rows.filter(Q(source=watch.establishment) | Q(destination=watch.establishment))
    if watch.kind in KINDS:
        rows = rows.filter(kind__in=KINDS[watch.kind].stored)
    if watch.state in watch.states:
        rows = rows.filter(state=watch.state)
    if watch.since:
        rows = rows.filter(sent_at__gte=start_of_day(watch.since))
    if watch.until:
        rows = rows.filter(sent_at__lt=end_of_day(watch.until))
    return filter_by_name(rows, watch.name) if watch.name else rows


def filter_by_name(rows: QuerySet[Transfer], name: str) -> QuerySet[Transfer]:
    """Return the transfers whose file name begins so. It begins with the sender, which an index finds."""
    start = name.strip()
    number = start[:7].upper()
    if len(number) == 7 and number.isalnum():
        rows = rows.filter(source=number)
    return rows.filter(file_name__istartswith=start)


def page_of(
    rows: QuerySet[Transfer], column: str, *, descending: bool, after: str, size: int = PAGE
) -> ListPage[Transfer]:
    """Return the page of a list, ordered by a column, that begins behind a position."""
    rows = rows.select_related("source_establishment", "destination_establishment")
    return read_page_behind(rows, column, descending=descending, after=after, size=size)


def count_views(la: str, shelf: str) -> dict[str, int]:
    """Count each view of a shelf, up to one more than MOST_COUNTED."""
    return {key: count_rows(list_watched(Watch(la, key, shelf)), MOST_COUNTED) for key in VIEWS}


def for_the_authority(mailbox: str, kind: str = "") -> QuerySet[Transfer]:
    """Return what was sent to the authority itself (nnnLLLL) and is still to be dealt with, oldest first; of one kind."""
    rows = Transfer.objects.filter(destination=mailbox, waiting=WAITING)
    if kind in KINDS:
        rows = rows.filter(kind__in=KINDS[kind].stored)
    return rows.order_by("sent_at", "id")


def count_for_the_authority(mailbox: str) -> dict[str, int]:
    """Count what was sent to the authority itself by kind, those kinds of which there is something; the oldest of many."""
    forms = for_the_authority(mailbox).values_list("kind", flat=True)[: MOST_COUNTED + 1]
    counts = Counter(KIND_OF_FORM[form].key for form in forms)
    return {key: counts[key] for key in KINDS if counts[key]}


def of_authority(la: str) -> QuerySet[Transfer]:
    """Return every transfer on an authority's lists."""
    mine = Q(home_la=la) | Q(incoming_la=la) | Q(outgoing_la=la)
    return Transfer.objects.filter(mine).exclude(shelf=NO_SHELF)


def may_see_pupils(transfer: Transfer, person: User) -> bool:
    """Say whether a person of the authority may see whose records a file holds: while nobody has collected it, and if
    their role collects such files.
    """
    if not person.may(transfer.file_kind.collect):
        return False
    return transfer.file_kind.holds_pupils and transfer.sealed_id is not None and transfer.shelf == WAITS


def name_watched(transfers: list[Transfer], person: User) -> dict[int, ShownPupils]:
    """Return whom a list names of each file that an authority watches over, for a person who may see it."""
    if not person.may(SEARCH_TRANSFERS):
        return {}
    return choose_pupils([each for each in transfers if may_see_pupils(each, person)], FileFilter(), person.mailbox)


def find_watched(reference: UUID, la: str) -> Transfer | None:
    """Return a transfer on an authority's lists; None tells nothing about others."""
    sides = ("source_establishment", "destination_establishment", "sealed", "sent_by", "held_for", "parent")
    return of_authority(la).select_related(*sides).filter(reference=reference).first()


def search_transfers(sought: Sought, by: Sender, la: str, now: datetime) -> list[Transfer]:
    """Return the authority's transfers that carry a pupil, newest first. Every search is audited, without a name."""
    rows = of_authority(la)
    for sign in sought.signs:
        rows = rows.filter(sealed__marks__mark=make_mark(sign))
    found = list(
        rows.select_related("source_establishment", "destination_establishment").order_by("-sent_at", "-id")[
            :MOST_FOUND
        ]
        if sought.signs
        else ()
    )
    details = {"by": sought.by, "sought": for_the_log(sought), "found": str(len(found))}
    record("files.searched", actor=by.actor, details=details, now=now)
    return found


@dataclass(frozen=True, slots=True)
class Age:
    """How long a file has been on its way, in school days of the receiver's nation, and whether that is too long."""

    days: int
    overdue: bool

    @property
    def beyond(self) -> bool:
        """Say whether it is older than was counted."""
        return self.days >= OLDEST


def measure_ages(transfers: list[Transfer], now: datetime) -> dict[int, Age]:
    """Return the age of each transfer by its number; each day is counted once."""
    today = timezone.localdate(now)
    counted: dict[tuple[date, str], int] = {}
    found = {}
    for transfer in transfers:
        sent, nation = timezone.localdate(transfer.sent_at), nation_of(transfer.destination[:3])
        if (sent, nation) not in counted:
            start = max(sent, today - timedelta(days=2 * OLDEST))
            counted[sent, nation] = min(OLDEST, school_days_between(start, today, nation))
        days = counted[sent, nation]
        found[transfer.pk] = Age(days, transfer.shelf == WAITS and days > SEND_WITHIN_SCHOOL_DAYS)
    return found
