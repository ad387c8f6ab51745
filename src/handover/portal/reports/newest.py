"""Files by the day they were sent, the newest first, out of several lanes that the database holds in this order.

A lane is a question that one index answers in order. To read some of each and merge them costs what a page costs; to ask
for all of them at once ("from here or to here") would make the database sort everything.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from heapq import merge
from itertools import groupby, islice
from typing import Final

from django.db.models import Q, QuerySet

from handover.portal.paging import ListPage, read_page_behind, rows_behind, write_position
from handover.portal.reports.asking import ReportQuery
from handover.portal.reports.outcomes import NOT_SENT
from handover.portal.transfers.models import COLLECTED, NO_SHELF, NOT_WAITING, OVER, WAITING, WAITS, Transfer
from handover.portal.transfers.monitoring import View

Lanes = Sequence[QuerySet[Transfer]]
SHELVES = (WAITS, COLLECTED, OVER)
BY: Final = "sent_at"
LEAST_READ: Final = 50
"""How many files are read of a lane at once at the least."""


def lanes_of(ask: ReportQuery, *, also_lost: bool = True) -> Lanes:
    """Return the lanes of the files that the schools asked about have sent and received in the period.

    `also_lost` takes in the files that went to the lost pupil store. Nothing that was never sent is among them.
    """
    if ask.schools:
        lanes = [Transfer.objects.filter(source=school) for school in ask.schools]
        lanes += [
            Transfer.objects.filter(destination=school, waiting=there)
            for school in ask.schools
            for there in (WAITING, NOT_WAITING)
        ]
        if not also_lost:
            lanes = [rows.exclude(shelf=NO_SHELF) for rows in lanes]
    else:
        lanes = [
            Transfer.objects.filter(**{view.value: ask.la_number}, shelf=shelf) for view in View for shelf in SHELVES
        ]
        if also_lost:
            lanes.append(Transfer.objects.filter(**{View.OUTGOING.value: ask.la_number}, shelf=NO_SHELF))
    sent = ask.period.within("sent_at") & ~Q(state__in=[state.value for state in NOT_SENT])
    return [rows.filter(sent) for rows in lanes]


def newest(lanes: Lanes, after: str, size: int) -> ListPage[Transfer]:
    """Return the newest files behind a position, each once.

    Of each lane only the places are read; what stands there is read for the files that are shown.
    """
    ahead = (rows_behind(rows, BY, descending=True, after=after).values_list(BY, "pk")[: size + 1] for rows in lanes)
    places = sorted({each for rows in ahead for each in rows}, reverse=True)
    shown = Transfer.objects.filter(pk__in=[number for _, number in places[:size]])
    found = sorted(
        shown.select_related("source_establishment", "destination_establishment").order_by(),
        key=place_in_lanes,
        reverse=True,
    )
    return ListPage(found, write_position(*places[size - 1]) if len(places) > size else "")


def everything(lanes: Lanes, size: int) -> Iterator[list[Transfer]]:
    """Yield all files, the newest first and each once, so many at a time; of each lane only a few are in memory."""
    read = max(LEAST_READ, size // max(1, len(lanes)))
    merged = merge(*(along(rows, read) for rows in lanes), key=place_in_lanes, reverse=True)
    # A file from one chosen school to another lies in two lanes, at the same place.
    files = (next(same) for _, same in groupby(merged, key=place_in_lanes))
    while batch := list(islice(files, size)):
        yield batch


def along(rows: QuerySet[Transfer], size: int) -> Iterator[Transfer]:
    """Yield the files of one lane, reading so many at a time."""
    rows = rows.select_related("source_establishment", "destination_establishment")
    page = read_page_behind(rows, BY, descending=True, after="", size=size)
    yield from page.rows
    while page.following:
        page = read_page_behind(rows, BY, descending=True, after=page.following, size=size)
        yield from page.rows


def place_in_lanes(transfer: Transfer) -> tuple[datetime, int]:
    """Return where a file stands in the order of the lanes."""
    return transfer.sent_at, transfer.pk
